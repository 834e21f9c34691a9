import type { types } from '@pulumi/aws'
import type { DeploymentConfig } from './config.ts'
import { tokenForm } from './token-forms.ts'

type Authorizer = types.input.bedrock.AgentcoreGatewayAuthorizerConfigurationCustomJwtAuthorizer
type Claim =
  types.input.bedrock.AgentcoreGatewayAuthorizerConfigurationCustomJwtAuthorizerCustomClaim
type Identity = Pick<DeploymentConfig, 'identityProvider' | 'okta'>

/** Whose tokens the gateway takes; the agent checks the same by itself. */
export function jwtAuthorizer({ identityProvider, okta }: Identity): Authorizer {
  const form = tokenForm(identityProvider, okta.issuer)
  const { requiredScope, requiredGroup } = okta
  const client = clients({ identityProvider, okta })
  const customClaims = [
    ...client.claims,
    ...(requiredScope === undefined || form.scope === 'scope'
      ? []
      : [
          form.scope === 'scp list' ? contains('scp', requiredScope) : equals('scp', requiredScope),
        ]),
    ...(requiredGroup === undefined
      ? []
      : [(form.groupIsText ? equals : contains)(okta.groupClaim ?? form.group, requiredGroup)]),
  ]
  return {
    discoveryUrl: `${okta.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    // Cognito's access tokens have no audience: they are known by their client.
    ...(identityProvider === 'cognito'
      ? {}
      : { allowedAudiences: [okta.audience, ...(okta.otherAudiences ?? [])] }),
    ...(client.allowed === undefined ? {} : { allowedClients: client.allowed }),
    ...(requiredScope !== undefined && form.scope === 'scope'
      ? { allowedScopes: [requiredScope] }
      : {}),
    ...(customClaims.length === 0 ? {} : { customClaims }),
  }
}

/**
 * What AgentCore calls allowed clients is the claim `client_id`. Another claim it compares to one
 * value only: of several clients it goes by the scope or group that configuration then demands, and
 * the agent alone by who they are.
 */
function clients({ identityProvider, okta }: Identity): {
  allowed?: string[]
  claims: Claim[]
} {
  const claim = okta.clientClaim ?? tokenForm(identityProvider, okta.issuer).client ?? ''
  const access = identityProvider === 'cognito' ? [equals('token_use', 'access')] : []
  if (claim === 'client_id') {
    return { allowed: [okta.clientId, ...(okta.otherClientIds ?? [])], claims: access }
  }
  return { claims: okta.otherClientIds === undefined ? [equals(claim, okta.clientId)] : [] }
}

const equals = (claim: string, value: string): Claim => ({
  inboundTokenClaimName: claim,
  inboundTokenClaimValueType: 'STRING',
  authorizingClaimMatchValue: {
    claimMatchOperator: 'EQUALS',
    claimMatchValue: { matchValueString: value },
  },
})

const contains = (claim: string, value: string): Claim => ({
  inboundTokenClaimName: claim,
  inboundTokenClaimValueType: 'STRING_ARRAY',
  authorizingClaimMatchValue: {
    claimMatchOperator: 'CONTAINS',
    claimMatchValue: { matchValueString: value },
  },
})
