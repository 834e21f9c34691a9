import * as z from 'zod'
import type { Kind } from '../policies/environment-kind.ts'
import { text } from './option-groups.ts'

const origin = z.string().superRefine((text, context) => {
  const message = originFault(text)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})

/** Lambda compares letter by letter what a browser says, which says it in one way alone. */
function originFault(text: string): string | undefined {
  if (/^(https?:\/\/)?\*$/.test(text)) return undefined
  if (!/^https?:\/\/[^\s/]+$/.test(text) || !URL.canParse(text)) {
    return 'is not an origin: * or scheme and host, such as https://portal.example.com'
  }
  if (text.includes('*')) return 'has a pattern in it, which no host is compared with: name each'
  const { origin: said } = new URL(text)
  return said === text ? undefined : `is never what a browser says: take ${said}`
}

/** Which pages of which origins may call the Function URL from a browser. */
export const cors = z.strictObject({
  allowOrigins: z.array(origin).optional(),
  allowMethods: z.array(z.enum(['*', 'GET', 'POST', 'PATCH', 'DELETE'])).optional(),
  allowHeaders: z.array(text).optional(),
  allowCredentials: z.boolean().optional(),
  maxAge: z.number().int().min(0).max(86_400).optional(),
})

/** With the defaults of the kind; undefined where no page of another origin may call. */
export function completeCors(kind: Kind, given: z.infer<typeof cors>) {
  const usual = defaults[kind]
  const complete = {
    allowOrigins: given.allowOrigins ?? usual.allowOrigins,
    allowMethods: given.allowMethods ?? usual.allowMethods,
    allowHeaders: given.allowHeaders ?? usual.allowHeaders,
    allowCredentials: given.allowCredentials ?? usual.allowCredentials,
    maxAge: given.maxAge ?? usual.maxAge,
  }
  return complete.allowOrigins.length === 0 ? undefined : complete
}

const defaults = {
  development: {
    allowOrigins: ['*'],
    allowMethods: ['*'],
    allowHeaders: ['*'],
    allowCredentials: true,
    maxAge: 86_400,
  },
  production: {
    allowOrigins: [],
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    // A wildcard never covers authorization, which SigV4 needs.
    allowHeaders: [
      'authorization',
      'content-type',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
      'x-okta-token',
      'x-time-zone',
    ],
    allowCredentials: true,
    maxAge: 3600,
  },
} satisfies Record<Kind, z.infer<typeof cors>>
