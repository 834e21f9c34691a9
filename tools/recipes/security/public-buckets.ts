import { z } from 'zod'
import { type BucketAccess, bucketAccess, bucketsAsked } from '../evidence/buckets.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { defineRecipe } from '../recipe.ts'

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
    'buckets without a public access block',
  ],
  scope: 'global',
  services: ['s3'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const buckets = await bucketsAsked(ask)
    if (buckets.length === 0) return { summary: 'There is no bucket to look at.', evidence: [] }
    const access = await bucketAccess(ask, buckets)
    const open = access.filter(({ publicBy }) => publicBy.length > 0)
    const unblocked = access.filter(({ publicBy, blocked }) => publicBy.length === 0 && !blocked)
    ask.note(
      'Not looked at: the public access block of the whole account (s3control), which would close these too, access points, and ACLs of single objects.',
    )
    return {
      summary: summarize(access.length, { open, unblocked }),
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
  open: readonly BucketAccess[]
  unblocked: readonly BucketAccess[]
}

function summarize(all: number, { open, unblocked }: Open): string {
  if (all === 0) return 'Who may reach the buckets could not be read.'
  return sentences(
    open.length === 0
      ? `No bucket is public (${all} looked at).`
      : `${counted(open.length, 'bucket')} of ${all} ${open.length === 1 ? 'is' : 'are'} public: ${listed(open.map(publicText))}.`,
    unblocked.length > 0
      ? `${counted(unblocked.length, 'more is', 'more are')} not public but without the bucket's public access block: ${listed(unblocked.map(({ name }) => said(name)))}.`
      : '',
  )
}

const publicText = ({ name, publicBy }: BucketAccess): string =>
  `${said(name)}, through ${said(listed(publicBy, 3))}`
