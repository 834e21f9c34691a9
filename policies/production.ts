import type { PolicyConfigSchema, ResourceValidationArgs } from '@pulumi/policy'
import { z } from 'zod'

/** For rules that hold in production only. */
export const productionConfig: PolicyConfigSchema = {
  properties: {
    productionStacks: {
      type: 'array',
      items: { type: 'string' },
      description: 'Words that, in the name of a stack, say that it is production.',
      default: ['prod', 'production'],
    },
  },
}

/** `prod` is, and `prod-eu`; `preprod` is not. */
export function isProduction({ urn, getConfig }: ResourceValidationArgs): boolean {
  const { productionStacks } = config.parse(getConfig())
  // urn:pulumi:<stack>::<project>::<type>::<name>
  const stack = urn.split(':')[2] ?? ''
  return stack.split(/[^A-Za-z0-9]/).some((word) => productionStacks.includes(word))
}

const config = z.object({ productionStacks: z.array(z.string()).default(['prod', 'production']) })
