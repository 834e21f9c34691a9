import type { PolicyConfigSchema, ResourceValidationArgs } from '@pulumi/policy'
import { z } from 'zod'
import { kindOf } from './environment-kind.ts'
import { stackConfig } from './stack-config.ts'

/** For rules that hold in production only. */
export const productionConfig: PolicyConfigSchema = {
  properties: {
    productionStacks: {
      type: 'array',
      items: { type: 'string' },
      description: 'Words that, in what an environment is called, say that it is production.',
      default: ['prod', 'production'],
    },
    otherStacks: {
      type: 'array',
      items: { type: 'string' },
      description: 'Words that say that it is not. What no word tells is production.',
      default: [],
    },
  },
}

/**
 * By the stack's configured `kind`; where there is none, by what its `environment` is called, or else
 * the stack itself.
 */
export function isProduction({ urn, getConfig }: ResourceValidationArgs): boolean {
  const { kind, environment = urn.split(':')[2] ?? '' } = stackConfig(urn)
  return (kind ?? kindOf(environment, config.parse(getConfig()))) === 'production'
}

const config = z.object({
  productionStacks: z.array(z.string()).optional(),
  otherStacks: z.array(z.string()).optional(),
})
