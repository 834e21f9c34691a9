import type { Claim } from './claims.ts'
import type { ReadResult } from './read.ts'
import { patternOf, servicesIn } from './services.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** What a service cost in a period, as Cost Explorer answers. */
interface Part {
  /** In small letters, as AWS calls it. */
  service: string
  month: string
  amount: number
}

/** Amounts and months that are those of another service or another month. */
export function ofOtherPart(
  claims: readonly Claim[],
  statements: readonly Statement[],
  around: Surroundings,
): { claims: Set<Claim>; said: Claim[]; sums: Set<Claim> } {
  const parts = around.results.flatMap(partsOf)
  const found = new Set<Claim>()
  const said = [...currencies(statements, around)]
  if (parts.length === 0) return { claims: found, said, sums: found }
  const services = [...new Set(parts.map(({ service }) => service))]
  const totals = totalsOf(parts)
  for (const claim of claims) {
    const { statement, number, kind } = claim
    if (kind !== 'money' || number === undefined) continue
    const months = monthsFor(claim, statements, around)
    const service = serviceFor(claim, services)
    if (isDerived.test(statement.text.slice(Math.max(0, number.index - 40), number.index + 40)))
      continue
    if (
      /\b(?:against|versus|vs\.?|jumped to|went to) $/.test(statement.text.slice(0, number.index))
    )
      continue
    const near = ({ amount }: { amount: number }) => Math.abs(amount - number.value) <= number.slack
    const isMonth = ({ month }: { month: string }) => months.length === 0 || months.includes(month)
    if (service === undefined) {
      const isAll = totals.some((one) => isMonth(one) && near(one))
      if (!isAll && months.length === 1 && totals.some(near) && !parts.some(near)) found.add(claim)
      continue
    }
    const own = parts.filter((part) => part.service === service)
    if (own.some((part) => isMonth(part) && near(part))) continue
    const isTotal =
      totals.some(near) || near({ amount: own.reduce((sum, { amount }) => sum + amount, 0) })
    if (!isTotal && parts.some(near)) found.add(claim)
  }
  return {
    claims: found,
    said: [...said, ...periods(claims, { parts, statements, around })],
    sums: wholePeriods(claims, { parts, statements, around }),
  }
}

const isDerived =
  /\b(?:more|less|fewer|increase\w*|decrease\w*|up by|down by|rose|fell|drop\w*|sav\w*|differ\w*|together|total|sum|average|combined|change\w*|above|below)\b/i

function partsOf({ result }: ReadResult): Part[] {
  const { regions } = Object(result) as { regions?: unknown }
  const lists = Array.isArray(regions) ? regions : []
  return lists.flatMap((region) => {
    const { items } = Object(region) as { items?: unknown }
    return (Array.isArray(items) ? items : []).flatMap((row) => {
      if ('Service' in Object(row)) return byPeriods(Object(row))
      const { TimePeriod, Groups } = Object(row) as {
        TimePeriod?: { Start?: unknown }
        Groups?: unknown
      }
      const month = String(TimePeriod?.Start ?? '').slice(0, 7)
      return (Array.isArray(Groups) ? Groups : []).flatMap((group): Part[] => {
        const { Keys, Metrics } = Object(group) as { Keys?: unknown[]; Metrics?: object }
        const [metric] = Object.values(Object(Metrics))
        const { Amount } = Object(metric) as { Amount?: unknown }
        if (Keys?.length !== 1 || Amount === undefined) return []
        return [{ service: String(Keys[0]).toLowerCase(), month, amount: Number(Amount) }]
      })
    })
  })
}

/** A row for each service, with a member for each period: `2026-09-01 to 2026-09-30`. */
function byPeriods(row: Record<string, unknown>): Part[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const month = /^(\d{4}-\d{2})-\d{2} to \d{4}-\d{2}-\d{2}$/.exec(name)?.[1]
    const amount = Number(String(value).replaceAll(/[$,]/g, ''))
    if (month === undefined || Number.isNaN(amount)) return []
    return [{ service: String(row.Service).toLowerCase(), month, amount }]
  })
}

function totalsOf(parts: readonly Part[]): { month: string; amount: number }[] {
  return [...Map.groupBy(parts, ({ month }) => month)].map(([month, some]) => ({
    month,
    amount: some.reduce((sum, { amount }) => sum + amount, 0),
  }))
}

/** The service that is named nearest before the amount, else the next behind it. */
function serviceFor(
  { statement, index: at, text }: Claim,
  services: readonly string[],
): string | undefined {
  // `dearer than SageMaker`.
  const own = servicesIn(statement.text, services).filter(
    ({ index }) =>
      !/\b(?:than|unlike|like|overtook|behind) (?:the )?$/.test(statement.text.slice(0, index)),
  )
  if (statement.cells !== undefined) {
    const first = own.find(({ index }) => index === 0)
    const head = statement.cells.findLast((cell) => cell.index <= at)?.head ?? ''
    return (
      first?.service ?? servicesIn(head, services).find(({ end }) => end === head.length)?.service
    )
  }
  const clause = statement.text.slice(0, at)
  const [behind] = own
    .filter(({ index }) => index >= at + text.length)
    .sort((one, other) => one.index - other.index)
  const gap = behind && statement.text.slice(at + text.length, behind.index)
  if (
    gap !== undefined &&
    /^ (?:\(|(?:for|on|by|from|goes to|went to) (?:the )?(?:Amazon |AWS )?)$/i.test(gap)
  )
    return behind?.service
  const before = own.filter(({ end }) => end <= at).sort((one, other) => other.end - one.end)[0]
  if (before === undefined) return undefined
  return /;|\.\s|\bbill\b|\btotal\b/.test(clause.slice(before.end)) ? undefined : before.service
}

/** Of its clause, else of its sentence, what leads to its list, its heading, or the question. */
function monthsFor(claim: Claim, statements: readonly Statement[], around: Surroundings): string[] {
  const { statement, index: at } = claim
  const { text, cells } = statement
  const said = monthsIn(
    cells === undefined
      ? text
      : `${text} ${cells.findLast((cell) => cell.index <= at)?.head ?? ''}`,
    around,
  )
  if (said.length > 0) return said
  const lead = statements
    .slice(0, statements.indexOf(statement))
    .findLast((one) => !one.isItem && one.cells === undefined && one.block >= statement.block - 1)
  const led = lead === undefined ? [] : monthsIn(lead.text, around)
  if (led.length > 0) return led
  const first = statements.find((one) => one.block === statement.block)
  const begun = monthsIn(`${first?.text ?? ''} ${statement.context}`, around)
  return begun.length > 0 ? begun : monthsIn(around.asking.trim().split('\n').at(-1) ?? '', around)
}

const months =
  'january february march april may june july august september october november december'.split(' ')
const monthName = new RegExp(
  `\\b(?:(${months.join('|')}|${months.map((one) => one.slice(0, 3)).join('|')})\\b(?:'?s\\b)?\\.?,?(?: (\\d{4}))?|(\\d{4})-(\\d{2})(?!-?\\d))`,
  'gi',
)

function monthsIn(text: string, { now }: Surroundings): string[] {
  return [...text.matchAll(monthName)].flatMap(
    ({ 0: all, 1: name = '', 2: year = '', 3: y = '', 4: m = '' }) => {
      if (y !== '') return [`${y}-${m}`]
      if (/^may$/.test(all)) return []
      const nth = months.findIndex((one) => one.startsWith(name.toLowerCase()))
      const of =
        year === '' ? now.getUTCFullYear() - (nth > now.getUTCMonth() ? 1 : 0) : Number(year)
      return [`${of}-${String(nth + 1).padStart(2, '0')}`]
    },
  )
}

/** What one service cost in all periods, where that service is spoken of. */
function wholePeriods(
  claims: readonly Claim[],
  { parts, statements, around }: Periods,
): Set<Claim> {
  const services = [...Map.groupBy(parts, ({ service }) => service)]
  return new Set(
    claims.filter(({ kind, number, statement }) => {
      if (kind !== 'money' || number === undefined) return false
      const near = statements.filter(({ block }) => block === statement.block)
      const text = [...near.map((one) => one.text), around.asking].join('\n')
      return services.some(([service, some]) => {
        const sum = some.reduce((total, { amount }) => total + amount, 0)
        if (Math.abs(sum - number.value) > number.slack) return false
        return text.match(patternOf(service)) !== null
      })
    }),
  )
}

interface Periods {
  parts: readonly Part[]
  statements: readonly Statement[]
  around: Surroundings
}

/** `All amounts are for January`: then they are. */
function* periods(
  claims: readonly Claim[],
  { parts, statements, around }: Periods,
): Generator<Claim> {
  for (const statement of statements) {
    const match =
      /\b(?:amounts|figures|numbers|costs|prices|values|these|those)\b[^.]*\b(?:are|is)\b[^.]*\b(?:for|of|from|in)\b/i.exec(
        statement.text,
      )
    if (match === null || statement.cells !== undefined) continue
    const [month, ...more] = monthsIn(statement.text, around)
    if (month === undefined || more.length > 0) continue
    const told = claims.filter(
      ({ kind, statement: { block } }) =>
        kind === 'money' && Math.abs(block - statement.block) <= 1,
    )
    const ofMonth = told.filter(({ number }) =>
      parts.some(
        (one) =>
          one.month === month &&
          number !== undefined &&
          Math.abs(one.amount - number.value) <= number.slack,
      ),
    )
    const any = told.some(({ number }) =>
      parts.some(
        (one) => number !== undefined && Math.abs(one.amount - number.value) <= number.slack,
      ),
    )
    if (any && ofMonth.length === 0) {
      const [text = ''] = statement.text.match(monthName) ?? []
      yield { kind: 'time', text, statement, index: statement.text.indexOf(text), words: new Set() }
    }
  }
}

/** An amount in a currency that nothing was read in. */
function* currencies(
  statements: readonly Statement[],
  { index, question }: Surroundings,
): Generator<Claim> {
  if (!index.isValue('usd')) return
  for (const statement of statements) {
    for (const { 0: text, index: at } of statement.text.matchAll(
      /\b(?:EUR|GBP|euros?|pounds sterling|CHF|JPY)\b|[€£]/g,
    )) {
      if (question.includes(text.toLowerCase()) || index.placesOf(text).length > 0) continue
      if (/\b(?:convert|exchange|not)\b/i.test(statement.text)) continue
      yield { kind: 'money', text, statement, index: at, words: new Set() }
    }
  }
}
