import type { Facts } from './facts.ts'

const known = new WeakMap<Facts, ReadonlyMap<string, ReadonlySet<number>>>()

/** Rows of things in whose names a word stands: `db` of `db-a` and `db-b`; not where another refers to them. */
export function rowsByNamePart(word: string, facts: Facts): ReadonlySet<number> {
  const parts = known.get(facts) ?? partsOf(facts)
  known.set(facts, parts)
  const forms = [word, word.replace(/s$/, ''), `${word}s`, ...(short.get(word) ?? [])]
  return forms.reduce<ReadonlySet<number>>(
    (rows, form) => rows.union(parts.get(form) ?? none),
    none,
  )
}

const none: ReadonlySet<number> = new Set()

/** As names shorten what people write out. */
export const short = new Map([
  ['dead-letter', ['dlq', 'dead']],
  ['database', ['db']],
  ['databases', ['db']],
  ['production', ['prod']],
  ['development', ['dev']],
])

function partsOf(facts: Facts): ReadonlyMap<string, ReadonlySet<number>> {
  const parts = new Map<string, Set<number>>()
  for (const { groups, isName } of facts.all) {
    if (!isName) continue
    for (const [value, rows] of groups) {
      // An ARN repeats the name, with what it is a part of.
      if (value.length > 60 || value.startsWith('arn:')) continue
      const runs = new Set(value.match(/[a-z]+|\d+/g))
      for (const run of runs) {
        const some = parts.get(run)
        if (some === undefined) parts.set(run, new Set(rows))
        else for (const row of rows) some.add(row)
      }
    }
  }
  return parts
}
