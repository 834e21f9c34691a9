import { serviceNames } from '../catalogue/services.ts'
import { changeRequest } from '../planner/change-request.ts'
import { plan } from '../planner/plan.ts'
import { readSlots } from '../planner/slots.ts'
import { type Match, recipeMatcher } from './match-recipes.ts'
import { recipes } from './recipes.ts'

/**
 * The recipe that a question asks for; undefined where none does. A plain question that one call
 * answers is left to that call, and a request to change something runs none.
 */
export async function chooseRecipe(question: string, now: Date): Promise<Match | undefined> {
  if (changeRequest(question) !== undefined) return undefined
  const [best] = match(question)
  if (best === undefined || best.fit < leastFit) return undefined
  const planned = await plan(question, { services: serviceNames, now })
  const oneCall = planned.kind === 'call' && planned.sure
  return oneCall && (best.fit < surerThanACall || namesOneThing(question)) ? undefined : best
}

/** `encryption of bucket logs` is a call, `encryption of the buckets` may be more. */
function namesOneThing(question: string): boolean {
  const { ids, names } = readSlots(question)
  return ids.length + names.length > 0
}

const match = recipeMatcher(recipes)

const leastFit = 0.58
const surerThanACall = 0.8
