import assert from 'node:assert/strict'
import { resolveFollowUp } from '../../../../tools/questions/follow-up/follow-up.ts'
import type { Shown } from '../../../../tools/questions/follow-up/shown.ts'
import { soMuchEarlier } from '../../../../tools/questions/time/earlier.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

const volumes: Shown = {
  question: 'which volumes are not attached?',
  call: { operation: 'ec2:DescribeVolumes', query: '[?!Attachments]' },
  rows: ['old-data', 'scratch'].map((name) => ({ name, noun: 'volume' })),
}
const change: Shown = {
  question: 'who changed the web service?',
  call: { operation: 'recipe:recent_changes', parameters: { name: 'web' } },
  rows: [
    {
      name: 'ana.silva',
      noun: 'who',
      members: { Who: 'ana.silva', Resource: 'web', First: '2026-03-18T13:44:00.000Z' },
    },
  ],
}
const spent: Shown = {
  question: 'what did we spend on rds last month?',
  call: { operation: 'recipe:cost', parameters: { service: 'rds' } },
  rows: [{ name: 'Amazon Relational Database Service', noun: 'service' }],
}
const cpu: Shown = {
  question: 'cpu of web-1',
  call: { operation: 'recipe:metrics', parameters: { name: 'web-1' } },
  rows: [{ name: 'web-1', noun: 'name' }],
}
const endpoint: Shown = {
  question: 'list our SageMaker endpoints',
  call: { operation: 'sagemaker:ListEndpoints' },
  rows: [{ name: 'recommendations', noun: 'SageMaker endpoint' }],
}

describe('what a follow-up speaks of', () => {
  const asked: readonly (readonly [text: string, shown: Shown, question: string])[] = [
    ['what would we save without them?', volumes, 'what would we save without old-data, scratch?'],
    ['what else did she do this week?', change, 'what did ana.silva change this week?'],
    ['which ports did he open?', change, 'what did ana.silva change?'],
    ['is that normal?', spent, `${spent.question} → compared to the time before`],
    ['which single one is the most expensive?', spent, `${spent.question} → by usage type`],
    ['is that a lot?', cpu, 'CPU of web-1 compared to usual?'],
    [
      'what did that cost us last month?',
      endpoint,
      'what did SageMaker endpoint "recommendations" cost last month by usage type?',
    ],
    ['any others like that in Ireland?', volumes, `${volumes.question} → in Ireland`],
    ['who looks after it?', endpoint, 'who owns SageMaker endpoint recommendations?'],
  ]
  for (const [text, shown, question] of asked)
    it(`is what was shown: ${text}`, () => {
      assert.equal(resolveFollowUp(text, shown, now).question, question)
    })

  const said: readonly (readonly [text: string, shown: Shown, answer: RegExp])[] = [
    ['when was that?', change, /ana\.silva web\*\*: first 2026-03-18 13:44 UTC/],
    ['is there another one?', endpoint, /^No: .*recommendations is the only one/],
    ['any others?', volumes, /^No others: the 2 /],
    ['without the backups', spent, /^The bill is not read without a part of it/],
  ]
  for (const [text, shown, answer] of said)
    it(`is answered from it: ${text}`, () => {
      assert.match(resolveFollowUp(text, shown, now).said ?? '', answer)
    })

  it('does not call what was cut to the first all that there is', () => {
    const [row] = volumes.rows
    const cut: Shown = {
      ...volumes,
      call: { operation: 'ec2:DescribeVolumes', query: 'sort_by(@, &Size) | [:1]' },
      rows: row === undefined ? [] : [row],
    }
    assert.equal(resolveFollowUp('any others?', cut, now).said, undefined)
  })
})

describe('a time that another one gives', () => {
  const day = { start: new Date('2026-03-17T00:00:00Z'), end: new Date('2026-03-18T00:00:00Z') }
  for (const words of [
    'the same weekday a week earlier',
    'same day last week',
    'seven days before',
    'a week earlier',
    'the same day a week ago',
  ])
    it(`is as long and as much earlier: ${words}`, () => {
      assert.deepEqual(soMuchEarlier(`was yesterday dearer than ${words}?`)?.back(day), {
        start: new Date('2026-03-10T00:00:00Z'),
        end: new Date('2026-03-11T00:00:00Z'),
      })
    })
})
