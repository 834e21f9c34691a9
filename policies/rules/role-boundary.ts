import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'
import { stackConfig } from '../stack-config.ts'

/** By the pack's configuration for all stacks, or by a stack's own. */
export const roleBoundary: ResourceValidationPolicy = {
  name: 'role-boundary',
  description: 'Where a permissions boundary is configured, each role has it.',
  severity: 'high',
  configSchema: {
    properties: {
      boundary: {
        type: 'string',
        description: 'The ARN of the policy; that of the stack’s permissionsBoundary by default.',
      },
    },
  },
  validateResource: resources(
    ['aws:iam/role:Role'],
    z.object({ permissionsBoundary: z.string().optional() }),
    ({ permissionsBoundary }, { getConfig, urn }) => {
      const boundary = config.parse(getConfig()).boundary ?? stackConfig(urn).permissionsBoundary
      if (boundary === undefined || permissionsBoundary === boundary) return []
      return [
        permissionsBoundary === undefined
          ? `There is no permissionsBoundary. Use ${boundary}.`
          : `permissionsBoundary is ${permissionsBoundary}. Use ${boundary}.`,
      ]
    },
  ),
}

const config = z.object({ boundary: z.string().optional() })
