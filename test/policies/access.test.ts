import assert from 'node:assert/strict'
import { type Violations, violations } from './violations.ts'

type Case = [name: string, inputs: Record<string, unknown>, said: Violations]

const functionUrls: Case[] = [
  ['signed by IAM', { authorizationType: 'AWS_IAM' }, {}],
  [
    'open to anybody',
    { authorizationType: 'NONE' },
    {
      'function-url-signed': ['authorizationType is NONE, which lets anybody call. Use AWS_IAM.'],
    },
  ],
  [
    'called by pages of one origin, with credentials',
    cors({ allowOrigins: ['https://portal.example.com'], allowCredentials: true }),
    {},
  ],
  ['called by pages of any origin, without credentials', cors({ allowOrigins: ['*'] }), {}],
  [
    'called by pages of any origin, with credentials',
    cors({ allowOrigins: ['https://*'], allowCredentials: true }),
    {
      'function-url-cors': [
        'cors allows credentials of every origin. Name the origins, or allow no credentials.',
      ],
    },
  ],
]

const role = 'arn:aws:iam::123456789012:role/operators'
const permissions: Case[] = [
  ['for a role', { principal: role }, {}],
  ['for an organisation', { principal: '*', principalOrgId: 'o-abcdefghij' }, {}],
  [
    'for a service and one source',
    { principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::b' },
    {},
  ],
  ['for everybody', { principal: '*', sourceAccount: '123456789012' }, wide('*')],
  [
    'for a service, whoever asks it',
    { principal: 'events.amazonaws.com' },
    wide('events.amazonaws.com'),
  ],
]

const discoveryUrl = 'https://org.okta.com/.well-known/openid-configuration'
const anyClient =
  'Any client of the audience is taken. Name allowedClients, or the client in customClaims (Okta: cid).'
const gateways: Case[] = [
  [
    'for one audience and one client of it',
    gateway({
      discoveryUrl,
      allowedAudiences: ['api://ops'],
      customClaims: [claim('cid', '0oa1')],
    }),
    {},
  ],
  [
    'for any client of an audience',
    gateway({ discoveryUrl, allowedAudiences: ['api://ops'], customClaims: [claim('dept', 'x')] }),
    { 'gateway-jwt': [anyClient] },
  ],
  [
    'for a client of any name',
    gateway({ discoveryUrl, allowedAudiences: ['api://ops'], customClaims: [claim('cid', '*')] }),
    { 'gateway-jwt': [anyClient] },
  ],
  ['for one client', gateway({ discoveryUrl, allowedClients: ['0oa1'] }), {}],
  [
    'without a token',
    { authorizerType: 'NONE' },
    { 'gateway-jwt': ["authorizerType is NONE: tools are to be called with a user's token."] },
  ],
  [
    'with IAM in place of a token',
    { authorizerType: 'AWS_IAM' },
    { 'gateway-jwt': ["authorizerType is AWS_IAM: tools are to be called with a user's token."] },
  ],
  [
    'with a token of nobody in particular',
    { authorizerType: 'CUSTOM_JWT' },
    { 'gateway-jwt': ['There is no customJwtAuthorizer.'] },
  ],
  [
    'for any token of an issuer in plain HTTP',
    gateway({ discoveryUrl: 'http://issuer/' }),
    {
      'gateway-jwt': [
        'discoveryUrl http://issuer/ is not https: keys could be forged.',
        'Any token of the issuer is taken. Name allowedAudiences or allowedClients.',
      ],
    },
  ],
  [
    'that tells inner errors',
    { ...gateway({ discoveryUrl, allowedClients: ['a'] }), exceptionLevel: 'DEBUG' },
    {
      'gateway-errors': [
        'exceptionLevel is DEBUG, which shows inner errors to callers. Leave it out.',
      ],
    },
  ],
]

describe('the policy pack on who may call', () => {
  tested('a Function URL', 'aws:lambda/functionUrl:FunctionUrl', functionUrls)
  tested('a permission', 'aws:lambda/permission:Permission', permissions)
  tested('a gateway', 'aws:bedrock/agentcoreGateway:AgentcoreGateway', gateways)

  it('lets a stack that is not production have wide CORS and inner errors', async () => {
    const wideUrl = cors({ allowOrigins: ['*'], allowCredentials: true })
    const url = { type: 'aws:lambda/functionUrl:FunctionUrl', inputs: wideUrl }
    assert.deepEqual(await violations(url, { stack: 'preprod' }), {})
    const debugging = {
      ...gateway({ discoveryUrl, allowedClients: ['a'] }),
      exceptionLevel: 'DEBUG',
    }
    const type = 'aws:bedrock/agentcoreGateway:AgentcoreGateway'
    assert.deepEqual(await violations({ type, inputs: debugging }, { stack: 'dev' }), {})
  })

  it('takes another name for production by configuration', async () => {
    const config = { 'function-url-cors': { productionStacks: ['live'] } }
    const inputs = cors({ allowOrigins: ['*'], allowCredentials: true })
    const url = { type: 'aws:lambda/functionUrl:FunctionUrl', inputs }
    const said = await violations(url, { stack: 'live', config })
    assert.deepEqual(Object.keys(said), ['function-url-cors'])
  })
})

function tested(what: string, type: string, cases: readonly Case[]) {
  for (const [name, inputs, said] of cases) {
    const verdict = Object.keys(said).length === 0 ? 'passes' : 'refuses'
    it(`${verdict} ${what} ${name}`, async () => {
      assert.deepEqual(await violations({ type, inputs }), said)
    })
  }
}

function cors(inputs: Record<string, unknown>) {
  return { authorizationType: 'AWS_IAM', cors: inputs }
}

function gateway(customJwtAuthorizer: Record<string, unknown>) {
  return { authorizerType: 'CUSTOM_JWT', authorizerConfiguration: { customJwtAuthorizer } }
}

function claim(name: string, matchValueString: string) {
  return {
    inboundTokenClaimName: name,
    inboundTokenClaimValueType: 'STRING',
    authorizingClaimMatchValue: {
      claimMatchOperator: 'EQUALS',
      claimMatchValue: { matchValueString },
    },
  }
}

function wide(principal: string): Violations {
  return {
    'lambda-permission-source': [
      `principal ${principal} may invoke for whomever it acts. Name principalOrgId, sourceAccount or sourceArn.`,
    ],
  }
}
