import { incidents, overviews } from './intents/incidents.ts'
import type { Intent } from './intents/intent.ts'
import { inventory } from './intents/inventory.ts'
import { comparisons, measurements } from './intents/measurements.ts'
import { billIncreases, servicesUsed, spending } from './intents/money.ts'
import { posture } from './intents/posture.ts'
import { security } from './intents/security.ts'
import { standing } from './intents/standing.ts'
import { upkeep } from './intents/upkeep.ts'
import type { Plan, Word } from './plan.ts'
import { takesWords, wordsLeft } from './recipe-words.ts'
import { furtherKinds } from './things/further-kinds.ts'

/** The first whose needs are met answers; the narrow ones stand before the wide ones. */
const intents: readonly Intent[] = [
  ...standing,
  ...overviews,
  ...billIncreases,
  ...comparisons,
  ...incidents,
  ...posture,
  ...security,
  ...upkeep,
  ...measurements,
  ...servicesUsed,
  ...inventory,
  ...spending,
]

export interface Chosen {
  intent: Intent
  /** Words of the plan that the recipe does not take into account. */
  left: readonly Word[]
  /** Words in which it looks itself for what they may be the name of. */
  open: readonly Word[]
}

/** The recipe whose needs a question meets, if any does. */
export function intentOf(plan: Plan): Chosen | undefined {
  const { plain: question } = plan
  // Users of a Cognito pool are none of IAM's: what a further service has is no matter of these.
  const [main] = plan.kinds
  const others = main !== undefined && furtherKinds.includes(main.kind) ? security : []
  const intent = intents.find(
    (each) =>
      !others.includes(each) &&
      each.needs.every((need) => need.test(question)) &&
      !(each.not ?? []).some((pattern) => pattern.test(question)) &&
      (each.when === undefined || each.when(plan)),
  )
  if (intent === undefined) return undefined
  const words = wordsLeft(plan, intent)
  // What a recipe looks up itself is known once it has answered.
  if (takesWords(intent)) return { intent, left: [], open: words }
  return { intent, left: words, open: [] }
}
