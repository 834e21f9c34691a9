import type { types } from '@pulumi/aws'
import type { DeploymentConfig } from './config.ts'

type Authorizer = types.input.bedrock.AgentcoreGatewayAuthorizerConfigurationCustomJwtAuthorizer
type Claim =
  types.input.bedrock.AgentcoreGatewayAuthorizerConfigurationCustomJwtAuthorizerCustomClaim

/** Whose tokens the gateway takes; the agent checks the same by itself. */
export function jwtAuthorizer({ identityProvider, okta }: DeploymentConfig): Authorizer {
  const discoveryUrl = `${okta.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { audience, clientId, requiredScope, requiredGroup } = okta
  switch (identityProvider) {
    case 'okta':
      // Okta names the client in `cid`; what AgentCore calls allowed clients is `client_id`.
      return {
        discoveryUrl,
        allowedAudiences: [audience],
        customClaims: [
          equals('cid', clientId),
          ...(requiredScope === undefined ? [] : [contains('scp', requiredScope)]),
          ...(requiredGroup === undefined ? [] : [contains('groups', requiredGroup)]),
        ],
      }
    case 'cognito':
      // Cognito's access tokens have no audience: they are known by their client.
      return {
        discoveryUrl,
        allowedClients: [clientId],
        ...(requiredScope === undefined ? {} : { allowedScopes: [requiredScope] }),
        customClaims: [
          equals('token_use', 'access'),
          ...(requiredGroup === undefined ? [] : [contains('cognito:groups', requiredGroup)]),
        ],
      }
  }
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
