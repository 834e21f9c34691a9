import type { Plan } from '../plan.ts'
import { asksOfAll } from '../say.ts'
import type { Condition } from './condition.ts'

/**
 * “Are all staging volumes encrypted?”: the conditions that say of which it is asked, and not what is
 * asked of them. They stand before the kind's word, within “all …”.
 */
export function amongSaid(
  { question, kinds: [main], asked }: Plan,
  conditions: readonly Condition[],
  places: ReadonlyMap<Condition, number>,
): Condition[] {
  const all = asked === 'yesno' && main !== undefined && asksOfAll.test(question)
  if (!all) return []
  const found = conditions.filter((one) => {
    const at = places.get(one)
    return at !== undefined && at < main.at
  })
  // Where all of them stand there, what is asked was not said otherwise.
  return found.length < conditions.length ? found : []
}
