import assert from 'node:assert/strict'
import { violations } from './violations.ts'

type Change = [what: string, type: string, inputs: Record<string, unknown>]

const own = '123456789012'
const foreign = '999999999999'
const json = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement })

const permission = (what: string, statement: object): Change => [
  what,
  'aws:iam/rolePolicy:RolePolicy',
  { role: 'some', policy: json({ Sid: 'X', Effect: 'Allow', ...statement }) },
]
const on = (what: string, Action: string | string[], Resource: string | string[], more = {}) =>
  permission(what, { Action, Resource, ...more })
const trust = (what: string, Principal: unknown, Condition?: object): Change => [
  what,
  'aws:iam/role:Role',
  {
    name: 'some',
    assumeRolePolicy: json({
      Sid: 'T',
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
      ...(Condition ? { Condition } : {}),
    }),
  },
]
const issuer = (host: string) => ({ Federated: `arn:aws:iam::${own}:oidc-provider/${host}` })
const githubHost = 'token.actions.githubusercontent.com'
const github = (what: string, Condition: object) => trust(what, issuer(githubHost), Condition)
const agentCore = (what: string, Condition: object) =>
  trust(what, { Service: 'bedrock-agentcore.amazonaws.com' }, Condition)
const other = { AWS: `arn:aws:iam::${foreign}:root` }
const attached = (name: string): Change => [
  `${name} attached`,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  { role: 'some', policyArn: `arn:aws:iam::aws:policy/${name}` },
]
const origins = (allowOrigins: string[]): Change => [
  `credentials of pages of ${allowOrigins}`,
  'aws:lambda/functionUrl:FunctionUrl',
  { authorizationType: 'AWS_IAM', cors: { allowOrigins, allowCredentials: true } },
]
const invoker = (what: string, inputs: object): Change => [
  what,
  'aws:lambda/permission:Permission',
  { action: 'lambda:InvokeFunction', function: 'own', qualifier: 'live', ...inputs },
]
const shared = (type: string, what: string, statement: object, member = 'policy'): Change => [
  `${type}: ${what}`,
  type,
  { [member]: json({ Sid: 'P', Effect: 'Allow', Action: 'x:Get', Resource: '*', ...statement }) },
]

/** By the rule that refuses them. */
const interfaces = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']
const inVpc = (what: string, deny: object): Change => [
  what,
  'aws:iam/rolePolicy:RolePolicy',
  {
    role: 'some',
    policy: json([
      {
        Sid: 'A',
        Effect: 'Allow',
        Action: interfaces,
        Resource: `arn:aws:ec2:us-east-1:${own}:subnet/subnet-1`,
      },
      { Sid: 'D', Effect: 'Deny', Action: interfaces, Resource: '*', ...deny },
    ]),
  },
]
const ofFunction = { 'lambda:SourceFunctionArn': `arn:aws:lambda:us-east-1:${own}:function:f` }

const changes: Record<string, Change[]> = {
  'function-network': [
    inVpc('a function that could make network interfaces itself', { Effect: 'Allow' }),
    inVpc('one that is denied half of it', {
      Action: ['ec2:CreateNetworkInterface'],
      Condition: { ArnEquals: ofFunction },
    }),
    inVpc('one that is denied it at night', {
      Condition: { ArnEquals: ofFunction, StringEquals: { 'aws:RequestTag/at': 'night' } },
    }),
    inVpc('one that is denied one interface', {
      Resource: `arn:aws:ec2:us-east-1:${own}:network-interface/eni-1`,
      Condition: { ArnEquals: ofFunction },
    }),
  ],
  'iam-wildcards': [
    on('a statement ReadSecrets', ['secretsmanager:GetSecretValue', 's3:GetObject'], '*', {
      Sid: 'ReadSecrets',
    }),
    on('a statement DataX', ['sqs:ReceiveMessage', 'dynamodb:Scan'], '*', { Sid: 'DataX' }),
    on('a kind of data that is not opened', 'dynamodb:Scan', '*', { Sid: 'DataItems' }),
    on('metadata for a role that is not the tools’', 'ec2:DescribeInstances', '*', {
      Sid: 'ReadEc2',
    }),
    on('tables of all accounts', 'dynamodb:DeleteItem', 'arn:aws:dynamodb:*:*:table/*'),
    on('roles of all accounts', 'sts:AssumeRole', 'arn:aws:iam::*:role/*'),
    on('a role of all accounts', 'sts:AssumeRole', 'arn:aws:iam::*:role/OrganizationAccess'),
    on('any function', 'lambda:UpdateFunctionCode', `arn:aws:lambda:*:${own}:function:*`),
    on(
      'any function of a region',
      'lambda:InvokeFunction',
      `arn:aws:lambda:us-east-1:${own}:function:*`,
    ),
    on('a queue of all regions', 'sqs:SendMessage', `arn:aws:sqs:*:${own}:own-queue`),
    on('any key', 'kms:Decrypt', `arn:aws:kms:us-east-1:${own}:key/*`),
    on(
      'any secret',
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:us-east-1:${own}:secret:*`,
    ),
    on('any parameter', 'ssm:GetParameter', `arn:aws:ssm:us-east-1:${own}:parameter/*`),
    on(
      'all functions’ logs',
      'logs:GetLogEvents',
      `arn:aws:logs:us-east-1:${own}:log-group:/aws/lambda/*`,
    ),
    on('any topic', 'sns:Publish', `arn:aws:sns:us-east-1:${own}:*`),
    on('any object', 's3:PutObject', 'arn:aws:s3:::*/*'),
    on('buckets by their ends', 's3:GetObject', 'arn:aws:s3:::*-logs/*'),
    on('any service', 'x:Do', `arn:aws:*:us-east-1:${own}:thing/own-thing`),
    on('any partition', 's3:GetObject', 'arn:aws*:s3:::bucket/*'),
    on('two stars', 's3:DeleteBucket', '**'),
    on('stars and marks', 's3:DeleteBucket', '?*'),
    on('one of many that is wide', 'dynamodb:GetItem', [
      `arn:aws:dynamodb:us-east-1:${own}:table/own`,
      '*',
    ]),
    on('one letter and a star', 'dynamodb:GetItem', `arn:aws:dynamodb:us-east-1:${own}:table/p*`),
    on('any model', 'bedrock:InvokeModel', 'arn:aws:bedrock:*::foundation-model/*'),
    on('actions by a mark', 's3:GetObjec?', 'arn:aws:s3:::bucket/key'),
    permission('all actions but some', { NotAction: ['iam:*'], Resource: 'arn:aws:s3:::bucket' }),
    permission('all resources but some', {
      Action: 's3:GetObject',
      NotResource: 'arn:aws:s3:::b/*',
    }),
    [
      'everything for a user',
      'aws:iam/userPolicy:UserPolicy',
      { user: 'u', policy: json({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }) },
    ],
    [
      'everything inline in a role',
      'aws:iam/role:Role',
      {
        name: 'some',
        assumeRolePolicy: json([]),
        inlinePolicies: [
          { policy: json([{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]) },
        ],
      },
    ],
    [
      'tools’ statements in another policy',
      'aws:iam/policy:Policy',
      {
        name: 'developers',
        policy: json({
          Sid: 'ReadEc2',
          Effect: 'Allow',
          Action: 'ec2:DescribeInstances',
          Resource: '*',
        }),
      },
    ],
  ],
  'iam-administrators': [
    ...[
      'AmazonS3FullAccess',
      'SecretsManagerReadWrite',
      'AWSLambda_FullAccess',
      'CloudWatchFullAccessV2',
      'AmazonEC2ContainerRegistryPowerUser',
      'AmazonAPIGatewayAdministrator',
      'job-function/DatabaseAdministrator',
      'job-function/DataScientist',
      'service-role/AmazonAPIGatewayPushToCloudWatchLogsFullAccess',
    ].map(attached),
    [
      'a full-access policy among a role’s',
      'aws:iam/role:Role',
      {
        name: 'some',
        assumeRolePolicy: json([]),
        managedPolicyArns: ['arn:aws-cn:iam::aws:policy/AmazonSQSFullAccess'],
      },
    ],
    on('passing on by a pattern', 'iam:Pass*', `arn:aws:iam::${own}:role/own`),
    on('IAM by a pattern of its name', 'ia?:*', `arn:aws:iam::${own}:role/own`),
  ],
  'iam-trust-source': [
    github('GitHub by audience alone', {
      StringEquals: { [`${githubHost}:aud`]: 'sts.amazonaws.com' },
    }),
    github('any subject of GitHub', { StringLike: { [`${githubHost}:sub`]: '*' } }),
    github('any repository of GitHub', { StringLike: { [`${githubHost}:sub`]: 'repo:*' } }),
    github('any owner’s main', {
      StringLike: { [`${githubHost}:sub`]: 'repo:*:ref:refs/heads/main' },
    }),
    github('owners of a beginning', { StringLike: { [`${githubHost}:sub`]: 'repo:acme*/app:*' } }),
    github('one subject or any', {
      StringLike: { [`${githubHost}:sub`]: ['repo:acme/app:*', '*'] },
    }),
    github('all but a subject', { StringNotEquals: { [`${githubHost}:sub`]: 'me' } }),
    github('a subject if there is one', {
      StringLikeIfExists: { [`${githubHost}:sub`]: 'repo:acme/app:*' },
    }),
    github('all of no subjects', {
      'ForAllValues:StringLike': { [`${githubHost}:sub`]: 'repo:acme/app:*' },
    }),
    github('a subject of another issuer', { StringEquals: { 'accounts.google.com:sub': '1234' } }),
    trust('any account of a cluster', issuer('oidc.eks.us-east-1.amazonaws.com/id/ABC'), {
      StringLike: { 'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:*:*' },
    }),
    agentCore('sources of every account', {
      ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock-agentcore:*:*:gateway/*' },
    }),
    agentCore('two stars as source', { StringLike: { 'aws:SourceArn': '**' } }),
    agentCore('any account as source', { StringLike: { 'aws:SourceAccount': '????????????' } }),
    agentCore('accounts that begin so', { StringLike: { 'aws:SourceAccount': '1234*' } }),
    agentCore('one source or any', {
      ArnLike: { 'aws:SourceArn': [`arn:aws:x:us-east-1:${own}:y/z`, 'arn:aws:x:us-east-1:*:y/z'] },
    }),
    agentCore('an organisation of any name', { StringLike: { 'aws:SourceOrgID': 'o-*' } }),
    agentCore('any source, of any values', {
      'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': '*' },
    }),
    agentCore('no source at all', { Null: { 'aws:SourceAccount': 'true' } }),
    agentCore('every source but one', { StringNotEquals: { 'aws:SourceAccount': foreign } }),
    agentCore('a condition of another service', { StringEquals: { 's3:prefix': own } }),
    agentCore('a word, which services bring not', { StringEquals: { 'sts:ExternalId': 'agreed' } }),
    trust('another account, any word', other, { StringLike: { 'sts:ExternalId': '?*' } }),
    trust('another account, roles of every account', other, {
      StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
    }),
    trust('another account, on Tuesdays', other, {
      DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    }),
    trust('another account, with a second factor', other, {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
    trust('Lambda and EC2', { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }),
    trust('Lambda and an account', { Service: 'lambda.amazonaws.com', ...other }),
    trust(
      'everybody, of one’s own',
      { AWS: '*' },
      { StringEquals: { 'aws:PrincipalAccount': own } },
    ),
    [
      'AgentCore’s account for a role that is not the gateway’s',
      'aws:iam/role:Role',
      {
        name: 'developers',
        assumeRolePolicy: json({
          Sid: 'AgentCoreServiceAccount',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::996756280381:root' },
          Action: 'sts:AssumeRole',
        }),
      },
    ],
  ],
  'function-url-cors': [
    ['https://*.com'],
    ['null'],
    ['http*'],
    ['http://portal.example.com'],
    ['https://ok.example.com', '*'],
  ].map(origins),
  'lambda-permission-source': [
    invoker('another account', { principal: foreign }),
    invoker('another account’s root', { principal: `arn:aws:iam::${foreign}:root` }),
    invoker('a role of every account', { principal: 'arn:aws:iam::*:role/own' }),
    invoker('a service for any account', {
      principal: 's3.amazonaws.com',
      sourceArn: 'arn:aws:s3:::*',
    }),
    invoker('a service for accounts that begin so', {
      principal: 'sns.amazonaws.com',
      sourceAccount: '1234*',
    }),
    invoker('a service that is not AWS’s', { principal: 'alexa-appkit.amazon.com' }),
    invoker('any organisation', { principal: '*', principalOrgId: 'o-*' }),
    invoker('changing its code', {
      principal: `arn:aws:iam::${own}:role/own`,
      action: 'lambda:UpdateFunctionCode',
    }),
    invoker('unsigned calls', {
      principal: own,
      action: 'lambda:InvokeFunctionUrl',
      functionUrlAuthType: 'NONE',
    }),
  ],
  'lambda-alias': [
    [
      'a URL on $LATEST',
      'aws:lambda/functionUrl:FunctionUrl',
      { authorizationType: 'AWS_IAM', functionName: 'own' },
    ],
    [
      'a URL on $LATEST by its ARN',
      'aws:lambda/functionUrl:FunctionUrl',
      {
        authorizationType: 'AWS_IAM',
        functionName: `arn:aws:lambda:us-east-1:${own}:function:own`,
      },
    ],
    [
      'a permission on $LATEST',
      'aws:lambda/permission:Permission',
      { principal: `arn:aws:iam::${own}:role/own`, function: 'own' },
    ],
    [
      'a permission on $LATEST by its name',
      'aws:lambda/permission:Permission',
      { principal: `arn:aws:iam::${own}:role/own`, function: 'own', qualifier: '$LATEST' },
    ],
    [
      'an alias of $LATEST',
      'aws:lambda/alias:Alias',
      { name: 'live', functionName: 'own', functionVersion: '$LATEST' },
    ],
    [
      'a target on $LATEST',
      'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget',
      {
        targetConfiguration: {
          mcp: { lambda: { lambdaArn: `arn:aws:lambda:us-east-1:${own}:function:own` } },
        },
      },
    ],
  ],
  'tool-role-reads': [
    [
      'a write on one instance',
      'aws:iam/rolePolicy:RolePolicy',
      {
        role: 'dev-bedrock-agentcore-mcp-tool-us-east-1',
        policy: json({
          Sid: 'Restart',
          Effect: 'Allow',
          Action: 'ec2:StopInstances',
          Resource: `arn:aws:ec2:us-east-1:${own}:instance/i-0123456789abcdef0`,
        }),
      },
    ],
    [
      'a customer’s policy attached to it',
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
      {
        role: 'team-dev-bedrock-agentcore-mcp-tool-us-east-1',
        policyArn: `arn:aws:iam::${own}:policy/operators`,
      },
    ],
  ],
  'function-logs': [
    [
      'a function that logs to another group',
      'aws:lambda/function:Function',
      { name: 'own', loggingConfig: { logFormat: 'Text', logGroup: '/aws/lambda/other' } },
    ],
  ],
  'public-resource-policies': [
    shared('aws:sqs/queuePolicy:QueuePolicy', 'everybody', { Principal: '*' }),
    shared('aws:sqs/queue:Queue', 'everybody, in its own member', { Principal: { AWS: '*' } }),
    shared('aws:sns/topicPolicy:TopicPolicy', 'roles of every account', {
      Principal: { AWS: 'arn:aws:iam::*:role/*' },
    }),
    shared('aws:sns/topic:Topic', 'any source', {
      Principal: '*',
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } },
    }),
    shared('aws:s3/bucketPolicy:BucketPolicy', 'all but one', {
      NotPrincipal: { AWS: `arn:aws:iam::${own}:root` },
    }),
    shared('aws:s3/bucketPolicy:BucketPolicy', 'everybody from an address', {
      Principal: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    }),
    shared('aws:s3/bucketPolicy:BucketPolicy', 'everybody over https', {
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
    shared('aws:s3/bucketPolicy:BucketPolicy', 'roles of every account, by condition', {
      Principal: '*',
      Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/own' } },
    }),
    shared('aws:kms/key:Key', 'everybody, through a service', {
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    }),
    shared('aws:kms/key:Key', 'a service for whomever', {
      Principal: { Service: 'sns.amazonaws.com' },
    }),
    shared('aws:ecr/repositoryPolicy:RepositoryPolicy', 'any organisation', {
      Principal: '*',
      Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } },
    }),
    shared('aws:lambda/resourcePolicy:ResourcePolicy', 'everybody', { Principal: '*' }),
    shared(
      'aws:cloudwatch/logResourcePolicy:LogResourcePolicy',
      'everybody',
      { Principal: '*' },
      'policyDocument',
    ),
    shared('aws:cloudwatch/eventBusPolicy:EventBusPolicy', 'everybody', { Principal: '*' }),
    shared(
      'aws:opensearch/domainPolicy:DomainPolicy',
      'everybody',
      { Principal: '*' },
      'accessPolicies',
    ),
    [
      'a layer for everybody',
      'aws:lambda/layerVersionPermission:LayerVersionPermission',
      { principal: '*', layerName: 'l', versionNumber: 1 },
    ],
  ],
}

/** Of the same kinds, and as they are to be. */
const good: Change[] = [
  on(
    'streams of one group',
    'logs:PutLogEvents',
    `arn:aws:logs:us-east-1:${own}:log-group:/aws/lambda/own:log-stream:*`,
  ),
  on('objects of a bucket', 's3:GetObject', 'arn:aws:s3:::own-bucket/*'),
  on('tables of a name', 'dynamodb:GetItem', `arn:aws:dynamodb:us-east-1:${own}:table/orders-*`),
  on(
    'a model in its profile’s regions',
    'bedrock:InvokeModel',
    'arn:aws:bedrock:us-*::foundation-model/anthropic.claude-sonnet-4-6',
  ),
  on('models behind one profile', 'bedrock:InvokeModel', 'arn:aws:bedrock:*::foundation-model/*', {
    Condition: {
      StringEquals: {
        'bedrock:InferenceProfileArn': `arn:aws:bedrock:us-east-1:${own}:application-inference-profile/abc`,
      },
    },
  }),
  github('one repository of GitHub', {
    StringLike: { [`${githubHost}:sub`]: 'repo:acme/app:*' },
    StringEquals: { [`${githubHost}:aud`]: 'sts.amazonaws.com' },
  }),
  github('one owner of GitHub', { StringLike: { [`${githubHost}:sub`]: 'repo:acme/*' } }),
  trust(
    'a company’s own SAML',
    { Federated: `arn:aws:iam::${own}:saml-provider/okta` },
    { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  ),
  trust('a service account of a cluster', issuer('oidc.eks.us-east-1.amazonaws.com/id/ABC'), {
    StringEquals: {
      'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:ops:agent',
    },
  }),
  trust('another account with its word', other, {
    StringEquals: { 'sts:ExternalId': 'agreed-word' },
  }),
  agentCore('gateways of one account', {
    ArnLike: { 'aws:SourceArn': `arn:aws:bedrock-agentcore:*:${own}:gateway/*` },
  }),
  ...[
    'ReadOnlyAccess',
    'job-function/ViewOnlyAccess',
    'SecurityAudit',
    'service-role/AWSLambdaBasicExecutionRole',
    'AWSXRayDaemonWriteAccess',
    'AmazonSSMManagedInstanceCore',
  ].map(attached),
  origins(['https://portal.example.com', 'https://ops.example.com:8443']),
  invoker('one role', { principal: `arn:aws:iam::${own}:role/own` }),
  invoker('the account, by the URL', { principal: own, invokedViaFunctionUrl: true }),
  invoker('a bucket’s events', {
    principal: 's3.amazonaws.com',
    sourceArn: 'arn:aws:s3:::own',
    sourceAccount: own,
  }),
  [
    'a URL on an alias by its ARN',
    'aws:lambda/functionUrl:FunctionUrl',
    {
      authorizationType: 'AWS_IAM',
      functionName: `arn:aws:lambda:us-east-1:${own}:function:own:live`,
    },
  ],
  shared('aws:kms/key:Key', 'the account', {
    Principal: { AWS: `arn:aws:iam::${own}:root` },
    Action: 'kms:*',
  }),
  shared('aws:kms/key:Key', 'logs of the account', {
    Principal: { Service: 'logs.us-east-1.amazonaws.com' },
    Condition: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:${own}:*` },
    },
  }),
  shared('aws:sqs/queuePolicy:QueuePolicy', 'one topic', {
    Principal: { Service: 'sns.amazonaws.com' },
    Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${own}:own` } },
  }),
  shared('aws:s3/bucketPolicy:BucketPolicy', 'a deny of plain HTTP', {
    Effect: 'Deny',
    Principal: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }),
  shared('aws:ec2/vpcEndpoint:VpcEndpoint', 'an endpoint’s own', { Principal: '*' }),
  [
    'a scaling policy, which is another thing',
    'aws:appautoscaling/policy:Policy',
    { policy: 'TargetTracking' },
  ],
]

describe('the policy pack on what a careless colleague changes', () => {
  for (const [rule, ofRule] of Object.entries(changes)) {
    for (const [what, type, inputs] of ofRule) {
      it(`refuses, by ${rule}: ${what}`, async () => {
        const said = Object.keys(await violations({ type, inputs }))
        assert.ok(said.includes(rule), `said ${said.join() || 'nothing'}`)
      })
    }
  }

  for (const [what, type, inputs] of good) {
    it(`passes ${what}`, async () => {
      assert.deepEqual(await violations({ type, inputs }), {})
    })
  }
})
