import type { Word } from '../plan.ts'
import type { Condition } from './condition.ts'
import type { Field } from './fields.ts'

/** What a plan comes to over items that came back. */
export interface Seen {
  conditions: readonly Condition[]
  /** Those of the conditions that say of which things something is asked of all. */
  among?: readonly Condition[]
  /** What picks the things that were named. */
  named?: readonly Condition[]
  /** Members that were asked for, or that conditions and order look at: they must be shown. */
  columns: readonly Field[]
  order?: { field: Field; descending: boolean }
  first?: number
  group?: Field
  /** What is added up, or averaged, over the things. */
  total?: { field: Field; average: boolean }
  /** Words of the plan that nothing in the items matches. */
  unused: readonly Word[]
}
