import { readEach } from '../../evidence/read-each.ts'
import { object, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'

export interface CustomerKey {
  id: string
  /** `invoices` for `alias/invoices`. */
  alias: string | undefined
  region: string
  created: string
  rotates: boolean | undefined
  /** The day of its deletion, where that is scheduled. */
  deletedOn: string | undefined
}

/**
 * The customer's own keys that KMS could rotate: symmetric ones whose material it made itself. Others
 * are counted alone: AWS rotates its own, and cannot those of other kinds.
 */
export async function customerKeys(place: Place): Promise<{ keys: CustomerKey[]; others: number }> {
  const listed = (await place.tryRead('kms:ListKeys')) ?? []
  const described = await readEach(place, listed, {
    operation: 'kms:DescribeKey',
    parameters: ({ KeyId }) => ({ KeyId }),
    noun: 'key',
  })
  const own = [...described.values()].flat().filter(({ KeyManager }) => KeyManager === 'CUSTOMER')
  const rotatable = own.filter(canRotate)
  const live = rotatable.filter((key) => !isLeaving(key))
  const rotation = await readEach(place, live, {
    operation: 'kms:GetKeyRotationStatus',
    parameters: ({ KeyId }) => ({ KeyId }),
    noun: 'key',
  })
  const aliases = rotatable.length === 0 ? [] : ((await place.tryRead('kms:ListAliases')) ?? [])
  return {
    others: own.length - rotatable.length,
    keys: rotatable.map((key) => {
      const status = rotation.get(key)?.[0]?.KeyRotationEnabled
      return {
        id: text(key.KeyId),
        alias: aliasOf(key, aliases),
        region: place.region,
        created: text(key.CreationDate),
        rotates: typeof status === 'boolean' ? status : undefined,
        deletedOn: isLeaving(key)
          ? text(key.DeletionDate).slice(0, 10) || 'an unknown day'
          : undefined,
      }
    }),
  }
}

/** A primary waits for its replicas to be deleted first. */
const isLeaving = ({ KeyState }: Item) =>
  KeyState === 'PendingDeletion' || KeyState === 'PendingReplicaDeletion'

const canRotate = ({ KeySpec, CustomerMasterKeySpec, Origin, MultiRegionConfiguration }: Item) =>
  (KeySpec ?? CustomerMasterKeySpec) === 'SYMMETRIC_DEFAULT' &&
  (Origin ?? 'AWS_KMS') === 'AWS_KMS' &&
  object(MultiRegionConfiguration).MultiRegionKeyType !== 'REPLICA'

function aliasOf({ KeyId }: Item, aliases: readonly Item[]): string | undefined {
  const found = aliases.find(({ TargetKeyId }) => TargetKeyId === KeyId)
  return found === undefined ? undefined : text(found.AliasName).replace(/^alias\//, '')
}
