import * as z from 'zod'
import held from './base-image.json' with { type: 'json' }

/** What both images are built on. The tag says what is wanted and moves; the digest, what is used. */
export interface BaseImage {
  /** With its registry. */
  name: string
  tag: string
  /** Of the image for x86_64; without one, whatever the tag is of on the day of a build. */
  digest?: string | undefined
}

export const baseImageSchema = z.strictObject({
  name: z.string(),
  tag: z.string(),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
})

/** The one that is committed: `npm run base-image` brings it up to date. */
export const committedBase: BaseImage = baseImageSchema.parse(held)

/** As a Dockerfile names it. */
export function imageName({ name, tag, digest }: BaseImage): string {
  return `${name}:${tag}${digest === undefined ? '' : `@${digest}`}`
}

/** From a name as a Dockerfile has it. */
export function baseImageOf(text: string): BaseImage {
  const [rest = '', digest] = text.split('@')
  const colon = rest.lastIndexOf(':')
  const hasTag = colon > rest.lastIndexOf('/')
  return {
    name: hasTag ? rest.slice(0, colon) : rest,
    tag: hasTag ? rest.slice(colon + 1) : 'latest',
    ...(digest !== undefined && { digest }),
  }
}
