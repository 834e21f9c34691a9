import type { Claim } from './claims.ts'
import { numbersIn, scalesOf, type WrittenNumber } from './numbers.ts'
import { predicatesIn } from './predicates.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** Sums of what a list before them says, and shares of what a sentence says, that are not so. */
export function wrongTotals(claims: readonly Claim[], around: Surroundings): Set<Claim> {
  return new Set(
    claims.filter((claim) =>
      claim.kind === 'percentage'
        ? isWrongShare(claim, claims, around)
        : isWrongSum(claim, claims, around),
    ),
  )
}

/** `Together they come to 1,600 GB`, below a list: of all the figures in a column of it, or of its things. */
function isWrongSum(claim: Claim, claims: readonly Claim[], around: Surroundings): boolean {
  const { statement, number } = claim
  if (
    number === undefined ||
    !isSummed(number) ||
    statement.cells !== undefined ||
    statement.isItem
  )
    return false
  if (!sums.test(statement.text) || wider.test(statement.text)) return false
  const own = numbersIn(statement.text).filter(({ unit }) => unit === number.unit)
  if (own.length !== 1) return false
  const list = claims.filter(
    ({ statement: one }) =>
      (one.isItem || one.cells !== undefined) &&
      one.block < statement.block &&
      one.block >= statement.block - 1,
  )
  const rows = [...Map.groupBy(list, (one) => one.statement).keys()]
  if (rows.length < 2) return false
  const near = (value: number, slack = 0) =>
    scalesOf(number).some(
      (factor) => Math.abs(value - number.value * factor) <= number.slack * factor + slack,
    )
  const figures = list.filter(
    (one) => one.number !== undefined && one.kind !== 'count' && one.isSoft !== true,
  )
  const columns = [...Map.groupBy(figures, columnOf).values()]
  for (const some of columns) {
    if (some.length < 2) continue
    for (const factor of new Set(some.flatMap((one) => (one.number ? scalesOf(one.number) : [])))) {
      const scale = (one: Claim) =>
        one.number === undefined
          ? 0
          : one.number.unit === 'none'
            ? factor
            : factorOf(one.number, factor)
      const total = some.reduce((sum, one) => sum + (one.number?.value ?? 0) * scale(one), 0)
      const slack = some.reduce((sum, one) => sum + (one.number?.slack ?? 0) * scale(one), 0)
      if (near(total, Math.min(slack, total * 0.02))) return false
      if (number.unit === 'none' || some.some((one) => one.number?.unit === 'none'))
        if (
          Math.abs(some.reduce((sum, one) => sum + (one.number?.value ?? 0), 0) - number.value) <=
          number.slack
        )
          return false
    }
  }
  if (columns.every((some) => some.length < 2 || some.length < rows.length - 1)) return false
  if (isOfThings(rows, { number, near, around })) return false
  // Of all that was read, of which the list tells some.
  return !around.index.numbersByColumn.some((some) => {
    const total = some.reduce((sum, { value }) => sum + value, 0)
    return some.length > rows.length && unitsOf(number).some((unit) => near(total * unit))
  })
}

const columnOf = ({ statement, number }: Claim): string =>
  `${statement.cells?.findLast(({ index }) => index <= (number?.index ?? 0))?.head ?? ''} ${number?.unit}`

interface Sum {
  number: WrittenNumber
  near: (value: number) => boolean
  around: Surroundings
}

/** Of what was read of the things that are listed. */
function isOfThings(rows: readonly Statement[], { number, near, around }: Sum): boolean {
  const { index, whose } = around
  const own = new Set(rows.flatMap((one) => [...(whose.namedOf(one)[0]?.rows ?? [])]))
  const linked = index.withLinked(own)
  const columns = Map.groupBy(index.numbersIn(linked), ({ column }) =>
    column.slice(column.indexOf(' ')),
  )
  return [...columns.values()].some((some) => {
    const total = some.reduce((sum, { value }) => sum + value, 0)
    return unitsOf(number).some((unit) => near(total * unit))
  })
}

/** What a member may be in. */
const unitsOf = ({ unit }: WrittenNumber): readonly number[] =>
  unit === 'bytes'
    ? [1, 1024, 1024 ** 2, 1024 ** 3, 1e6, 1e9]
    : unit === 'span'
      ? [1, 1000, 60_000, 3_600_000, 86_400_000]
      : [1]

const isSummed = ({ unit, value }: WrittenNumber) =>
  unit === 'money' || unit === 'bytes' || unit === 'span' || (unit === 'none' && value >= 100)

const sums =
  /\b(?:together|altogether|in (?:sum|total)|adds? up|sums? (?:up )?to|come to|comes to|make up|combined|total(?:s|ling)?|amount to)\b/i
const wider =
  /\b(?:all|overall|estate|account|every|adding|plus|including|with the|across|would|sav\w+|average|of the|bill)\b/i

/** By the same meaning of units as the other has. */
const factorOf = (number: WrittenNumber, like: number): number => {
  const [binary = 1, decimal = binary] = scalesOf(number)
  return like % 1024 === 0 && like > 1 ? binary : like % 1000 === 0 ? decimal : binary
}

function isWrongShare(claim: Claim, claims: readonly Claim[], around: Surroundings): boolean {
  const { number, statement } = claim
  if (number === undefined) return false
  const after = statement.text.slice(number.index + number.text.length)
  if (/^ of (?:the |your |our |that |a )?[$€]/.test(after)) {
    const amounts = claims.filter((one) => one.statement === statement && one.kind === 'money')
    const whole = amounts.find((one) => one.index > number.index)?.number
    const parts = amounts.flatMap((one) =>
      one.index < number.index && one.number ? [one.number] : [],
    )
    if (whole === undefined || parts.length === 0 || whole.value === 0) return false
    return !parts.some((part) => isShare(number, part, whole))
  }
  return isShareOfOthers(claim, around)
}

const isShare = (share: WrittenNumber, part: WrittenNumber, whole: WrittenNumber): boolean => {
  const least = (100 * (part.value - part.slack)) / (whole.value + whole.slack)
  const most = (100 * (part.value + part.slack)) / Math.max(1e-9, whole.value - whole.slack)
  return share.value + share.slack >= least - 0.05 && share.value - share.slack <= most + 0.05
}

/** `46 % of instances without an owner`: rows of which that is so, of all rows of a kind. */
function isShareOfOthers({ number, statement }: Claim, around: Surroundings): boolean {
  if (number === undefined || statement.cells !== undefined) return false
  const behind = statement.text.slice(number.index)
  const said = predicatesIn(statement.text, around).filter(({ index }) => index > number.index - 30)
  if (
    said.length !== 1 ||
    /\b(?:of (?:the|your|our)? ?(?:cost|spend|bill|storage|memory)|cpu|utili[sz]ation)/i.test(
      behind,
    )
  )
    return false
  // `Of the 35 nodes 14 are spot, 40 %`.
  const beside = numbersIn(statement.text)
  const isTold = beside.some((part) =>
    beside.some(
      (all) => all.value > part.value && part.unit === all.unit && isShare(number, part, all),
    ),
  )
  if (isTold) return false
  const { index } = around
  let isTried = false
  for (const [, rows] of Map.groupBy(index.rows.keys(), (row) => index.rows[row]?.kind)) {
    const verdicts = rows.map((row) =>
      said[0]?.verdict({ own: new Set([row]), linked: new Set([row]) }),
    )
    for (const region of new Set(['', ...rows.map((row) => index.rows[row]?.region ?? '')])) {
      const own = verdicts.filter(
        (_, at) => region === '' || index.rows[rows[at] ?? -1]?.region === region,
      )
      const has = own.filter((one) => one === 'has').length
      const told = own.filter((one) => one !== 'lacks').length
      if (told < 2) continue
      isTried = true
      if (Math.abs((100 * has) / own.length - number.value) <= number.slack + 0.5) return false
    }
  }
  return isTried
}
