import type { Service } from '../catalogue/services.ts'
import { serviceNames } from '../catalogue/services.ts'
import { findOperation } from '../executor/find-operation.ts'
import { recipeCalled } from '../recipes/find-recipe.ts'
import { recipes } from '../recipes/recipes.ts'
import { callSaid } from './answer-by-list.ts'
import { intentOf } from './intents.ts'
import { readPlan } from './plan.ts'

/** The service that a question is about, among those offered: its tool is asked. */
export async function serviceAsked(
  question: string,
  { services, now }: { services: readonly Service[]; now: Date },
): Promise<Service | undefined> {
  const plan = readPlan(question, now)
  const chosen = intentOf(plan)
  const recipe = recipes.find(({ name }) => name === chosen?.intent.recipe)
  const own =
    chosen?.left.length === 0
      ? recipe?.services.find((service) => services.includes(service))
      : undefined
  if (own !== undefined) return own
  const [main] = plan.kinds
  if (main !== undefined) {
    const { service } = await findOperation(main.kind.list, serviceNames)
    if (services.includes(service)) return service
  }
  if (recipe !== undefined) return recipe.services.find((service) => services.includes(service))
  const call = await callSaid(plan, { services, now: () => now })
  // Any tool says what is not done, not covered or not clear.
  return services.find((service) => service === call?.service) ?? services[0]
}

/** The service whose tool runs an operation or a recipe, among those offered. */
export async function serviceOf(
  operation: string,
  services: readonly Service[],
): Promise<Service | undefined> {
  const recipe = recipeCalled(operation)
  if (recipe !== undefined) return recipe.services.find((service) => services.includes(service))
  const { service } = await findOperation(operation, serviceNames)
  return services.includes(service) ? service : undefined
}
