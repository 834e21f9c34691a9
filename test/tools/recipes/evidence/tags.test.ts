import assert from 'node:assert/strict'
import { tagAsked } from '../../../../tools/recipes/evidence/tags.ts'
import { instancesWithoutTag } from '../../../../tools/recipes/inventory/instances-without-tag.ts'
import { untaggedResources } from '../../../../tools/recipes/inventory/untagged-resources.ts'
import { awsError } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('instances without a tag', () => {
  it('are those that lack Owner, with their scaling group', async () => {
    const answer = await answerOf(instancesWithoutTag)
    assert.equal(
      answer.summary,
      '6 instances of 13 in us-east-1 lack the tag Owner, 4 of them running: eks-general-1, ' +
        'eks-general-2, eks-general-3, legacy-backoffice, batch-reports and staging-loadtest.',
    )
    assert.deepEqual(
      membersOf(answer, 'ScalingGroup').filter(Boolean),
      Array(3).fill('eks-general'),
    )
  })

  it('are told with who started them, as far as CloudTrail remembers', async () => {
    const answer = await answerOf(instancesWithoutTag, { region: 'eu-west-1' })
    assert.match(answer.summary ?? '', /^5 instances of 7 in eu-west-1 lack .*, 4 of them running/)
    assert.match(answer.summary ?? '', /embedding-backfill-4 by priya\.raman\.$/)
    assert.deepEqual(membersOf(answer, 'StartedBy').filter(Boolean), Array(4).fill('priya.raman'))
  })

  it('are of the tag that the question names', async () => {
    const env = await answerOf(instancesWithoutTag, {
      question: 'instances without an Env tag',
      region: 'eu-west-1',
    })
    assert.match(env.summary ?? '', /^4 instances of 7 in eu-west-1 lack the tag Env, /)
    const none = await answerOf(instancesWithoutTag, {
      question: 'instances missing the tag Service',
    })
    assert.equal(none.summary, 'All 13 instances in us-east-1 have the tag Service.')
  })

  it('have it in capitals or not', async () => {
    const question = 'which EC2 instances have no owner?'
    const { summary = '' } = await answerOf(instancesWithoutTag, { question })
    assert.match(summary, /^6 instances of 13 /)
  })

  it('are none where there are no instances', async () => {
    const { summary, items } = await answerOf(instancesWithoutTag, { region: 'us-west-2' })
    assert.deepEqual(
      { summary, items },
      { summary: 'There is no instance in us-west-2.', items: [] },
    )
  })
})

describe('the tag that a question says is missing', () => {
  for (const [question, tag] of [
    ['EC2 instances missing the Env tag', 'Env'],
    ['instances missing tag Owner', 'Owner'],
    ['which instances don\'t have a "CostCenter" tag?', 'CostCenter'],
    ['instances without the tag team:name in eu-west-1', 'team:name'],
    ['which resources have no tags?', undefined],
    ['resources missing tags in eu-west-1', undefined],
    ['instances that lack a tag', undefined],
  ] as const) {
    it(`is ${tag ?? 'none'} in “${question}”`, () => assert.equal(tagAsked(question), tag))
  }
})

describe('untagged resources', () => {
  it('are found over several services, by kind', async () => {
    const answer = await answerOf(untaggedResources)
    assert.match(
      answer.summary ?? '',
      /^12 of 68 resources in us-east-1 have no tags but perhaps a Name: 3 volumes \(orders-export-2023, search-old-data and loadtest-scratch\), 4 snapshots \(.*\), 5 addresses/,
    )
    assert.equal(rowsOf(answer, 'Resource without tags').length, 12)
  })

  it('are those that lack the tag asked for', async () => {
    const question = 'find everything that lacks an Owner tag'
    const { summary = '' } = await answerOf(untaggedResources, { question, region: 'eu-west-1' })
    assert.match(
      summary,
      /resources in eu-west-1 have no Owner tag: 5 instances \(.*1 load balancer \(storefront-eu\)\.$/,
    )
  })

  it('are none where there is nothing', async () => {
    const { summary } = await answerOf(untaggedResources, { region: 'us-west-2' })
    assert.equal(summary, 'There is no resource to look at in us-west-2.')
  })

  it('count a bucket that has no tag set, and none whose tags may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation, input }) => {
      if (operation !== 'GetBucketTagging') return undefined
      if (input.Bucket === 'quillmarket-assets') throw awsError('NoSuchTagSet', 'no tags', 404)
      throw awsError('AccessDenied', 'no', 403)
    })
    const { summary = '', notes = [] } = await answerOf(untaggedResources, { clients })
    assert.match(summary, /1 bucket \(quillmarket-assets\)/)
    assert.match(
      notes[0] ?? '',
      /^Not looked at: s3:GetBucketTagging of 7 of 8 buckets\. AccessDenied/,
    )
  })
})
