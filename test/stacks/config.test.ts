import assert from 'node:assert/strict'
import { committedBase, imageName } from '../../images/base-image.ts'
import { deploymentConfig } from '../../stacks/config.ts'
import { resourceNames } from '../../stacks/names.ts'

const okta = {
  issuer: 'https://acme.okta.com/oauth2/default',
  clientId: '0oa1',
  audience: 'api://ops',
}

const vpc = { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] }

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`

describe('the configuration of a stack', () => {
  it('takes what companies have that is odd and right', () => {
    const arn = 'arn:aws:sns:us-east-1:210987654321:central'
    for (const values of [
      { logs: { retentionDays: 3653 } },
      { cors: { allowOrigins: ['https://*', 'http://localhost:3000', 'http://[::1]:8080'] } },
      { cors: { allowOrigins: [] } },
      { alarms: { enabled: true, topicArn: arn } },
      { services: ['sfn', 'states', 'ec2'] },
      { services: '["ssm"]' },
      { limits: { personUsdPerDay: 0.5, tokensPerMonth: 1_000 } },
      { conversations: { tableName: 'aws-operations-agent-conversations-dev' } },
      {
        network: { ...vpc, proxy: 'http://10.0.0.9:3128', noProxy: ['10.0.0.0/8', 'a.test:8443'] },
      },
    ]) {
      deploymentConfig({ okta, ...values }, 'dev')
    }
  })

  it('needs the issuer alone, and has a default for everything else', () => {
    assert.deepEqual(deploymentConfig({ okta }, 'dev'), {
      environment: 'dev',
      kind: 'development',
      identityProvider: 'okta',
      okta: { ...okta, scopes: ['openid', 'profile', 'offline_access'] },
      callers: { kind: 'account' },
      cors: {
        allowOrigins: ['*'],
        allowMethods: ['*'],
        allowHeaders: ['*'],
        allowCredentials: true,
        maxAge: 86_400,
      },
      model: { provider: 'bedrock', id: 'global.anthropic.claude-sonnet-4-6' },
      limits: {},
      dataAccess: [],
      services: 'core',
      toolRole: { readOnlyAccess: false, modelAccess: false },
      conversations: { ttlDays: 30, deletionProtection: false },
      logs: { level: 'info', retentionDays: 30 },
      images: {},
      gateway: {},
      functions: {},
      alarms: { enabled: false, tokensPerHour: 10_000_000 },
      names: {},
      tags: {},
      reservedConcurrency: {},
      agentCoreServiceAccount: '996756280381',
      baseImage: imageName(committedBase),
    })
  })

  it('lets pages of other origins call by the kind of environment', () => {
    const corsOf = (stack: string, cors?: object) => deploymentConfig({ okta, cors }, stack).cors
    assert.equal(corsOf('live'), undefined)
    assert.equal(corsOf('prod', { maxAge: 60 }), undefined)
    assert.deepEqual(corsOf('staging', { maxAge: 60 }), {
      allowOrigins: ['*'],
      allowMethods: ['*'],
      allowHeaders: ['*'],
      allowCredentials: true,
      maxAge: 60,
    })
    assert.deepEqual(corsOf('prod', { allowOrigins: ['https://a.test'], allowMethods: ['POST'] }), {
      allowOrigins: ['https://a.test'],
      allowMethods: ['POST'],
      allowHeaders: [
        ...['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date'],
        ...['x-amz-security-token', 'x-okta-token', 'x-time-zone'],
      ],
      allowCredentials: true,
      maxAge: 3600,
    })
  })

  it('takes apps and audiences one by one or as a list, of which the first is the client’s', () => {
    const { okta: read } = deploymentConfig(
      { okta: { ...okta, clientId: ['new', 'old'], audience: ['a', 'b'], requiredScope: 'x' } },
      'dev',
    )
    const { clientId, otherClientIds, audience, otherAudiences } = read
    assert.deepEqual([clientId, otherClientIds], ['new', ['old']])
    assert.deepEqual([audience, otherAudiences], ['a', ['b']])
  })

  it('takes a key of several regions for the gateway, too', () => {
    const kmsKeyArn = `arn:aws:kms:us-east-1:123456789012:key/mrk-${'0a'.repeat(16)}`
    assert.deepEqual(deploymentConfig({ okta, gateway: { kmsKeyArn } }, 'dev').gateway, {
      kmsKeyArn,
    })
  })

  it('takes structured values as the JSON text that Pulumi hands over', () => {
    const { okta: read, dataAccess } = deploymentConfig(
      { okta: JSON.stringify(okta), dataAccess: '["logs"]' },
      'dev',
    )
    assert.deepEqual([read.issuer, dataAccess], [okta.issuer, ['logs']])
  })

  it('takes an account number as text, and false for none', () => {
    const read = (value: unknown) =>
      deploymentConfig({ okta, agentCoreServiceAccount: value }, 'dev').agentCoreServiceAccount
    assert.deepEqual([read('123456789012'), read('false')], ['123456789012', false])
  })

  it('takes for production what is called so, or is said to be, and protects it', () => {
    const read = (stack: string, values: object = {}) => {
      const { kind, conversations } = deploymentConfig({ okta, ...values }, stack)
      return [kind, conversations.deletionProtection]
    }
    const [production, development] = [
      ['production', true],
      ['development', false],
    ]
    assert.deepEqual(read('prod-eu'), production)
    assert.deepEqual(read('live'), production)
    assert.deepEqual(read('preprod'), development)
    assert.deepEqual(read('blue', { kind: 'development' }), development)
    assert.deepEqual(read('gamma', { kind: 'production' }), production)
    const unprotected = { conversations: { deletionProtection: false } }
    assert.deepEqual(read('prod', unprotected), ['production', false])
  })

  it('takes the environment from the stack, or from a key where the stack has another name', () => {
    assert.equal(deploymentConfig({ okta }, 'prod').environment, 'prod')
    assert.equal(deploymentConfig({ okta, environment: 'prod' }, 'prod-eu').environment, 'prod')
  })

  const wrong: [string, Record<string, unknown>, string][] = [
    ['no issuer', {}, 'okta: is required, with issuer, clientId and audience'],
    ['an issuer without client', { okta: { ...okta, clientId: '' } }, 'okta.clientId: is required'],
    ['no audience', { okta: { ...okta, audience: undefined } }, 'okta.audience: is required'],
    [
      'clients in one text',
      { okta: { ...okta, clientId: '0oa1 0oa2' } },
      'okta.clientId: has blanks or commas in it (0oa1 0oa2): several are a list',
    ],
    [
      'a client twice',
      { okta: { ...okta, clientId: ['a', 'a'] } },
      'okta.clientId: names one twice',
    ],
    [
      'several clients that the gateway could not tell apart',
      { okta: { ...okta, clientId: ['a', 'b'] } },
      'okta.clientId: are several, of which the gateway cannot compare cid: set okta.requiredScope or okta.requiredGroup to what their tokens alone have',
    ],
    [
      'an organisation’s own authorization server',
      { okta: { ...okta, issuer: 'https://acme.okta.com' } },
      "okta.issuer: is the organisation's own authorization server, whose tokens nobody else can verify: take https://acme.okta.com/oauth2/default, or a custom one",
    ],
    [
      'an identity provider of no form',
      { okta, identityProvider: 'azure' },
      'identityProvider: is not one of okta, cognito, entra, auth0, keycloak, ping, google, oidc',
    ],
    [
      'an issuer of any kind without the name of the claim',
      { okta, identityProvider: 'oidc' },
      'okta.clientClaim: is required with oidc: the claim of an access token that names the app, such as azp, client_id or cid',
    ],
    [
      'a claim that AgentCore does not take',
      { okta: { ...okta, groupClaim: 'my-groups' } },
      'okta.groupClaim: is not the name of a claim that AgentCore takes: letters, digits and . : / _',
    ],
    [
      'Entra ID of every tenant',
      {
        okta: { ...okta, issuer: 'https://login.microsoftonline.com/common/v2.0' },
        identityProvider: 'entra',
      },
      'okta.issuer: common is no tenant: put the id of yours in its place',
    ],
    [
      'Entra ID without a version',
      {
        okta: { ...okta, issuer: 'https://login.microsoftonline.com/9f/' },
        identityProvider: 'entra',
      },
      'okta.issuer: take https://login.microsoftonline.com/9f/v2.0, or of tokens of version 1 https://sts.windows.net/9f/',
    ],
    [
      'Google without the domain',
      {
        okta: { issuer: 'https://accounts.google.com', clientId: 'g' },
        identityProvider: 'google',
      },
      'okta.requiredGroup: is required with google: the domain of your Workspace, such as acme.com; else anybody with an account of Google’s may ask',
    ],
    [
      'a secret of another app than Google’s',
      { okta: { ...okta, clientSecret: 's' } },
      'okta.clientSecret: is for google alone: make the app a public one, with PKCE',
    ],
    [
      'an issuer over plain http',
      { okta: { ...okta, issuer: 'http://acme.okta.com' } },
      'okta.issuer: is not an https URL',
    ],
    [
      'an unknown key',
      { okta, dataAcess: [] },
      'dataAcess: is no key here: did you mean dataAccess?',
    ],
    [
      'an unknown key like no other',
      { okta, toolRole: { zzz: 1 } },
      'toolRole.zzz: is no key here: there are readOnlyAccess, modelAccess, readableAccounts',
    ],
    [
      'an unknown key within a group',
      { okta, logs: { retention: 3 } },
      'logs.retention: is no key here: did you mean retentionDays?',
    ],
    [
      'a retention that CloudWatch has not',
      { okta, logs: { retentionDays: 31 } },
      'logs.retentionDays: is not a retention that CloudWatch Logs has (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, …)',
    ],
    [
      'an unknown kind of data',
      { okta, dataAccess: ['everything'] },
      'dataAccess.0: is not one of logs, objects, items, messages, environment, code',
    ],
    [
      'callers of no kind',
      { okta, callers: { kind: 'public' } },
      'callers.kind: is account, roles or organisation',
    ],
    [
      'a role that is no ARN',
      { okta, callers: { kind: 'roles', arns: ['operators'] } },
      'callers.arns.0: is not an ARN of iam (arn:aws:iam:…)',
    ],
    [
      'an organisation without its id',
      { okta, callers: { kind: 'organisation' } },
      'callers.id: is required',
    ],
    [
      'an alarm topic that is none',
      { okta, alarms: { enabled: true, topicArn: 'arn:aws:sqs:us-east-1:1:q' } },
      'alarms.topicArn: is not an ARN of sns (arn:aws:sns:…)',
    ],
    [
      'another model server without its address',
      { okta, model: { provider: 'openai', id: 'qwen3' } },
      'model.baseUrl: is required',
    ],
    ...Object.entries({
      'a kind that is none': [{ kind: 'prod' }, 'kind: is not one of production, development'],
      'a subnet that is none': [
        { network: { ...vpc, subnetIds: ['vpc-0a1b2c3d'] } },
        'network.subnetIds.0: is not the id of a subnet (subnet-…)',
      ],
      'a VPC without security groups': [
        { network: { subnetIds: vpc.subnetIds } },
        'network.securityGroupIds: is not a list: name the security groups',
      ],
      'no subnets': [
        { network: { ...vpc, subnetIds: [] } },
        'network.subnetIds: is empty: name one',
      ],
      'a subnet twice': [
        { network: { ...vpc, subnetIds: [...vpc.subnetIds, ...vpc.subnetIds] } },
        'network.subnetIds: names one twice',
      ],
      'a proxy that is no address': [
        { network: { ...vpc, proxy: 'proxy.acme.internal:3128' } },
        'network.proxy: is not an address such as http://proxy.acme.internal:3128',
      ],
      'a proxy with a password': [
        { network: { ...vpc, proxy: 'http://ops:hunter2@proxy.acme.internal:3128' } },
        'network.proxy: has a password in it, which a function’s environment is no place for: let the proxy know the subnets',
      ],
      'exceptions from no proxy': [
        { network: { ...vpc, noProxy: ['.amazonaws.com'] } },
        'network.proxy: is missing, and noProxy excepts from it: set proxy, or drop noProxy',
      ],
      'authorities in no file': [
        { network: { ...vpc, caFile: 'ca.pem' } },
        'network.caFile: is not the path of a file in the image, such as /opt/ca.pem',
      ],
      'a key by its alias': [
        { images: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:alias/ops' } },
        'images.kmsKeyArn: is not the ARN of a key (…:key/…): IAM does not know a key by its alias',
      ],
      'a key of another service': [
        { gateway: { kmsKeyArn: 'arn:aws:sns:us-east-1:123456789012:ops' } },
        'gateway.kmsKeyArn: is not an ARN of kms (arn:aws:kms:…)',
      ],
      'a key that AgentCore would not take': [
        { gateway: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1234' } },
        'gateway.kmsKeyArn: has a key’s id of other than 36 characters, which AgentCore takes not: it is as in 1234abcd-12ab-34cd-56ef-1234567890ab, or mrk- and 32 of 0-9 and a-f',
      ],
      'a key that is a text': [
        { functions: { kmsKeyArn: 'alias/ops' } },
        'functions.kmsKeyArn: is not an ARN of kms (arn:aws:kms:…)',
      ],
      'a guardrail by its name': [
        { guardrail: { id: 'No secrets', version: 1 } },
        'guardrail.id: is not the id or ARN of a guardrail',
      ],
      'a guardrail without version': [
        { guardrail: { id: 'abcd1234' } },
        'guardrail.version: is required: a number, or DRAFT',
      ],
      'a guardrail of version 0': [
        { guardrail: { id: 'abcd1234', version: 0 } },
        'guardrail.version: is a number, or DRAFT',
      ],
      'a guardrail profile that is none': [
        { guardrail: { id: 'abcd1234', version: 1, profile: 'us' } },
        'guardrail.profile: is not a guardrail profile, such as us.guardrail.v1:0',
      ],
      'a guardrail of another provider’s model': [
        {
          guardrail: { id: 'abcd1234', version: 1 },
          model: { provider: 'openai', id: 'q', baseUrl: 'https://m.test/v1' },
        },
        'guardrail: is of Bedrock, and the model is not: drop it',
      ],
      'a day that costs nothing': [
        { alarms: { enabled: true, usdPerDay: 0 } },
        'alarms.usdPerDay: is less than 0.01',
      ],
      'a path that is none': [
        { iamPath: 'teams/operations' },
        'iamPath: is not a path such as /teams/operations/',
      ],
      'a budget of nothing': [
        { budget: { dollarsPerMonth: 0, emails: ['ops@acme.com'] } },
        'budget.dollarsPerMonth: is less than 1',
      ],
      'a budget that tells nobody': [
        { budget: { dollarsPerMonth: 100 } },
        'budget: tells nobody: set emails, or topicArn',
      ],
      'a budget that tells nobody’s address': [
        { budget: { dollarsPerMonth: 100, emails: ['ops'] } },
        'budget.emails.0: is not a mail address',
      ],
      'a key left empty': [
        { network: null },
        'network: has no value: give it one, or drop the key',
      ],
      'a value left empty': [
        { conversations: { kmsKeyArn: null } },
        'conversations.kmsKeyArn: has no value: give it one, or drop the key',
      ],
      'a number in quotes': [
        { limits: { turnTokens: '20000' } },
        'limits.turnTokens: is not a number, without quotes',
      ],
      'one where a list is meant': [
        { dataAccess: 'logs' },
        'dataAccess: is not a list, such as [one, another]',
      ],
      'a key that belongs into a group': [
        { subnetIds: [] },
        'subnetIds: is no key here: did you mean network.subnetIds?',
      ],
      'a key that several groups have': [
        { kmsKeyArn: 'x' },
        'kmsKeyArn: is no key here: did you mean conversations.kmsKeyArn or logs.kmsKeyArn or images.kmsKeyArn or gateway.kmsKeyArn or functions.kmsKeyArn?',
      ],
      'a key of another kind of callers': [
        { callers: { kind: 'account', arns: [] } },
        'callers.arns: is there with another kind only: drop it',
      ],
      'more security groups than Lambda takes': [
        {
          network: {
            ...vpc,
            securityGroupIds: Array.from({ length: 6 }, (_, at) => `sg-0a1b2c3${at}`),
          },
        },
        'network.securityGroupIds: are more than the 5 that Lambda takes',
      ],
      'a model by its name': [
        { model: { provider: 'bedrock', id: 'claude-sonnet-4-6' } },
        'model.id: is not the id of a model or profile of Bedrock, such as global.anthropic.claude-sonnet-4-6',
      ],
      'an address of money’s alarm without alarms': [
        { alarms: { usdPerDay: 5, tokensPerHour: 5_000 } },
        'alarms.enabled: is false, and so no alarm would come of usdPerDay and tokensPerHour: set it to true, or drop usdPerDay and tokensPerHour',
      ],
      'a budget told to a queue': [
        {
          budget: { dollarsPerMonth: 9 },
          alarms: { enabled: true, topicArn: 'arn:aws:sns:us-east-1:123456789012:ops.fifo' },
        },
        'budget.topicArn: is required, as that of alarms is a queue’s (.fifo), which AWS Budgets takes not',
      ],
      'a budget told to one twice': [
        { budget: { dollarsPerMonth: 9, emails: ['a@acme.com', 'a@acme.com'] } },
        'budget.emails: names one twice',
      ],
      'tags that IAM does not tell apart': [
        { tags: { Team: 'a', team: 'b' } },
        'tags.team: is there in other capitals too, which IAM does not tell apart',
      ],
      'a tag that IAM takes not': [
        { tags: { 'a*b': 'x' } },
        'tags.a*b: has other than letters, digits, blanks and _ . : / = + - @, which IAM takes not',
      ],
      'a role as boundary': [
        { permissionsBoundary: 'arn:aws:iam::123456789012:role/x' },
        'permissionsBoundary: is not the ARN of one policy, such as arn:aws:iam::123456789012:policy/boundary',
      ],
      'readable accounts by name': [
        { toolRole: { readableAccounts: ['prod'] } },
        'toolRole.readableAccounts.0: is not an account number of 12 digits',
      ],
      'the address of a base image': [
        { baseImage: 'https://public.ecr.aws/lambda/nodejs:24' },
        'baseImage: is not the name of an image, such as public.ecr.aws/lambda/nodejs:24',
      ],
      'a base image for other processors': [
        { baseImage: 'public.ecr.aws/lambda/nodejs:24-arm64' },
        'baseImage: is for arm64: both functions run on x86_64',
      ],
      'a blank group': [
        { okta: { ...okta, requiredGroup: ' ' } },
        'okta.requiredGroup: is blank: say it, or drop the key',
      ],
      'scopes in one text': [
        { okta: { ...okta, scopes: ['openid profile'] } },
        'okta.scopes.0: is not one scope: each is an item of the list',
      ],
      'an issuer in blanks': [
        { okta: { ...okta, issuer: ` ${okta.issuer}` } },
        'okta.issuer: has blanks in it',
      ],
      'a discovery document as issuer': [
        { okta: { ...okta, issuer: `${okta.issuer}/.well-known/openid-configuration` } },
        'okta.issuer: is the address of the discovery document: take what is before /.well-known/',
      ],
      'the issuer of Okta’s console': [
        { okta: { ...okta, issuer: 'https://acme-admin.okta.com/oauth2/default' } },
        'okta.issuer: is of the admin console: take https://acme.okta.com',
      ],
      'Entra ID’s audience of version 1': [
        {
          identityProvider: 'entra',
          okta: { ...okta, issuer: 'https://login.microsoftonline.com/9f/v2.0' },
        },
        'okta.audience: in tokens of version 2 it is the API app’s client id: take that',
      ],
      'Entra ID’s scopes without an API': [
        {
          identityProvider: 'entra',
          okta: {
            ...okta,
            audience: '9a',
            issuer: 'https://login.microsoftonline.com/9f/v2.0',
            scopes: ['openid'],
          },
        },
        'okta.scopes: name none of your API, and so tokens would be for Microsoft Graph: add api://<api>/<scope>, or drop okta.scopes',
      ],
      'Google’s tokens for another': [
        {
          identityProvider: 'google',
          okta: {
            issuer: 'https://accounts.google.com',
            clientId: 'g',
            audience: 'a',
            requiredGroup: 'acme.com',
          },
        },
        'okta.audience: of google’s tokens is the app itself: drop it',
      ],
      'an environment in capitals': [
        { environment: 'Live' },
        'environment: is lower-case letters, digits and dashes, such as prod-eu; set it where the stack has another name',
      ],
    } satisfies Record<string, [object, string]>).map(
      ([what, [values, fault]]): [string, Record<string, unknown>, string] => [
        what,
        { okta, ...values },
        fault,
      ],
    ),
    [
      'a service account that is no account',
      { okta, agentCoreServiceAccount: 'root' },
      'agentCoreServiceAccount: is an account number of 12 digits, or false',
    ],
    [
      'a suffix of capitals',
      { okta, names: { suffix: 'EU' } },
      'names.suffix: is lower-case letters, digits and dashes, such as team-a',
    ],
    [
      'a suffix with two dashes',
      { okta, names: { suffix: 'a--b' } },
      'names.suffix: has two dashes in a row, which AgentCore takes in no name',
    ],
    ...[':role/*', ':root', ':user/ann', ':policy/p'].map(
      (rest): [string, Record<string, unknown>, string] => [
        `${rest} as caller`,
        { okta, callers: { kind: 'roles', arns: [`arn:aws:iam::123456789012${rest}`] } },
        'callers.arns.0: is not the ARN of one role, such as arn:aws:iam::123456789012:role/operators',
      ],
    ),
    [
      'a role named twice',
      { okta, callers: { kind: 'roles', arns: [role('a'), role('b'), role('a')] } },
      'callers.arns.2: is that of callers.arns.0: name each role once',
    ],
    [
      'a key by its alias',
      { okta, logs: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:alias/ops' } },
      'logs.kmsKeyArn: is not the ARN of a key (…:key/…): IAM does not know a key by its alias',
    ],
    [
      'a topic without alarms',
      { okta, alarms: { topicArn: 'arn:aws:sns:us-east-1:123456789012:ops' } },
      'alarms.enabled: is false, and so no alarm would come of topicArn: set it to true, or drop topicArn',
    ],
    [
      'an origin without scheme',
      { okta, cors: { allowOrigins: ['portal.example.com'] } },
      'cors.allowOrigins.0: is not an origin: * or scheme and host, such as https://portal.example.com',
    ],
    ...Object.entries({
      'https://*.acme.com': 'has a pattern in it, which no host is compared with: name each',
      'https://Portal.acme.com': 'is never what a browser says: take https://portal.acme.com',
      'https://portal.acme.com:443': 'is never what a browser says: take https://portal.acme.com',
      'https://portal.acme.com/':
        'is not an origin: * or scheme and host, such as https://portal.example.com',
    }).map(([origin, fault]): [string, Record<string, unknown>, string] => [
      `${origin} as origin`,
      { okta, cors: { allowOrigins: [origin] } },
      `cors.allowOrigins.0: ${fault}`,
    ]),
    [
      'services that are read always in the list of further ones',
      { okta, services: ['ssm', 'core'] },
      'services.1: is read always: leave it out of the list',
    ],
    [
      'all services in a list',
      { okta, services: ['all'] },
      'services.0: is all of them: say services: all, without a list',
    ],
    [
      'a base image without name',
      { okta, baseImage: '' },
      'baseImage: is not the name of an image, such as public.ecr.aws/lambda/nodejs:24',
    ],
    [
      'a base image of an older Node',
      { okta, baseImage: 'public.ecr.aws/lambda/nodejs:22' },
      'baseImage: is of another Node than 24, which both functions need',
    ],
    ['a blank client', { okta: { ...okta, clientId: ' ' } }, 'okta.clientId: is required'],
    [
      'more tags than AWS takes',
      { okta, tags: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`t${at}`, 'x'])) },
      'tags: are 60: AWS takes 50',
    ],
    [
      'a tag that AWS keeps for itself',
      { okta, tags: { 'aws:team': 'x' } },
      'tags.aws:team: begins with aws:, which AWS keeps for itself',
    ],
    [
      'a model of no provider that there is',
      { okta, model: { provider: 'azure' } },
      'model.provider: is bedrock or openai',
    ],
  ]
  for (const [what, values, fault] of wrong) {
    it(`refuses ${what}, and names it`, () => {
      assert.throws(() => deploymentConfig(values, 'dev'), {
        message: `The configuration of stack dev is not right:\n  ${fault}`,
      })
    })
  }

  it('names what is wrong together beside what is wrong alone', () => {
    const values = {
      okta: { ...okta, issuer: 'https://acme.okta.com' },
      kind: 'x',
      budget: { dollarsPerMonth: 9 },
    }
    assert.throws(() => deploymentConfig(values, 'dev'), {
      message: [
        'The configuration of stack dev is not right:',
        '  kind: is not one of production, development',
        "  okta.issuer: is the organisation's own authorization server, whose tokens nobody else can verify: take https://acme.okta.com/oauth2/default, or a custom one",
        '  budget: tells nobody: set emails, or topicArn',
      ].join('\n'),
    })
  })

  it('asks at sign-in for what is required of a token', () => {
    const scopes = (values: Record<string, unknown>) =>
      deploymentConfig(values, 'dev').okta.scopes.at(-1)
    assert.equal(scopes({ okta: { ...okta, requiredScope: 'ops.read' } }), 'ops.read')
    const issuer = 'https://login.microsoftonline.com/9f/v2.0'
    const entra = { ...okta, issuer, audience: '9a', requiredScope: 'Ops.Read' }
    assert.equal(scopes({ identityProvider: 'entra', okta: entra }), '9a/.default')
  })

  it('names all that is wrong at once', () => {
    assert.throws(() => deploymentConfig({ tags: 'none', baseImage: 24 }, 'staging/eu'), {
      message: [
        'The configuration of stack staging/eu is not right:',
        '  environment: is lower-case letters, digits and dashes, such as prod-eu; set it where the stack has another name',
        '  okta: is required, with issuer, clientId and audience',
        '  tags: is not a group of keys with texts',
        '  baseImage: is not a text: put it in quotes',
      ].join('\n'),
    })
  })
})

describe('names', () => {
  const place = { accountId: '123456789012', region: 'ap-southeast-2', partition: 'aws' }
  const named = (names: object, stack = 'dev') =>
    resourceNames(deploymentConfig({ okta, names }, stack), place)

  it('are those that clients and people know', () => {
    assert.deepEqual(named({}), {
      agent: 'aws-operations-agent-dev',
      toolHandler: 'dev-bedrock-agentcore-mcp-tool',
      conversations: 'aws-operations-agent-conversations-dev',
      gateway: 'aws-operations-agent-dev',
      gatewayTarget: 'docker-strands-target',
      agentRole: 'aws-operations-agent-dev-ap-southeast-2',
      toolHandlerRole: 'dev-bedrock-agentcore-mcp-tool-ap-southeast-2',
      gatewayRole: 'BedrockAgentCoreGatewayExecutionRole-dev-ap-southeast-2',
    })
  })

  it('carry the prefix and suffix that are configured, all but the target’s', () => {
    assert.deepEqual(named({ prefix: 'acme', suffix: 'b' }), {
      agent: 'acme-aws-operations-agent-dev-b',
      toolHandler: 'acme-dev-bedrock-agentcore-mcp-tool-b',
      conversations: 'acme-aws-operations-agent-conversations-dev-b',
      gateway: 'acme-aws-operations-agent-dev-b',
      gatewayTarget: 'docker-strands-target',
      agentRole: 'acme-aws-operations-agent-dev-ap-southeast-2-b',
      toolHandlerRole: 'acme-dev-bedrock-agentcore-mcp-tool-ap-southeast-2-b',
      gatewayRole: 'acme-BedrockAgentCoreGatewayExecutionRole-dev-ap-southeast-2-b',
    })
  })

  it('that would be too long for AWS are refused', () => {
    assert.throws(() => named({ suffix: 'team-one' }, 'gamma'), {
      message:
        'names: with environment, prefix and suffix the name of gatewayRole is too long: BedrockAgentCoreGatewayExecutionRole-gamma-ap-southeast-2-team-one has 66 characters, AWS takes 64',
    })
  })
})
