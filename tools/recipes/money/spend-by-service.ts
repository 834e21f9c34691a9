import { z } from 'zod'
import { type Comparison, type CostChange, compareCosts } from '../evidence/compare-costs.ts'
import { type ComparedDays, comparedDays, lengthOf, written } from '../evidence/compared-days.ts'
import { counted, listed, said, sentences, usd } from '../evidence/wording.ts'
import { period, periodOf } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'

/** The bill of a time by service, beside the time before. */
export const spendByService = defineRecipe({
  name: 'spend_by_service',
  about: 'money',
  description: 'What each AWS service cost in a period (last month by default), and its change.',
  questions: [
    'spend by service',
    'how much did we spend on each service last month?',
    'what does each service cost us, and how did that change?',
    'cost by service this month',
    'which services cost the most?',
    'break down the bill by service',
    'top services by cost in the last 7 days',
  ],
  scope: 'global',
  services: ['cost-explorer'],
  parameters: z.strictObject({ period: period() }),
  async run(parameters, ask) {
    const days = comparedDays(periodOf(parameters.period, ask.now) ?? lastMonth(ask.now))
    const costs = await compareCosts(ask, days, { by: ['SERVICE'] })
    noteCosts(ask)
    return {
      summary: summarize(costs, days),
      evidence: serviceRows(costs.changes, days),
      followUps: [
        'Why did our AWS bill go up this month?',
        'What are we paying for that nobody uses?',
      ],
    }
  },
})

/** What every figure of Cost Explorer must be read with. */
export function noteCosts({ note, requests }: Ask): void {
  note(
    `Unblended cost of Cost Explorer, which AWS still corrects for a day or two. ` +
      `${counted(requests(), 'request')} to it so far, billed by AWS at $0.01 each.`,
  )
}

export const serviceRows = (changes: readonly CostChange[], days: ComparedDays): Evidence[] =>
  changes
    .toSorted((a, b) => b.now - a.now)
    .map((change) => ({
      evidence: 'Cost by service',
      Service: change.keys[0],
      [written(days.now)]: usd(change.now),
      [written(days.before)]: usd(change.before),
      Change: changeText(change),
    }))

/** `+$5,423 (+138 %)`; of something new only what it costs. */
export function changeText({ before, rise }: Pick<CostChange, 'before' | 'rise'>): string {
  const amount = `${rise < 0 ? '' : '+'}${usd(rise)}`
  if (before < 0.01) return `${amount} (new)`
  const percent = Math.round((100 * rise) / before)
  return `${amount} (${percent < 0 ? '' : '+'}${percent} %)`
}

function summarize(costs: Comparison, days: ComparedDays): string {
  const { before, now, changes } = costs
  if (changes.length === 0) {
    return `Cost Explorer has no cost for ${written(days.now)} nor for ${written(days.before)}.`
  }
  const dearest = changes.toSorted((a, b) => b.now - a.now).slice(0, 3)
  const rises = changes.slice(0, 1).filter(({ rise }) => rise >= 1)
  const total = changeText({ before, rise: now - before })
  return sentences(
    `${written(days.now)} cost ${usd(now)} over ${counted(changes.length, 'service')}: ${total} against ${written(days.before)}.`,
    perDay(costs, days),
    `Most goes to ${listed(dearest.map((one) => `${serviceOf(one)} (${usd(one.now)})`))}.`,
    ...rises.map((one) => `${serviceOf(one)} rose most: ${changeText(one)}.`),
  )
}

/** Months are not of one length: a change that is only that is none. */
function perDay({ before, now }: Comparison, days: ComparedDays): string {
  const [was, is] = [lengthOf(days.before), lengthOf(days.now)]
  if (was === is || before === 0) return ''
  const change = changeText({ before: before / was, rise: now / is - before / was })
  return `A day cost ${usd(now / is)}, ${change}, as it is ${is} days against ${was}.`
}

const serviceOf = ({ keys }: CostChange) => said(keys[0] ?? '')

const lastMonth = (now: Date) => ({
  start: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)),
  end: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)),
})
