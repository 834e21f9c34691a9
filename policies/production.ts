import type { PolicyConfigSchema, ResourceValidationArgs } from '@pulumi/policy'
import { z } from 'zod'
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
 * By the stack's configured `environment`; where there is none, by its name, which is then the
 * environment. `prod-eu` is production, and so is `live`, which nothing says is not; `preprod` is not.
 */
export function isProduction({ urn, getConfig }: ResourceValidationArgs): boolean {
  const { productionStacks, otherStacks } = config.parse(getConfig())
  const environment = stackConfig(urn).environment ?? urn.split(':')[2] ?? ''
  const words = environment.split(/[^A-Za-z0-9]/)
  if (words.some((word) => productionStacks.includes(word))) return true
  return !words.some((word) => otherStacks.includes(word) || others.has(word.toLowerCase()))
}

const config = z.object({
  productionStacks: z.array(z.string()).default(['prod', 'production']),
  otherStacks: z.array(z.string()).default([]),
})

const others = new Set([
  'dev',
  'development',
  'gamma',
  'beta',
  'alpha',
  'integration',
  'nonprod',
  'playground',
  'preprod',
  'preview',
  'qa',
  'sandbox',
  'stage',
  'staging',
  'test',
  'testing',
  'uat',
])
