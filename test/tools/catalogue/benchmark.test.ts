import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { isAllowed } from '../../../tools/executor/allow.ts'
import { findOperation } from '../../../tools/executor/find-operation.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'

interface Task {
  task: number
  /** As people write them: `stepfunctions:DescribeStateMachine`. */
  operations: string[]
}

/** The operations that half of the questions of a public benchmark need, a list a question. */
async function tasks(): Promise<Task[]> {
  return JSON.parse(await readFile(new URL('benchmark-operations.json', import.meta.url), 'utf8'))
}

async function isAccepted(operation: string, kinds: readonly string[]): Promise<boolean> {
  const found = await findOperation(operation, serviceNames)
  assert.ok(tools.some(({ services }) => services.includes(found.service)))
  return isAllowed(found.operation, new Set(kinds))
}

async function answerable(kinds: readonly string[]): Promise<number[]> {
  const all = await Promise.all(
    (await tasks()).map(async ({ task, operations }) => {
      const accepted = await Promise.all(operations.map((each) => isAccepted(each, kinds)))
      return accepted.every((yes) => yes) ? [task] : []
    }),
  )
  return all.flat()
}

describe('the questions of a public benchmark', () => {
  it('have their operations by whatever name they are written', async () => {
    const operations = (await tasks()).flatMap((each) => each.operations)
    assert.ok(operations.length > 130, `${operations.length} operations`)
    for (const operation of operations) await findOperation(operation, serviceNames)
  })

  it('can be answered: 33 of 50 from metadata alone', async () => {
    const found = await answerable([])
    assert.ok(found.length >= 33, `${found.length}: ${found}`)
  })

  it('can be answered: 45 of 50 with all kinds of data open', async () => {
    const found = await answerable(dataKinds)
    assert.ok(found.length >= 45, `${found.length}: ${found}`)
  })

  it('are no exception: what else people ask of these services is accepted as well', async () => {
    const listed = new Set((await tasks()).flatMap(({ operations }) => operations))
    const unlisted = others.filter((operation) => !listed.has(operation))
    assert.ok(unlisted.length > 40, `${unlisted.length} unlisted`)
    for (const operation of unlisted) assert.ok(await isAccepted(operation, dataKinds), operation)
  })
})

/** By the services that the other questions are about. */
const others = [
  ...['ssm:DescribeInstanceInformation', 'ssm:ListComplianceItems', 'ssm:GetAutomationExecution'],
  ...['glue:GetCrawlerMetrics', 'glue:GetPartitions', 'glue:GetSecurityConfigurations'],
  ...['ecr:GetLifecyclePolicyPreview', 'ecr:GetRegistryScanningConfiguration'],
  ...['es:DescribeDomains', 'opensearch:DescribeDomainChangeProgress'],
  ...['states:DescribeMapRun', 'sfn:ListStateMachineVersions', 'cloudfront:GetCachePolicy'],
  ...['secretsmanager:ListSecretVersionIds', 'events:TestEventPattern', 'scheduler:GetSchedule'],
  ...['kms:ListGrants', 'kms:GetPublicKey', 'agentcore:GetGatewayTarget', 'bedrock-agent:GetAgent'],
  ...['xray:BatchGetTraces', 'codebuild:DescribeTestCases', 'codedeploy:GetDeployment'],
  ...['codecommit:GetDifferences', 's3vectors:QueryVectors', 'pricing:GetAttributeValues'],
  ...['waf:GetSampledRequests', 'cognito:AdminGetUser', 'transfer:DescribeSecurityPolicy'],
  ...['backup:ListRestoreJobs', 'tagging:GetComplianceSummary', 'emr:GetManagedScalingPolicy'],
  ...['redshift:DescribeLoggingStatus', 'elasticache:DescribeUpdateActions', 'mq:ListUsers'],
  ...['appconfig:GetDeployment', 'lakeformation:ListLFTags', 'batch:DescribeJobDefinitions'],
  ...['organizations:DescribeEffectivePolicy', 'health:DescribeEventDetails'],
  ...['config:SelectResourceConfig', 'guardduty:GetFindings', 'inspector:ListCoverage'],
  ...[
    'athena:GetQueryResults',
    'msk:GetBootstrapBrokers',
    'fsx:DescribeBackups',
    'ram:ListResources',
  ],
  ...['budgets:DescribeBudgetPerformanceHistory', 'savingsplans:DescribeSavingsPlans'],
]
