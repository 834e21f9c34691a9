import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, daysAhead } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, company } from '../facts/company.ts'
import { type Key, keyArn, keyId, keys } from '../facts/keys.ts'
import { listing } from '../listing.ts'
import type { Paging } from '../paging.ts'

const marked: Paging = { size: 'Limit', token: 'Marker', next: 'NextMarker', more: 'Truncated' }

export const answers: Answers = {
  ListKeys: listing({
    as: 'Keys',
    from: (at) => keysIn(at).map((one) => ({ KeyId: keyId(one), KeyArn: keyArn(one) })),
    paging: marked,
  }),
  DescribeKey: (input, at) => ({ KeyMetadata: metadata(keyOf(input, at), at) }),
  ListAliases: listing({
    as: 'Aliases',
    from: (at) => keysIn(at).map((one) => alias(one, at)),
    where: ({ TargetKeyId }, input, at) =>
      input.KeyId === undefined || TargetKeyId === keyId(keyOf(input, at)),
    paging: marked,
  }),
  GetKeyRotationStatus: (input, at) => {
    const found = keyOf(input, at)
    return {
      KeyId: keyId(found),
      KeyRotationEnabled: found.rotates,
      ...(found.rotates && {
        RotationPeriodInDays: yearDays,
        NextRotationDate: daysAhead(at, yearDays - (found.createdDaysAgo % yearDays)),
      }),
    }
  },
  ListKeyRotations: (input, at) => {
    const found = keyOf(input, at)
    const times = found.rotates ? Math.floor(found.createdDaysAgo / yearDays) : 0
    const Rotations = Array.from({ length: times }, (_, index) => ({
      KeyId: keyId(found),
      RotationDate: daysAgo(at, found.createdDaysAgo - yearDays * (index + 1)),
      RotationType: 'AUTOMATIC',
    }))
    return { Rotations, Truncated: false }
  },
  ListKeyPolicies: (input, at) => {
    keyOf(input, at)
    return { PolicyNames: ['default'], Truncated: false }
  },
  GetKeyPolicy: (input, at) => {
    keyOf(input, at)
    return { PolicyName: 'default', Policy: usualPolicy }
  },
  ListGrants: (input, at) => {
    keyOf(input, at)
    return { Grants: [], Truncated: false }
  },
  ListResourceTags: (input, at) => {
    const { service, owner } = keyOf(input, at)
    const tags = { ...(service && { Service: service }), ...(owner && { Owner: owner }) }
    const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }))
    return { Tags, Truncated: false }
  },
}

const yearDays = 365

const usualPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: arn('iam', '', 'root') },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
})

const keysIn = (at: Place) => keys.filter(({ region }) => region === at.region)

/** By id, ARN or alias. */
function keyOf(input: Input, at: Place): Key {
  const asked = text(input, 'KeyId') ?? ''
  const found = keysIn(at).find((one) =>
    [keyId(one), keyArn(one), `alias/${one.name}`, aliasArn(one)].includes(asked),
  )
  if (found !== undefined) return found
  throw new SampleAccountError('NotFoundException', {
    message: asked.startsWith('alias/')
      ? `Alias ${arn('kms', at.region, asked)} is not found.`
      : `Key '${arn('kms', at.region, `key/${asked}`)}' does not exist`,
  })
}

const aliasArn = ({ name, region }: Key) => arn('kms', region, `alias/${name}`)

const alias = (one: Key, at: Place) => ({
  AliasName: `alias/${one.name}`,
  AliasArn: aliasArn(one),
  TargetKeyId: keyId(one),
  CreationDate: daysAgo(at, one.createdDaysAgo),
  LastUpdatedDate: daysAgo(at, one.createdDaysAgo),
})

function metadata(one: Key, at: Place): Output {
  const { deletedInDays } = one
  return {
    AWSAccountId: company.accountId,
    KeyId: keyId(one),
    Arn: keyArn(one),
    CreationDate: daysAgo(at, one.createdDaysAgo),
    Enabled: deletedInDays === undefined,
    Description: one.aws ? `Default key that protects my ${one.name.slice(4)} data` : '',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: deletedInDays === undefined ? 'Enabled' : 'PendingDeletion',
    ...(deletedInDays !== undefined && { DeletionDate: daysAhead(at, deletedInDays) }),
    Origin: 'AWS_KMS',
    KeyManager: one.aws ? 'AWS' : 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  }
}
