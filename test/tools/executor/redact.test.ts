import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { cpuMs } from '../../cpu-time.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const secret = 'hunter2-do-not-show'

/** What a tool shows of an answer of AWS. */
async function shown(call: Call, output: Record<string, unknown>): Promise<unknown> {
  const { clients } = scriptedClients(() => output)
  const [region] = (await execute(call, contextOf(clients))).regions
  assert.ok(region?.status === 'ok', JSON.stringify(region))
  return region.items
}

const functions: Call = { services: ['lambda'], operation: 'ListFunctions' }

describe('redaction', () => {
  it('says why, and keeps the names of what it hides', async () => {
    const output = {
      Functions: [
        { FunctionName: 'resize', Environment: { Variables: { STAGE: 'prod', DB_HOST: secret } } },
      ],
    }
    assert.deepEqual(await shown(functions, output), [
      {
        FunctionName: 'resize',
        Environment: {
          Variables: { STAGE: '[redacted: sensitive]', DB_HOST: '[redacted: sensitive]' },
        },
      },
    ])
  })

  it('comes before the query, which cannot rename a secret', async () => {
    const output = { Functions: [{ Environment: { Variables: { HOST: secret } } }] }
    const query = '[].{name: Environment.Variables.HOST, all: to_string(@)}'
    const text = JSON.stringify(await shown({ ...functions, query }, output))
    assert.doesNotMatch(text, new RegExp(secret))
    assert.match(text, /redacted/)
  })

  it('hides variables whatever their names', async () => {
    const output = { Functions: [{ Environment: { Variables: { name: secret, Key: secret } } }] }
    assert.deepEqual(await shown(functions, output), [
      {
        Environment: {
          Variables: { name: '[redacted: sensitive]', Key: '[redacted: sensitive]' },
        },
      },
    ])
  })

  const env = [{ name: 'LOG', value: secret }]
  const cases: [string, Call, Record<string, unknown>][] = [
    [
      'ECS environments',
      {
        services: ['ecs'],
        operation: 'DescribeTaskDefinition',
        parameters: { taskDefinition: 'a' },
      },
      { taskDefinition: { containerDefinitions: [{ environment: env }] } },
    ],
    [
      'environments of ECS task overrides',
      { services: ['ecs'], operation: 'DescribeTasks', parameters: { tasks: ['a'] } },
      { tasks: [{ overrides: { containerOverrides: [{ environment: env }] } }] },
    ],
    [
      'SageMaker environments',
      { services: ['sagemaker'], operation: 'DescribeModel', parameters: { ModelName: 'a' } },
      {
        PrimaryContainer: { Environment: { A: secret } },
        Containers: [{ Environment: { B: secret } }],
      },
    ],
    [
      'SageMaker start-up scripts',
      {
        services: ['sagemaker'],
        operation: 'DescribeNotebookInstanceLifecycleConfig',
        parameters: { NotebookInstanceLifecycleConfigName: 'a' },
      },
      { OnCreate: [{ Content: secret }], OnStart: [{ Content: secret }] },
    ],
    [
      'user data of launch templates',
      { services: ['ec2'], operation: 'DescribeLaunchTemplateVersions' },
      { LaunchTemplateVersions: [{ LaunchTemplateData: { UserData: secret } }] },
    ],
    [
      'user data of launch configurations',
      { services: ['auto-scaling'], operation: 'DescribeLaunchConfigurations' },
      { LaunchConfigurations: [{ UserData: secret }] },
    ],
    [
      'pre-shared keys of VPNs',
      { services: ['ec2'], operation: 'DescribeVpnConnections' },
      {
        VpnConnections: [
          {
            CustomerGatewayConfiguration: `<key>${secret}</key>`,
            Options: { TunnelOptions: [{ PreSharedKey: secret }] },
          },
        ],
      },
    ],
    [
      'secret-looking parameters and outputs of stacks',
      { services: ['cloudformation'], operation: 'DescribeStacks' },
      {
        Stacks: [
          {
            Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: secret }],
            Outputs: [{ OutputKey: 'ApiToken', OutputValue: secret }],
          },
        ],
      },
    ],
    [
      'defaults of NoEcho parameters',
      {
        services: ['cloudformation'],
        operation: 'GetTemplateSummary',
        parameters: { StackName: 'a' },
      },
      { Parameters: [{ ParameterKey: 'Pin', NoEcho: true, DefaultValue: secret }] },
    ],
    [
      'secret-looking exports',
      { services: ['cloudformation'], operation: 'ListExports' },
      { Exports: [{ Name: 'prod-api-key', Value: secret }] },
    ],
    [
      'stage variables',
      { services: ['api-gateway'], operation: 'GetStages', parameters: { restApiId: 'a' } },
      { item: [{ stageName: 'prod', variables: { backend: secret } }] },
    ],
    [
      'stage variables of HTTP APIs',
      { services: ['apigatewayv2'], operation: 'GetStages', parameters: { ApiId: 'a' } },
      { Items: [{ StageName: 'prod', StageVariables: { backend: secret } }] },
    ],
    [
      'tags',
      { services: ['ec2'], operation: 'DescribeVpcs' },
      { Vpcs: [{ Tags: [{ Key: 'admin-password', Value: secret }] }] },
    ],
    [
      'passwords in URLs, and signed links',
      { services: ['sns'], operation: 'ListSubscriptions' },
      {
        Subscriptions: [
          { Endpoint: `https://ops:${secret}@example.com/hook` },
          { Endpoint: `https://b.s3.amazonaws.com/k?X-Amz-Signature=${secret}&x=1` },
        ],
      },
    ],
    [
      'assignments within text',
      { services: ['ec2'], operation: 'DescribeImages' },
      { Images: [{ Description: `run with DB_PASSWORD=${secret} please` }] },
    ],
    [
      'secrets in JSON within text',
      { services: ['cloudtrail'], operation: 'LookupEvents' },
      {
        Events: [
          {
            CloudTrailEvent: JSON.stringify({ requestParameters: { masterUserPassword: secret } }),
          },
        ],
      },
    ],
    [
      'environments in JSON within text',
      { services: ['cloudtrail'], operation: 'LookupEvents' },
      {
        Events: [
          {
            CloudTrailEvent: JSON.stringify({
              requestParameters: {
                environment: { variables: { MODE: secret } },
                containerDefinitions: [{ environment: [{ name: 'MODE', value: secret }] }],
              },
            }),
          },
        ],
      },
    ],
    [
      'properties of drifted resources',
      {
        services: ['cloudformation'],
        operation: 'DescribeStackResourceDrifts',
        parameters: { StackName: 'a' },
      },
      {
        StackResourceDrifts: [
          { ActualProperties: JSON.stringify({ Environment: { Variables: { MODE: secret } } }) },
        ],
      },
    ],
    [
      'stage variables of a canary',
      { services: ['api-gateway'], operation: 'GetStages', parameters: { restApiId: 'a' } },
      { item: [{ canarySettings: { stageVariableOverrides: { mode: secret } } }] },
    ],
    [
      'secrets in JSON within JSON within text',
      { services: ['sagemaker'], operation: 'DescribePipeline', parameters: { PipelineName: 'a' } },
      { PipelineDefinition: JSON.stringify({ Steps: [{ Environment: { A: secret } }] }) },
    ],
    [
      'private keys in text',
      {
        services: ['cloudformation'],
        operation: 'DescribeStackEvents',
        parameters: { StackName: 'a' },
      },
      {
        StackEvents: [
          {
            ResourceStatusReason: `bad -----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----`,
          },
        ],
      },
    ],
    [
      'keys to decrypt in attributes of platform applications',
      {
        services: ['sns'],
        operation: 'GetPlatformApplicationAttributes',
        parameters: { PlatformApplicationArn: 'a' },
      },
      { Attributes: { PlatformCredential: secret } },
    ],
    [
      'pending passwords of databases',
      { services: ['rds'], operation: 'DescribeDBInstances' },
      { DBInstances: [{ PendingModifiedValues: { MasterUserPassword: secret } }] },
    ],
  ]
  for (const [what, call, output] of cases) {
    it(`hides ${what}`, async () => {
      const text = JSON.stringify(await shown(call, output))
      assert.doesNotMatch(text, new RegExp(secret))
      assert.match(text, /\[redacted: /)
    })
  }

  it('leaves alone what only sounds like a secret', async () => {
    const plain: [Call, Record<string, unknown>, unknown][] = [
      [
        { services: ['ec2'], operation: 'DescribeInstances' },
        {
          Reservations: [
            { Instances: [{ MetadataOptions: { HttpTokens: 'required' }, KeyName: 'ops' }] },
          ],
        },
        [{ MetadataOptions: { HttpTokens: 'required' }, KeyName: 'ops' }],
      ],
      [
        { services: ['rds'], operation: 'DescribeDBInstances' },
        {
          DBInstances: [
            { MasterUsername: 'a', MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:x' } },
          ],
        },
        [{ MasterUsername: 'a', MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:x' } }],
      ],
      [
        { services: ['iam'], operation: 'ListAccessKeys' },
        { AccessKeyMetadata: [{ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' }] },
        [{ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' }],
      ],
      [
        { services: ['bedrock'], operation: 'ListGuardrails' },
        { guardrails: [{ name: 'no-secrets', description: 'd' }] },
        [{ name: 'no-secrets', description: 'd' }],
      ],
      [
        { services: ['s3'], operation: 'GetBucketEncryption', parameters: { Bucket: 'b' } },
        {
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { KMSMasterKeyID: 'alias/a' } }],
          },
        },
        [{ Rules: [{ ApplyServerSideEncryptionByDefault: { KMSMasterKeyID: 'alias/a' } }] }],
      ],
      [
        { services: ['lambda'], operation: 'ListTags', parameters: { Resource: 'a' } },
        { Tags: { Environment: 'prod' } },
        [{ Environment: 'prod' }],
      ],
    ]
    for (const [call, output, items] of plain) assert.deepEqual(await shown(call, output), items)
  })

  it('is quick on long text made to be slow', async () => {
    const call: Call = { services: ['ec2'], operation: 'DescribeImages' }
    const texts = [
      'a-',
      'eyJ-',
      'x://a:',
      'password',
      '{"a":',
      'sk-',
      '-----BEGIN PRIVATE KEY-----',
    ]
    for (const text of texts) {
      const before = cpuMs()
      await shown(call, { Images: [{ Description: text.repeat(200_000 / text.length) }] })
      assert.ok(cpuMs() - before < 1_000, text)
    }
  })

  it('hides the secrets of policy documents, which are objects', async () => {
    const call: Call = { services: ['iam'], operation: 'GetRole', parameters: { RoleName: 'a' } }
    const document = { Version: '2012-10-17', Statement: [], password: 'hunter2' }
    const AssumeRolePolicyDocument = encodeURIComponent(JSON.stringify(document))
    assert.deepEqual(await shown(call, { Role: { AssumeRolePolicyDocument } }), [
      {
        AssumeRolePolicyDocument: { ...document, password: '[redacted: its name looks secret]' },
      },
    ])
  })
})
