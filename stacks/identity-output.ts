import type { DeploymentConfig } from './config.ts'
import type { StackOutputs } from './outputs.ts'
import { tokenForm } from './token-forms.ts'

/** What the client signs people in with. It holds no secret. */
export function identityOutput({ identityProvider, okta }: DeploymentConfig): StackOutputs['okta'] {
  const { signIn, idToken } = tokenForm(identityProvider, okta.issuer)
  const { issuer, clientId, audience, scopes } = okta
  const { otherClientIds, otherAudiences, signInIssuer, clientSecret } = okta
  return {
    issuer,
    clientId,
    audience,
    scopes,
    ...(otherClientIds && { otherClientIds }),
    ...(otherAudiences && { otherAudiences }),
    ...(signInIssuer && { signInIssuer }),
    ...(signIn && { signInParameters: signIn(audience) }),
    ...(clientSecret && { clientSecret }),
    ...(idToken && { token: 'id' }),
  }
}
