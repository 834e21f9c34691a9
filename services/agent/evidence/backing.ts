import type { Claim } from './claims.ts'
import type { Place } from './read.ts'

/** What an answer's claim rests on. */
export type Backing =
  | { by: 'found'; place: Place; how?: string }
  | { by: 'derived'; how: string; place?: Place }
  | { by: 'asked'; how: string }

export interface Held {
  claim: Claim
  backing: Backing | undefined
}
