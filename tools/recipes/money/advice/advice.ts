import type { Service } from '../../../catalogue/services.ts'
import type { Place } from '../../recipe.ts'

/** One thing that AWS advises to change. */
export interface Advice {
  /** What it is about: an id, a name, or a check's. */
  name: string
  region: string | undefined
  what: string
  /** In dollars, as AWS estimates it; undefined where it does not. */
  monthlyUsd: number | undefined
}

/** What one adviser says: nothing that it could not look at is “none”. */
export interface Advised {
  advice: readonly Advice[]
  /** Why there is none: not opted in, no support plan, no data yet. */
  silent?: string
  /** What it said beside: `8 checks, 3 of them with findings`. */
  about?: string
}

export interface Adviser {
  service: Service
  name: 'Trusted Advisor' | 'Compute Optimizer' | 'Cost Explorer'
  ask: (places: readonly Place[], category: Category) => Promise<Advised>
}

export const categories = [
  'cost',
  'everything',
  'security',
  'fault_tolerance',
  'performance',
  'service_limits',
  'operational_excellence',
] as const
export type Category = (typeof categories)[number]
