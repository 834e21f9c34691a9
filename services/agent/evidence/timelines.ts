import type { Claim } from './claims.ts'
import type { Fact, Facts } from './facts.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { isMoment } from './times.ts'
import { meets } from './verdicts.ts'

/** `20:41 – web/90de runs out of memory`: what another row has, and not the one of the moment that heads an item. */
export function* ofOtherMoments(
  statements: readonly Statement[],
  claims: readonly Claim[],
  { index, facts }: Surroundings,
): Generator<Claim> {
  for (const statement of statements) {
    if (!statement.isItem || statement.cells !== undefined || statement.isCommand) continue
    const times = claims.filter((one) => one.statement === statement && one.time !== undefined)
    const [first] = times
    if (first?.time?.minuteOfDay === undefined || first.index !== 0) continue
    const behind = statement.text.slice(first.text.length)
    const mark =
      /^(?:[\d:, ]|and )*(?: UTC)?(?: on \d{1,2} [A-Z][a-z]+)?(?: [–—-] |: |, )/.exec(
        behind,
      )?.[0] ?? ''
    if (mark === '') continue
    const head = statement.text.slice(0, first.text.length + mark.length)
    const named = times.filter(({ index: at }) => at < head.length)
    const rows = new Set(
      named.flatMap(({ time }) =>
        index.moments.flatMap(({ at, row }) =>
          time && isMoment(time, at) && row !== -1 ? [row] : [],
        ),
      ),
    )
    if (rows.size === 0 || rows.size > 6) continue
    // What is told further happened before or after.
    const clause = /^(?:[^;.,]|\.(?=\w))*/.exec(statement.text.slice(head.length))?.[0] ?? ''
    for (const { 0: word, index: at } of clause.matchAll(/[A-Za-z][\w./:-]{2,}\w/g)) {
      if (!isOfOthers(word, rows, { facts, index })) continue
      yield {
        ...{ kind: 'value', text: word, statement, index: head.length + at },
        words: new Set<string>(),
      } as const
    }
  }
}

/** Whether rows have something else in each member that has it elsewhere, and it stands nowhere in them. */
function isOfOthers(
  word: string,
  rows: ReadonlySet<number>,
  { facts, index }: { facts: Facts; index: ReadIndex },
): boolean {
  const name = word.toLowerCase()
  const having = facts.with(name).filter((fact) => isTelling(fact) && meets(fact.rows, rows))
  return (
    having.length > 0 &&
    !having.some(({ groups }) => meets(groups.get(name), rows)) &&
    !index.placesOf(name).some(({ row }) => rows.has(row))
  )
}

const isTelling = ({ groups }: Fact): boolean => groups.size > 1
