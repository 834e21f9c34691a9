import type { DataKind } from '../tool.ts'

/** Operations of a service that access level alone would class wrongly, each with why. */
export type Row = {
  operations: readonly string[]
  reason: string
} & ({ class: 'secret' | 'starts_work' | 'unmapped' } | { class: 'data'; kind: DataKind })

/** Of those that look like reads and were reviewed, and stay refused until they can be mapped. */
export const tooNew = 'no IAM action is published for it yet'
