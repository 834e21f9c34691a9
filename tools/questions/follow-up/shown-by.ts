import type { Json } from '../../json.ts'
import { nameOf } from '../things/identity.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { calledBy } from '../things/list-things.ts'
import { camelWords } from '../words/stem.ts'
import type { Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/** What of a tool's result is gone on from. */
export interface ShownResult {
  status?: string | undefined
  notice?: string | undefined
  summary?: string | undefined
  operation?: string | undefined
  call?:
    | {
        operation: string
        parameters?: Record<string, unknown> | undefined
        query?: string | undefined
        region?: string | undefined
      }
    | undefined
  regions: readonly {
    items?: readonly unknown[] | undefined
    summary?: string | undefined
    truncated?: boolean | undefined
    hint?: string | undefined
  }[]
}

/** A change that left nothing of the rows is not gone on from: what is asked next is of those before it. */
export function shownBy(question: string, result: ShownResult): Shown {
  const steps = stepsOf(question)
  const call = callOf(result)
  const { kind = loadOf(result) } = call?.parameters ?? {}
  const rows = rowsOf(result).map((row) =>
    row.noun === '' && typeof kind === 'string' ? { ...row, noun: kind } : row,
  )
  const isRecipe = result.operation?.startsWith('recipe:')
  if (rows.length === 0 && steps.length > 1 && call !== undefined && !isRecipe) {
    const { query: _, ...whole } = call
    return { question: asSteps(steps.slice(0, -1)), call: whole, rows }
  }
  const said = [result.summary, ...result.regions.map(({ summary }) => summary)]
    .filter((one) => one !== undefined)
    .join(' ')
  return {
    question,
    call,
    rows,
    ...(said === '' ? {} : { said }),
    ...(isRecipe ? {} : { more: leftOf(result) }),
  }
}

/** Whose load it was that was told of. */
function loadOf({ operation, regions }: ShownResult): string | undefined {
  if (operation !== 'recipe:database_load') return undefined
  return regions.some(({ summary = '' }) => summary.startsWith('Instance **'))
    ? 'instance'
    : 'database'
}

function callOf({ call }: ShownResult): Shown['call'] {
  if (call === undefined) return undefined
  const { operation, parameters, query, region } = call
  return {
    operation,
    ...(parameters === undefined ? {} : { parameters }),
    ...(query === undefined ? {} : { query }),
    ...(region === undefined ? {} : { region }),
  }
}

/** What regions say that they left out; undefined where some failed, or not all was looked at. */
function leftOf({ status, notice = '', regions }: ShownResult): number | undefined {
  if (status !== 'ok' || /has more than was looked at/.test(notice)) return undefined
  const cut = regions.filter(({ truncated }) => truncated)
  const counts = cut.map(({ hint = '' }) => Number(/^(\d+) more are not shown/.exec(hint)?.[1]))
  return counts.some(Number.isNaN) ? undefined : counts.reduce((sum, count) => sum + count, 0)
}

function rowsOf({ operation = '', call, regions }: ShownResult): Row[] {
  const items = regions.flatMap((region) => region.items ?? [])
  if (operation.startsWith('recipe:'))
    return thingsAmong(items)
      .map(rowOfEvidence)
      .filter(({ name }) => name !== '')
  const listed = callOf({ call, regions })
  const kind = listed === undefined ? undefined : kindListedBy(listed)
  const noun = kind?.noun ?? ''
  const rows = items
    .map((item) => {
      const whole = kind === undefined ? undefined : calledBy(kind, item as Json)
      const id = whole ?? nameOf(item as Json, operation)
      const told = id === '' ? toldIn(item) : undefined
      if (told !== undefined) return { ...told, members: membersOf(item) }
      return { ...tagged(item, id), noun, members: membersOf(item) }
    })
    .filter(({ name }) => name !== '')
  // Two of one name are told apart by their ids alone.
  return rows.map(({ id, ...row }) =>
    id === undefined || rows.some((one) => one.name === row.name && one.id !== id)
      ? { ...row, name: id ?? row.name }
      : { ...row, id },
  )
}

/** `target group web`, where a rule leads: what has no name of its own tells of that. */
function toldIn(item: unknown): { name: string; noun: string; id: string } | undefined {
  for (const value of Object.values(membersOf(item))) {
    const [said] = kindsSaid(value).filter(({ at }) => at === 0)
    const name = value.slice((said?.length ?? 0) + 1)
    if (said !== undefined && /^[\w.-]+$/.test(name))
      return { name, noun: said.kind.noun, id: name }
  }
  return undefined
}

/** By its tag, where it has one: columns of tags are put together as a map. */
function tagged(item: unknown, id: string): { name: string; id?: string } {
  const { Tags: tags } = Object(item) as { Tags?: unknown }
  const { Name: name } = Object(tags) as { Name?: unknown }
  return typeof name === 'string' && name !== '' && /^[a-z]+-[\da-f]{8,17}$/.test(id)
    ? { name, id }
    : { name: id }
}

/** Its short texts: a user, a cluster, a region; how many days it is old; and what a scan found in it. */
const membersOf = (item: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(item ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && value.length <= (name === 'Findings' ? 1000 : 200)
        ? [[name, value]]
        : typeof value === 'number' && /Days$/.test(name)
          ? [[name, String(value)]]
          : Array.isArray(value) &&
              value.length <= 8 &&
              value.every((one) => typeof one === 'string')
            ? [[name, value.join(', ')]]
            : [],
    ),
  )

/** Of what explains something it is what is behind it; rates and events are no things. */
function thingsAmong(items: readonly unknown[]): readonly unknown[] {
  const behind = items.filter((item) => isBehind.test(evidenceOf(item)))
  return behind.length > 0 ? behind : items.filter((item) => !isNoThing.test(evidenceOf(item)))
}

const isBehind = /^[A-Z][a-z ]+ behind it$/
const isNoThing = /^(?:Error rate|ECS event|Change of the task definition|Forecast|Spent so far)$/

/** An old access key is known by its id, and not by whose it is. */
const isAccessKey = (member: string, evidence: string) =>
  /\baccess keys?\b/i.test(evidence) && /^access ?key ?id$/i.test(member)

const evidenceOf = (item: unknown): string => {
  const { evidence } = Object(item) as { evidence?: unknown }
  return typeof evidence === 'string' ? evidence : ''
}

/** `security group web (sg-…)` says what it is, how it is called and by which id. */
function thingSaid(text: string): Omit<Row, 'members'> | undefined {
  const [, called = '', id] = /^(.+?) \(([a-z]+-[\da-f]{8,17})\)$/.exec(text) ?? []
  const [said] = kindsSaid(called).filter(({ at }) => at === 0)
  const name = called.slice((said?.length ?? 0) + 1)
  return said === undefined || id === undefined || name === ''
    ? undefined
    : { name, noun: said.kind.noun, id }
}

/** `Unattached volume`: what has but a name is what it is shown as. */
const ofEvidence = (item: unknown): string => {
  const [said, ...others] = kindsSaid(evidenceOf(item))
  return said === undefined || others.length > 0 ? '' : said.kind.noun
}

/** `{ Alarm: 'checkout-5xx', Since: … }` is the alarm of that name. */
function rowOfEvidence(item: unknown): Row {
  const texts = Object.entries(item ?? {}).filter(
    ([member, value]) =>
      member !== 'evidence' && typeof value === 'string' && !/^\d{4}-\d\d-\d\d/.test(value),
  )
  const first = texts.find(([member]) => isAccessKey(member, evidenceOf(item))) ?? texts[0]
  if (first === undefined) return { name: '', noun: '' }
  const [member, name] = first
  const { Kind: kind = '', Name: own } = membersOf(item)
  const behind = isBehind.test(evidenceOf(item)) ? evidenceOf(item).split(' ')[0] : undefined
  if (behind !== undefined)
    return { name: own ?? name, noun: behind.toLowerCase(), members: membersOf(item) }
  const told = thingSaid(String(name))
  if (told !== undefined) return { ...told, members: membersOf(item) }
  return {
    name: String(name),
    noun: isAccessKey(member, evidenceOf(item))
      ? 'access key'
      : /^(?:id|name|of|what|thing)$/i.test(member)
        ? (kindsSaid(kind)[0]?.kind.noun ?? (kind.toLowerCase() || ofEvidence(item)))
        : camelWords(member).join(' '),
    members: membersOf(item),
  }
}
