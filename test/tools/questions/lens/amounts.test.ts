import assert from 'node:assert/strict'
import type { Json } from '../../../../tools/json.ts'
import { answerQuestion } from '../../../../tools/questions/answer-question.ts'
import { isObject } from '../../../../tools/questions/lens/fields.ts'
import { pluralOf } from '../../../../tools/questions/say.ts'
import { kinds } from '../../../../tools/questions/things/kinds.ts'
import { listThings } from '../../../../tools/questions/things/list-things.ts'
import { Reader } from '../../../../tools/questions/things/reader.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const when = new Date('2026-03-18T14:25:31.250Z')
const clients = sampleClients(when)
const context = () => contextOf(clients, { now: () => when })

/** Amounts as people say them, each with what it is in the unit of AWS's member. */
interface Member {
  noun: string
  /** The member as AWS calls it, and how questions speak of things that have so much of it. */
  member: string
  asked: readonly string[]
  amounts: readonly (readonly [said: string, amount: number])[]
}

const gib = 1024 ** 3
const members: readonly Member[] = [
  {
    noun: 'function',
    member: 'Timeout',
    asked: ['with a timeout', 'whose timeout is', 'that may run', 'that time out after'],
    amounts: [
      ['a minute', 60],
      ['half a minute', 30],
      ['ten minutes', 600],
      ['a quarter of an hour', 900],
      ['120 s', 120],
    ],
  },
  {
    noun: 'function',
    member: 'MemorySize',
    asked: ['with', 'with memory', 'that have'],
    amounts: [
      ['a gig', 1024],
      ['half a gigabyte', 512],
      ['256 megs', 256],
      ['one GB', 1024],
    ],
  },
  {
    noun: 'volume',
    member: 'Size',
    asked: ['with', 'with a size of', 'that are'],
    amounts: [
      ['half a terabyte', 512],
      ['two hundred gigs', 200],
      ['100 GiB', 100],
      ['a terabyte', 1024],
    ],
  },
  {
    noun: 'queue',
    member: 'ApproximateNumberOfMessages',
    asked: ['with', 'that hold'],
    amounts: [
      ['a dozen messages', 12],
      ['a thousand messages', 1000],
      ['a couple of messages', 2],
      ['two hundred messages', 200],
      ['1k messages', 1000],
    ],
  },
  {
    noun: 'queue',
    member: 'MessageRetentionPeriod',
    asked: ['that keep messages', 'that hold on to messages for', 'that retain messages'],
    amounts: [
      ['a week', 7 * 86_400],
      ['a fortnight', 14 * 86_400],
      ['four days', 4 * 86_400],
    ],
  },
  {
    noun: 'table',
    member: 'ItemCount',
    asked: ['with', 'that contain'],
    amounts: [
      ['a million items', 1e6],
      ['ten thousand items', 10_000],
      ['1.5 million items', 1.5e6],
    ],
  },
  {
    noun: 'table',
    member: 'TableSizeBytes',
    asked: ['with', 'that are'],
    amounts: [['one gig', gib]],
  },
  {
    noun: 'database',
    member: 'BackupRetentionPeriod',
    asked: ['that keep backups for', 'with a backup retention of'],
    amounts: [
      ['a week', 7],
      ['two days', 2],
      ['a fortnight', 14],
    ],
  },
  {
    noun: 'alarm',
    member: 'Period',
    asked: ['with a period of'],
    amounts: [
      ['a minute', 60],
      ['five minutes', 300],
    ],
  },
  {
    noun: 'service',
    member: 'runningCount',
    asked: ['with', 'that run'],
    amounts: [
      ['a couple of tasks', 2],
      ['four tasks', 4],
    ],
  },
  {
    noun: 'subnet',
    member: 'AvailableIpAddressCount',
    asked: ['with'],
    amounts: [
      ['two hundred free addresses', 200],
      ['a hundred available ips', 100],
    ],
  },
]

const comparisons: readonly (readonly [
  said: string,
  holds: (value: number, amount: number) => boolean,
])[] = [
  ['more than', (value, amount) => value > amount],
  ['over', (value, amount) => value > amount],
  ['north of', (value, amount) => value > amount],
  ['exceeding', (value, amount) => value > amount],
  ['less than', (value, amount) => value < amount],
  ['under', (value, amount) => value < amount],
  ['at least', (value, amount) => value >= amount],
  ['no less than', (value, amount) => value >= amount],
  ['no more than', (value, amount) => value <= amount],
  ['at most', (value, amount) => value <= amount],
]

describe('amounts in words', () => {
  it('are held against the member that they are of, or it is said that they are not', async function () {
    this.timeout(60_000)
    const answers = { right: 0, unsure: [] as string[], wrong: [] as string[] }
    for (const { noun, member, asked, amounts } of members) {
      const items = await itemsOf(noun)
      for (const [at, [comparison, holds]] of comparisons.entries())
        for (const [place, [said, amount]] of amounts.entries()) {
          // Each way of asking with some of the comparisons and amounts.
          const way = asked[(at + place) % asked.length] ?? ''
          const question = `${pluralOf(kindOf(noun))} ${way} ${comparison} ${said}`
          const { regions, notice, status, summary } = await answerQuestion({ question }, context())
          const shown = regions.flatMap((one) => (one.status === 'ok' ? one.items : []))
          const meant = items.filter((item) =>
            holds(Number(isObject(item) ? item[member] : NaN), amount),
          )
          if (notice !== undefined || status === 'error')
            answers.unsure.push(`${question}: ${notice}`)
          else if (shown.length === meant.length) answers.right += 1
          else answers.wrong.push(`${question} (${meant.length}): ${summary}`)
        }
    }
    const all = answers.right + answers.unsure.length + answers.wrong.length
    assert.ok(all > 200, `${all} questions`)
    assert.ok(answers.wrong.length <= all * 0.02, answers.wrong.join('\n'))
    assert.ok(
      answers.right >= all * 0.95,
      `${answers.right} of ${all}\n${answers.unsure.join('\n')}`,
    )
  })
})

function kindOf(noun: string) {
  const kind = kinds.find((one) => one.noun === noun)
  assert.ok(kind, noun)
  return kind
}

async function itemsOf(noun: string): Promise<Json[]> {
  const reader = new Reader(context())
  const regions = await reader.regions(undefined)
  const { things } = await listThings(kindOf(noun), { reader, regions, names: [] })
  return things.map(({ item }) => item)
}
