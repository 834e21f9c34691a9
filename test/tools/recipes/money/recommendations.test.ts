import assert from 'node:assert/strict'
import { recommendations } from '../../../../tools/recipes/money/recommendations.ts'
import type { AwsCall } from '../../../../tools/tool.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, sampleClients } from '../sample-answer.ts'

const only = (from: string) => ({ parameters: { from } })

describe('recommendations', () => {
  it('are what is unused and what each adviser says, and who is silent, with why', async () => {
    const { summary = '', items } = await answerOf(recommendations, {
      parameters: {},
      region: 'in use',
    })
    assert.match(summary, /^14 things in us-east-1 and eu-west-1 look unused, about \$17,/)
    assert.match(
      summary,
      /\*\*Trusted Advisor\*\* has 1 recommendation \(1 check looked at\), about \$18,484 a month by its estimate:\n- Low Utilization Amazon EC2 Instances \(eu-west-1\): 4 things flagged/,
    )
    assert.match(
      summary,
      /Compute Optimizer is not opted in for this account, so it has not looked at anything/,
    )
    assert.match(summary, /Cost Explorer: its rightsizing recommendations are not opted in/)
    assert.match(summary, /they do not add up\.$/)
    assert.equal(items.length, 15)
  })

  it('are of one adviser and one category, as asked', async () => {
    const of = (question: string) => answerOf(recommendations, { question })
    const all = await of('what does Trusted Advisor recommend?')
    assert.equal(all.items.length, 5)
    const security = await of('what security issues does Trusted Advisor flag?')
    assert.deepEqual(membersOf(security, 'Name'), [
      'Security Groups - Specific Ports Unrestricted',
      'Amazon S3 Bucket Permissions',
    ])
    assert.match(
      (await of('is Compute Optimizer on?')).summary ?? '',
      /^Compute Optimizer is not opted in/,
    )
    await assert.rejects(answerOf(recommendations, { parameters: { from: 'a friend' } }), /from/)
  })

  it('need a support plan of Trusted Advisor, which is said as such', async () => {
    const clients = sampleClients(undefined, ({ service }) => {
      if (service === 'support')
        throw awsError('SubscriptionRequiredException', 'Premium Support is required', 400)
      return undefined
    })
    const { summary } = await answerOf(recommendations, { clients, ...only('Trusted Advisor') })
    assert.match(
      summary ?? '',
      /^Trusted Advisor tells its checks by its API only where the account has Business, /,
    )
  })

  it('are those of Compute Optimizer where it is opted in, of every page, the dearest first', async () => {
    const { clients } = scriptedClients(answers)
    const answer = await answerOf(recommendations, { clients, ...only('Compute Optimizer') })
    assert.equal(
      answer.summary,
      '**Compute Optimizer** has 2 recommendations, about $45.50 a month by its estimate:\n' +
        '- instance web (us-east-1): Overprovisioned (CPUOverprovisioned) → t3.small, $40.00 a month\n' +
        '- instance i-2 (us-east-1): Overprovisioned → t3.nano, $5.50 a month',
    )
  })

  it('are not “nothing” where Compute Optimizer has looked at nothing yet', async () => {
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'GetEnrollmentStatus' ? { status: 'Active' } : {},
    )
    const { summary } = await answerOf(recommendations, { clients, ...only('Compute Optimizer') })
    assert.match(summary ?? '', /^Compute Optimizer has looked at nothing here yet/)
  })

  it('are none of a database whose machine is well chosen', async () => {
    const { clients } = scriptedClients((call) =>
      call.operation === 'GetRDSDatabaseRecommendations'
        ? {
            rdsDBRecommendations: ['Optimized', 'Underprovisioned'].map((instanceFinding) => ({
              resourceArn: `arn:aws:rds:us-east-1:1:db:${instanceFinding}`,
              idle: 'False',
              instanceFinding,
              instanceRecommendationOptions: [{ dbInstanceClass: 'db.m7g.large' }],
            })),
          }
        : call.operation === 'GetEC2InstanceRecommendations'
          ? {}
          : answers(call),
    )
    const answer = await answerOf(recommendations, { clients, ...only('Compute Optimizer') })
    assert.equal(
      answer.summary,
      '**Compute Optimizer** has 1 recommendation:\n- database Underprovisioned (us-east-1): Underprovisioned → db.m7g.large',
    )
  })

  it('are those of Cost Explorer, with the savings plan that it advises', async () => {
    const { clients } = scriptedClients(answers)
    const answer = await answerOf(recommendations, { clients, ...only('Cost Explorer') })
    assert.deepEqual(membersOf(answer, 'What'), [
      'commit to 0.5 USD an hour for a year, without upfront payment',
      'terminate',
    ])
  })

  it('are not “none” of who could not be asked', async () => {
    const clients = sampleClients(undefined, ({ service }) => {
      if (service === 'support') throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const { summary, notes } = await answerOf(recommendations, {
      clients,
      ...only('Trusted Advisor'),
    })
    assert.match(summary ?? '', /^Incomplete, without what Trusted Advisor recommends\./)
    assert.doesNotMatch(summary ?? '', /recommends nothing/)
    assert.match(notes?.join() ?? '', /AccessDeniedException/)
  })
})

function answers({ operation, input }: AwsCall): Record<string, unknown> {
  const savings = (value: number) => ({ estimatedMonthlySavings: { currency: 'USD', value } })
  if (operation === 'GetEnrollmentStatus') return { status: 'Active' }
  if (operation === 'GetEC2InstanceRecommendations') {
    const one = (instanceName: string, instanceType: string, value: number) => ({
      instanceArn: 'arn:aws:ec2:us-east-1:1:instance/i-2',
      instanceName,
      finding: 'Overprovisioned',
      findingReasonCodes: instanceName === '' ? [] : ['CPUOverprovisioned'],
      recommendationOptions: [{ instanceType, savingsOpportunity: savings(value) }],
    })
    return input.nextToken === undefined
      ? { instanceRecommendations: [one('', 't3.nano', 5.5)], nextToken: 'more' }
      : {
          instanceRecommendations: [
            one('web', 't3.small', 40),
            { instanceName: 'fine', finding: 'Optimized' },
          ],
        }
  }
  if (operation === 'GetRightsizingRecommendation')
    return {
      RightsizingRecommendations: [
        {
          CurrentInstance: { InstanceName: 'idle', ResourceId: 'i-1' },
          RightsizingType: 'TERMINATE',
          TerminateRecommendationDetail: { EstimatedMonthlySavings: '12.5' },
        },
      ],
    }
  if (operation !== 'GetSavingsPlansPurchaseRecommendation') return {}
  const summary = {
    EstimatedMonthlySavingsAmount: '90',
    HourlyCommitmentToPurchase: '0.5',
    CurrencyCode: 'USD',
  }
  return {
    SavingsPlansPurchaseRecommendation: { SavingsPlansPurchaseRecommendationSummary: summary },
  }
}
