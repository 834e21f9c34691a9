import assert from 'node:assert/strict'
import { isRecord, type Json } from '../../../../tools/json.ts'
import { answerQuestion } from '../../../../tools/questions/answer-question.ts'
import { type Field, fieldsOf } from '../../../../tools/questions/lens/fields.ts'
import { pluralOf } from '../../../../tools/questions/say.ts'
import type { Kind } from '../../../../tools/questions/things/kind.ts'
import { kinds } from '../../../../tools/questions/things/kinds.ts'
import { listThings } from '../../../../tools/questions/things/list-things.ts'
import { Reader } from '../../../../tools/questions/things/reader.ts'
import { camelWords } from '../../../../tools/questions/words/stem.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const when = new Date('2026-03-18T14:25:31.250Z')
const clients = sampleClients(when)
const context = () => contextOf(clients, { now: () => when })

/** A question, and which items it is of by a plain filter. */
type Case = readonly [question: string, holds: (item: Json) => boolean]

const nouns = ['volume', 'subnet', 'NAT gateway', 'target group', 'function', 'database']
const others = [
  'alarm',
  'service',
  'task',
  'user',
  'queue',
  'access key',
  'log group',
  'Elastic IP',
]
const whole = process.env.SOAK === undefined ? [] : ['instance', 'security group', 'role', 'bucket']

describe('questions of each kind, by each of its members', () => {
  it('have the answer of a plain filter, or say what was not understood', async function () {
    this.timeout(120_000)
    const answers = { right: 0, unsure: 0, wrong: [] as string[] }
    for (const noun of [...nouns, ...others, ...whole]) {
      const kind = kinds.find((one) => one.noun === noun)
      assert.ok(kind, noun)
      const items = await itemsOf(kind)
      for (const [question, holds] of casesOf(kind, items)) {
        const { regions, notice, status, summary } = await answerQuestion({ question }, context())
        const shown = regions.flatMap((one) => (one.status === 'ok' ? one.items : []))
        if (notice !== undefined || status === 'error') answers.unsure += 1
        else if (shown.length === items.filter(holds).length) answers.right += 1
        else answers.wrong.push(`${question}: ${summary}`)
      }
    }
    const all = answers.right + answers.unsure + answers.wrong.length
    assert.ok(all > 100, `${all} questions`)
    assert.ok(answers.wrong.length <= all * 0.02, answers.wrong.join('\n'))
    assert.ok(answers.right >= all * 0.95, `${answers.right} of ${all}`)
  })
})

async function itemsOf(kind: Kind): Promise<Json[]> {
  const reader = new Reader(context())
  const regions = await reader.regions(undefined)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  return things.map(({ item }) => item)
}

const casesOf = (kind: Kind, items: readonly Json[]): Case[] =>
  fieldsOf(items)
    .filter(
      ({ name, depth, many, type }) =>
        depth <= 2 && (!many || type === 'list') && !naming.test(name),
    )
    .flatMap((field) => askedOf(field, { plural: pluralOf(kind), items }))

/** What things are called by, and what is written for people. */
const naming =
  /arn$|id$|name$|^tag Name|token|owner$|identifier$|message|reason|description|hash|url$|uri$|key$|document|policy$/i

function askedOf(
  field: Field,
  { plural, items }: { plural: string; items: readonly Json[] },
): Case[] {
  const { of, type } = field
  const label = labelOf(field)
  const values = [...new Set(items.flatMap(of))].filter((value) => !isRecord(value))
  const isSome = items.some((item) => of(item).length === 0)
  switch (type) {
    case 'number': {
      const sorted = values.map(Number).toSorted((a, b) => a - b)
      const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
      const some = (test: (value: number) => boolean) => (item: Json) =>
        of(item).some((value) => test(Number(value)))
      return sorted.length < 2
        ? []
        : [
            [`${plural} with ${label} over ${middle - 1}`, some((value) => value > middle - 1)],
            [`which ${plural} have ${label} under ${middle}?`, some((value) => value < middle)],
            [
              `how many ${plural} have at least ${middle} ${label}?`,
              some((value) => value >= middle),
            ],
          ]
    }
    case 'text':
      return values.length > 6
        ? []
        : values
            .filter((value) => typeof value === 'string' && /^[\w.-]{2,24}$/.test(value))
            .slice(0, 2)
            .flatMap((value): Case[] => [
              [`${plural} with ${label} ${value}`, (item) => of(item).includes(value)],
              [`${plural} whose ${label} is not ${value}`, (item) => !of(item).includes(value)],
            ])
    case 'list':
      return isSome
        ? [
            [`${plural} with ${label}`, (item) => of(item).length > 0],
            [`${plural} without ${label}`, (item) => of(item).length === 0],
          ]
        : []
    case 'boolean':
    case 'date':
      return []
  }
}

const labelOf = ({ name }: Field): string =>
  name.startsWith('tag ')
    ? `${name.slice(4)} tag`
    : camelWords(name.slice(name.lastIndexOf('.') + 1)).join(' ')
