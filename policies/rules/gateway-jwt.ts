import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

const authorizer = z.object({
  discoveryUrl: z.string(),
  allowedAudiences: z.array(z.string()).default([]),
  allowedClients: z.array(z.string()).default([]),
})

const gateway = z.object({
  authorizerType: z.string().optional(),
  authorizerConfiguration: z.object({ customJwtAuthorizer: authorizer.optional() }).optional(),
})

export const gatewayJwt: ResourceValidationPolicy = {
  name: 'gateway-jwt',
  description: "The gateway takes only tokens of the company's issuer that are meant for it.",
  severity: 'critical',
  validateResource: resources(
    ['aws:bedrock/agentcoreGateway:AgentcoreGateway'],
    gateway,
    ({ authorizerType = 'NONE', authorizerConfiguration }) => {
      if (authorizerType !== 'CUSTOM_JWT') {
        return [`authorizerType is ${authorizerType}: tools are to be called with a user's token.`]
      }
      const jwt = authorizerConfiguration?.customJwtAuthorizer
      return jwt === undefined ? ['There is no customJwtAuthorizer.'] : faultsOf(jwt)
    },
  ),
}

function faultsOf({ discoveryUrl, allowedAudiences, allowedClients }: z.infer<typeof authorizer>) {
  const isHttps = discoveryUrl.startsWith('https://')
  const isMeant = allowedAudiences.length + allowedClients.length > 0
  return [
    ...(isHttps ? [] : [`discoveryUrl ${discoveryUrl} is not https: keys could be forged.`]),
    ...(isMeant
      ? []
      : ['Any token of the issuer is taken. Name allowedAudiences or allowedClients.']),
  ]
}
