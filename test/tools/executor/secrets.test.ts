import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { readAll } from '../../../tools/executor/read-all.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { awsError, contextOf, scriptedClients } from './scripted-clients.ts'

const secret = 'Xq7hunter2Zt9'
const jwt = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ${secret}.c2lnbmF0dXJl${secret}`
const privateKey = `-----BEGIN PRIVATE KEY-----\nMIIE${secret}\n-----END PRIVATE KEY-----`

interface Place {
  call: Call
  output: Record<string, unknown>
}

const place = (
  service: Call['services'][number],
  operation: string,
  output: Record<string, unknown>,
  parameters?: Record<string, unknown>,
): Place => ({
  call: { services: [service], operation, ...(parameters === undefined ? {} : { parameters }) },
  output,
})

const stack = (of: object) => place('cloudformation', 'DescribeStacks', { Stacks: [of] })
const stackEvent = (ResourceProperties: object) =>
  place(
    'cloudformation',
    'DescribeStackEvents',
    { StackEvents: [{ ResourceProperties: JSON.stringify(ResourceProperties) }] },
    { StackName: 'a' },
  )
const taskDefinition = (container: object) =>
  place(
    'ecs',
    'DescribeTaskDefinition',
    { taskDefinition: { containerDefinitions: [container] } },
    { taskDefinition: 'a' },
  )
const task = (override: object) =>
  place(
    'ecs',
    'DescribeTasks',
    { tasks: [{ overrides: { containerOverrides: [override] } }] },
    { tasks: ['a'] },
  )
const trail = (event: object) =>
  place('cloudtrail', 'LookupEvents', { Events: [{ CloudTrailEvent: JSON.stringify(event) }] })
const logLine = (message: string) =>
  place('cloudwatch-logs', 'FilterLogEvents', { events: [{ message }] }, { logGroupName: 'a' })
const subscription = (Endpoint: string) =>
  place('sns', 'ListSubscriptions', { Subscriptions: [{ Endpoint }] })
const launchTemplate = (data: object) =>
  place('ec2', 'DescribeLaunchTemplateVersions', {
    LaunchTemplateVersions: [{ LaunchTemplateData: data }],
  })
const listener = (action: object) =>
  place(
    'elastic-load-balancing-v2',
    'DescribeListeners',
    { Listeners: [{ DefaultActions: [action] }] },
    { LoadBalancerArn: 'a' },
  )

const places: Record<string, Place> = {
  'Lambda environment': place('lambda', 'ListFunctions', {
    Functions: [{ Environment: { Variables: { HOST: secret } } }],
  }),
  'Lambda environment of one function': place(
    'lambda',
    'GetFunctionConfiguration',
    { Environment: { Variables: { Name: secret } } },
    { FunctionName: 'a' },
  ),
  'ECS environment': taskDefinition({ environment: [{ name: 'LOG', value: secret }] }),
  'ECS log options': taskDefinition({ logConfiguration: { options: { 'splunk-token': secret } } }),
  'ECS labels': taskDefinition({ dockerLabels: { 'app.api-key': secret } }),
  'ECS command, as one word': taskDefinition({ command: ['run', `--db-password=${secret}`] }),
  'ECS command, as two words': taskDefinition({ command: ['mysql', '--password', secret] }),
  'ECS command of a shell': taskDefinition({ command: ['sh', '-c', `x --token ${secret}`] }),
  'ECS health check': taskDefinition({
    healthCheck: { command: [`curl -u ops:${secret} h`, jwt] },
  }),
  'ECS task override': task({ environment: [{ name: 'A', value: secret }] }),
  'ECS override of a command': task({ command: [`export DB_PASSWORD='${secret} x'`] }),
  'CloudFormation parameter': stack({
    Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: secret }],
  }),
  'CloudFormation output': stack({ Outputs: [{ OutputKey: 'ApiToken', OutputValue: secret }] }),
  'CloudFormation output of another name': stack({
    Outputs: [{ OutputKey: 'Database', OutputValue: `postgres://app:${secret}@db:5432/x` }],
  }),
  'CloudFormation export': place('cloudformation', 'ListExports', {
    Exports: [{ Name: 'prod-client-secret', Value: secret }],
  }),
  'CloudFormation NoEcho default': place(
    'cloudformation',
    'GetTemplateSummary',
    { Parameters: [{ ParameterKey: 'Pin', NoEcho: true, DefaultValue: secret }] },
    { StackName: 'a' },
  ),
  'CloudFormation event of a database': stackEvent({ MasterUserPassword: secret }),
  'CloudFormation event of a function': stackEvent({ Environment: { Variables: { A: secret } } }),
  'CloudFormation event of an instance': stackEvent({ UserData: { 'Fn::Base64': secret } }),
  'CloudTrail event of a database': trail({ requestParameters: { masterUserPassword: secret } }),
  'CloudTrail event of a task': trail({
    requestParameters: { containerDefinitions: [{ environment: [{ name: 'A', value: secret }] }] },
  }),
  'CloudTrail event of credentials': trail({
    responseElements: { credentials: { accessKeyId: 'ASIA', sessionToken: secret } },
  }),
  'CloudTrail event in an event': trail({ body: JSON.stringify({ apiKey: secret }) }),
  'user data of launch templates': launchTemplate({ UserData: secret }),
  'tags of launch templates': launchTemplate({
    TagSpecifications: [{ Tags: [{ Key: 'bootstrap-token', Value: secret }] }],
  }),
  'user data of launch configurations': place('auto-scaling', 'DescribeLaunchConfigurations', {
    LaunchConfigurations: [{ UserData: secret }],
  }),
  'user data of spot requests': place('ec2', 'DescribeSpotFleetRequests', {
    SpotFleetRequestConfigs: [
      { SpotFleetRequestConfig: { LaunchSpecifications: [{ UserData: secret }] } },
    ],
  }),
  'tags that look secret': place('ec2', 'DescribeInstances', {
    Reservations: [{ Instances: [{ Tags: [{ Key: 'admin_password', Value: secret }] }] }],
  }),
  'tags with a connection string': place('ec2', 'DescribeVpcs', {
    Vpcs: [{ Tags: [{ Key: 'db', Value: `Server=x;User Id=sa;Password=${secret};` }] }],
  }),
  'pre-shared keys of VPNs': place('ec2', 'DescribeVpnConnections', {
    VpnConnections: [{ Options: { TunnelOptions: [{ PreSharedKey: secret }] } }],
  }),
  'stage variables': place(
    'api-gateway',
    'GetStages',
    { item: [{ variables: { backend: secret } }] },
    { restApiId: 'a' },
  ),
  'stage variables of HTTP APIs': place(
    'apigatewayv2',
    'GetStages',
    { Items: [{ StageVariables: { backend: secret } }] },
    { ApiId: 'a' },
  ),
  'headers of integrations': place(
    'api-gateway',
    'GetIntegration',
    { requestParameters: { 'integration.request.header.x-api-key': `'${secret}'` } },
    { restApiId: 'a', resourceId: 'b', httpMethod: 'GET' },
  ),
  'client secrets of listeners': listener({ AuthenticateOidcConfig: { ClientSecret: secret } }),
  'headers that origins check': place(
    'elastic-load-balancing-v2',
    'DescribeRules',
    {
      Rules: [
        {
          Conditions: [
            { HttpHeaderConfig: { HttpHeaderName: 'X-Origin-Verify', Values: [secret] } },
          ],
        },
      ],
    },
    { ListenerArn: 'a' },
  ),
  'SageMaker environment': place(
    'sagemaker',
    'DescribeModel',
    { PrimaryContainer: { Environment: { A: secret } } },
    { ModelName: 'a' },
  ),
  'SageMaker hyperparameters': place(
    'sagemaker',
    'DescribeTrainingJob',
    { HyperParameters: { hf_token: secret }, Environment: { B: secret } },
    { TrainingJobName: 'a' },
  ),
  'SageMaker start-up scripts': place(
    'sagemaker',
    'DescribeNotebookInstanceLifecycleConfig',
    { OnStart: [{ Content: secret }] },
    { NotebookInstanceLifecycleConfigName: 'a' },
  ),
  'SageMaker pipelines': place(
    'sagemaker',
    'DescribePipeline',
    { PipelineDefinition: JSON.stringify({ Steps: [{ Environment: { A: secret } }] }) },
    { PipelineName: 'a' },
  ),
  'pending passwords of databases': place('rds', 'DescribeDBInstances', {
    DBInstances: [{ PendingModifiedValues: { MasterUserPassword: secret } }],
  }),
  'options of databases': place('rds', 'DescribeOptionGroups', {
    OptionGroupsList: [
      { Options: [{ OptionSettings: [{ Name: 'AGENT_PASSWORD', Value: secret }] }] },
    ],
  }),
  'parameters of databases': place(
    'rds',
    'DescribeDBParameters',
    { Parameters: [{ ParameterName: 'init_connect_password', ParameterValue: secret }] },
    { DBParameterGroupName: 'a' },
  ),
  'seeds of MFA devices': place('iam', 'ListVirtualMFADevices', {
    VirtualMFADevices: [{ Base32StringSeed: secret }],
  }),
  'descriptions of roles': place('iam', 'ListRoles', {
    Roles: [{ RoleName: 'a', Description: `key AKIAIOSFODNN7EXAMPLE secret_key=${secret}` }],
  }),
  'settings of EKS add-ons': place(
    'eks',
    'DescribeAddon',
    { addon: { configurationValues: `env:\n  apiToken: ${secret}\n` } },
    { clusterName: 'a', addonName: 'b' },
  ),
  'a kubeconfig in a tag': place(
    'eks',
    'DescribeCluster',
    { cluster: { tags: { kubeconfig: `users: [{user: {token: ${secret}}}]` } } },
    { name: 'a' },
  ),
  'passwords in endpoints of topics': subscription(`https://ops:${secret}@example.com/hook`),
  'keys in endpoints of topics': subscription(`https://example.com/hook?apiKey=${secret}&x=1`),
  'webhooks in endpoints of topics': subscription(
    `https://hooks.slack.com/services/T0/B0/${secret}`,
  ),
  'credentials of platform applications': place(
    'sns',
    'GetPlatformApplicationAttributes',
    { Attributes: { PlatformCredential: secret } },
    { PlatformApplicationArn: 'a' },
  ),
  'signed links': place('ec2', 'DescribeImages', {
    Images: [{ Description: `https://b.s3.amazonaws.com/k?X-Amz-Signature=${secret}` }],
  }),
  'private keys': place(
    'lambda',
    'GetPolicy',
    { Policy: JSON.stringify({ note: privateKey }) },
    { FunctionName: 'a' },
  ),
  'metadata of queues': place(
    'sqs',
    'GetQueueAttributes',
    { Attributes: { Policy: JSON.stringify({ a: { b: [{ client_secret: secret }] } }) } },
    { QueueUrl: 'a' },
  ),
  'log lines with an assignment': logLine(`start DB_PASSWORD=${secret} ok`),
  'log lines with an assignment after a word': logLine(`the secret password=${secret}`),
  'log lines with an assignment in a value': logLine(`token_url=https://h?secret=${secret}`),
  'log lines with JSON': logLine(`{"level":"info","password":"${secret}"}`),
  'log lines with cut JSON': logLine(`12:00 INFO {"a":{"api_key":"${secret}", "b`),
  'log lines with escaped JSON': logLine(`body="{\\"password\\":\\"${secret}\\"}"`),
  'log lines with a token': logLine(`request with ${jwt}`),
  'log lines with a header': logLine(`Authorization: Bearer ${secret}`),
  'log lines with basic authentication': logLine(`> authorization: Basic ${secret}==`),
  'log lines with AWS keys': logLine(
    `AKIAIOSFODNN7EXAMPLE ${secret}${'x'.repeat(40 - secret.length)}`,
  ),
  'log lines with a URL': logLine(`connect redis://:${secret}@cache:6379/0`),
  'log lines with a key of GitHub': logLine(`clone ghp_${secret}aaaaaaaaaaaaaaaaaaaaaaa`),
  'log lines with a private key': logLine(privateKey),
  items: place(
    'dynamodb',
    'Scan',
    { Items: [{ id: { S: 'a' }, password: { S: secret }, m: { M: { token: { S: secret } } } }] },
    { TableName: 'a' },
  ),
}

/** Ways to give what an answer holds another name or form. */
const reshaping = [
  'to_string(@)',
  '[].{innocent: @}',
  '[].to_string(@)',
  "join(' ', [].to_string(@))",
  '[].values(@)[]',
  '[].*[].*[]',
  '[].*.*.*.*[][][]',
  '[].map(&to_string(@), values(@))',
  '[].items(@)',
  '[].from_items(items(@))',
  'reverse(to_string(@))',
  'upper(to_string(@))',
  '[].keys(@)',
  'zip([], [])',
]

const forms = [secret, [...secret].reverse().join(''), secret.toUpperCase()]

describe('a secret in an answer', () => {
  for (const [where, { call, output }] of Object.entries(places)) {
    const { clients } = scriptedClients(() => output)
    const context = contextOf(clients, { dataAccess: new Set(dataKinds) })

    it(`stays there: ${where}`, async () => {
      for (const query of [undefined, ...reshaping]) {
        const result = await execute(query === undefined ? call : { ...call, query }, context)
        const text = JSON.stringify(result)
        if (query === undefined) assert.match(text, /\[redacted: /)
        for (const form of forms) assert.ok(!text.includes(form), `${query}: ${text}`)
      }
    })

    it(`is not read by recipes either: ${where}`, async () => {
      const [service = assert.fail()] = call.services
      const { items } = await readAll(
        { operation: `${service}:${call.operation}`, region: 'us-east-1', ...parametersOf(call) },
        context,
      )
      assert.ok(items.length > 0)
      assert.ok(!JSON.stringify(items).includes(secret))
    })
  }

  it('is no more than named by these, which stay', async () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/orders-db-AbCdEf'
    const container = {
      secrets: [{ name: 'DB_PASSWORD', valueFrom: arn }],
      command: ['run', `--secret-arn=${arn}`, '--max-tokens=4096', 'image@sha256:ab12'],
      healthCheck: {
        command: ['CMD', 'echo the token expired, see secretsmanager:GetSecretValue'],
      },
    }
    const { call, output } = taskDefinition(container)
    const { clients } = scriptedClients(() => output)
    const { regions } = await execute(call, contextOf(clients))
    const [region] = regions
    assert.ok(region?.status === 'ok')
    assert.deepEqual(region.items, [output])
  })

  it('is not told by rows of Logs Insights', async () => {
    const row = [
      { field: '@message', value: `DB_PASSWORD=${secret}` },
      { field: 'password', value: secret },
    ]
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'StartQuery' ? { queryId: 'q' } : { status: 'Complete', results: [row] },
    )
    const call: Call = {
      services: ['cloudwatch-logs'],
      operation: 'InsightsQuery',
      parameters: { logGroupNames: ['a'], queryString: 'fields @message, password' },
    }
    const result = await execute(call, contextOf(clients, { dataAccess: new Set(['logs']) }))
    assert.equal(result.status, 'ok')
    assert.ok(!JSON.stringify(result).includes(secret))
  })

  it('is not told by an error of AWS', async () => {
    const { clients } = scriptedClients(() => {
      throw awsError('ValidationException', `bad value at db_password=${secret}`)
    })
    const call: Call = { services: ['ec2'], operation: 'DescribeVpcs' }
    const text = JSON.stringify(await execute(call, contextOf(clients)))
    assert.ok(!text.includes(secret), text)
  })

  it('is hidden in many places', () => {
    assert.ok(Object.keys(places).length >= 60, `${Object.keys(places).length} places`)
  })
})

const parametersOf = ({ parameters }: Call) =>
  typeof parameters === 'object' && parameters !== null ? { parameters: { ...parameters } } : {}
