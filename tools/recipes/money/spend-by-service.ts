import * as z from 'zod'
import { counted, listed, money, said, sentences } from '../evidence/wording.ts'
import { period, periodOf } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type Comparison, type CostChange, compareCosts } from './bill/compare-costs.ts'
import { comparedDays, lengthOf, written } from './bill/compared-days.ts'

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
    const asked = comparedDays(periodOf(parameters.period, ask.now) ?? lastMonth(ask.now))
    const costs = await compareCosts(ask, asked, { by: ['SERVICE'] })
    noteCosts(ask)
    return {
      summary: summarize(costs),
      evidence: serviceRows(costs.changes, costs),
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

type Shown = Pick<Comparison, 'days' | 'currency' | 'isCompared'>

export const serviceRows = (
  changes: readonly CostChange[],
  { days, currency, isCompared }: Shown,
): Evidence[] =>
  changes
    .toSorted((a, b) => b.now - a.now)
    .map((change) => ({
      evidence: 'Cost by service',
      Service: change.keys[0],
      [written(days.now)]: money(change.now, currency),
      ...(isCompared && {
        [written(days.before)]: money(change.before, currency),
        Change: changeText(change, currency),
      }),
    }))

/** `+$5,423 (+138 %)`; of something new only what it costs. */
export function changeText(
  { before, rise }: Pick<CostChange, 'before' | 'rise'>,
  currency = 'USD',
): string {
  const amount = `${rise < 0 ? '' : '+'}${money(rise, currency)}`
  if (Math.abs(rise) < 0.01) return `${amount} (unchanged)`
  if (Math.abs(before) < 0.01) return `${amount} (new)`
  // Of credits a percentage says nothing.
  if (before < 0) return amount
  const percent = Math.round((100 * rise) / before)
  return `${amount} (${percent < 0 ? '' : '+'}${percent} %)`
}

function summarize(costs: Comparison): string {
  const { before, now, changes, days, currency, isCompared } = costs
  if (changes.length === 0) {
    const nor = isCompared ? ` nor for ${written(days.before)}` : ''
    return `Cost Explorer has no cost for ${written(days.now)}${nor}. What credits paid for wholly does not show.`
  }
  const dearest = changes
    .filter((one) => one.now > 0)
    .toSorted((a, b) => b.now - a.now)
    .slice(0, 3)
  const rises = isCompared ? changes.slice(0, 1).filter(({ rise }) => rise >= 1) : []
  const total = changeText({ before, rise: now - before }, currency)
  const against = isCompared ? `: ${total} against ${written(days.before)}` : ''
  return sentences(
    `${written(days.now)} cost ${money(now, currency)} over ${counted(changes.length, 'service')}${against}.`,
    isCompared ? perDay(costs) : '',
    dearest.length > 0
      ? `Most goes to ${listed(dearest.map((one) => `${serviceOf(one)} (${money(one.now, currency)})`))}.`
      : '',
    ...rises.map((one) => `${serviceOf(one)} rose most: ${changeText(one, currency)}.`),
  )
}

/** Months are not of one length: a change that is only that is none. */
function perDay({ before, now, days, currency }: Comparison): string {
  const [was, is] = [lengthOf(days.before), lengthOf(days.now)]
  if (was === is || before === 0) return ''
  const change = changeText({ before: before / was, rise: now / is - before / was }, currency)
  return `A day cost ${money(now / is, currency)}, ${change}, as it is ${is} days against ${was}.`
}

const serviceOf = ({ keys }: CostChange) => said(keys[0] ?? '')

const lastMonth = (now: Date) => ({
  start: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)),
  end: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)),
})
