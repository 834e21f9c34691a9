import { dataStoreKinds } from './further/data-stores.ts'
import { deliveryKinds } from './further/delivery.ts'
import { governanceKinds } from './further/governance.ts'
import type { Kind } from './kind.ts'

/**
 * Kinds of the services that `aws_read_operations` reads, those that are asked for most: what their
 * operations' names do not say. All others are found by the catalogue (`operations/find-call.ts`).
 */
export const furtherKinds: readonly Kind[] = [
  ...deliveryKinds,
  ...dataStoreKinds,
  ...governanceKinds,
]
