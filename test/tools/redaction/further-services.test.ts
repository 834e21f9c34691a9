import assert from 'node:assert/strict'
import type { NormalizedSchema } from '@smithy/core/schema'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import { moreServices, type Service } from '../../../tools/catalogue/services.ts'
import type { Json } from '../../../tools/json.ts'
import { schemaPlan } from '../../../tools/redaction/plan.ts'
import { redact } from '../../../tools/redaction/redact.ts'

const secret = 'Vn4copperT8yRw2Kd6q'

/** As people leave them in what they name, describe and configure. */
const planted: Readonly<Record<string, string>> = {
  'a line of an environment': `DB_PASSWORD=${secret}`,
  'a link': `https://app:${secret}@db.example.com/x`,
  json: JSON.stringify({ host: 'db', api_key: secret }),
  'a command': `mysql --password ${secret} --host db`,
}

/** An answer of this shape, with `text` wherever a text may be, and a secret's name beside a value. */
function answerOf(schema: NormalizedSchema, text: string, seen: readonly string[] = []): Json {
  if (schema.isListSchema()) return [answerOf(schema.getValueSchema(), text, seen)]
  if (schema.isMapSchema()) return { one: answerOf(schema.getValueSchema(), text, seen) }
  if (schema.isStructSchema()) {
    const name = schema.getName() ?? ''
    if (seen.includes(name) || seen.length > 8) return {}
    const members = [...schema.structIterator()].map(([member, inner]): [string, Json] => [
      member,
      answerOf(inner, text, [...seen, name]),
    ])
    return Object.fromEntries(members)
  }
  return schema.isStringSchema() ? text : null
}

/** Each allowed operation of each service, with what its SDK says of its answer. */
async function answers() {
  const found: { service: Service; operation: string; output: NormalizedSchema }[] = []
  for (const service of moreServices) {
    const sdk = await sdkPackages[service]()
    const { operations } = await catalogueOf(service)
    for (const [operation, { class: kind }] of Object.entries(operations)) {
      if (kind !== 'metadata') continue
      const { output } = operationSchema(sdk, operation)
      if (output.isStructSchema()) found.push({ service, operation, output })
    }
  }
  return found
}

const shown = (service: Service, output: NormalizedSchema, answer: Json): string =>
  JSON.stringify(redact(answer, { service, plan: schemaPlan(output, { service }) }))

describe('answers of the services that one tool reads', function () {
  this.timeout(60_000)
  let all: Awaited<ReturnType<typeof answers>>
  before(async () => {
    // All with SOAK.
    const each = process.env.SOAK === undefined ? 4 : 1
    all = (await answers()).filter((_, index) => index % each === 0)
  })

  for (const [what, text] of Object.entries(planted)) {
    it(`leak at most 2 % of what is planted in each place, as ${what}`, () => {
      const leaks = all.filter(({ service, output }) =>
        shown(service, output, answerOf(output, text)).includes(secret),
      )
      assert.ok(new Set(all.map(({ service }) => service)).size >= 50)
      assert.ok(
        leaks.length <= 0.02 * all.length,
        `${leaks.length} of ${all.length}: ${leaks.map((one) => `${one.service}:${one.operation}`).slice(0, 20)}`,
      )
    })
  }

  it('show what is no secret, but for what AWS marks and what is named like one', () => {
    let places = 0
    let blanked = 0
    const where: string[] = []
    for (const { service, operation, output } of all) {
      const text = shown(service, output, answerOf(output, 'orders-eu'))
      places += text.split('orders-eu').length - 1
      const hidden = (text.match(/\[redacted: (?!sensitive)[^\]]*/g) ?? []).length
      blanked += hidden
      if (hidden > 0) where.push(`${service}:${operation} ${hidden}`)
    }
    assert.ok(places > 10 * all.length, `${places} places in ${all.length} answers`)
    assert.ok(blanked <= 0.01 * places, `${blanked} of ${places}: ${where.slice(0, 20)}`)
  })

  const environments: readonly [Service, string, Json][] = [
    [
      'codebuild',
      'BatchGetProjects',
      { projects: [{ environment: { environmentVariables: [{ name: 'HOST', value: secret }] } }] },
    ],
    [
      'batch',
      'DescribeJobDefinitions',
      {
        jobDefinitions: [
          { containerProperties: { environment: [{ name: 'HOST', value: secret }] } },
        ],
      },
    ],
    ['glue', 'GetJobs', { Jobs: [{ DefaultArguments: { '--host': secret } }] }],
    ['glue', 'GetJobRuns', { JobRuns: [{ Arguments: { '--host': secret } }] }],
    [
      'elastic-beanstalk',
      'DescribeConfigurationSettings',
      {
        ConfigurationSettings: [
          {
            OptionSettings: [
              {
                Namespace: 'aws:elasticbeanstalk:application:environment',
                OptionName: 'HOST',
                Value: secret,
              },
            ],
          },
        ],
      },
    ],
    [
      'emr',
      'DescribeNotebookExecution',
      { NotebookExecution: { EnvironmentVariables: { HOST: secret } } },
    ],
    [
      'config-service',
      'GetResourceConfigHistory',
      {
        configurationItems: [
          { configuration: JSON.stringify({ environment: { variables: { HOST: secret } } }) },
        ],
      },
    ],
    [
      'securityhub',
      'GetFindings',
      {
        Findings: [
          {
            Resources: [
              { Details: { AwsLambdaFunction: { Environment: { Variables: { HOST: secret } } } } },
            ],
          },
        ],
      },
    ],
    [
      'codepipeline',
      'ListWebhooks',
      { webhooks: [{ url: `https://a.example.com/t?x=${secret}` }] },
    ],
    [
      'secrets-manager',
      'ListSecrets',
      { SecretList: [{ Tags: [{ Key: 'token', Value: secret }] }] },
    ],
  ]
  for (const [service, operation, answer] of environments) {
    it(`hide the values of an environment, a job and a hook: ${operation} of ${service}`, async () => {
      const { output } = operationSchema(await sdkPackages[service](), operation)
      const text = shown(service, output, answer)
      assert.ok(!text.includes(secret), text)
    })
  }

  const harmless: readonly [Service, string, Json][] = [
    ['sfn', 'DescribeStateMachine', { definition: '{"StartAt":"Pay"}' }],
    ['organizations', 'ListAccounts', { Accounts: [{ Name: 'Pay' }] }],
    ['ssm', 'DescribeInstanceInformation', { InstanceInformationList: [{ IPAddress: 'Pay' }] }],
    ['backup', 'ListTags', { Tags: { team: 'Pay' } }],
    ['cloudfront', 'ListDistributions', { DistributionList: { Items: [{ Comment: 'Pay' }] } }],
    ['bedrock-agentcore-control', 'ListAgentRuntimes', { agentRuntimes: [{ description: 'Pay' }] }],
  ]
  for (const [service, operation, answer] of harmless) {
    it(`show what AWS marks and people ask for: ${operation} of ${service}`, async () => {
      const { output } = operationSchema(await sdkPackages[service](), operation)
      assert.match(shown(service, output, answer), /Pay/)
    })
  }
})
