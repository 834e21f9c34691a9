import type { ModelConfig } from '../services/agent/config.ts'
import { modelPrice } from '../services/agent/prices/model-prices.ts'
import type { DeploymentConfig } from '../stacks/config.ts'
import { Unmet } from './check.ts'

/** Whether whatever counts dollars has a price to count by: without one it would never be reached. */
export function dollarsAreKnown(
  { model, limits, alarms }: Pick<DeploymentConfig, 'model' | 'limits' | 'alarms'>,
  region: string,
): void {
  const { personUsdPerDay, usdPerMonth } = limits
  const given = {
    'limits.personUsdPerDay': personUsdPerDay,
    'limits.usdPerMonth': usdPerMonth,
    'alarms.usdPerDay': alarms.usdPerDay,
  }
  const counting = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : key))
  if (counting.length === 0 || model.prices !== undefined) return
  const { id } = model
  const asked: ModelConfig =
    model.provider === 'bedrock'
      ? { provider: 'bedrock', id }
      : { provider: 'openai', id, baseUrl: model.baseUrl, apiKey: undefined }
  if (modelPrice(asked, region) !== undefined) return
  throw new Unmet(
    `${counting.join(', ')}: would not count what ${id} takes, whose price in ${region} is not known here: set model.prices, or go by tokens`,
  )
}
