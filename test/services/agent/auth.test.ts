import assert from 'node:assert/strict'
import { type Caller, tokenVerifier } from '../../../services/agent/auth.ts'
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

describe('a token', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>
  before(async () => {
    issuer = await startIssuer()
  })
  after(() => issuer.close())

  const verifier = (requiredGroup?: string): ((token: string) => Promise<Caller>) => {
    const { issuer: url, audience, clientId } = issuer
    const okta = { issuer: url, audience, clientId, ownerClaim: 'uid', requiredScope: undefined }
    return tokenVerifier({ ...okta, requiredGroup })
  }

  it('is refused before any key is asked for unless it is whole, and as issued to the letter', async () => {
    const token = await issuer.token('alice')
    const [header, payload, signature = ''] = token.split('.')
    const within = (text: string) => `${token.slice(0, -40)}${text}${token.slice(-40)}`
    // The last letter holds two bits of the signature: a decoder ignores its other four.
    const last = signature.at(-1) ?? ''
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const twin = `${token.slice(0, -1)}${letters[letters.indexOf(last) + 1]}`
    const verify = verifier()
    const asked = issuer.requests.length
    for (const malformed of [
      within('\n'),
      within(' '),
      within('\r\n  '),
      within('='),
      within('+'),
      within('\u200b'),
      `${token}\n`,
      ` ${token}`,
      `${token}==`,
      `${token}.`,
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `Bearer ${token}`,
      twin,
      '',
    ]) {
      await assert.rejects(verify(malformed), { code: 'token_invalid' }, JSON.stringify(malformed))
    }
    assert.equal(issuer.requests.length, asked)
    await verify(token)
  })

  it('names its owner in text, or is refused', async () => {
    const verify = verifier()
    for (const uid of [{ id: 'alice' }, 5, true, ['alice']]) {
      const token = await issuer.token('alice', { claims: { uid } })
      await assert.rejects(verify(token), { code: 'token_invalid' }, JSON.stringify(uid))
    }
    const bySub = { claims: { uid: undefined, sub: { id: 'alice' } } }
    await assert.rejects(verify(await issuer.token('alice', bySub)), { code: 'token_invalid' })
    const { owner } = await verify(await issuer.token('alice', { claims: { uid: undefined } }))
    assert.equal(owner, `${issuer.issuer}|alice@example.com`)
  })

  it('has the groups that it lists: one text is the name of one', async () => {
    const cases: [groups: unknown, isMember: boolean][] = [
      [['eng', 'ops'], true],
      ['eng', true],
      ['not eng', false],
      [['not eng'], false],
      [undefined, false],
    ]
    for (const [groups, isMember] of cases) {
      const verified = verifier('eng')(await issuer.token('alice', { claims: { groups } }))
      if (isMember) await verified
      else await assert.rejects(verified, { code: 'forbidden' }, JSON.stringify(groups))
    }
    await verifier('not eng')(await issuer.token('alice', { claims: { groups: 'not eng' } }))
  })
})
