import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

const claim = z.object({
  inboundTokenClaimName: z.string(),
  authorizingClaimMatchValue: z
    .object({
      claimMatchOperator: z.string().optional(),
      claimMatchValue: z
        .object({
          matchValueString: z.string().optional(),
          matchValueStringLists: z.array(z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
})

const authorizer = z.object({
  discoveryUrl: z.string(),
  allowedAudiences: z.array(z.string()).default([]),
  allowedClients: z.array(z.string()).default([]),
  customClaims: z.array(claim).default([]),
})

const gateway = z.object({
  authorizerType: z.string().optional(),
  authorizerConfiguration: z.object({ customJwtAuthorizer: authorizer.optional() }).optional(),
})

export const gatewayJwt: ResourceValidationPolicy = {
  name: 'gateway-jwt',
  description:
    "The gateway takes only tokens of the company's issuer that are meant for it, from a client that is named.",
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

function faultsOf({ discoveryUrl, ...jwt }: z.infer<typeof authorizer>) {
  const isHttps = discoveryUrl.startsWith('https://')
  return [
    ...(isHttps ? [] : [`discoveryUrl ${discoveryUrl} is not https: keys could be forged.`]),
    ...meantFor(jwt),
  ]
}

/** Of the tokens that an issuer gives, most are for other applications and from other clients. */
function meantFor(jwt: Omit<z.infer<typeof authorizer>, 'discoveryUrl'>): string[] {
  const audiences = jwt.allowedAudiences.filter(isName)
  const clients = jwt.allowedClients.filter(isName)
  // A client's own tokens are meant for what it calls: Cognito's name no audience at all.
  if (clients.length > 0) return []
  if (audiences.length === 0) {
    return ['Any token of the issuer is taken. Name allowedAudiences or allowedClients.']
  }
  return jwt.customClaims.some(namesClient)
    ? []
    : [
        'Any client of the audience is taken. Name allowedClients, or the client in customClaims (Okta: cid).',
      ]
}

/** By what issuers call it. */
function namesClient({ inboundTokenClaimName, authorizingClaimMatchValue }: z.infer<typeof claim>) {
  const { matchValueString, matchValueStringLists = [] } =
    authorizingClaimMatchValue?.claimMatchValue ?? {}
  const values = [matchValueString ?? [], matchValueStringLists].flat()
  return (
    ['cid', 'client_id', 'azp', 'appid'].includes(inboundTokenClaimName) &&
    values.length > 0 &&
    values.every(isName)
  )
}

const isName = (value: string) => value.trim() !== '' && !value.includes('*')
