import assert from 'node:assert/strict'
import { answerAgain, answerSteps } from '../../../../tools/questions/answer-again.ts'
import { resolveFollowUp } from '../../../../tools/questions/follow-up/follow-up.ts'
import type { Shown } from '../../../../tools/questions/follow-up/shown.ts'
import { asSteps } from '../../../../tools/questions/follow-up/steps.ts'
import { converse } from '../../../local/offline-model/conversation.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

const call = { operation: 'ec2:DescribeInstances', region: 'all' }
const shown: Shown = {
  question: 'list instances',
  call,
  rows: ['web-1', 'web-2', 'db-1'].map((name) => ({ name, noun: 'instance' })),
}
const one: Shown = {
  question: 'describe bucket my-logs',
  call: { operation: 's3:ListBuckets' },
  rows: [{ name: 'my-logs', noun: 'bucket' }],
}

describe('a follow-up', () => {
  for (const text of [
    'which one is the oldest?',
    'only the running ones',
    'sort by size',
    'and in eu-west-1?',
    'count them',
    'which of these have no owner?',
    'in all regions',
  ]) {
    it(`runs the call before again: ${text}`, () => {
      const question = `list instances → ${text}`
      assert.deepEqual(resolveFollowUp(text, shown, now), { question, call })
    })
  }

  for (const text of ['show more', 'next page', 'go on', 'the rest, please', 'more?']) {
    it(`goes on behind what was shown: ${text}`, () => {
      assert.deepEqual(resolveFollowUp(text, { ...shown, more: 4 }, now), {
        question: 'list',
        call: { ...call, query: '[3:]' },
      })
    })
  }

  const resolved: readonly (readonly [text: string, shown: Shown, question: string])[] = [
    ['who owns the second one?', shown, 'who owns instance web-2?'],
    ['tell me more about the third one', shown, 'tell me more about instance db-1'],
    ['show me #1', shown, 'show me instance web-1'],
    ['is it encrypted?', one, 'is bucket my-logs encrypted?'],
    ['is versioning on?', one, 'is versioning on (bucket my-logs)?'],
    [
      'who is responsible for its contents?',
      one,
      'who is responsible for the contents of bucket my-logs?',
    ],
    [
      'why?',
      { ...one, rows: [{ name: 'checkout-5xx', noun: 'alarm' }] },
      'why is alarm checkout-5xx failing?',
    ],
    [
      'why?',
      {
        question: 'what did we spend in February?',
        call: {
          operation: 'recipe:cost',
          parameters: {
            period: { start: '2026-02-01T00:00:00.000Z', end: '2026-03-01T00:00:00.000Z' },
          },
        },
        rows: [],
      },
      'why did our AWS bill change from 2026-02-01 to 2026-02-28?',
    ],
  ]
  for (const [text, before, question] of resolved) {
    it(`names what it means: ${text}`, () => {
      assert.deepEqual(resolveFollowUp(text, before, now), { question })
    })
  }

  for (const text of [
    'list buckets',
    'which volumes are not encrypted?',
    'what changed in the last hour?',
    'is orders-db encrypted?',
  ]) {
    it(`is none: ${text}`, () => {
      assert.deepEqual(resolveFollowUp(text, shown, now), { question: text })
    })
  }
})

describe('a call that is changed by words', () => {
  const context = () => contextOf(sampleClients(now), { now: () => now })
  const again = async (...questions: string[]) => {
    const result = await answerSteps({ question: asSteps(questions) }, context())
    const [region] = result?.regions ?? []
    const summary = result?.summary ?? (region?.status === 'ok' ? region.summary : undefined)
    return summary?.replaceAll('*', '') ?? ''
  }

  it('keeps what it was narrowed by', async () => {
    assert.match(
      await again('which instances are stopped?', 'and in eu-west-1?'),
      /^1 of 7 instances in eu-west-1 is stopped: eu-migration-host/,
    )
  })

  it('goes back to the list where one was chosen from it', async () => {
    assert.match(
      await again('list instances', 'which one is the oldest?', 'only the running ones'),
      /^17 of 20 instances are running/,
    )
  })

  it('goes on behind the rows that were shown', async () => {
    const context = contextOf(sampleClients(now), { now: () => now })
    const rest = await answerAgain({ question: 'list', call: { ...call, query: '[13:]' } }, context)
    const [region] = rest?.regions ?? []
    assert.deepEqual(
      [rest?.regions.length, region?.region, region?.status === 'ok' && region.items.length],
      [1, 'eu-west-1', 7],
    )
  })

  it('goes back by the time that was asked for', async () => {
    const before = ['what did we spend last month?', 'and the month before?']
    assert.match(await again(...before), /^AWS cost \$[\d,]+ in 2026-01-01 to 2026-01-31\. /)
    assert.match(
      await again(...before, 'by region?'),
      /in 2026-01-01 to 2026-01-31\. Most of it: us-/,
    )
    assert.match(await again(...before, 'per day'), /\$[\d.]+ a day on average/)
  })

  it('narrows what services cost', async () => {
    assert.match(
      await again('which services cost the most?', 'only eu-west-1'),
      /^AWS in eu-west-1 cost \$/,
    )
  })

  it('counts and orders what there was', async () => {
    assert.match(
      await again('list volumes', 'only the ones that are not encrypted', 'sort by size'),
      /^3 of 32 volumes are not encrypted: loadtest-scratch \(1000/,
    )
  })

  it('looks further at members that another operation told', async () => {
    assert.match(
      await again(
        'buckets with versioning enabled',
        'which of these were created before 2023-10-25?',
      ),
      /^4 of 5 buckets have creation date before 2023-10-25/,
    )
  })

  it('goes on where the question before was, of whom it names, and with a condition of its own', async () => {
    const [, there] = await converse(
      'show me the ECS services in cluster prod-eu',
      'how many tasks does web run there?',
    )
    assert.match(there?.text ?? '', /^\*\*2 of 4 tasks\*\* are web/)
    const [, old, group] = await converse(
      'Which IAM users have no MFA device?',
      'any of them with an access key older than a year?',
      'which group is jonas.weber in and what does it let him do?',
    )
    assert.match(
      old?.text ?? '',
      /^2 of the 4 users before: \*\*ci-deployer\*\* and \*\*legacy-reporting\*\*/,
    )
    assert.doesNotMatch(old?.text ?? '', /AKIASAMPLEJONASWEBER/)
    assert.match(group?.text ?? '', /jonas\.weber has group .*developers/)
    assert.match(group?.text ?? '', /PowerUserAccess/)
  })
})
