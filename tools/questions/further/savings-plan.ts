import { object, text } from '../../recipes/evidence/values.ts'
import { said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

/** “How much could we save with a savings plan?”: what Cost Explorer works out of the last 30 days. */
export async function savingsPlanAdvised(
  { question, names, ids }: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const isAsked =
    /\bsavings? plans?\b/i.test(question) &&
    /\b(?:sav(?:e|ed|ing)\b(?!s)|buy|purchase|commit|worth|recommend\w*|pay off|benefit|should (?:we|i))/i.test(
      question,
    )
  if (!isAsked || names.length + ids.length > 0) return undefined
  const reader = new Reader(context)
  const region = context.defaultRegion
  const operation = 'ce:GetSavingsPlansPurchaseRecommendation'
  const found = await reader.tryRead(operation, { region, parameters: commitment })
  const summaries = found.flatMap((page) => {
    const { SavingsPlansPurchaseRecommendation: whole } = object(page)
    const summary = object(object(whole).SavingsPlansPurchaseRecommendationSummary)
    return Number(summary.EstimatedMonthlySavingsAmount) > 0 ? [summary] : []
  })
  const [best] = summaries
  return told({
    operation,
    understood: 'recommended savings plan · compute, one year, nothing upfront',
    summary:
      best === undefined
        ? reader.failures.length > 0
          ? 'What a savings plan would save could not be read.'
          : 'Cost Explorer recommends **no savings plan** (compute, one year, nothing upfront, by the last 30 days): either none would save anything, or it has worked none out.'
        : `By Cost Explorer, a compute savings plan of one year without upfront payment would save about **${amountIn(best, 'EstimatedMonthlySavingsAmount')}** a month (${said(text(best.EstimatedSavingsPercentage), 20)} %), at a commitment of ${amountIn(best, 'HourlyCommitmentToPurchase')} an hour; by the last 30 days.`,
    rows: summaries.map((item) => ({ region: 'global', item })),
    reader,
    parameters: commitment,
  })
}

const commitment = {
  SavingsPlansType: 'COMPUTE_SP',
  TermInYears: 'ONE_YEAR',
  PaymentOption: 'NO_UPFRONT',
  LookbackPeriodInDays: 'THIRTY_DAYS',
}

const amountIn = (summary: ReturnType<typeof object>, member: string): string =>
  `${said(text(summary[member]), 20)} ${said(text(summary.CurrencyCode) || 'USD', 8)}`
