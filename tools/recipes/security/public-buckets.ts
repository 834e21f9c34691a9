import * as z from 'zod'
import { type BucketAccess, bucketAccess, bucketsAsked, noBucket } from '../evidence/buckets.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe } from '../recipe.ts'

/** Buckets that anybody may reach, and those that nothing keeps from becoming so. */
export const publicBuckets = defineRecipe({
  name: 'public_buckets',
  about: 'security',
  description: 'S3 buckets that are public, why, and those without a public access block.',
  questions: [
    'which buckets are public?',
    'public buckets',
    'can anybody read one of our buckets?',
    'which S3 buckets can be read by the world?',
    'buckets with public access',
  ],
  scope: 'global',
  services: ['s3'],
  parameters: z.strictObject({
    polarity: polarity(['public', 'private']),
    name: name('bucket'),
  }),
  async run({ polarity: way, name: wanted }, ask) {
    const buckets = await bucketsAsked(ask, wanted)
    if (buckets.length === 0) return { summary: noBucket(wanted, ask), evidence: [] }
    const access = await bucketAccess(ask, buckets)
    const open = access.filter(({ publicBy }) => publicBy.length > 0)
    const closed = access.filter(({ publicBy }) => publicBy.length === 0)
    const unblocked = closed.filter(({ blocked }) => !blocked)
    ask.note(
      'Not looked at: the public access block of the whole account (s3control), which would close these too, access points, and ACLs of single objects.',
    )
    if (way === 'private') {
      const names = listed(
        closed.map(({ name: bucket }) => said(bucket)),
        20,
      )
      return {
        summary: `${closed.length} of ${counted(access.length, 'bucket')} ${isAre(closed.length)} not public${names && `: ${names}`}.`,
        evidence: closed.map((bucket) => row('Bucket that is not public', bucket)),
      }
    }
    return {
      summary: summarize({ all: access.length, open, unblocked, ask }),
      evidence: [
        ...open.map((bucket) => row('Public bucket', bucket)),
        ...unblocked.map((bucket) =>
          row('Bucket that nothing keeps from being made public', bucket),
        ),
      ],
    }
  },
})

const row = (evidence: string, { name, region, publicBy, blocked }: BucketAccess) => ({
  evidence,
  Bucket: name,
  Region: region,
  PublicBy: listed(publicBy) || undefined,
  PublicAccessBlock: blocked ? 'on' : 'not on in all parts',
})

interface Open {
  all: number
  open: readonly BucketAccess[]
  unblocked: readonly BucketAccess[]
  ask: Ask
}

function summarize({ all, open, unblocked, ask }: Open): string {
  if (all === 0) return 'Who may reach the buckets could not be read.'
  return sentences(
    open.length === 0
      ? aboutAll(
          ask.whole(),
          `No bucket is public (${all} looked at).`,
          `Of the ${numbered(all, 'bucket')} that could be read, 0 are public.`,
        )
      : `${counted(open.length, 'bucket')} of ${all} ${open.length === 1 ? 'is' : 'are'} public: ${listed(open.map(publicText))}.`,
    unblocked.length > 0
      ? `${counted(unblocked.length, 'more is', 'more are')} not public but without the bucket's public access block: ${listed(unblocked.map(({ name }) => said(name)))}.`
      : '',
  )
}

const publicText = ({ name, publicBy }: BucketAccess): string =>
  `${said(name)}, through ${said(listed(publicBy, 3))}`
