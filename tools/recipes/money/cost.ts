import { listed, money, said, sentences } from '../evidence/wording.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { between } from './bill/between.ts'
import { cent } from './bill/charges.ts'
import { written } from './bill/compared-days.ts'
import { costAsked, type Meant } from './bill/cost-asked.ts'
import { type ForecastOf, forecastOf, passedOf } from './bill/forecast.ts'
import { meant } from './bill/meant.ts'
import { divisionOf, filtersOf, recordTypes, type Spent, spentIn } from './bill/spent.ts'
import { tagInstead, tagKeys } from './bill/tag-values.ts'
import { groupRows, summarize, timeRows, whatText } from './bill/tell-cost.ts'
import { changeText, noteCosts } from './spend-by-service.ts'

/** What something cost: in all and by what the bill is divided by, beside another time, or to come. */
export const cost = defineRecipe({
  name: 'cost',
  about: 'money',
  description:
    'What was spent in any period: in all or by service, region, account, tag or usage type; of one service, region, tag or usage type; of what lacks a tag; by day or month; compared; forecast.',
  questions: [
    'how much did we spend last month?',
    'what is the total cost this month?',
    'cost by region last month',
    'daily cost of EC2 for the last week',
    'cost forecast for this month',
    'how much did we spend on S3 last month?',
    'monthly cost trend',
    'what costs more, the NAT gateways or the load balancers?',
  ],
  scope: 'global',
  services: ['cost-explorer'],
  parameters: costAsked,
  async run(given, ask) {
    if (given.between !== undefined) {
      const told = await between(given, lookedUp, ask)
      noteCosts(ask)
      return told
    }
    const wanted = await meant(given, ask)
    if (wanted.isUnknown) {
      noteCosts(ask)
      return { summary: wanted.first ?? '', evidence: [], followUps }
    }
    const { asked } = wanted
    const { forecast = 'no' } = asked
    if (forecast !== 'no' && asked.tag_value === undefined) return toCome(forecast, wanted, ask)
    const { wanted: known, now } = await lookedUp(wanted, ask)
    if (forecast !== 'no' && (known.asked === asked ? now.total >= cent : true))
      return toCome(forecast, known, ask)
    return tell(known, now, ask)
  },
})

async function lookedUp(wanted: Meant, ask: Ask) {
  const now = await spentIn(wanted.asked.period, wanted, ask)
  const known = await withTag(await byTagThere(wanted, now, ask), now, ask)
  const isSame = known.asked === wanted.asked
  return { wanted: known, now: isSame ? now : await spentIn(known.asked.period, known, ask) }
}

/** A team that nothing is tagged with is known by who owns what. */
async function byTagThere(wanted: Meant, { bill, days }: Spent, ask: Ask): Promise<Meant> {
  const { asked } = wanted
  const { tag = 'Name' } = asked
  const isTagged = bill.charges.some(({ keys: [key = ''] }) => !key.endsWith('$'))
  if (divisionOf(asked) !== 'tag' || isTagged || asked.tag_value !== undefined) return wanted
  const keys = await tagKeys(days, ask)
  if (keys === undefined || keys.includes(tag)) return wanted
  const owner = keys.find((key) => /^(?:team|owner|squad|department|cost-?center)$/i.test(key))
  return owner !== undefined && /^(?:team|squad|department|owner)$/i.test(tag)
    ? {
        ...wanted,
        asked: { ...asked, tag: owner },
        last: `No cost carries the tag ${said(tag)}: this is by ${said(owner)}.`,
      }
    : {
        ...wanted,
        last: `No cost carries the tag ${said(tag)}. Tags on the bill: ${listed(
          keys.map((key) => said(key)),
          8,
        )}.`,
      }
}

/** Where nothing on the bill has the value of a tag: another tag that has it, or what there is instead. */
async function withTag(wanted: Meant, { bill, days }: Spent, ask: Ask): Promise<Meant> {
  const { asked } = wanted
  if (asked.tag_value === undefined || bill.charges.some(({ amount }) => amount !== 0))
    return wanted
  const instead = await tagInstead(asked, days, ask)
  return typeof instead === 'string'
    ? { ...wanted, last: instead }
    : { ...wanted, asked: { ...asked, ...instead } }
}

const followUps = [
  'Why did our AWS bill go up this month?',
  'What are we paying for that nobody uses?',
]

async function tell(wanted: Meant, now: Spent, ask: Ask) {
  const { asked, first, last } = wanted
  const before = asked.compare === undefined ? undefined : await spentIn(asked.compare, wanted, ask)
  const paidBy = Math.abs(now.total) < cent ? await recordTypes(now, wanted, ask) : []
  noteCosts(ask)
  const part = asked.share === 'yes' ? await partText(wanted, now, ask) : ''
  return {
    summary: sentences(first, part, summarize({ now, before, paidBy, wanted, ask }), last),
    evidence: [...timeRows(now, asked), ...groupRows({ now, before, asked })],
    followUps,
  }
}

/** What a region or a value of a tag is of the same in all regions, with any value. */
async function partText(wanted: Meant, now: Spent, ask: Ask): Promise<string> {
  const { tag_value: value, ...asked } = wanted.asked
  const regions = ask.regionsAsked.filter((region) => region !== 'all')
  if (value === undefined && regions.length === 0) return ''
  const everywhere = { ...ask, regionsAsked: [] }
  const all = { ...wanted, asked: { ...asked, by: 'none' as const } }
  const whole = await spentIn(asked.period, all, everywhere)
  if (whole.total < cent) return ''
  const percent = ((100 * now.total) / whole.total).toFixed(1).replace(/\.0$/, '')
  return `${whatText(wanted, ask)}: **${percent} %** of the ${money(whole.total, whole.bill.currency)} that ${whatText(all, everywhere)} cost in all.`
}

/** A forecast takes no groups: services are matched by name in what was spent so far. */
async function toCome(of: ForecastOf, wanted: Meant, ask: Ask) {
  const { asked, first, last } = wanted
  const by = asked.usage_type === undefined ? ('service' as const) : ('usage_type' as const)
  const soFarAsked = { ...wanted, asked: { ...asked, by, granularity: 'total' as const } }
  const spent = await spentIn(passedOf(of, ask.now), soFarAsked, ask)
  const names = spent.groups.map(({ name }) => name)
  const Key = by === 'service' ? 'SERVICE' : 'USAGE_TYPE'
  const isOfSome = asked.service !== undefined || asked.usage_type !== undefined
  const { without_tag: lacks } = asked
  const lacking = wanted.lacking ?? (lacks === undefined ? [] : [lacks])
  const filters = [
    ...filtersOf(asked, ask, lacking),
    ...(isOfSome && names.length > 0 ? [{ Dimensions: { Key, Values: names } }] : []),
  ]
  const { metric = 'UnblendedCost' } = asked
  const { amount, days, begun, said: time } = await forecastOf(ask, { of, metric, filters })
  const before =
    asked.compare === undefined ? undefined : await spentIn(asked.compare, soFarAsked, ask)
  const { currency } = spent.bill
  const isOfIt = begun !== undefined && new Date(spent.days.start) >= begun
  const soFar = isOfIt ? spent.total : 0
  noteCosts(ask)
  if (asked.by !== undefined && asked.by !== 'none' && asked.compare === undefined)
    ask.note(
      `Not split by ${asked.by.replaceAll('_', ' ')}: Cost Explorer forecasts a bill, or the part of it that is named, as one amount.`,
    )
  const what = whatText(wanted, ask)
  return {
    summary: sentences(
      first,
      `${what} will cost about **${money(amount + soFar, currency)}** in ${time ?? written(days)}, by AWS's forecast.`,
      soFar > 0
        ? `${money(soFar, currency)} of it was spent in ${written(spent.days)}, ${money(amount, currency)} is to come.`
        : '',
      before === undefined
        ? ''
        : `Against ${money(before.total, before.bill.currency)} in ${written(before.days)}: ${changeText({ before: before.total, rise: amount + soFar - before.total }, currency)}.`,
      last,
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
