import assert from 'node:assert/strict'
import { tokenVerifier } from '../../../services/agent/auth.ts'
import { startIssuer } from '../../stand-ins/issuer.ts'

describe('a token that was verified before', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>
  before(async () => {
    issuer = await startIssuer()
  })
  after(() => issuer.close())

  const verifier = (now?: () => Date) => {
    const { issuer: url, audience, clientId } = issuer
    const required = { requiredScope: undefined, requiredGroup: undefined }
    return tokenVerifier({ issuer: url, audience, clientId, ownerClaim: 'uid', ...required }, now)
  }

  it('is its caller’s again, who is nobody else', async () => {
    const verify = verifier()
    for (const user of ['alice', 'bob', 'alice', 'bob']) {
      const token = await issuer.token(user)
      const caller = await verify(token)
      assert.equal(caller.owner, `${issuer.issuer}|00u${user}`)
      assert.deepEqual(await verify(token), caller)
    }
  })

  it('is refused once it has expired', async () => {
    let now = new Date()
    const verify = verifier(() => now)
    const token = await issuer.token('alice')
    const { expiresAt } = await verify(token)
    now = new Date(expiresAt * 1000 - 1_000)
    await verify(token)
    now = new Date((expiresAt + 5) * 1000)
    await assert.rejects(verify(token), { code: 'token_expired' })
  })

  it('vouches for no other: not for one with a letter changed', async () => {
    const verify = verifier()
    const token = await issuer.token('alice')
    await verify(token)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const first = signature.startsWith('A') ? 'B' : 'A'
    const changed = [header, payload, `${first}${signature.slice(1)}`].join('.')
    await assert.rejects(verify(changed), { code: 'token_invalid' })
    await assert.rejects(verify(await issuer.token('alice', { forged: true })), {
      code: 'token_invalid',
    })
  })
})
