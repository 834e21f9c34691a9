import * as z from 'zod'
import type { Period } from '../../questions/time/period.ts'
import { type Behind, behindUsage } from '../evidence/usage-behind.ts'
import { dayMs, object, objects, text } from '../evidence/values.ts'
import { listed, said, sentences, usd } from '../evidence/wording.ts'
import { compared, period, periodOf, service } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'
import { type Comparison, type CostChange, compareCosts, isIn } from './bill/compare-costs.ts'
import { type ComparedDays, comparedDays, monthSoFar, written } from './bill/compared-days.ts'
import { servicesNamed } from './bill/service-named.ts'
import { changeText, noteCosts, serviceRows } from './spend-by-service.ts'

/** Why the bill rose: from the service to the usage type, to the resources and who made them. */
export const billIncrease = defineRecipe({
  name: 'bill_increase',
  about: 'money',
  description:
    'Why the AWS bill went up: the service, usage type and region, since when, and what and who is behind it.',
  questions: [
    'why did our AWS bill go up this month?',
    'why is the bill higher than last month?',
    'what caused the cost increase?',
    'why are we spending more this month?',
    'what made our costs jump?',
    'explain the spike in AWS spend',
  ],
  scope: 'global',
  services: ['cost-explorer', 'ec2', 'rds', 'cloudtrail', 'cloudwatch'],
  parameters: z.strictObject({
    period: period(),
    compare: compared('the time that it is held against, the one before by default'),
    service: service('only this one, as people call it: EC2, S3, databases'),
  }),
  async run(parameters, ask) {
    const other = periodOf(parameters.compare, ask.now)
    const usual = comparedDays(timeOf(periodOf(parameters.period, ask.now), ask.now))
    const asked = other === undefined ? usual : { ...usual, before: comparedDays(other).now }
    const [region, ...others] = ask.regionsAsked.filter((one) => one !== 'all')
    const place = others.length === 0 ? region : undefined
    const all = await compareCosts(ask, asked, { by: ['SERVICE'], region: place })
    const services = ofService(all, parameters.service)
    const { days } = services
    const top = risen(services)
    const usage = top && (await usageOf(ask, days, { top, region: place }))
    const jump = usage && risen(usage)
    const isOfPart = parameters.service !== undefined || place !== undefined
    const noticed = top ? await anomaliesOf(ask, days) : []
    const anomalies = isOfPart ? noticed.filter((one) => isOfTop(one, top)) : noticed
    noteCosts(ask)
    const behind = jump && (await behindJump(ask, days, jump))
    const what = whatText(parameters.service, place)
    const found = { services, top, jump, anomalies, behind, days, what }
    return {
      summary: summarize(found),
      evidence: evidenceOf(found, usage),
      followUps: ['What are we paying for that nobody uses?', 'Which services cost the most?'],
    }
  },
})

/** Of the services that are called so alone. */
function ofService(all: Comparison, called: string | undefined): Comparison {
  if (called === undefined) return all
  const names = new Set(
    servicesNamed(
      called,
      all.changes.map(({ keys: [name = ''] }) => name),
    ),
  )
  const changes = all.changes.filter(({ keys: [name = ''] }) => names.has(name))
  const total = (of: 'before' | 'now') => changes.reduce((sum, change) => sum + change[of], 0)
  return { ...all, changes, before: total('before'), now: total('now') }
}

const isOfTop = (anomaly: Item, top: CostChange | undefined) =>
  text(anomaly.DimensionValue) === top?.keys[0]

const whatText = (called: string | undefined, region: string | undefined) =>
  `${called === undefined ? 'The bill' : `The cost of ${said(called)}`}${region === undefined ? '' : ` in ${region}`}`

/** This month is its whole days so far. */
function timeOf(period: Period | undefined, now: Date): Period {
  const isThisMonth = period?.start.toISOString().slice(0, 7) === now.toISOString().slice(0, 7)
  const wholeMonth = period?.start.getUTCDate() === 1 && isThisMonth
  return period === undefined || wholeMonth ? monthSoFar(now) : period
}

/** The largest rise, where there is one to speak of. */
const risen = ({ changes, isCompared }: Comparison): CostChange | undefined =>
  isCompared ? changes.slice(0, 1).find(({ rise }) => rise >= 1) : undefined

interface Where {
  top: CostChange
  region: string | undefined
}

const usageOf = (ask: Ask, days: ComparedDays, { top: { keys }, region }: Where) =>
  compareCosts(ask, days, {
    by: ['REGION', 'USAGE_TYPE'],
    service: keys[0] ?? '',
    region,
    daily: true,
  })

const anomaliesOf = async ({ tryRead }: Ask, { now }: ComparedDays): Promise<Item[]> =>
  (await tryRead('ce:GetAnomalies', {
    DateInterval: { StartDate: now.start, EndDate: now.end },
  })) ?? []

function behindJump(ask: Ask, days: ComparedDays, jump: CostChange): Promise<Behind | undefined> {
  const [region = '', usageType = ''] = jump.keys
  return behindUsage(ask, { region, usageType, since: began(jump, days) ?? days.now.start })
}

/** The first day that cost clearly more than any day before. */
function began({ series }: CostChange, { before, now }: ComparedDays): string | undefined {
  const most = (charges: CostChange['series']) =>
    Math.max(0, ...charges.map(({ amount }) => amount))
  const usual = most(series.filter(isIn(before)))
  // What began between two times that are far from each other began then.
  const isApart = Date.parse(now.start) - Date.parse(before.end) > 4 * dayMs
  const lately = series.filter(isIn(isApart ? { ...now, start: before.end } : now))
  const over = usual + 0.1 * (most(lately) - usual)
  return lately
    .toSorted((a, b) => a.start.localeCompare(b.start))
    .find(({ amount }) => amount > over)?.start
}

interface Found {
  services: Comparison
  top: CostChange | undefined
  jump: CostChange | undefined
  anomalies: readonly Item[]
  behind: Behind | undefined
  days: ComparedDays
  /** What of the bill is asked about. */
  what: string
}

function summarize(found: Found): string {
  const { services, top, jump, anomalies, behind, days, what } = found
  const { before, now, changes } = services
  if (!services.isCompared) {
    return `${written(days.now)} cost ${usd(now)}. Whether that is more than before is not known: Cost Explorer does not keep ${written(days.before)}.`
  }
  if (changes.length === 0) {
    return `${what === 'The bill' ? '' : `${what}: `}Cost Explorer has no cost for ${written(days.now)} nor for ${written(days.before)}.`
  }
  const total = `${usd(now)} in ${written(days.now)} against ${usd(before)} in ${written(days.before)}`
  const change = changeText({ before, rise: now - before })
  const verdict = `${what} ${now <= before ? 'did not go up' : now < 1.02 * before ? 'hardly went up' : 'went up'}`
  return sentences(
    `${verdict}: ${total}, ${change}.`,
    top && topText(top, now - before),
    jump && jumpText(jump, days),
    behind?.summary,
    jump && behind === undefined ? 'Its usage type does not tell which resource is behind it.' : '',
    anomalies.length > 0 ? anomalyText(anomalies) : '',
  )
}

function topText(top: CostChange, rise: number): string {
  const part = Math.round((100 * top.rise) / rise)
  const share = rise <= 0 ? '' : part > 99 ? ', the whole of it' : `, ${part} % of the rise`
  return `${said(top.keys[0] ?? '')} rose most: ${changeText(top)}${share}.`
}

function jumpText(jump: CostChange, days: ComparedDays): string {
  const [region = '', usageType = ''] = jump.keys
  const since = began(jump, days)
  const last = jump.series
    .filter(isIn(days.now))
    .toSorted((a, b) => b.start.localeCompare(a.start))[0]
  const daily = last === undefined ? '' : `, ${usd(last.amount)} on ${last.start}`
  return `There it is ${said(usageType)} in ${said(region)}: ${changeText(jump)}${since ? `, since ${since}` : ''}${daily}.`
}

function anomalyText(anomalies: readonly Item[]): string {
  const largest = anomalies.toSorted((a, b) => impact(b) - impact(a))[0] ?? {}
  const count = anomalies.length > 1 ? ` (the largest of ${anomalies.length})` : ''
  return `Cost anomaly detection has it too${count}: ${said(text(largest.DimensionValue))} since ${text(largest.AnomalyStartDate).slice(0, 10)}, ${usd(impact(largest))} over what it expected.`
}

const impact = ({ Impact }: Item) => Number(object(Impact).TotalImpact ?? 0)

function evidenceOf({ services, anomalies, behind, days }: Found, usage: Comparison | undefined) {
  const rises = (usage?.changes ?? []).filter(({ rise }) => rise >= 1).slice(0, 5)
  return [
    ...(behind?.evidence ?? []),
    ...rises.map(
      (change): Evidence => ({
        evidence: 'Usage that rose most',
        UsageType: change.keys[1],
        Region: change.keys[0],
        [written(days.now)]: usd(change.now),
        [written(days.before)]: usd(change.before),
        Change: changeText(change),
      }),
    ),
    ...serviceRows(services.changes.slice(0, 5), services),
    ...anomalies.map(anomalyRow),
  ]
}

function anomalyRow(anomaly: Item): Evidence {
  const causes = objects(anomaly.RootCauses).map(({ UsageType, Region }) =>
    [text(UsageType), text(Region)].filter(Boolean).join(' in '),
  )
  return {
    evidence: 'Cost anomaly',
    Service: anomaly.DimensionValue,
    Since: text(anomaly.AnomalyStartDate).slice(0, 10),
    Impact: usd(impact(anomaly)),
    Cause: listed(causes, 3),
  }
}
