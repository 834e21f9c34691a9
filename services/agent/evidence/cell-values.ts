import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import { codesIn, holdCode, isCode } from './codes.ts'
import { isOtherOfHead } from './members.ts'
import type { ReadIndex } from './read-index.ts'
import type { Statement } from './statements.ts'
import { holdTruth, isTruth, truthsIn } from './states.ts'
import type { Surroundings } from './surroundings.ts'
import { engines } from './verdicts.ts'

/** Cells of tables that are no claim by their form, and that some row read has as a value: `stopped`. */
export function valuesIn(
  all: readonly Statement[],
  claims: readonly Claim[],
  index: ReadIndex,
): Claim[] {
  const words: ReadonlySet<string> = new Set()
  const claimed = Map.groupBy(claims, ({ statement }) => statement)
  const statements = all
    .filter(({ isCommand }) => !isCommand)
    .map((statement) => [statement, claimed.get(statement) ?? []] as const)
  const told = statements.flatMap(([statement, some]) => [
    ...truthsIn(statement),
    ...(statement.cells ?? []).flatMap((cell, nth): Claim[] => {
      const { text, index: at } = cell
      const isClaimed = some.some((one) => one.index >= at && one.index < at + text.length)
      if (nth === 0 || isTruth(text) || isClaimed || !isText(text) || !index.isValue(text))
        return []
      return [{ kind: 'value', text, statement, index: at, words }]
    }),
  ])
  const marked = statements.flatMap(([statement, some]) => {
    if (statement.cells !== undefined) return []
    return [...statement.text.matchAll(tokens)].flatMap(({ 0: text, index: at }): Claim[] => {
      const isClaimed = some.some((one) => one.index <= at && at < one.index + one.text.length)
      if (
        isClaimed ||
        !(index.isValue(text) || engines.has(text.toLowerCase()) || isInText(text, index))
      )
        return []
      return [{ kind: 'value', text, statement, index: at, words }]
    })
  })
  return [...told, ...marked, ...codesIn(all)]
}

/** `gp2`, `CreateStack`, `INACTIVE`: too well known to be a name, and yet a value of one thing and not of another. */
const tokens =
  /(?<![\w./-])(?!(?:s3|ec2|ipv[46]|x86|arm64|amd64|route53|http\d|k8s|oauth2|sha\d+|[a-z]{2}-[a-z]+-\d)\b)(?:[a-z]+\d[a-z\d]*|[A-Z]+[A-Za-z\d]*_[A-Za-z_\d]+|[A-Z][a-z]+[A-Za-z\d]*[A-Z][A-Za-z\d_]*|[A-Z]{2,}[a-z]{3}[A-Za-z\d]*|\/[a-z][\w-]{2,}|[a-z]+(?:[-_.][a-z\d]+)+|0\.0\.0\.0\/0|MySQL|PostgreSQL|MariaDB|(?<=[Ee]ngine |runs )(?:mysql|postgres|mariadb))(?![\w/-]|\.\w)/g

const isInText = (text: string, index: ReadIndex) =>
  /\d/.test(text) && index.placesOf(text).length > 0

const isText = (text: string) => /[a-z]/i.test(text) && text.length <= 200

/** Only where it is known which rows it is of: else it says nothing. */
export function holdValue(claim: Claim, around: Surroundings): Backing | undefined {
  const { index, scopeOf } = around
  const { rows, by } = scopeOf(claim)
  if (isCode(claim)) return holdCode(claim, around)
  const truth = holdTruth(claim, around)
  if (truth !== undefined) return truth === 'not' ? undefined : truth
  if (by === 'row' && isOtherOfHead(claim, rows, index)) return undefined
  const called = engines.get(claim.text.toLowerCase()) ?? claim.text
  const inText = by === 'row' ? index.placesOf(claim.text).map(({ row }) => row) : []
  const has = [...rows].find(
    (row) => index.has(row, claim.text) || index.has(row, called) || inText.includes(row),
  )
  const call = (row: number) => index.rows[row]?.call ?? 0
  if (has !== undefined) return { by: 'found', place: { call: call(has), path: '', row: has } }
  if (isTruth(claim.text)) return { by: 'found', place: nowhere }
  if (by !== 'row') return { by: 'found', place: index.placesOf(claim.text)[0] ?? nowhere }
  return undefined
}

/** Of what nothing can be said. */
export const nowhere = { call: 0, path: '', row: -1 }
