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
    if (statement.cells !== undefined || statement.isCommand) continue
    const times = claims.filter((one) => one.statement === statement && one.time !== undefined)
    if (!statement.isItem) {
      yield* inClauses(statement, times, { index, facts })
      continue
    }
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

/** `at 06:00 UTC he updated the service web`, `ci-deployer updated web at 11:29`: as that, of a clause. */
function* inClauses(
  statement: Statement,
  times: readonly Claim[],
  { index, facts }: Pick<Surroundings, 'index' | 'facts'>,
): Generator<Claim> {
  const { text } = statement
  for (const { time, index: at, text: said } of times) {
    if (time?.minuteOfDay === undefined || at < 0) continue
    if (/\([^()]*$/.test(text.slice(0, at))) continue
    const rows = new Set(
      index.moments.flatMap(({ at: then, row }) =>
        row !== -1 && isMoment(time, then) ? [row] : [],
      ),
    )
    if (rows.size === 0 || rows.size > 3) continue
    const isBefore = /(?:^|[,;] (?:and )?|\band )(?:at |on )?$/i.test(text.slice(0, at))
    const begin = isBefore ? at + said.length : 0
    const clause = isBefore
      ? (/^(?:[^,;.]|\.(?=\w))*/.exec(text.slice(begin))?.[0] ?? '')
      : (/(?:[^,;.]|\.(?=\w))*$/.exec(text.slice(0, at))?.[0] ?? '')
    const from = isBefore ? begin : at - clause.length
    const isOfOther = times.some(
      ({ index: nth }) => nth !== at && nth >= from && nth < from + clause.length,
    )
    if (isOfOther || /\b(?:before|after|until|since|between|from|than|not|no)\b/i.test(clause))
      continue
    for (const { 0: word, index: nth } of clause.matchAll(/[A-Za-z][\w./:-]+\w/g)) {
      if (!/[-_./]|[a-z][A-Z]/.test(word) && !isBehindKind.test(clause.slice(0, nth))) continue
      if (!isOfOthers(word, rows, { facts, index })) continue
      yield {
        ...{ kind: 'value', text: word, statement, index: from + nth },
        words: new Set<string>(),
      } as const
    }
  }
}

const isBehindKind =
  /\b(?:updated|started|stopped|deleted|created|deployed|released|restarted|service|stack|function|instance|group|role|user|alarm|queue|table|bucket|cluster) $/

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
