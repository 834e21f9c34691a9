import { kindsSaid } from '../things/kind-said.ts'
import { called } from './meant.ts'
import type { Row, Shown } from './shown.ts'

/**
 * `is that instance running?` after an alarm, `who can read that bucket?` after a trail: the one of that kind that
 * was shown before, that a row names in a member of its own, or that what was shown is of.
 */
export function ofThatKind(text: string, shown: Shown): string {
  const [kind] = kindsSaid(text).filter(({ at }) => /\b(?:that|this) $/i.test(text.slice(0, at)))
  if (kind === undefined || kind.said.length < 3 || /s$/i.test(kind.said)) return text
  const { noun } = kind.kind
  if (shown.rows.some((row) => row.noun === noun)) return text
  const from = text.slice(0, kind.at).replace(/\b(?:that|this) $/i, '')
  const named = (thing: string) => `${from}${thing}${text.slice(kind.at + kind.length)}`
  const inMember = memberOf(noun, shown.rows)
  if (inMember !== undefined) return named(called({ noun, name: inMember }))
  for (let one = shown.before; one !== undefined; one = one.before) {
    const [row, ...others] = one.rows
    if (row?.noun === noun && others.length === 0) return named(called(row))
  }
  const [row, ...others] = shown.rows
  return row === undefined || others.length > 0 || kindsSaid(row.noun).length === 0
    ? text
    : named(`the ${kind.said} of ${called(row)}`)
}

/** The one value that all rows have in the member that is called as the kind. */
function memberOf(noun: string, rows: readonly Row[]): string | undefined {
  const values = rows.flatMap(({ members = {} }) =>
    Object.entries(members).flatMap(([member, value]) =>
      kindsSaid(member.replace(/(?:Name|Arn|Id)$/, '')).some(({ kind }) => kind.noun === noun)
        ? [value]
        : [],
    ),
  )
  const [only, ...others] = new Set(values)
  return only === undefined || others.length > 0 || only === '' ? undefined : only
}
