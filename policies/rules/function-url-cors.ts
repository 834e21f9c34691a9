import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isProduction, productionConfig } from '../production.ts'
import { resources } from '../resource.ts'

const cors = z.object({
  allowOrigins: z.array(z.string()).default([]),
  allowCredentials: z.boolean().default(false),
})

export const functionUrlCors: ResourceValidationPolicy = {
  name: 'function-url-cors',
  description: 'In production no page of any origin calls the Function URL with its credentials.',
  severity: 'high',
  configSchema: productionConfig,
  validateResource: resources(
    ['aws:lambda/functionUrl:FunctionUrl'],
    z.object({ cors: cors.optional() }),
    (url, args) =>
      isProduction(args) && url.cors?.allowCredentials && url.cors.allowOrigins.some(isAny)
        ? ['cors allows credentials of every origin. Name the origins, or allow no credentials.']
        : [],
  ),
}

/**
 * Matches more than one origin (`*`, `https://*.com`), is that of any file or sandboxed frame
 * (`null`), or can be put on by whoever is on the way (no https).
 */
const isAny = (origin: string) => !/^https:\/\/[^*?]+$/i.test(origin)
