import assert from 'node:assert/strict'
import { runtime } from '@pulumi/pulumi'
import { violations } from './violations.ts'

const url = {
  type: 'aws:lambda/functionUrl:FunctionUrl',
  inputs: { authorizationType: 'AWS_IAM', cors: { allowOrigins: ['*'], allowCredentials: true } },
}
const own = '123456789012'
const foreign = '999999999999'
const permission = (account: string) => ({
  type: 'aws:lambda/permission:Permission',
  inputs: { principal: `arn:aws:iam::${account}:role/own` },
})
const role = (permissionsBoundary?: string) => ({
  type: 'aws:iam/role:Role',
  inputs: {
    assumeRolePolicy: JSON.stringify({ Statement: [] }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  },
})

describe('the policy pack goes by the stack’s configuration', () => {
  let before: Record<string, string>

  beforeEach(() => {
    before = runtime.allConfig()
  })

  afterEach(() => runtime.setAllConfig(before))

  it('takes as production what is configured as such, whatever the stack is called', async () => {
    assert.deepEqual(await saidIn('qa', { environment: 'prod' }), ['function-url-cors'])
    assert.deepEqual(await saidIn('qa', {}), [])
  })

  it('takes no name of a stack for production that is configured as something else', async () => {
    assert.deepEqual(await saidIn('prod-copy', { environment: 'gamma' }), [])
    assert.deepEqual(await saidIn('prod-copy', {}), ['function-url-cors'])
  })

  it('takes for production what nothing says is not', async () => {
    assert.deepEqual(await saidIn('live-eu', {}), ['function-url-cors'])
    const config = { 'function-url-cors': { otherStacks: ['live'] } }
    configure('live-eu', {})
    assert.deepEqual(await violations(url, { stack: 'live-eu', config }), {})
  })

  it('goes by no other stack’s configuration', async () => {
    configure('one', { environment: 'gamma' })
    const said = await violations(url, { stack: 'another' })
    assert.deepEqual(Object.keys(said), ['function-url-cors'])
  })

  it('takes of several apps what their tokens alone have, or their audience, for their name', async () => {
    const gateway = (rest: object, okta: object) => {
      configure('dev', { okta: JSON.stringify(okta) })
      const customJwtAuthorizer = {
        discoveryUrl: 'https://issuer.test/.well-known/openid-configuration',
        allowedAudiences: ['api://ops'],
        ...rest,
      }
      const inputs = {
        authorizerType: 'CUSTOM_JWT',
        authorizerConfiguration: { customJwtAuthorizer },
      }
      const type = 'aws:bedrock/agentcoreGateway:AgentcoreGateway'
      return violations({ type, inputs }, { stack: 'dev' }).then(Object.keys)
    }
    const claims = (name: string) => ({
      customClaims: [
        {
          inboundTokenClaimName: name,
          authorizingClaimMatchValue: { claimMatchValue: { matchValueString: 'x' } },
        },
      ],
    })
    const [one, two] = [{ clientId: 'a' }, { clientId: ['a', 'b'] }]
    assert.deepEqual(await gateway({}, two), ['gateway-jwt'])
    assert.deepEqual(await gateway({ allowedScopes: ['ops'] }, two), [])
    assert.deepEqual(await gateway({ allowedScopes: ['ops'] }, one), ['gateway-jwt'])
    assert.deepEqual(await gateway(claims('groups'), two), [])
    assert.deepEqual(await gateway(claims('iss'), two), ['gateway-jwt'])
    assert.deepEqual(await gateway({ allowedAudiences: ['b', 'a'] }, two), [])
    assert.deepEqual(await gateway({ allowedAudiences: ['b', 'c'] }, two), ['gateway-jwt'])
    assert.deepEqual(await gateway(claims('acme:app'), { ...one, clientClaim: 'acme:app' }), [])
  })

  it('names the accounts that are not the stack’s own, once it is told which are', async () => {
    configure('dev', { 'aws:allowedAccountIds': JSON.stringify([own]) })
    assert.deepEqual(await violations(permission(own), { stack: 'dev' }), {})
    assert.deepEqual(await violations(permission(foreign), { stack: 'dev' }), {
      'foreign-accounts': [
        `Account ${foreign} is not the stack's own. Take it out, or configure it.`,
      ],
    })
  })

  it('lets pass the accounts of roles that may call, and those of the pack’s own configuration', async () => {
    const callers = JSON.stringify({ kind: 'roles', arns: [`arn:aws:iam::${foreign}:role/own`] })
    configure('dev', { 'aws:allowedAccountIds': JSON.stringify([own]), callers })
    assert.deepEqual(await violations(permission(foreign), { stack: 'dev' }), {})
    configure('dev', {})
    const config = { 'foreign-accounts': { accounts: [own] } }
    assert.deepEqual(await violations(permission(own), { stack: 'dev', config }), {})
    assert.deepEqual(Object.keys(await violations(permission(foreign), { stack: 'dev', config })), [
      'foreign-accounts',
    ])
  })

  it('wants the permissions boundary of each role that the stack or the pack names', async () => {
    const boundary = `arn:aws:iam::${own}:policy/boundary`
    configure('dev', { permissionsBoundary: boundary })
    assert.deepEqual(await violations(role(boundary), { stack: 'dev' }), {})
    assert.deepEqual(await violations(role(), { stack: 'dev' }), {
      'role-boundary': [`There is no permissionsBoundary. Use ${boundary}.`],
    })
    const another = `arn:aws:iam::${own}:policy/another`
    const config = { 'role-boundary': { boundary: another } }
    assert.deepEqual(await violations(role(boundary), { stack: 'dev', config }), {
      'role-boundary': [`permissionsBoundary is ${boundary}. Use ${another}.`],
    })
  })

  const saidIn = async (stack: string, values: Record<string, string>) => {
    configure(stack, values)
    return Object.keys(await violations(url, { stack }))
  }
})

/** As the engine hands it over: by key, structures as JSON. */
function configure(stack: string, values: Record<string, string>) {
  runtime.setMocks(
    { newResource: () => ({ id: '', state: {} }), call: () => ({}) },
    undefined,
    stack,
  )
  const keyed = Object.entries(values).map(([key, value]) => [
    key.includes(':') ? key : `aws-operations-agent:${key}`,
    value,
  ])
  runtime.setAllConfig(Object.fromEntries(keyed))
}
