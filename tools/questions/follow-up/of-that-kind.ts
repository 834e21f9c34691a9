import { kindsSaid } from '../things/kind-said.ts'
import { kinds } from '../things/kinds.ts'
import { called } from './meant.ts'
import type { Row, Shown } from './shown.ts'

/**
 * `is that instance running?` after an alarm, `which users are in that group?` after who holds a policy: the only one
 * of that kind that was shown, that a row names in a member of its own, who did what was told, or what was shown
 * is of.
 */
export function ofThatKind(text: string, shown: Shown): string {
  const [kind] = kindsSaid(text).filter(({ at }) => pointing.test(text.slice(0, at)))
  const among = amongOthers(text, shown)
  if (among !== undefined) return among
  if (kind === undefined || kind.said.length < 3 || /s$/i.test(kind.said)) return text
  const { noun } = kind.kind
  const from = text.slice(0, kind.at).replace(pointing, '')
  const named = (thing: string) => `${from}${thing}${text.slice(kind.at + kind.length)}`
  if (shown.rows.some((row) => row.noun === noun)) return text
  const inMember =
    memberOf(noun, shown.rows) ??
    (noun === 'user' ? doerOf(shown) : noun === 'bucket' ? bucketIn(shown) : undefined)
  if (inMember !== undefined) return named(called({ noun, name: inMember }))
  if (!/\b(?:that|this) $/i.test(text.slice(0, kind.at))) return text
  for (let one = shown.before; one !== undefined; one = one.before) {
    const [row, ...others] = one.rows
    if (row?.noun === noun && others.length === 0) return named(called(row))
  }
  const [row, ...others] = shown.rows
  return row === undefined || others.length > 0 || kindsSaid(row.noun).length === 0
    ? text
    : named(`the ${kind.said} of ${called(row)}`)
}

/** `which users are in that group?`, where things of several kinds were shown, and one of them is a group. */
function amongOthers(text: string, { rows }: Shown): string | undefined {
  const [said, noun = ''] = pointed.exec(text) ?? []
  if (said === undefined) return undefined
  const own = rows.filter((row) => row.noun === noun || row.noun.endsWith(` ${noun}`))
  const [row] = own
  const named = row === undefined ? inColumn(noun, rows) : undefined
  if (named !== undefined) return text.replace(pointed, called({ noun, name: named }))
  return row === undefined || own.length === rows.length || new Set(own.map(called)).size > 1
    ? undefined
    : text.replace(pointed, called(row))
}

/** The one value that rows have in a column that is called so: the group that holds a policy. */
function inColumn(noun: string, rows: readonly Row[]): string | undefined {
  if (!kinds.some((kind) => kind.noun === noun)) return undefined
  const value = onlyOf(
    rows.flatMap(({ members = {} }) =>
      Object.entries(members).flatMap(([member, value]) =>
        member.toLowerCase().replace(/s$/, '') === noun ? [value] : [],
      ),
    ),
  )
  return value?.includes(',') === true ? undefined : value
}

const definite =
  '(?:\\b(?:that|this)|(?<=\\b(?:in|on|of|to|by|from|behind|is|does|has|did|was|can) )the)'

/** `in that group`, `is the bucket public`: what asks for one of a kind, as “what is the role”, points to none. */
const pointing = new RegExp(`${definite} $`, 'i')
const pointed = new RegExp(`${definite} ([a-z]+(?: (?:group|balancer|zone|key|machine))?)\\b`, 'i')

/** Who did what was told: `**ada** (RunInstances, 2026-11-20 07:41 UTC)`, or `by ada at …`. */
const doerOf = ({ said = '' }: Shown): string | undefined =>
  onlyOf(
    [...said.matchAll(/\*\*([\w.@-]+)\*\* \([A-Z]\w+, \d{4}-|\bby ([a-z][\w.-]*\w) at \d/g)].map(
      ([, named, by]) => named ?? by ?? '',
    ),
  )

/** The bucket of which what was told has the address. */
const bucketIn = ({ said = '' }: Shown): string | undefined =>
  onlyOf(
    [...said.matchAll(/([a-z\d][\w.-]*?)\.s3[.-][\w.-]*amazonaws\.com/g)].map(
      ([, name = '']) => name,
    ),
  )

/** The one value that all rows have in the member that is called as the kind. */
const memberOf = (noun: string, rows: readonly Row[]): string | undefined =>
  onlyOf(
    rows.flatMap(({ members = {} }) =>
      Object.entries(members).flatMap(([member, value]) =>
        kindsSaid(member.replace(/(?:Name|Arn|Id)$/, '')).some(({ kind }) => kind.noun === noun)
          ? [value]
          : [],
      ),
    ),
  )

function onlyOf(values: readonly string[]): string | undefined {
  const [only, ...others] = new Set(values.filter((value) => value !== ''))
  return others.length > 0 ? undefined : only
}
