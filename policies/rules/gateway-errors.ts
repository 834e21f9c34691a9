import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isProduction, productionConfig } from '../production.ts'
import { resources } from '../resource.ts'

export const gatewayErrors: ResourceValidationPolicy = {
  name: 'gateway-errors',
  description: 'In production the gateway does not tell callers what went wrong inside.',
  severity: 'medium',
  configSchema: productionConfig,
  validateResource: resources(
    ['aws:bedrock/agentcoreGateway:AgentcoreGateway'],
    z.object({ exceptionLevel: z.string().optional() }),
    ({ exceptionLevel }, args) =>
      exceptionLevel === 'DEBUG' && isProduction(args)
        ? ['exceptionLevel is DEBUG, which shows inner errors to callers. Leave it out.']
        : [],
  ),
}
