import { dayMs } from '../../evidence/values.ts'
import { aboutAll } from '../../evidence/whole.ts'
import { dayOf, listed, money, said, sentences } from '../../evidence/wording.ts'
import type { Ask, Evidence } from '../../recipe.ts'
import { changeText } from '../spend-by-service.ts'
import { type Bill, cent, totalOf } from './charges.ts'
import { type Days, lengthOf, mondayOf, written } from './compared-days.ts'
import type { CostAsked, Meant } from './cost-asked.ts'
import { usageText } from './meant.ts'
import { divisionOf, type Group, groupName, type Spent } from './spent.ts'

interface Told {
  now: Spent
  before: Spent | undefined
  paidBy: readonly Group[]
  wanted: Meant
  ask: Ask
}

export function summarize({ now, before, paidBy, wanted, ask }: Told): string {
  const { asked } = wanted
  const { bill, days, groups, total } = now
  const { currency } = bill
  const what = `${wanted.first === undefined ? '' : 'In all, '}${whatText(wanted, ask)}`
  if (now.known.length > 0) {
    return `Cost Explorer has nothing called ${what} in ${written(days)}. There: ${listed(
      now.known.map((one) => said(one)),
      12,
    )}.`
  }
  if (bill.charges.every(({ amount }) => Math.abs(amount) < cent)) {
    return sentences(
      aboutAll(
        ask.whole(),
        `${what} cost nothing in ${written(days)}, by Cost Explorer.`,
        `Of ${what} in ${written(days)}, the part of the bill that could be read comes to ${money(0, currency)}.`,
      ),
      creditText(paidBy, currency),
    )
  }
  return sentences(
    asked.order === 'least' ? leastText(groups, currency) : '',
    `${what} cost **${money(total, currency)}** in ${written(days)}${metricText(asked)}${before === undefined || asked.without_tag !== undefined ? shareOfAll(now) : ''}.`,
    perMonthText(now, asked),
    before && comparedText(now, before),
    perDayText(now, asked),
    perWeekText(now, asked),
    groups.length > 1
      ? `Most of it: ${shareText(groups, currency, asked.share === 'yes' ? total : undefined)}.`
      : '',
    negativeText(groups, currency),
    creditText(paidBy, currency),
  )
}

export function whatText(
  { asked, lacking }: Pick<Meant, 'asked' | 'lacking'>,
  { regionsAsked }: Ask,
) {
  const { service, tag, tag_value, account, usage_type, without_tag, tagged } = asked
  const regions = regionsAsked.filter((region) => region !== 'all')
  const parts = [
    service === undefined ? undefined : said(service),
    usage_type === undefined ? undefined : usageText(usage_type),
    without_tag === undefined
      ? undefined
      : `what has ${lacking === undefined ? `no ${said(without_tag)} tag` : 'no tag at all'}`,
    tagged === 'only' && divisionOf(asked) === 'tag'
      ? `what carries the tag ${said(tag ?? 'Name')}`
      : undefined,
    tag_value === undefined ? undefined : `${said(tag ?? 'Name')}=${said(tag_value)}`,
    account === undefined ? undefined : `account ${said(account)}`,
    regions.length === 0 ? undefined : `in ${listed(regions)}`,
  ].filter((part) => part !== undefined)
  // Names stay as they are written; what they are told apart by begins a sentence.
  const isOwnName =
    without_tag === undefined &&
    tagged !== 'only' &&
    (usage_type === undefined || service !== undefined)
  const [first = 'AWS', ...others] = parts[0]?.startsWith('in ') ? ['AWS', ...parts] : parts
  const text = [first, ...others].join(', ').replace(', in ', ' in ')
  return isOwnName ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

const metricText = ({ metric = 'UnblendedCost' }: CostAsked) =>
  metric === 'UnblendedCost' ? '' : ` (${metric})`

function comparedText(now: Spent, before: Spent): string {
  const change = changeText(
    { before: before.total, rise: now.total - before.total },
    now.bill.currency,
  )
  const risen = risesOf(now, before).toSorted((a, b) => Math.abs(b.rise) - Math.abs(a.rise))[0]
  const most =
    risen === undefined || now.groups.length < 2
      ? ''
      : ` ${said(risen.name)} changed most: ${changeText(risen, now.bill.currency)}.`
  return `Against ${money(before.total, before.bill.currency)} in ${written(before.days)}: ${change}.${perDayOf(now, before)}${most}`
}

/** Times of other lengths are compared by their days. */
function perDayOf(now: Spent, before: Spent): string {
  const [is, was] = [lengthOf(now.days), lengthOf(before.days)]
  if (is === was) return ''
  const [a, b] = [now.total / is, before.total / was]
  const change = changeText({ before: b, rise: a - b }, now.bill.currency)
  return ` A day cost ${money(a, now.bill.currency)} against ${money(b, before.bill.currency)}: ${change}.`
}

const risesOf = (now: Spent, before: Spent) =>
  [...new Set([...now.groups, ...before.groups].map(({ name }) => name))].map((name) => {
    const [is, was] = [now, before].map(
      ({ groups }) => groups.find((group) => group.name === name)?.amount ?? 0,
    )
    return { name, now: is ?? 0, before: was ?? 0, rise: (is ?? 0) - (was ?? 0) }
  })

function shareOfAll({ total, ofAll, bill }: Spent): string {
  if (ofAll === undefined || ofAll < cent) return ''
  return `, ${Math.round((100 * total) / ofAll)} % of ${money(ofAll, bill.currency)}`
}

/** The last month that is whole says most; the others, how usual it is. */
function perMonthText({ bill, days }: Spent, { granularity }: CostAsked): string {
  if (granularity !== 'monthly') return ''
  const months = stepsOf(bill).filter(({ start }) => isWhole(start, days))
  const last = months.at(-1)
  if (last === undefined || months.length < 2) return ''
  const mean = months.reduce((sum, { amount }) => sum + amount, 0) / months.length
  const dearest = months.toSorted((a, b) => b.amount - a.amount)[0] ?? last
  return `**${money(last.amount, bill.currency)}** in ${last.start.slice(0, 7)}, the last whole month; ${money(mean, bill.currency)} a month on average over ${months.length} whole ones, most in ${dearest.start.slice(0, 7)}: ${money(dearest.amount, bill.currency)}.`
}

function isWhole(start: string, { end }: Days): boolean {
  const next = new Date(start)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return next.toISOString().slice(0, 10) <= end
}

function perDayText({ bill, days, total }: Spent, { granularity }: CostAsked): string {
  const length = lengthOf(days)
  if (granularity !== 'daily' || length < 2) return ''
  const sorted = stepsOf(bill).toSorted((a, b) => b.amount - a.amount)
  // What began within the time cost nothing before: that is no part of what a day costs.
  const costing = sorted.filter(({ amount }) => amount >= cent).length
  const since =
    costing > 0 && costing < length
      ? `${money(total / costing, bill.currency)} a day on the ${costing} days on which it cost anything; `
      : ''
  const [dearest, least] = [sorted[0], sorted.at(-1)]
  const most =
    dearest === undefined || least === undefined
      ? ''
      : `, most on ${dearest.start}: ${money(dearest.amount, bill.currency)}, least on ${least.start}: ${money(least.amount, bill.currency)}`
  return `${since}${money(total / length, bill.currency)} a day on average${since === '' ? '' : ` over all ${length}`}${most}.`
}

/** Of whole weeks alone: part of one is no cheap week. */
function perWeekText({ bill, days }: Spent, { granularity }: CostAsked): string {
  if (granularity !== 'weekly') return ''
  const weeks = stepsOf(bill, granularity).filter(
    ({ start }) => lengthOf(weekOf(start, days)) === 7,
  )
  const last = weeks.at(-1)
  if (last === undefined || weeks.length < 2) return ''
  const mean = weeks.reduce((sum, { amount }) => sum + amount, 0) / weeks.length
  const dearest = weeks.toSorted((a, b) => b.amount - a.amount)[0] ?? last
  const shown = ({ start, amount }: typeof last) =>
    `${money(amount, bill.currency)} in ${written(weekOf(start, days))}`
  return `${shown(last)}, the last whole week; ${money(mean, bill.currency)} a week on average over ${weeks.length} whole ones, most ${shown(dearest)}.`
}

const shareText = (groups: readonly Group[], currency: string, whole?: number) =>
  listed(
    groups.slice(0, whole === undefined ? 3 : 6).map(({ name, amount }) => {
      const percent =
        whole === undefined || whole < cent ? '' : `, ${((100 * amount) / whole).toFixed(1)} %`
      return `${said(name)} (${money(amount, currency)}${percent})`
    }),
    6,
  )

/** Of what costs anything at all, the cheapest first. */
function leastText(groups: readonly Group[], currency: string): string {
  const [least, ...others] = groups.filter(({ amount }) => amount >= cent).toReversed()
  if (least === undefined) return ''
  const next = others.length === 0 ? '' : `; then ${shareText(others.slice(0, 2), currency)}`
  return `**${said(least.name)}** cost the least: ${money(least.amount, currency)}${next}.`
}

function negativeText(groups: readonly Group[], currency: string): string {
  const negative = groups.filter(({ amount }) => amount < 0)
  if (negative.length === 0) return ''
  return `Credits, refunds or corrections are in it: ${shareText(negative.toReversed(), currency)}.`
}

function creditText(paidBy: readonly Group[], currency: string): string {
  const usage = paidBy.filter(({ amount }) => amount > 0)
  const credits = paidBy.filter(({ amount }) => amount < 0)
  if (usage.length === 0 || credits.length === 0) return ''
  return `${shareText(usage, currency)} was paid for by ${shareText(credits, currency)}.`
}

const stepsOf = ({ charges }: Bill, granularity = 'total') =>
  [...Map.groupBy(charges, ({ start }) => stepOf(start, granularity))]
    .map(([start, own]) => ({ start, amount: totalOf(own) }))
    .toSorted((a, b) => a.start.localeCompare(b.start))

const stepOf = (start: string, granularity: string) =>
  granularity === 'weekly' ? dayOf(mondayOf(new Date(start))) : start

/** The course of it, where it was asked, or where it is of several months. */
export function timeRows({ bill }: Spent, { granularity = 'total' }: CostAsked): Evidence[] {
  const steps = stepsOf(bill, granularity)
  const areMonths = steps.length > 1 && steps.every(({ start }) => start.endsWith('-01'))
  if (granularity === 'total' && !areMonths) return []
  const label = areMonths ? 'month' : granularity === 'weekly' ? 'week' : 'day'
  return steps.map(({ start, amount }) => ({
    evidence: `Cost by ${label}`,
    [capital(label)]: areMonths
      ? start.slice(0, 7)
      : granularity === 'weekly'
        ? written(weekOf(start, bill.days))
        : start,
    Cost: money(amount, bill.currency),
  }))
}

/** What of a week the bill is of: the first and the last may be cut. */
function weekOf(monday: string, days: Days): Days {
  const next = dayOf(new Date(Date.parse(monday) + 7 * dayMs))
  return {
    start: monday < days.start ? days.start : monday,
    end: next > days.end ? days.end : next,
  }
}

interface Rows {
  now: Spent
  before: Spent | undefined
  asked: CostAsked
}

export function groupRows({ now, before, asked }: Rows): Evidence[] {
  const by = divisionOf(asked)
  const label = by === 'tag' ? said(asked.tag ?? 'Name', 40) : by.replace('_', ' ')
  const { currency } = now.bill
  const steps = stepsAcross(now, asked)
  if (before === undefined && steps.length > 0) {
    return now.groups.map(({ name, amount }) => ({
      evidence: `Cost by ${label}`,
      [capital(label)]: name,
      ...Object.fromEntries(
        steps.map((start) => [
          start.slice(0, 7),
          money(amountOf(now, { name, start, asked }), currency),
        ]),
      ),
      Cost: money(amount, currency),
    }))
  }
  if (before === undefined) {
    return now.groups.map(({ name, amount }) => ({
      evidence: `Cost by ${label}`,
      [capital(label)]: name,
      Cost: money(amount, currency),
      Share:
        now.total > 0 && amount > 0 ? `${Math.round((100 * amount) / now.total)} %` : undefined,
    }))
  }
  return risesOf(now, before).map((one) => ({
    evidence: `Cost by ${label}`,
    [capital(label)]: one.name,
    [written(now.days)]: money(one.now, currency),
    [written(before.days)]: money(one.before, before.bill.currency),
    Change: changeText(one, currency),
  }))
}

/** Few enough months to stand beside each other, where each group was asked for by month. */
function stepsAcross({ bill }: Spent, { granularity, by }: CostAsked): string[] {
  if (granularity !== 'monthly' || by === undefined || by === 'none') return []
  const steps = stepsOf(bill).map(({ start }) => start)
  return steps.length > 1 && steps.length <= 6 ? steps : []
}

const amountOf = (
  { bill }: Spent,
  { name, start, asked }: { name: string; start: string; asked: CostAsked },
) =>
  totalOf(bill.charges.filter((one) => one.start === start && groupName(one.keys, asked) === name))

const capital = (label: string) => `${label.charAt(0).toUpperCase()}${label.slice(1)}`
