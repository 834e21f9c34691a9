import type { Json } from '../../json.ts'
import type { Word } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { dayMs } from '../time/period.ts'
import { adjective, type Condition, having } from './condition.ts'
import { type Field, isScalar, lastStep } from './fields.ts'
import { type State, sameValues, states } from './states.ts'

/** What a word says of the items by being a value of one of their members, or a state of theirs. */
export function valueCondition(word: Word, { fields, items, now }: Among): Condition | undefined {
  for (const state of states.filter(({ said }) => said.test(word.word))) {
    const condition = stateCondition(word, state, { fields, items, now })
    if (condition !== undefined) return condition
  }
  return plainCondition(word, { fields, items })
}

/** Words side by side that are one value together: `insufficient data` of INSUFFICIENT_DATA. */
export function compoundConditions(
  words: readonly Word[],
  { fields, items }: Among,
): { condition: Condition; words: Word[] }[] {
  const told = fields.filter(
    (field) => field.type === 'text' && !untold.test(field.name) && !isTelling(field),
  )
  return words.flatMap((word, at) => {
    const second = words[at + 1]
    const isBeside = second !== undefined && second.at === word.at + word.word.length + 1
    if (!isBeside) return []
    const joined = plain(`${word.word}${second.word}`)
    const found = best(told, (field) =>
      distinct(field, items).filter((value) => plain(String(value)) === joined),
    )
    if (found === undefined) return []
    const said = having(`${word.word} ${second.word}`, word.denied)
    const test = { is: 'oneOf' as const, values: found.values }
    return [
      { condition: { field: found.field, test, denied: word.denied, said }, words: [word, second] },
    ]
  })
}

interface Among {
  fields: readonly Field[]
  items: readonly Json[]
  now?: Date | undefined
}

function stateCondition(
  word: Word,
  state: State,
  { fields, items, now }: Among,
): Condition | undefined {
  const said = adjective(state.as === undefined ? word : { ...word, word: state.as })
  const { members, values, opposite, unless = false } = state
  const denied = word.denied !== (opposite === true)
  if (values !== undefined) {
    const found =
      state.in === undefined
        ? best(
            fields.filter(({ type }) => type === 'text'),
            (field) => valuesLike(field, items, values),
          )
        : valuesIn(state.in, values, { fields, items })
    if (found !== undefined) {
      const test = { is: 'oneOf' as const, values: found.values }
      return { field: found.field, test, denied: word.denied !== unless, said }
    }
  }
  const blocks = fields.find(({ name }) => state.blocks?.test(lastStep(name)))
  if (blocks !== undefined) {
    const test = { is: 'oneOf' as const, values: ['0.0.0.0/0', '::/0'] }
    return { field: blocks, test, denied: word.denied, said }
  }
  const [member] = fields
    .filter(
      ({ name, many, type }) =>
        members?.test(lastStep(name)) &&
        (!many || type === 'list' || /(?:^|\.)(?:inuseby|loadbalancerarns|imagetags)$/i.test(name)),
    )
    .toSorted((a, b) => kindRank(a) - kindRank(b) || a.depth - b.depth)
  if (member?.type === 'date' && now !== undefined && word.word !== 'never-used') {
    // What was used once may be unused for long.
    const time = new Date(now.getTime() - unusedDays * dayMs)
    return {
      field: member,
      test: { is: 'after', time },
      denied,
      said: adjective({ ...word, word: `${word.word} for ${unusedDays} days` }),
    }
  }
  if (member !== undefined) {
    const test = { is: member.type === 'boolean' ? ('true' as const) : ('present' as const) }
    const told = state.having === undefined ? said : having(state.having, denied)
    return { field: member, test, denied, said: told }
  }
  if (state.in !== undefined) return undefined
  const { where, lacks } = state
  if (where !== undefined && lacks !== undefined && fields.some(({ name }) => where.test(name)))
    return { field: noMember(lacks), test: { is: 'present' }, denied, said }
  const [stateField] = fields.filter(isState).toSorted((a, b) => fieldRank(a) - fieldRank(b))
  // How a function is configured does not tell whether its calls fail.
  const isUntold =
    /^(?:failed|failing|broken)$/.test(word.word) &&
    !/(?:FAIL|ERROR|ALARM|ROLLBACK|COMPLETE|completed|running|stopped|healthy|InService)/i.test(
      distinct(stateField ?? fields[0], items).join(' '),
    )
  const ofAlarms = /^(?:firing|alarming|triggered|alerting)$/.test(word.word)
  if (
    values === undefined ||
    stateField === undefined ||
    isUntold ||
    !anyState.test(word.word) ||
    (ofAlarms && !/^StateValue$/.test(lastStep(stateField.name)))
  )
    return undefined
  const test = { is: 'oneOf' as const, values: [canonical(word.word, stateField, items)] }
  return { field: stateField, test, denied: word.denied, said }
}

/** What the member that is meant says of it, whatever else has such values. */
function valuesIn(member: RegExp, values: RegExp, { fields, items }: Among) {
  const field = fields.find(({ name }) => member.test(lastStep(name)))
  if (field === undefined) return undefined
  const meant = distinct(field, items).filter((value) => values.test(String(value).toLowerCase()))
  return { field, values: meant }
}

/** A member that none of the things has. */
export const noMember = (name: string): Field => ({
  expression: name,
  name,
  path: name,
  words: [],
  depth: 1,
  type: 'text',
  many: false,
  of: () => [],
})

const unusedDays = 90

/** States that nearly all things can be in: that none is, is an answer. */
const anyState =
  /^(?:running|stopped|firing|alarming|triggered|failed|failing|broken|pending|creating|deleting|deleted|terminated|active|inactive|disabled|enabled)$/

const kindRank = ({ type }: Field) => (type === 'boolean' ? 0 : type === 'list' ? 1 : 2)

/** A state that none of the items is in, written as the states that they are in. */
function canonical(word: string, field: Field, items: readonly Json[]): string {
  const some = items.flatMap(field.of).find((value) => typeof value === 'string')
  const meant = word === 'firing' ? 'alarm' : word
  return typeof some === 'string' && some === some.toUpperCase() ? meant.toUpperCase() : meant
}

function plainCondition(word: Word, { fields, items }: Among): Condition | undefined {
  const port = portCondition(word, { fields, items })
  if (port !== undefined) return port
  const same = sameValues.find((words) => words.includes(word.word)) ?? [word.word]
  const found = best(
    fields.filter(
      ({ type, name }) =>
        type === 'text' &&
        !isTagKey(name) &&
        (!untold.test(name) || /arn$|principal\.service$/i.test(name)),
    ),
    (field) =>
      distinct(field, items).filter((value) =>
        same.some((one) => isValue(value, one) || (isPerson(field) && isFirstName(value, one))),
      ),
  )
  if (found !== undefined) {
    const { field, values } = found
    const said = /principal/i.test(field.name)
      ? adjective({ ...word, word: `to be assumed by ${word.word}` })
      : isTelling(field)
        ? having(`${fieldSaid(field)} ${word.word}`, word.denied)
        : adjective(word)
    return { field, test: { is: 'oneOf', values }, denied: word.denied, said }
  }
  const family = best(
    fields.filter(
      ({ type, name }) => type === 'text' && !untold.test(name) && !isTelling({ name }),
    ),
    (field) => distinct(field, items).filter((value) => isFamily(value, word.word)),
  )
  if (family === undefined) return undefined
  const { field, values } = family
  return { field, test: { is: 'oneOf', values }, denied: word.denied, said: adjective(word) }
}

/** A bare number is a port where things have ports. */
function portCondition(word: Word, { fields, items }: Among): Condition | undefined {
  if (!/^\d{2,5}$/.test(word.word)) return undefined
  const field = fields.find(
    (one) =>
      /port$/i.test(one.name) &&
      one.depth === 1 &&
      items.some((item) => one.of(item).map(String).includes(word.word)),
  )
  if (field === undefined) return undefined
  const values = field.type === 'number' ? [Number(word.word)] : [word.word]
  const said = having(`port ${word.word}`, word.denied)
  return { field, test: { is: 'oneOf', values }, denied: word.denied, said }
}

/** Members that are written for people, or that name things in full. */
const untold =
  /arn$|url$|uri$|description|reason|message|document|policy$|body|input|token|digest|sha\d+|hash|rawdata|note|comment|instructions/i

/** What tags are called chooses none by its value: whose things are is told of each. */
const isTagKey = (name: string) => /tag(?:ging|s|set)?[ .]key$/i.test(name)

const isTelling = ({ name }: Pick<Field, 'name'>) =>
  !stateName.test(name) && /^tag |name$|owner|user|id$|identifier$|key$/i.test(name)

const stateName =
  /(?:state|status|statevalue|health|lifecycle)(?:\.(?:name|code|value|state|status))?$/i

export const isState = ({ name, type }: Pick<Field, 'name' | 'type'>) =>
  type === 'text' && stateName.test(name)

/** The field in which the word is a value: that of a state or kind before that of a name. */
function best(
  fields: readonly Field[],
  valuesOf: (field: Field) => readonly Json[],
): { field: Field; values: readonly Json[] } | undefined {
  return fields
    .map((field) => ({ field, values: valuesOf(field) }))
    .filter(({ values }) => values.length > 0)
    .toSorted((a, b) => fieldRank(a.field) - fieldRank(b.field))[0]
}

export const fieldRank = (field: Field) =>
  field.depth +
  (field.many ? 2 : 0) +
  (isState(field) ? -2 : 0) +
  (/arn$/i.test(field.name) ? 3 : 0) +
  (/^tag (?:Env|Environment|Stage|Tier)/i.test(field.name) ? -1 : 0) +
  (/(?:previous|old|last|pending|required|desired|monitoring|reason|attachment|sourcedest|credit|subnetgroup)/i.test(
    field.name,
  )
    ? 6
    : 0)

const distinct = (field: Field | undefined, items: readonly Json[]): Json[] =>
  [...new Set(items.flatMap((item) => field?.of(item) ?? []))].filter(
    (value) => isScalar(value) && String(value).length <= 80,
  )

const valuesLike = (field: Field, items: readonly Json[], pattern: RegExp): Json[] =>
  isTelling(field) ||
  (untold.test(field.name) && !/arn$/i.test(field.name)) ||
  (!isState(field) && field.many)
    ? []
    : distinct(field, items)
        .map(String)
        // In place of an ARN some say that there is none yet.
        .filter((value) => !value.startsWith('arn:') && pattern.test(value.toLowerCase()))

function isValue(value: Json, word: string): boolean {
  const text = String(value).toLowerCase()
  // The end of a path is no name of anything.
  const last =
    text.startsWith('/') && !text.startsWith('/aws') ? undefined : text.split(/[/:]/).at(-1)
  return (
    text === word ||
    plain(text) === plain(word) ||
    last === word ||
    // The service that may take on a role: `ecs-tasks.amazonaws.com`.
    new RegExp(`^${RegExp.escape(word)}(?:-\\w+)?\\.amazonaws\\.com$`).test(text)
  )
}

/** `maya` of maya.okafor, where it is people that a member names. */
const isPerson = ({ name }: Field) =>
  /owner|user|contact|creat(?:or|ed ?by)|maintainer|responsible|^(?:who|by)$|(?:start|open|launch|mad)e?d? ?by/i.test(
    lastStep(name),
  ) && !/(?:id|type)$/i.test(name)

const isFirstName = (value: Json, word: string) =>
  word.length > 2 &&
  String(value)
    .toLowerCase()
    .split(/[.@_ -]/)
    .slice(0, 2)
    .includes(word.replace(/'s$/, ''))

/** Without what stands between the words of a value: `pending-deletion`, `PENDING_DELETION`. */
export const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '')

/** `t3` of `t3.medium`, `python` of `python3.12`, `postgres` of `aurora-postgresql`. */
function isFamily(value: Json, word: string): boolean {
  const text = String(value).toLowerCase()
  if (/\d/.test(word))
    return (
      text.startsWith(`${word}.`) ||
      text.startsWith(`db.${word}.`) ||
      text.split('.').includes(word)
    )
  return (
    word.length > 3 &&
    text.startsWith(word) &&
    /^(?:\d|js|ql|[._-]\d)/.test(text.slice(word.length))
  )
}
