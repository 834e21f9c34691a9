import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'
import { type StackConfig, stackConfig } from '../stack-config.ts'

const claimSchema = z.object({
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
  allowedScopes: z.array(z.string()).default([]),
  customClaims: z.array(claimSchema).default([]),
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
    ({ authorizerType = 'NONE', authorizerConfiguration }, { urn }) => {
      if (authorizerType !== 'CUSTOM_JWT') {
        return [`authorizerType is ${authorizerType}: tools are to be called with a user's token.`]
      }
      const jwt = authorizerConfiguration?.customJwtAuthorizer
      return jwt === undefined
        ? ['There is no customJwtAuthorizer.']
        : faultsOf(jwt, stackConfig(urn).okta)
    },
  ),
}

type Jwt = Omit<z.infer<typeof authorizer>, 'discoveryUrl'>
type Apps = StackConfig['okta']

function faultsOf({ discoveryUrl, ...jwt }: z.infer<typeof authorizer>, apps: Apps) {
  const isHttps = discoveryUrl.startsWith('https://')
  return [
    ...(isHttps ? [] : [`discoveryUrl ${discoveryUrl} is not https: keys could be forged.`]),
    ...meantFor(jwt, apps),
  ]
}

/** Of the tokens that an issuer gives, most are for other applications and from other clients. */
function meantFor(jwt: Jwt, apps: Apps): string[] {
  const audiences = jwt.allowedAudiences.filter(isName)
  const clients = jwt.allowedClients.filter(isName)
  // A client's own tokens are meant for what it calls: Cognito's name no audience at all.
  if (clients.length > 0) return []
  if (audiences.length === 0) {
    return ['Any token of the issuer is taken. Name allowedAudiences or allowedClients.']
  }
  return jwt.customClaims.some((claim) => namesClient(claim, apps)) || areOfTheApps(jwt, apps)
    ? []
    : [
        'Any client of the audience is taken. Name allowedClients, or the client in customClaims (Okta: cid).',
      ]
}

/** By what issuers call it, or configuration says that this one does. */
function namesClient(claim: z.infer<typeof claimSchema>, { clientClaim }: Apps) {
  const names = ['cid', 'client_id', 'azp', 'appid', clientClaim]
  return names.includes(claim.inboundTokenClaimName) && isSomething(claim)
}

/**
 * Several apps are configured, of which AgentCore compares no claim but `client_id`: they are told
 * apart by a scope or group that their tokens alone have, or, as Google's, are the audience.
 */
function areOfTheApps(jwt: Jwt, { clientIds, clientClaim }: Apps): boolean {
  if (clientIds.length < 2) return false
  const isRequired = ({ inboundTokenClaimName: name }: z.infer<typeof claimSchema>) =>
    name !== clientClaim && !['token_use', 'iss', 'aud', 'sub'].includes(name)
  return (
    jwt.allowedScopes.some(isName) ||
    jwt.customClaims.some((claim) => isRequired(claim) && isSomething(claim)) ||
    jwt.allowedAudiences.every((audience) => clientIds.includes(audience))
  )
}

function isSomething({ authorizingClaimMatchValue }: z.infer<typeof claimSchema>): boolean {
  const { matchValueString, matchValueStringLists = [] } =
    authorizingClaimMatchValue?.claimMatchValue ?? {}
  const values = [matchValueString ?? [], matchValueStringLists].flat()
  return values.length > 0 && values.every(isName)
}

const isName = (value: string) => value.trim() !== '' && !value.includes('*')
