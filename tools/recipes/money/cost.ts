import { money, sentences } from '../evidence/wording.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { written } from './bill/compared-days.ts'
import { type CostAsked, costAsked } from './bill/cost-asked.ts'
import { type ForecastOf, forecastOf } from './bill/forecast.ts'
import { cent, filtersOf, recordTypes, type Spent, spentIn } from './bill/spent.ts'
import { tagInstead } from './bill/tag-values.ts'
import { groupRows, summarize, timeRows, whatText } from './bill/tell-cost.ts'
import { noteCosts } from './spend-by-service.ts'

/** What something cost: in all and by what the bill is divided by, beside another time, or to come. */
export const cost = defineRecipe({
  name: 'cost',
  about: 'money',
  description:
    'What was spent in any period: in all or by service, region, account, tag or usage type; of one service, region or tag; by day or month; compared; forecast.',
  questions: [
    'how much did we spend last month?',
    'what is the total cost this month?',
    'cost by region last month',
    'daily cost of EC2 for the last week',
    'cost forecast for this month',
    'how much did we spend on S3 last month?',
    'monthly cost trend',
  ],
  scope: 'global',
  services: ['cost-explorer'],
  parameters: costAsked,
  async run(asked, ask) {
    const { forecast = 'no' } = asked
    if (forecast !== 'no') return toCome(forecast, asked, ask)
    const now = await spentIn(asked.period, asked, ask)
    if (asked.tag_value === undefined || now.bill.charges.some(({ amount }) => amount !== 0))
      return tell(asked, now, ask)
    const instead = await tagInstead(asked, now.days, ask)
    if (typeof instead === 'string') return tell(asked, now, ask, instead)
    const other = { ...asked, ...instead }
    return tell(other, await spentIn(asked.period, other, ask), ask)
  },
})

async function tell(asked: CostAsked, now: Spent, ask: Ask, beside = '') {
  const before = asked.compare === undefined ? undefined : await spentIn(asked.compare, asked, ask)
  const paidBy = Math.abs(now.total) < cent ? await recordTypes(now, asked, ask) : []
  noteCosts(ask)
  return {
    summary: sentences(summarize({ now, before, paidBy, asked, ask }), beside),
    evidence: [...timeRows(now, asked), ...groupRows({ now, before, asked })],
    followUps: [
      'Why did our AWS bill go up this month?',
      'What are we paying for that nobody uses?',
    ],
  }
}

/** A forecast takes no groups: services are matched by name in what was spent so far. */
async function toCome(of: ForecastOf, asked: CostAsked, ask: Ask) {
  const spent = await spentIn(undefined, { ...asked, by: 'service', granularity: 'total' }, ask)
  const services = asked.service === undefined ? [] : spent.groups.map(({ name }) => name)
  const filters = [
    ...filtersOf(asked, ask),
    ...(services.length > 0 ? [{ Dimensions: { Key: 'SERVICE', Values: services } }] : []),
  ]
  const { metric = 'UnblendedCost' } = asked
  const { amount, days, isBegun } = await forecastOf(ask, { of, metric, filters })
  const { currency } = spent.bill
  const isSameMonth = spent.days.start.slice(0, 7) === days.start.slice(0, 7)
  const soFar = isBegun && isSameMonth ? spent.total : 0
  noteCosts(ask)
  const what = whatText(asked, ask)
  return {
    summary: sentences(
      `${what} will cost about **${money(amount + soFar, currency)}** in ${isBegun ? days.start.slice(0, 7) : written(days)}, by AWS's forecast.`,
      soFar > 0
        ? `${money(soFar, currency)} of it was spent in ${written(spent.days)}, ${money(amount, currency)} is to come.`
        : '',
    ),
    evidence: [
      { evidence: 'Forecast', Time: written(days), Expected: money(amount, currency) },
      ...(soFar > 0
        ? [{ evidence: 'Spent so far', Time: written(spent.days), Cost: money(soFar, currency) }]
        : []),
    ],
    followUps: ['What did each service cost this month?'],
  }
}
