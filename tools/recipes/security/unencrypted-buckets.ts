import * as z from 'zod'
import { bucketsAsked, noBucket } from '../evidence/buckets.ts'
import { readEach } from '../evidence/read-each.ts'
import { object, objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

/** Which buckets encrypt new objects, and with whose keys. */
export const unencryptedBuckets = defineRecipe({
  name: 'unencrypted_buckets',
  about: 'security',
  description: 'S3 buckets without default encryption, and what the others encrypt with.',
  questions: [
    'which buckets are not encrypted?',
    'unencrypted buckets',
    'buckets without encryption',
    'are all S3 buckets encrypted?',
    'how are our buckets encrypted?',
  ],
  scope: 'global',
  services: ['s3'],
  parameters: z.strictObject({
    polarity: polarity(['unencrypted', 'encrypted']),
    name: name('bucket'),
  }),
  async run({ polarity: way, name: wanted }, ask) {
    const buckets = await bucketsAsked(ask, wanted)
    if (buckets.length === 0) return { summary: noBucket(wanted, ask), evidence: [] }
    const read = await readEach(ask, buckets, {
      operation: 's3:GetBucketEncryption',
      parameters: ({ Name }) => ({ Bucket: Name }),
      noun: 'bucket',
    })
    const rows = [...read]
      .map(([{ Name, BucketRegion }, found]) => ({
        evidence: 'Bucket encryption',
        Bucket: text(Name),
        Region: BucketRegion,
        ...encryptionOf(found),
      }))
      .filter(({ Encryption }) => way !== 'encrypted' || Encryption !== none)
      .toSorted((a, b) => order.indexOf(a.Encryption) - order.indexOf(b.Encryption))
    const named = (encryption: string) =>
      rows.filter((row) => row.Encryption === encryption).map(({ Bucket }) => said(Bucket))
    return { summary: summarize({ all: read.size, named, way, ask }), evidence: rows }
  },
})

const none = 'none'
const ownKeys = "S3's own keys (SSE-S3)"
const kmsKeys = 'KMS key (SSE-KMS)'
const order = [none, ownKeys, kmsKeys]

function encryptionOf([configuration]: readonly Item[]) {
  const [rule] = objects(configuration?.Rules)
  const { SSEAlgorithm, KMSMasterKeyID } = object(rule?.ApplyServerSideEncryptionByDefault)
  if (SSEAlgorithm === undefined) return { Encryption: none, Key: undefined }
  if (SSEAlgorithm === 'AES256') return { Encryption: ownKeys, Key: undefined }
  return { Encryption: kmsKeys, Key: KMSMasterKeyID ?? 'aws/s3' }
}

interface Context {
  all: number
  named: (encryption: string) => string[]
  way: 'unencrypted' | 'encrypted' | undefined
  ask: Ask
}

function summarize({ all, named, way, ask }: Context): string {
  const [without, own, kms] = [named(none), named(ownKeys), named(kmsKeys)]
  if (all === 0) return 'The encryption of the buckets could not be read.'
  return sentences(
    way === 'encrypted'
      ? `${counted(own.length + kms.length, 'bucket')} of ${all} ${own.length + kms.length === 1 ? 'has' : 'have'} default encryption.`
      : without.length === 0
        ? aboutAll(
            ask.whole(),
            `No bucket is unencrypted (${all} looked at).`,
            `Of the ${numbered(all, 'bucket')} that could be read, 0 are unencrypted.`,
          )
        : `${counted(without.length, 'bucket')} of ${all} ${without.length === 1 ? 'has' : 'have'} no default encryption: ${listed(without)}.`,
    own.length > 0
      ? `${counted(own.length, 'bucket')} ${own.length === 1 ? 'encrypts' : 'encrypt'} with S3's own keys, which is S3's default (SSE-S3).`
      : '',
    kms.length > 0
      ? `${counted(kms.length, 'bucket')} ${kms.length === 1 ? 'encrypts' : 'encrypt'} with a KMS key: ${listed(kms)}.`
      : '',
  )
}
