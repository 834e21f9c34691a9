import { ToolError } from '../../../tool-error.ts'
import { object, objects, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Advice, Adviser } from './advice.ts'

/** What Cost Explorer recommends: other sizes of instances, and a savings plan. Each request is billed. */
export const costExplorer: Adviser = {
  service: 'cost-explorer',
  name: 'Cost Explorer',
  ask: async ([place], category) => {
    if (place === undefined) return { advice: [] }
    if (category !== 'cost' && category !== 'everything') {
      return { advice: [], silent: 'Cost Explorer tells of costs alone' }
    }
    const rightsizing = await rightsizingOf(place)
    const plan = await savingsPlanOf(place)
    return {
      advice: [...(rightsizing.advice ?? []), ...plan],
      ...(rightsizing.silent !== undefined && { silent: rightsizing.silent }),
    }
  },
}

async function rightsizingOf(place: Place): Promise<{ advice?: Advice[]; silent?: string }> {
  try {
    const found = await place.read('ce:GetRightsizingRecommendation', { Service: 'AmazonEC2' })
    return { advice: found.map(sizeOf) }
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const silent = whySilent(error)
    if (silent !== undefined) return { silent }
    place.missed('ce:GetRightsizingRecommendation', error.message)
    return {}
  }
}

const whySilent = ({ message }: ToolError): string | undefined =>
  /opt(?:ed)?-?in/i.test(message)
    ? 'its rightsizing recommendations are not opted in (in the Cost Explorer settings of the paying account)'
    : /DataUnavailable/i.test(message)
      ? 'it has no data for rightsizing recommendations yet'
      : undefined

function sizeOf({ CurrentInstance, RightsizingType, ...details }: Item): Advice {
  const instance = object(CurrentInstance)
  const target = object(objects(object(details.ModifyRecommendationDetail).TargetInstances)[0])
  const terminated = object(details.TerminateRecommendationDetail)
  const type = text(object(object(object(target.ResourceDetails).EC2ResourceDetails)).InstanceType)
  const saved = target.EstimatedMonthlySavings ?? terminated.EstimatedMonthlySavings
  return {
    name: `instance ${text(instance.InstanceName) || text(instance.ResourceId)}`,
    region: text(object(object(instance.ResourceDetails).EC2ResourceDetails).Region) || undefined,
    what: `${text(RightsizingType).toLowerCase()}${type === '' ? '' : ` → ${type}`}`,
    monthlyUsd: amount(saved),
  }
}

async function savingsPlanOf(place: Place): Promise<Advice[]> {
  const found = await place.tryRead('ce:GetSavingsPlansPurchaseRecommendation', {
    SavingsPlansType: 'COMPUTE_SP',
    TermInYears: 'ONE_YEAR',
    PaymentOption: 'NO_UPFRONT',
    LookbackPeriodInDays: 'THIRTY_DAYS',
  })
  return (found ?? []).flatMap((page) => {
    const { SavingsPlansPurchaseRecommendationSummary: summary } = object(
      page.SavingsPlansPurchaseRecommendation,
    )
    const monthlyUsd = amount(object(summary).EstimatedMonthlySavingsAmount)
    if (monthlyUsd === undefined || monthlyUsd <= 0) return []
    const hourly = text(object(summary).HourlyCommitmentToPurchase)
    const what = `commit to ${hourly} ${text(object(summary).CurrencyCode)} an hour for a year, without upfront payment`
    return [{ name: 'compute savings plan', region: undefined, what, monthlyUsd }]
  })
}

/** Amounts are texts here. */
function amount(value: Item[string] | undefined): number | undefined {
  const read = Number(value)
  return value === undefined || value === '' || Number.isNaN(read) ? undefined : read
}
