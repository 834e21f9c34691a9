import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { contextOf, scriptedClients } from '../executor/scripted-clients.ts'

const S = 'Vn4copperT8yRw2Kd6q'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = Buffer.from(S).toString('hex')
const awsSecret = 'kYp3tZ/9QwLmN2vBx+C7dFgHjK1sAaUeR5iOo8Tq'

interface Case {
  kind: string
  name: string
  service: Call['services'][number]
  operation: string
  answer: Record<string, unknown>
  parameters?: object | undefined
  /** What must not be shown, where it is not S. */
  needle?: string | undefined
  closed?: boolean
}
const cases: Case[] = []
const add = (
  kind: string,
  name: string,
  [service, operation]: [Call['services'][number], string],
  answer: Record<string, unknown>,
  parameters?: object | undefined,
  needle?: string,
) => cases.push({ kind, name, service, operation, answer, parameters, needle })

const log = (kind: string, message: string, needle?: string) =>
  add(
    kind,
    `log: ${message.slice(0, 70)}`,
    ['cloudwatch-logs', 'FilterLogEvents'],
    { events: [{ message }] },
    { logGroupName: 'a' },
    needle,
  )
const tag = (kind: string, Key: string, Value = S) =>
  add(kind, `tag: ${Key}`, ['ec2', 'DescribeVpcs'], {
    Vpcs: [{ VpcId: 'vpc-1', Tags: [{ Key, Value }] }],
  })
const text = (kind: string, Description: string, needle?: string) =>
  add(
    kind,
    `description: ${Description.slice(0, 70)}`,
    ['iam', 'ListRoles'],
    { Roles: [{ RoleName: 'a', Description }] },
    undefined,
    needle,
  )
const container = (kind: string, ...command: string[]) =>
  add(
    kind,
    `container command: ${command.join(' ')}`,
    ['ecs', 'DescribeTaskDefinition'],
    { taskDefinition: { containerDefinitions: [{ command }] } },
    { taskDefinition: 'a' },
  )
const trail = (kind: string, name: string, requestParameters: object) =>
  add(kind, `trail: ${name}`, ['cloudtrail', 'LookupEvents'], {
    Events: [{ CloudTrailEvent: JSON.stringify({ requestParameters }) }],
  })
const stackEvent = (kind: string, name: string, properties: object, after = '') =>
  add(
    kind,
    `stack event: ${name}`,
    ['cloudformation', 'DescribeStackEvents'],
    { StackEvents: [{ ResourceProperties: JSON.stringify(properties) + after }] },
    { StackName: 'a' },
  )
const stack = (kind: string, Stack: object) =>
  add(kind, `stack: ${JSON.stringify(Stack).slice(0, 60)}`, ['cloudformation', 'DescribeStacks'], {
    Stacks: [Stack],
  })
const endpoint = (kind: string, Endpoint: string) =>
  add(kind, `subscription: ${Endpoint.slice(0, 70)}`, ['sns', 'ListSubscriptions'], {
    Subscriptions: [{ Endpoint }],
  })
const method = { restApiId: 'a', resourceId: 'b', httpMethod: 'GET' }

// a: names that count in one list and not in the other
for (const key of [
  'db-pass',
  'pw',
  'auth',
  'AuthHeader',
  'bearer',
  'masterkey',
  'master_key',
  'ssh-key',
  'pin',
])
  tag('a', key)
for (const name of [
  'DB_PASS=',
  'PASS=',
  'DB_PW=',
  'REDIS_AUTH=',
  'STRIPE_KEY=',
  'ENCRYPTION_KEY=',
  'db_pass: ',
])
  log('a', name + S)
log('a', `redis-cli -a ${S}`)
stack('a', { Parameters: [{ ParameterKey: 'DbPass', ParameterValue: S }] })
stack('a', { Parameters: [{ ParameterKey: 'EnvFile', ParameterValue: `A=1\nDB_PASS=${S}` }] })
add('a', 'export prod-db-pass', ['cloudformation', 'ListExports'], {
  Exports: [{ Name: 'prod-db-pass', Value: S }],
})
add(
  'a',
  'hyperparameter wandb_key',
  ['sagemaker', 'DescribeTrainingJob'],
  { HyperParameters: { wandb_key: S } },
  { TrainingJobName: 'a' },
)
container('a', 'app', '--db-pass', S)
container('a', 'redis-server', '--requirepass', S)
container('a', 'mysql', `-p${S}`)
add(
  'a',
  'header X-Auth of an integration',
  ['api-gateway', 'GetIntegration'],
  { requestParameters: { 'integration.request.header.X-Auth': `'${S}'` } },
  method,
)
add(
  'a',
  'header x-functions-key of an integration',
  ['api-gateway', 'GetIntegration'],
  { requestParameters: { 'integration.request.header.x-functions-key': `'${S}'` } },
  method,
)

// b: pairs under other member names
const drift = (PropertyPath: string) =>
  add(
    'b',
    `drift ${PropertyPath}`,
    ['cloudformation', 'DescribeStackResourceDrifts'],
    {
      StackResourceDrifts: [
        {
          PropertyDifferences: [
            { PropertyPath, ExpectedValue: S, ActualValue: `${S}2`, DifferenceType: 'NOT_EQUAL' },
          ],
        },
      ],
    },
    { StackName: 'a' },
  )
drift('/MasterUserPassword')
drift('/Environment/Variables/A')
const changeSet = (Name: string, Path: string) =>
  add(
    'b',
    `change set ${Path}`,
    ['cloudformation', 'DescribeChangeSet'],
    {
      Changes: [
        {
          ResourceChange: { Details: [{ Target: { Name, Path, BeforeValue: S, AfterValue: S } }] },
        },
      ],
    },
    { ChangeSetName: 'a' },
  )
changeSet('MasterUserPassword', '/Properties/MasterUserPassword')
changeSet('Environment', '/Properties/Environment/Variables/A')
add(
  'b',
  'receipt rule header X-Secret',
  ['ses', 'DescribeReceiptRule'],
  { Rule: { Actions: [{ AddHeaderAction: { HeaderName: 'X-Secret', HeaderValue: S } }] } },
  { RuleSetName: 'a', RuleName: 'b' },
)
trail('b', 'parameterKey, parameterValue', {
  parameters: [{ parameterKey: 'DbPassword', parameterValue: S }],
})
trail('b', 'environmentVariablesOverride', {
  environmentVariablesOverride: [{ name: 'A', value: S }],
})
stackEvent('b', 'Elastic Beanstalk OptionName, Value', {
  OptionSettings: [
    { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'DB', Value: S },
  ],
})
add(
  'b',
  'add-on YAML, list of name and value',
  ['eks', 'DescribeAddon'],
  { addon: { configurationValues: `env:\n- name: DD_API_KEY\n  value: ${S}` } },
  { clusterName: 'a', addonName: 'b' },
)
add(
  'b',
  'item {name: password, value}',
  ['dynamodb', 'Scan'],
  { Items: [{ name: { S: 'password' }, value: { S } }] },
  { TableName: 'a' },
)
add(
  'b',
  'item {secrets: [S]}',
  ['dynamodb', 'Scan'],
  { Items: [{ secrets: { L: [{ S }] } }] },
  { TableName: 'a' },
)

// c: the secret's name is in the request, the bare value in the answer
const period = { TimePeriod: { Start: '2030-01-01', End: '2030-01-02' } }
add(
  'c',
  'GetTags TagKey=db_password',
  ['cost-explorer', 'GetTags'],
  { Tags: [S, ''] },
  { ...period, TagKey: 'db_password' },
)
add(
  'c',
  'GetCostAndUsage GroupBy tag db_password',
  ['cost-explorer', 'GetCostAndUsage'],
  { ResultsByTime: [{ Groups: [{ Keys: [`db_password$${S}`] }] }] },
  {
    ...period,
    Granularity: 'DAILY',
    Metrics: ['UnblendedCost'],
    GroupBy: [{ Type: 'TAG', Key: 'db_password' }],
  },
)

// d: a filter on a secret's name tells the value bit by bit (70 calls gave ten characters); right is a refusal
add(
  'd',
  'DescribeVpcs filter tag:db_password',
  ['ec2', 'DescribeVpcs'],
  { Vpcs: [{ VpcId: 'vpc-of-the-right-guess' }] },
  { Filters: [{ Name: 'tag:db_password', Values: ['V*'] }] },
  'vpc-of-the-right-guess',
)

// e: vendors' and signed forms
const bedrockKey = `ABSK${base64(`BedrockAPIKey-x:${S}`)}`
text('e', bedrockKey, bedrockKey.slice(14, 34))
for (const between of [' / ', '|', ' and secret '])
  text('e', `AKIAIOSFODNN7EXAMPLE${between}${awsSecret}`, awsSecret)
for (const before of [
  'sk_test_',
  'whsec_',
  'AIzaSy',
  'GOCSPX-',
  'ya29.',
  'pypi-AgEIcHlwaS5vcmc',
  'dckr_pat_',
  'hf_',
  'NRAK-',
  'hvs.',
  'ATATT3xFfGF0',
  'xapp-1-A0-12-',
  '123456789:AA',
])
  text('e', `${before}${S}abcdefghijklmn`)
text('e', `dop_v1_${hex.padEnd(64, '0')}`, hex)
text('e', `shpat_${hex.slice(0, 32)}`, hex.slice(0, 32))
text(
  'e',
  `https://b.s3.amazonaws.com/k?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1900000000&Signature=${S}%3D`,
)
text('e', `https://a.blob.core.windows.net/c?sv=2020&sig=${S}%3D`)
text('e', `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${S}\n-----END PGP PRIVATE KEY BLOCK-----`)
text('e', `eyJhbGciOiJkaXIifQ..${S}.${S}.${S}`)

// f: endpoints of alerting
endpoint('f', `https://events.eu.pagerduty.com/integration/${S}/enqueue`)
endpoint('f', `https://events.pagerduty.com/adapter/cloudwatch_sns/v1/${S}`)
endpoint('f', `https://alert.victorops.com/integrations/cloudwatch/20131130/alert/${S}/x`)
endpoint('f', `https://oncall-prod.grafana.net/oncall/integrations/v1/amazon_sns/${S}/`)
endpoint('f', `https://hooks.zapier.com/hooks/catch/123/${S}/`)
endpoint(
  'f',
  `https://prod-12.westus.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?api-version=2016&sig=${S}`,
)

// g: half redacted
log('g', `password=ab,${S}`)
log('g', `password=ab;${S}`)
log('g', `postgres://app:p@${S}@db:5432/x`)
log('g', `postgres://app:ab/${S}@db:5432/x`)
log('g', `password="a\\"${S}"`)

// h: shapes
log('h', `<password>${S}</password>`)
log('h', `config["password"] = "${S}"`)
log('h', `password := ${S}`)
log('h', `password -> ${S}`)
log('h', `password  :  ${S}`)
log('h', `\u001b[31mpassword\u001b[0m=${S}`)
log('h', `password＝${S}`)
log('h', `password: |\n  ${S}`)
log('h', `INFO ${JSON.stringify({ x: JSON.stringify({ body: JSON.stringify({ password: S }) }) })}`)
log('h', `args: ${JSON.stringify(['--password', S])}`)
log('h', '{"pin_password": 12345678}', '12345678')
log('h', `GET /x?d=%7B%22password%22%3A%22${S}%22%7D`)
log('h', base64(`password=${S}`), base64(`password=${S}`).slice(14, 30))
log('h', `CREATE USER a IDENTIFIED BY '${S}'`)
log('h', `Set-Cookie: sid=${S}; HttpOnly`)
log('h', `SAMLResponse=${S}`)
log('h', `https://${S}@github.com/org/repo.git`)
log('h', `Passwort: ${S}`)

// i: a template's text by another door, `objects` closed
const init = {
  'AWS::CloudFormation::Init': {
    config: {
      files: { '/etc/my.cnf': { content: `[client]\nuser=root\npass = ${S}\n` } },
      commands: { a: { command: `mysqladmin -u root -p${S} create` } },
    },
  },
}
add(
  'i',
  'DescribeStackResource Metadata',
  ['cloudformation', 'DescribeStackResource'],
  { StackResourceDetail: { Metadata: JSON.stringify(init) } },
  { StackName: 'a', LogicalResourceId: 'b' },
)
add(
  'i',
  'GetTemplateSummary Metadata',
  ['cloudformation', 'GetTemplateSummary'],
  { Metadata: JSON.stringify({ x: { start: `app -p${S}` } }) },
  { StackName: 'a' },
)
add(
  'i',
  'drift ExpectedProperties',
  ['cloudformation', 'DescribeStackResourceDrifts'],
  { StackResourceDrifts: [{ ExpectedProperties: JSON.stringify({ UserScript: `mysql -p${S}` }) }] },
  { StackName: 'a' },
)
add(
  'i',
  'DescribePipeline PipelineDefinition',
  ['sagemaker', 'DescribePipeline'],
  {
    PipelineDefinition: JSON.stringify({
      Steps: [{ Arguments: { ContainerEntrypoint: ['sh', '-c', `mysql -p${S}`] } }],
    }),
  },
  { PipelineName: 'a' },
)
for (const one of cases) if (one.kind === 'i') one.closed = true

// j: a name that is let through by its last word
for (const key of ['secret-version', 'password_source', 'tokenName']) tag('j', key)

// k: JSON that is not parsed loses the rule for environments
trail('k', 'an event of over 256,000 characters', {
  environment: { variables: { HOST: S } },
  pad: 'x'.repeat(260_000),
})
stackEvent('k', 'JSON with text after it', { Environment: { Variables: { HOST: S } } }, ' trailing')

// =: held today, and to be held
for (const form of [
  `ghp_Ab1${S}aaaaaaaaaaaaaa`,
  `glpat-${S}`,
  `xoxb-123456789012-1234567890123-${S}`,
  `sk_live_${S}`,
  `sk-proj-${S}abcdefg`,
  `npm_${S}aaaaaaaaaaaaa`,
  `-----BEGIN RSA PRIVATE KEY-----\nMII${S}\n-----END RSA PRIVATE KEY-----`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ${S}.c2ln${S}`,
])
  text('=', form)
for (const line of [
  `postgres://app:${S}@db:5432/x`,
  `password=${S}`,
  `password="${S} more"`,
  `{"level":"info","password":"${S}"}`,
  JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ token: S }) }) }),
  `Config(password='${S}', host='x')`,
  `password: ${S}`,
  `x-api-key: ${S}`,
  `"authorization":"Bearer ${S}"`,
  `GET /cb?access_token=${S}`,
])
  log('=', line)
log('=', `authorization: Basic ${base64(`a:${S}`)}`, base64(`a:${S}`))
for (const key of ['password', 'ApiKey']) tag('=', key)
container('=', 'app', '--password', S)
stack('=', { Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: S }] })
trail('=', 'environment variables', { environment: { variables: { A: S } } })
trail('=', 'userData', { userData: S })
stackEvent('=', 'SecretString', { SecretString: S })
endpoint('=', `https://app.datadoghq.com/intake/webhook/sns?api_key=${S}`)
add('=', 'function environment', ['lambda', 'ListFunctions'], {
  Functions: [{ Environment: { Variables: { HOST: S } } }],
})
add(
  '=',
  'task environment',
  ['ecs', 'DescribeTaskDefinition'],
  { taskDefinition: { containerDefinitions: [{ environment: [{ name: 'LOG', value: S }] }] } },
  { taskDefinition: 'a' },
)
add('=', 'launch template', ['ec2', 'DescribeLaunchTemplateVersions'], {
  LaunchTemplateVersions: [{ LaunchTemplateData: { UserData: S } }],
})
add(
  '=',
  'stage variables',
  ['api-gateway', 'GetStages'],
  { item: [{ variables: { b: S } }] },
  { restApiId: 'a' },
)

/** What may be answered by a refusal as well. */
const mayRefuse = new Set(['c', 'd', 'i'])

describe('a secret that its name or its form tells', () => {
  for (const { kind, name, service, operation, answer, parameters, needle = S, closed } of cases) {
    it(`stays in: ${kind} ${name.replaceAll('\n', ' ')}`, async () => {
      const { clients } = scriptedClients(() => answer)
      const dataAccess = new Set(closed === true ? [] : dataKinds)
      const call: Call = { services: [service], operation, parameters }
      const result = await execute(call, contextOf(clients, { dataAccess }))
      assert.ok(!JSON.stringify(result).includes(needle), JSON.stringify(result))
      if (!mayRefuse.has(kind)) assert.equal(result.status, 'ok')
    })
  }
})
