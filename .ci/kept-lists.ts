import { deployerNeeds } from '../deploy/deployer/needs.ts'
import { modelLifecycle } from '../services/agent/model-lifecycle.ts'
import { awsPrices } from '../services/agent/prices/aws-prices.ts'
import { modelPrices } from '../services/agent/prices/model-prices.ts'
import { geographies } from '../stacks/iam/model.ts'
import { ageInDays, type KeptList } from '../tools/kept-list.ts'
import { supportDates } from '../tools/recipes/evidence/support-dates.ts'
import { listPrices } from '../tools/recipes/money/unused/list-prices.ts'

const lists: readonly KeptList[] = [
  awsPrices,
  deployerNeeds,
  geographies,
  listPrices,
  modelLifecycle,
  modelPrices,
  supportDates,
]

/**
 * `npm run lists`: a line for each list kept by hand that is past its age, for a person to compare.
 * It warns and never fails: a commit does not get worse by growing old.
 */
const now = new Date()
for (const list of lists) {
  const days = ageInDays(list, now)
  if (days <= list.goodForDays) continue
  process.stdout.write(
    `${list.what}: compared ${days} days ago, good for ${list.goodForDays}. Compare with ${list.source}, ` +
      `then set comparedOn.\n`,
  )
}
