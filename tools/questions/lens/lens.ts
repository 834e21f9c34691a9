import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { stem } from '../words/stem.ts'
import { type Condition, having } from './condition.ts'
import { ageCondition, dateField } from './dates.ts'
import { eitherOf, isOr } from './either.ts'
import { type Field, fieldsOf } from './fields.ts'
import { membersSaid, wordsOf } from './match-members.ts'
import { fieldRank, isState, valueCondition } from './match-values.ts'
import { memberCondition } from './member-condition.ts'
import { groupField, orderOf } from './order.ts'
import type { Seen } from './seen.ts'
import { isSize, sizeField, thresholdCondition } from './sizes.ts'

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

const isSame = (one: Condition, all: readonly Condition[]) =>
  all.findIndex(
    ({ field, test }) => field === one.field && JSON.stringify(test) === JSON.stringify(one.test),
  ) < all.indexOf(one)

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
