import { adjective, type Condition } from '../lens/condition.ts'
import { isObject } from '../lens/fields.ts'
import { picking } from '../narrow.ts'
import type { KindSaid, Plan } from '../plan.ts'
import type { Kind } from './kind.ts'
import type { Thing } from './list-things.ts'
import { mentions } from './speaks-of.ts'

/**
 * What a question calls things by that only some of a kind are, as the others tell: a dead-letter
 * queue is one to which another sends what fails, or that is called so.
 */
export function roleCondition(
  things: readonly Thing[],
  { plan, kind }: { plan: Plan; kind: Kind },
): Condition | undefined {
  const { role } = kind
  if (role === undefined || plan.names.length + plan.ids.length > 0) return undefined
  const said = plan.kinds.filter((one) => one.kind === kind)
  const [first] = said
  const isMeant = said.some(
    (one) =>
      role.said.test(one.said) &&
      (one === first ||
        one.at === (first?.at ?? 0) + (first?.said.length ?? 0) + 1 ||
        isPredicate(plan.question, one)),
  )
  if (!isMeant) return undefined
  const kept = things.filter(
    (thing) =>
      thing.names.some((name) => role.called.test(name)) ||
      things.some(({ item }) => {
        const member = isObject(item) ? item[role.member] : undefined
        return member !== undefined && thing.names.some((name) => mentions(member, name))
      }),
  )
  return { ...picking(kept, things), said: adjective({ word: role.as, denied: false }) }
}

/** “Which queue is a dead-letter queue”; other languages have it behind the kind. */
const isPredicate = (question: string, { at }: KindSaid) =>
  /\b(?:is|are) (?:an? |used as (?:an? )?)?$/i.test(question.slice(0, at))
