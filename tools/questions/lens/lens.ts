import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { dayMs } from '../time/period.ts'
import { stem } from '../words/stem.ts'
import { type Condition, expressionOf, having, holds } from './condition.ts'
import { type Field, fieldsOf, timeOf } from './fields.ts'
import { membersSaid } from './match-members.ts'
import { fieldRank, isState, valueCondition } from './match-values.ts'
import type { Seen } from './seen.ts'

export function look(plan: Plan, items: readonly Json[], now: Date): Seen {
  const fields = fieldsOf(items)
  const among = { fields, items }
  const conditions: Condition[] = []
  const used = new Set<Word>()
  for (const { key, value, missing } of plan.tags) {
    const field = tagField(key, fields)
    const said = having(value === undefined ? `${key} tag` : `${key} ${value}`, missing)
    if (value === undefined)
      conditions.push({ field, test: { is: 'present' }, denied: missing, said })
    else conditions.push({ field, test: { is: 'oneOf', values: [value] }, denied: missing, said })
  }
  const counted =
    plan.asked === 'count' || plan.asked === 'howmuch' || /\bnumber of\b/i.test(plan.question)
  const pairs = membersSaid(plan.words, fields, { least: 2, counted })
  const paired = new Set(pairs.flatMap(({ words }) => words))
  const isDated = plan.age !== undefined || plan.period !== undefined
  for (const word of plan.words.filter((each) => !paired.has(each))) {
    // How long something is unused is read from a date.
    if (
      (isDated && /^(?:(?:un)?used|using|signed|logged|login)$/.test(word.word)) ||
      (plan.asked === 'who' && doing.test(word.word))
    ) {
      used.add(word)
      continue
    }
    const condition = valueCondition(word, among)
    if (condition === undefined) continue
    const before = conditions.at(-1)
    const either = isOr(plan, word) ? eitherOf(before, condition) : undefined
    if (either !== undefined) conditions.pop()
    conditions.push(either ?? condition)
    used.add(word)
  }
  const columns: Field[] = conditions.map(({ field }) => field)
  const rest = plan.words.filter((word) => !used.has(word) && !paired.has(word))
  const members = [
    ...pairs,
    ...membersSaid(rest, fields, {
      counted,
      lacking: (field) =>
        field.type === 'number' && items.some((item) => field.of(item).includes(0)),
    }),
  ]
  for (const { field, words } of members) {
    for (const word of words) used.add(word)
    columns.push(field)
    const condition = memberCondition(plan, { field, words }, items)
    if (condition !== undefined) conditions.push(condition)
  }
  const state = fields.filter(isState).toSorted((a, b) => fieldRank(a) - fieldRank(b))[0]
  for (const word of plan.words.filter((each) => !used.has(each) && stateWords.test(each.word))) {
    if (state === undefined) break
    used.add(word)
    columns.push(state)
  }
  const aged = ageCondition(plan, { fields, now, named: members.map(({ field }) => field) })
  if (aged !== undefined) {
    conditions.push(aged)
    columns.push(aged.field)
  }
  const limited = thresholdCondition(plan, {
    fields,
    named: members.map(({ field }) => field),
    columns,
  })
  if (limited !== undefined) conditions.push(limited)
  for (const { kind } of plan.kinds.slice(1)) {
    const other = membersSaid(
      wordsOf(kind.noun),
      fields.filter(({ name }) => /(?:id|name|arn|identifier)$/i.test(name)),
    )[0]
    if (other !== undefined) columns.push(other.field)
  }
  const told = toldBy(plan, fields)
  if (told !== undefined) columns.push(told)
  const order = orderOf(
    plan,
    fields,
    members.map(({ field }) => field),
  )
  if (order !== undefined) {
    columns.push(order.field)
    for (const word of plan.words)
      if (/^(?:space|storage|data)$/.test(word.word) && isSize(order.field)) used.add(word)
  }
  const group = plan.group === undefined ? undefined : groupField(plan.group, fields)
  const first = plan.first ?? (order !== undefined && plan.order?.cut === true ? 1 : undefined)
  return {
    conditions: conditions.filter((condition) => !isSame(condition, conditions)),
    columns: [...new Set(columns)],
    ...(order === undefined ? {} : { order }),
    ...(first === undefined ? {} : { first }),
    ...(group === undefined ? {} : { group }),
    unused: [
      ...plan.words.filter((word) => !used.has(word)),
      ...(plan.order === undefined || order !== undefined ? [] : [asWord(plan.order)]),
      ...(plan.age === undefined || aged !== undefined ? [] : [asWord(plan.age)]),
    ],
  }
}

/** What was understood and has nothing here that it could be read from: said as a word that was not used. */
const asWord = ({ said, at }: { said: string; at: number }): Word => {
  const word = said.toLowerCase()
  return { word, stem: word, denied: false, at }
}

/** What `how big`, `how old`, `when` and `since when` ask to be told. */
function toldBy(plan: Plan, fields: readonly Field[]): Field | undefined {
  if (/\bhow (?:big|large)\b/i.test(plan.question))
    return sizeField(fields.filter(({ type }) => type === 'number'))
  if (/\bsince when\b|\bhow long\b/i.test(plan.question)) {
    return (
      fields.find(
        ({ name, type }) =>
          type === 'date' && /transition|since|statechange|stateupdated/i.test(name),
      ) ?? dateField(plan, fields)
    )
  }
  if (plan.asked === 'yesno' && /\b(?:used|using|in use)\b/i.test(plan.question)) {
    return fields.find(({ name, type }) => type === 'date' && /used|access|seen/i.test(name))
  }
  return plan.asked === 'when' || /\bhow old\b/i.test(plan.question)
    ? dateField(plan, fields)
    : undefined
}

const stateWords = /^(?:status|state|health|condition|doing)$/

/** What somebody did: who it was is asked of CloudTrail. */
const doing =
  /^(?:start|launch|creat|mak|made|open|chang|modif|delet|stopp|terminat|remov|deploy|behind|updat|ran|add)\w*$/

const wordsOf = (text: string): Word[] =>
  text
    .toLowerCase()
    .split(' ')
    .map((word, at) => ({ word, stem: stem(word), denied: false, at }))

const isSame = (one: Condition, all: readonly Condition[]) =>
  all.findIndex(
    ({ field, test }) => field === one.field && JSON.stringify(test) === JSON.stringify(one.test),
  ) < all.indexOf(one)

export const keeps = (conditions: readonly Condition[], item: Json): boolean =>
  conditions.every((condition) => holds(condition, item))

/** A tag, whether or not any of the items has it. */
function tagField(key: string, fields: readonly Field[]): Field {
  const found =
    fields.find(({ name }) => name === `tag ${key}`) ??
    fields.find(({ name }) => name.toLowerCase() === `tag ${key.toLowerCase()}`)
  if (found !== undefined) return found
  const list =
    fields.find(({ name, type }) => type === 'list' && /^tag(?:s|list|set)$/i.test(name))
      ?.expression ?? 'Tags'
  return {
    expression: `${list}[?Key=='${key.replace(/['\\]/g, '\\$&')}'].Value | [0]`,
    name: `tag ${key}`,
    path: `${list}.${key}`,
    words: [stem(key.toLowerCase())],
    depth: 1,
    type: 'text',
    many: false,
    of: () => [],
  }
}

/** A member that is named may be what decides: a flag is on or off, what is denied is absent. */
function memberCondition(
  plan: Plan,
  { field, words }: { field: Field; words: readonly Word[] },
  items: readonly Json[],
): Condition | undefined {
  const [word] = words
  if (word === undefined || plan.order !== undefined || plan.group !== undefined) return undefined
  if (plan.threshold !== undefined || plan.age !== undefined || field.type === 'date')
    return undefined
  const denied = words.some((each) => each.denied)
  const text = words.map((each) => each.word).join(' ')
  const isOf = plan.names.length > 0 || plan.ids.length > 0
  if (field.type === 'boolean')
    return { field, test: { is: 'true' }, denied, said: having(text, denied) }
  if (isOf && !denied) return undefined
  const values = items.flatMap(field.of)
  const on = [...new Set(values)].filter((value) =>
    /^(?:enabled|on|active|yes)$/i.test(String(value)),
  )
  if (
    on.length > 0 ||
    (values.length > 0 &&
      values.every((value) => /^(?:disabled|off|suspended|none)$/i.test(String(value))))
  ) {
    return {
      field,
      test: { is: 'oneOf', values: on.length > 0 ? on : ['Enabled'] },
      denied,
      said: having(text, denied),
    }
  }
  const lacking = items.some((item) => isBlank(field.of(item)))
  if (denied || (lacking && isDemanded(plan.question, word.at))) {
    return { field, test: { is: 'present' }, denied, said: having(text, denied) }
  }
  return undefined
}

const isBlank = (values: readonly Json[]) =>
  values.every((value) => value === '' || value === null || value === 0)

const isDemanded = (question: string, at: number) =>
  /\b(?:with|having|have|has|where|enabled|configured|set|use|using|that|got)(?: an?| the| any| some)?(?: [\w-]+){0,2}$/i.test(
    question.slice(0, at).trimEnd(),
  ) || /^\S+(?: \S+){0,2} (?:set|enabled|configured|on)\b/i.test(question.slice(at))

interface Dated {
  fields: readonly Field[]
  named: readonly Field[]
  now: Date
}

/** “more than 30 days old”, “not used in a year”, “launched in the last 14 days”, “created before 2025”. */
function ageCondition(plan: Plan, { fields, now, named }: Dated): Condition | undefined {
  const { age, period } = plan
  if (age === undefined && period === undefined) return undefined
  const waiting = fields.find(({ name }) => name === 'OldestMessageSeconds')
  if (age !== undefined && waiting !== undefined) {
    const test = { is: age.older ? ('more' as const) : ('less' as const), than: age.days * 86_400 }
    return { field: waiting, test, denied: false, said: { having: `messages ${age.said}` } }
  }
  if (age !== undefined && isOfOther(plan, age.at)) return undefined
  const field = dateField(plan, fields, named)
  if (field === undefined) return undefined
  const isUse = /used|access|seen|activity|login/i.test(field.name)
  const denied =
    isUse &&
    /\b(?:not|never|no|nobody|n't|un-?used|without|idle)\b|n't\b|unused/i.test(plan.question)
  if (age !== undefined) {
    const time = new Date(now.getTime() - age.days * dayMs)
    const older = denied || (age.older && !(isUse && !/older|more than|over/i.test(age.said)))
    return {
      field,
      test: { is: older ? 'before' : 'after', time, ...(denied ? { orAbsent: true } : {}) },
      denied: false,
      said: {
        having: `${fieldSaid(field)} ${older ? 'before' : 'since'} ${time.toISOString().slice(0, 10)}`,
      },
    }
  }
  if (period === undefined) return undefined
  if (period.kind === 'before')
    return {
      field,
      test: { is: 'before', time: period.end },
      denied: false,
      said: { having: `${fieldSaid(field)} ${period.said}` },
    }
  if (denied)
    return {
      field,
      test: { is: 'before', time: period.start, orAbsent: true },
      denied: false,
      said: { having: `no ${fieldSaid(field)} ${period.said}` },
    }
  const future = period.end > now
  return {
    field,
    test: future ? { is: 'before', time: period.end } : { is: 'after', time: period.start },
    denied: false,
    said: { having: `${fieldSaid(field)} ${period.said}` },
  }
}

/** “Roles with policies older than a year”: the age is of what stands before it, not of the things themselves. */
function isOfOther({ question, words, kinds }: Plan, at: number): boolean {
  const noun =
    /([\w-]+?)(?: (?:that|which|who))?(?: (?:is|are|was|were|have been|has been))?\s*$/i.exec(
      question.slice(0, at),
    )?.[1]
  return (
    noun !== undefined &&
    /s$/.test(noun) &&
    kinds.length > 0 &&
    !kinds.some(({ said }) => said.split(' ').includes(noun.toLowerCase())) &&
    words.some(({ word }) => word === noun.toLowerCase())
  )
}

/** The date that the question's verb names, else that of the thing's beginning. */
function dateField(
  plan: Plan,
  fields: readonly Field[],
  named: readonly Field[] = [],
): Field | undefined {
  const dates = fields.filter(({ type, many }) => type === 'date' && !many)
  const said = named.find((field) => dates.includes(field))
  if (said !== undefined) return said
  for (const [words, pattern] of verbs) {
    if (!words.test(plan.question)) continue
    const found = dates.find(({ name }) => pattern.test(name.replaceAll('.', '')))
    if (found !== undefined) return found
    if (words.source.includes('used')) return undefined
  }
  return [...dates].toSorted((a, b) => beginRank(a) - beginRank(b) || a.depth - b.depth)[0]
}

const verbs: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:un)?used?\b|\busing\b|\blast used\b|\binactive\b|\baccessed\b/i, /used|access|seen/i],
  [/\blog(?:ged)? ?in\b|\bsigned in\b/i, /passwordlastused|login/i],
  [/\b(?:modified|updated|changed|edited|deployed)\b/i, /modif|updat|chang/i],
  [/\bexpir\w*|\brun(?:s|ning)? out\b/i, /notafter|expir/i],
  [/\blaunched|started|running (?:for|since)\b/i, /launch|start/i],
  [/\brestor\w+\b/i, /restor/i],
]

const beginRank = ({ name }: Field) => {
  const at = [
    /^launchtime$/i,
    /creat/i,
    /start/i,
    /launch/i,
    /issued|requested|uploaded/i,
    /modif|updat/i,
  ].findIndex((pattern) => pattern.test(name))
  return at === -1 ? 9 : at
}

/** “node or python”, “t3 or m5”: whether an “or” stands right before a word. */
const isOr = ({ question }: Plan, { at }: Word): boolean =>
  /\bor (?:the |a |an )?$/i.test(question.slice(0, at))

/** Two values of one member, of which an item has the one or the other. */
function eitherOf(one: Condition | undefined, other: Condition): Condition | undefined {
  if (one?.test.is !== 'oneOf' || other.test.is !== 'oneOf') return undefined
  if (one.field.expression !== other.field.expression || one.denied !== other.denied)
    return undefined
  if (!('adjective' in one.said && 'adjective' in other.said)) return undefined
  return {
    ...one,
    test: { is: 'oneOf', values: [...one.test.values, ...other.test.values] },
    said: { adjective: `${one.said.adjective} or ${other.said.adjective}` },
  }
}

interface Counting {
  fields: readonly Field[]
  named: readonly Field[]
  columns: Field[]
}

function thresholdCondition(
  plan: Plan,
  { fields, named, columns }: Counting,
): Condition | undefined {
  const { threshold } = plan
  if (threshold === undefined) return undefined
  const numeric = fields.filter(({ type }) => type === 'number')
  const field =
    named.find(({ type }) => type === 'number') ??
    (threshold.unit === 'bytes' ? sizeField(numeric) : undefined) ??
    (threshold.unit === 'seconds'
      ? numeric.find(({ name }) => /timeout|seconds|duration/i.test(name))
      : undefined)
  if (field === undefined) return undefined
  columns.push(field)
  const than = threshold.unit === 'bytes' ? threshold.value / bytesIn(field) : threshold.value
  return {
    field,
    test: { is: threshold.more ? 'more' : 'less', than },
    denied: false,
    said: { having: `${fieldSaid(field)} ${threshold.said}` },
  }
}

const isSize = ({ name }: Field) => /size|storage|bytes|memory/i.test(name)

const sizeField = (fields: readonly Field[]) =>
  fields.find(({ name }) =>
    /^(?:size|sizeingib|allocatedstorage|volumesize|storedbytes|tablesizebytes|codesize|memorysize)$/i.test(
      name,
    ),
  ) ?? fields.find(isSize)

/** In what AWS counts a size there: volumes in GiB, memory in MiB, the rest in bytes. */
const bytesIn = ({ name }: Field) =>
  /bytes|codesize/i.test(name)
    ? 1
    : /memory/i.test(name)
      ? 1024 ** 2
      : /^(?:size|sizeingib|volumesize|allocatedstorage|maxallocatedstorage)$/i.test(name)
        ? 1024 ** 3
        : 1

function orderOf(plan: Plan, fields: readonly Field[], named: readonly Field[]): Seen['order'] {
  const { order } = plan
  if (order === undefined) return undefined
  const { descending } = order
  const sortable = fields.filter(({ type, many }) => !many && type !== 'list')
  const numeric = sortable.filter(({ type }) => type === 'number')
  const field = (() => {
    if (order.by === 'age') return dateField(plan, fields, named)
    if (order.by === undefined || order.by === 'time')
      return (
        named.find(({ type, many }) => !many && (type === 'number' || type === 'date')) ??
        (/\b(?:space|storage|data)\b/i.test(plan.question) ? sizeField(numeric) : undefined)
      )
    const byName = membersSaid(wordsOf(order.by), sortable)[0]?.field
    return (
      named.find(({ type, many }) => !many && type === 'number') ??
      (order.by === 'size' ? sizeField(numeric) : undefined) ??
      byName ??
      (/name/i.test(order.by)
        ? sortable.find(({ name }) => /name$|identifier$/i.test(name))
        : /\b(?:age|date|created|time)\b/.test(order.by)
          ? dateField(plan, fields)
          : undefined)
    )
  })()
  return field === undefined ? undefined : { field, descending }
}

function groupField(said: string, fields: readonly Field[]): Field | undefined {
  return membersSaid(
    wordsOf(said),
    fields.filter(({ type, many }) => !many && type !== 'list'),
  )[0]?.field
}

/** Things in the order asked; those without the member come last. */
export function ordered<T extends { item: Json }>(things: readonly T[], { order }: Seen): T[] {
  if (order === undefined) return [...things]
  const { field, descending } = order
  const key = ({ item }: T): number | string => {
    const [value] = field.of(item)
    if (field.type === 'date') return timeOf(value) ?? Number.NaN
    return field.type === 'number' ? Number(value ?? Number.NaN) : String(value ?? '')
  }
  return things.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)]
    if (Number.isNaN(one)) return 1
    if (Number.isNaN(other)) return -1
    return (one < other ? -1 : one > other ? 1 : 0) * (descending ? -1 : 1)
  })
}

/** All of it as JMESPath over the list of items, so that anyone can repeat it; undefined: no change. */
export function queryOf({ conditions, order, first, named }: Seen): string | undefined {
  const filter = [...(named ?? []), ...conditions].map(expressionOf).join(' && ')
  const kept = filter === '' ? undefined : `[?${filter}]`
  if (order === undefined) {
    if (first === undefined) return kept
    return kept === undefined ? `[:${first}]` : `${kept} | [:${first}]`
  }
  const { expression } = order.field
  const by = order.field.type === 'number' ? `to_number(${expression})` : expression
  const having = `[?${filter === '' ? '' : `${filter} && `}${/[|\s]/.test(expression) ? `(${expression})` : expression}]`
  const sorted = `sort_by(${having}, &${by})`
  const whole = order.descending ? `reverse(${sorted})` : sorted
  return first === undefined ? whole : `${whole} | [:${first}]`
}
