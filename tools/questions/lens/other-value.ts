import type { Json } from '../../json.ts'
import type { Word } from '../plan.ts'
import { adjective, type Condition } from './condition.ts'
import { type Field, fieldsOf } from './fields.ts'
import { type Member, membersOf } from './known-members.ts'
import { plain } from './match-values.ts'
import type { Seen } from './seen.ts'
import { states } from './states.ts'

/**
 * Words that nothing in the items matches may be a value that AWS knows of a member, and that all of
 * them have another of: `arm64` where each function is x86_64. That none is so is an answer then.
 */
export function withOtherValue(
  seen: Seen,
  { items, operation }: { items: readonly Json[]; operation: string },
): Seen {
  if (seen.unused.length === 0 || items.length === 0) return seen
  const told = fieldsOf(items).filter(
    (field) =>
      field.type === 'text' &&
      field.depth <= 2 &&
      items.every((item) => field.of(item).some((value) => value !== '')),
  )
  const members = membersOf(operation).filter(({ values }) => values.length > 0)
  const taken = new Set<Word>()
  const conditions = runsOf(seen.unused).flatMap((words): Condition[] => {
    if (words.some((word) => taken.has(word))) return []
    const found = otherValue(words, { told, members, items })
    if (found === undefined) return []
    for (const word of words) taken.add(word)
    return [found]
  })
  if (conditions.length === 0) return seen
  return {
    ...seen,
    conditions: [...seen.conditions, ...conditions],
    columns: [...seen.columns, ...conditions.map(({ field }) => field)],
    unused: seen.unused.filter((word) => !taken.has(word)),
  }
}

/** Words that stand side by side, the longest runs first. */
const runsOf = (words: readonly Word[]): Word[][] =>
  words
    .flatMap((_, from) => [1, 2, 3].map((length) => words.slice(from, from + length)))
    .filter((run) =>
      run.every((word, at) => {
        const before = run[at - 1]
        return before === undefined || word.at - (before.at + before.word.length) === 1
      }),
    )
    .toSorted((a, b) => b.length - a.length)

function otherValue(
  words: readonly Word[],
  {
    told,
    members,
    items,
  }: { told: readonly Field[]; members: readonly Member[]; items: readonly Json[] },
): Condition | undefined {
  const text = words.map(({ word }) => word).join(' ')
  if (plain(text).length < 3 || anyValue.test(text)) return undefined
  const known = states.filter(({ said }) => said.test(text))
  // Nearly all things can be up, down or active: of which of them it is said is not known then.
  if (known.length > 0 && !builds.test(text)) return undefined
  const meaning = known.flatMap(({ values }) => values ?? [])
  for (const field of told) {
    const member = members.find(
      ({ path }) => field.path === path || field.path.endsWith(`.${path}`),
    )
    const value =
      member?.values.find((one) => plain(one) === plain(text)) ??
      member?.values.find((one) => meaning.some((values) => values.test(one.toLowerCase()))) ??
      (items.every((item) => field.of(item).every((one) => isOfForm(text, String(one))))
        ? text
        : undefined)
    if (value === undefined) continue
    const denied = words.some((word) => word.denied)
    const said = adjective({ word: text, denied })
    return { field, test: { is: 'oneOf', values: [value] }, denied, said }
  }
  return undefined
}

/** Values that do not tell which member is meant. */
const anyValue = /^(?:none|other|unknown|default|all|any|key|value|name|type|tag|public|private)$/

/** What things are made for or bought as, which each of them is or is not. */
const builds = /^(?:arm|graviton|intel|x86|amd64|spot)\w*$/

/** `gp2` is of the form of `gp3`, `m4` of that of `m5.large`. */
const isOfForm = (word: string, value: string) =>
  shortCode.test(word) && shortCode.test(value.replace(/\..*$/, '').toLowerCase())

const shortCode = /^[a-z]{1,3}\d[a-z]{0,2}$/
