import assert from 'node:assert/strict'
import type { Planned } from '../../deploy/deployer/planned-resources.ts'
import { companies } from '../stacks/companies.ts'
import { runProgram } from '../stacks/run-program.ts'
import { askModels, modelsAreThere } from './models.ts'

describe('all that the program asks for, by AWS’s own models', function () {
  this.timeout(300_000)
  const programs: Record<string, readonly Planned[]> = {}

  before(async function () {
    if (!modelsAreThere()) {
      process.stdout.write('  skipped: no Python with botocore and cfn-lint here (PyPI)\n')
      return this.skip()
    }
    for (const name of ['dev', 'gamma', 'prod']) programs[name] = (await runProgram(name)).resources
    for (const [name, changes] of Object.entries(companies)) {
      programs[name] = (await runProgram('prod', changes)).resources
    }
  })

  it('has names, numbers and words as they take them, in dev, gamma, prod and of companies', () => {
    const { findings, requests, resources, patterns } = askModels(programs)
    assert.deepEqual(findings, [])
    assert.ok(
      requests > 150 && resources > 120 && patterns > 300,
      `${requests} ${resources} ${patterns}`,
    )
  })

  /** What is wrong, and what the models say of it: a check that could not fail would be none. */
  const mistakes: [what: string, type: string, change: object, finding: RegExp][] = [
    [
      'a name of two dashes',
      'bedrock/agentcoreGateway:',
      { name: 'ops--prod' },
      /CreateGateway\.name is ops--prod/,
    ],
    ['too much memory', 'lambda/function:', { memorySize: 40_000 }, /MemorySize is 40000/],
    [
      'a runtime too long',
      'lambda/function:',
      { timeout: 901 },
      /Timeout.*901|901.*Timeout|901 is greater/,
    ],
    [
      'a retention of a hundred days',
      'cloudwatch/logGroup:',
      { retentionInDays: 100 },
      /100 is not one of/,
    ],
    [
      'an authorization that there is not',
      'lambda/functionUrl:',
      { authorizationType: 'IAM' },
      /AuthType is IAM/,
    ],
    [
      'a statement’s id with a blank',
      'lambda/permission:',
      { statementId: 'a b' },
      /StatementId is a b/,
    ],
    ['a role’s name too long', 'iam/role:', { name: 'r'.repeat(65) }, /RoleName is 65/],
    [
      'a policy that is none',
      'iam/rolePolicy:',
      { policy: '{"Statement":[{"Efect":"Allow"}]}' },
      /Efect/,
    ],
    [
      'a table billed otherwise',
      'dynamodb/table:',
      { billingMode: 'ON_DEMAND' },
      /BillingMode is ON_DEMAND/,
    ],
    [
      'an alarm that compares with nothing',
      'cloudwatch/metricAlarm:',
      { comparisonOperator: 'Above' },
      /ComparisonOperator is Above/,
    ],
    ['a repository in capitals', 'ecr:Repository', { name: 'Ops' }, /repositoryName is Ops/],
  ]
  describe('finds', () => {
    let found: string[] = []
    before(() => {
      const planted = mistakes.map(([what, type, change]) => {
        const good = programs.gamma?.find((one) => one.type.includes(type)) ?? assert.fail(type)
        return [what, [{ ...good, inputs: { ...good.inputs, ...change } }]]
      })
      found = askModels(Object.fromEntries(planted)).findings
    })

    for (const [what, , , finding] of mistakes) {
      it(what, () => {
        const said = found.filter((line) => line.startsWith(`${what}: `))
        assert.ok(
          said.some((line) => finding.test(line)),
          said.join('\n') || 'nothing is found',
        )
      })
    }
  })
})
