import type { Claim } from './claims.ts'
import type { Fact } from './facts.ts'
import { coordinated, type Named } from './mentions.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { isSingle, meets } from './verdicts.ts'
import { plainWords, root, wordsOf } from './words.ts'

/**
 * Names that are just those with a value that the sentence speaks of, but for one: `a, b, c and x have
 * versioning` where a to d have it. So near comes nobody by chance, and x does not belong there.
 */
export function* replacedInLists(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const statement of statements) {
    const { cells, isCommand, text } = statement
    if (isCommand || cells !== undefined) continue
    const said = new Set(wordsOf(text).map(root))
    for (const group of coordinated(text, around.whose.namedOf(statement))) {
      const isCut = /^[^.;:]{0,20} and (?:\d+|[a-z]+) (?:more|others)\b/.test(
        text.slice((group.at(-1)?.index ?? 0) + (group.at(-1)?.text.length ?? 0)),
      )
      // `a (7 days), b (1 day)`: each is told by itself.
      const isShort =
        group.length >= 3 &&
        group.length <= 9 &&
        !group.some((one) =>
          /^["”]? \((?![a-z]{2}-[a-z]+-\d\))/.test(text.slice(one.index + one.text.length)),
        )
      const name = isShort && !isCut ? oddOne(group, said, around) : undefined
      if (name === undefined) continue
      yield { kind: 'value', text: name.text, statement, index: name.index, words: new Set() }
    }
  }
}

/** The one that has not what all others have, where the list has as many as have it. */
function oddOne(
  group: readonly Named[],
  said: ReadonlySet<string>,
  { facts, index }: Surroundings,
): Named | undefined {
  const odds = new Set<Named>()
  for (const fact of facts.all) {
    if (fact.isName || !isSingle(fact)) continue
    const all = rowsOfKind(fact.kind, index)
    const things = group.map((one) => ({ one, rows: one.rows.intersection(all) }))
    if (things.some(({ rows }) => rows.size !== 1)) continue
    for (const [value, rows] of [...fact.groups, ['', all.difference(fact.rows)] as const]) {
      if (rows.size !== group.length || rows.size === all.size) continue
      const others = things.filter((one) => !meets(one.rows, rows))
      if (others.length === 0) return undefined
      const [odd] = others
      if (others.length === 1 && odd !== undefined && isSaid(fact, value, said)) odds.add(odd.one)
    }
  }
  return odds.size === 1 ? [...odds][0] : undefined
}

function rowsOfKind(kind: string, index: Surroundings['index']): ReadonlySet<number> {
  const made = new Set<number>()
  for (const [row, { call }] of index.rows.entries())
    if (index.operationOf(call) === kind) made.add(row)
  return made
}

/** The member, the value, or what the call reads of each, as `versioning` of GetBucketVersioning. */
function isSaid({ words, kind }: Fact, value: string, said: ReadonlySet<string>): boolean {
  const listed = wordsOf(kind)
  const nouns = new Set(listed.map(root))
  const own = [...words, ...wordsOf(value)].map(root).filter((word) => !nouns.has(word))
  const read = listed.slice(-1).filter((word) => !word.endsWith('s'))
  return [...own, ...read.map(root)].some((word) => !plainWords.has(word) && said.has(word))
}
