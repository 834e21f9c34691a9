import assert from 'node:assert/strict'
import type { Service } from '../../../tools/catalogue/services.ts'
import { execute } from '../../../tools/executor/execute.ts'
import type { DataKind } from '../../../tools/tool.ts'
import { contextOf, scriptedClients } from '../executor/scripted-clients.ts'

const harmless = {
  DB_HOST: 'db.internal',
  LOG_LEVEL: 'debug',
  PORT: '5432',
  TABLE: 'orders-prod',
  QUEUE: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
  FLAGS: 'a,b,c',
  BUCKET_ARN: 'arn:aws:s3:::reports',
}
const secret = {
  DB_PASSWORD: 'hunter2',
  API: 'sk_live_51H8xQ2eZvKYlo2C0aBcDeFgH',
  PLAIN: 'q8Zr3LmP0vXw9TtYb2Nk7Jd5',
  URL: 'postgres://app:pa55w0rd@db/orders',
  CONF: '{"password":"s3cr3tword"}',
}
const all = { ...harmless, ...secret }
const list = Object.entries(all).map(([name, value]) => ({ name, value }))

const places: Record<string, [Service, string, object, Record<string, unknown>]> = {
  'of a function': [
    'lambda',
    'GetFunctionConfiguration',
    { FunctionName: 'f' },
    { Environment: { Variables: all } },
  ],
  'of a task definition': [
    'ecs',
    'DescribeTaskDefinition',
    { taskDefinition: 't' },
    { taskDefinition: { containerDefinitions: [{ name: 'app', environment: list }] } },
  ],
  'of a task': [
    'ecs',
    'DescribeTasks',
    { tasks: ['t'] },
    { tasks: [{ overrides: { containerOverrides: [{ environment: list }] } }] },
  ],
  'of a training job': [
    'sagemaker',
    'DescribeTrainingJob',
    { TrainingJobName: 'j' },
    { Environment: all },
  ],
  'of a batch job': [
    'batch',
    'DescribeJobDefinitions',
    {},
    { jobDefinitions: [{ containerProperties: { environment: list } }] },
  ],
  'of a Glue job': ['glue', 'GetJobs', {}, { Jobs: [{ DefaultArguments: all }] }],
  'of a build': [
    'codebuild',
    'BatchGetProjects',
    { names: ['p'] },
    { projects: [{ environment: { environmentVariables: list } }] },
  ],
  'of a job in pods': [
    'batch',
    'DescribeJobDefinitions',
    {},
    {
      jobDefinitions: [
        { eksProperties: { podProperties: { containers: [{ env: list }], initContainers: [] } } },
      ],
    },
  ],
  'that a build exports': [
    'codebuild',
    'BatchGetBuilds',
    { ids: ['p:1'] },
    { builds: [{ exportedEnvironmentVariables: list }] },
  ],
  'of a pipeline’s action': [
    'codepipeline',
    'GetPipeline',
    { name: 'p' },
    { pipeline: { stages: [{ actions: [{ environmentVariables: list }] }] } },
  ],
  'of a task definition in a finding': [
    'securityhub',
    'GetFindings',
    {},
    {
      Findings: [
        {
          Resources: [
            {
              Details: {
                AwsEcsTaskDefinition: {
                  ContainerDefinitions: [
                    { Environment: list.map(({ name, value }) => ({ Name: name, Value: value })) },
                  ],
                },
              },
            },
          ],
        },
      ],
    },
  ],
  'that EMR exports': [
    'emr',
    'DescribeCluster',
    { ClusterId: 'j-1' },
    {
      Cluster: {
        Configurations: [
          {
            Classification: 'spark-env',
            Configurations: [{ Classification: 'export', Properties: all }],
          },
        ],
      },
    },
  ],
  'of an environment of Beanstalk': [
    'elastic-beanstalk',
    'DescribeConfigurationSettings',
    { ApplicationName: 'a', EnvironmentName: 'e' },
    {
      ConfigurationSettings: [
        {
          OptionSettings: list.map(({ name, value }) => ({
            Namespace: 'aws:elasticbeanstalk:application:environment',
            OptionName: name,
            Value: value,
          })),
        },
      ],
    },
  ],
  'of a stage': ['api-gateway', 'GetStage', { restApiId: 'a', stageName: 's' }, { variables: all }],
}

describe('values of environments', () => {
  for (const [where, [service, operation, parameters, output]] of Object.entries(places)) {
    const shown = async (dataAccess: DataKind[]) => {
      const { clients } = scriptedClients(() => output)
      const call = { services: [service], operation, parameters }
      const context = contextOf(clients, { dataAccess: new Set(dataAccess) })
      return JSON.stringify((await execute(call, context)).regions)
    }
    const isShown = (text: string) => (value: string) => text.includes(JSON.stringify(value))

    it(`${where} are hidden, and once opened those that look or sound secret`, async () => {
      const closed = await shown(['logs', 'objects', 'items', 'messages', 'code'])
      assert.deepEqual(Object.values(all).filter(isShown(closed)), [])
      const open = await shown(['environment'])
      assert.deepEqual(Object.values(all).filter(isShown(open)), Object.values(harmless), open)
    })
  }

  it('keep their names, in text within an answer too', async () => {
    const EnvironmentVariables = JSON.stringify([{ name: 'DB_HOST', value: 'db.internal' }])
    const configuration = { ProjectName: 'shop', EnvironmentVariables }
    const { clients } = scriptedClients(() => ({
      pipeline: { stages: [{ actions: [{ configuration }] }] },
    }))
    const call = {
      services: ['codepipeline'],
      operation: 'GetPipeline',
      parameters: { name: 'p' },
    } as const
    const { regions } = await execute(call, contextOf(clients))
    const hidden = [{ name: 'DB_HOST', value: '[redacted: environment value]' }]
    const shown = JSON.stringify({ ...configuration, EnvironmentVariables: JSON.stringify(hidden) })
    assert.ok(JSON.stringify(regions).includes(shown), JSON.stringify(regions))
  })

  it('are all of the settings of Beanstalk that are hidden', async () => {
    const setting = (Namespace: string, OptionName: string, Value: string) => ({
      ...{ Namespace, OptionName, Value },
    })
    const OptionSettings = [
      setting('aws:autoscaling:asg', 'MinSize', '2'),
      setting('aws:autoscaling:launchconfiguration', 'InstanceType', 't3.small'),
      setting('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
      setting('aws:rds:dbinstance', 'DBPassword', 'copper-Tq81'),
      setting('aws:cloudformation:template:parameter', 'EnvironmentVariables', 'STAGE=prod,KEY=x'),
      setting('aws:elasticbeanstalk:application:environment', 'STAGE', 'prod'),
    ]
    const { clients } = scriptedClients(() => ({ ConfigurationSettings: [{ OptionSettings }] }))
    const call = {
      services: ['elastic-beanstalk'],
      operation: 'DescribeConfigurationSettings',
      parameters: { ApplicationName: 'a' },
      query: '[].OptionSettings[].Value',
    } as const
    const { regions } = await execute(call, contextOf(clients))
    assert.deepEqual(regions[0]?.status === 'ok' && regions[0].items, [
      ...['2', 't3.small', 'LoadBalanced'],
      '[redacted: its name looks secret]',
      '[redacted: environment value]',
      '[redacted: environment value]',
    ])
  })
})
