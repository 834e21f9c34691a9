import { z } from 'zod'
import type { DeploymentConfig } from '../stacks/config.ts'
import { Unmet } from './check.ts'

/** Whether the issuer publishes what gateway, agent and client will ask of it. */
export async function issuerIsReady(
  okta: Pick<DeploymentConfig['okta'], 'issuer' | 'scopes' | 'signInIssuer'>,
  provider: DeploymentConfig['identityProvider'],
): Promise<string> {
  const { issuer, scopes, signInIssuer } = okta
  const found = await discovered(issuer, 'okta.issuer')
  const { keys } = jwks.parse(await json(found.jwks_uri, 'okta.issuer'))
  if (keys.length === 0) throw new Unmet(`${found.jwks_uri} has no keys`)
  const signIn =
    signInIssuer === undefined ? found : await discovered(signInIssuer, 'okta.signInIssuer')
  signsInFromTerminals(signIn, provider, scopes)
  return `${issuer}, ${keys.length} keys`
}

async function discovered(issuer: string, key: string): Promise<z.infer<typeof discovery>> {
  const name = issuer.replace(/\/$/, '')
  const url = `${name}/.well-known/openid-configuration`
  const document = discovery.safeParse(await json(url, key))
  if (!document.success) throw new Unmet(`${url} is no discovery document: check ${key}`)
  // A slash at the end makes no other of it.
  if (document.data.issuer.replace(/\/$/, '') !== name) {
    throw new Unmet(`${url} is that of ${document.data.issuer}: ${key} must be the same`)
  }
  return document.data
}

/** Of what an issuer says of itself; what vendors leave out of it though they have it, is not asked. */
function signsInFromTerminals(
  found: z.infer<typeof discovery>,
  provider: DeploymentConfig['identityProvider'],
  scopes: readonly string[],
): void {
  const methods = found.code_challenge_methods_supported
  if (provider === 'okta' ? !methods?.includes('S256') : methods?.includes('S256') === false) {
    throw new Unmet('the issuer does not take PKCE (S256)')
  }
  if (provider !== 'okta') return
  if (found.device_authorization_endpoint === undefined) {
    throw new Unmet('the issuer has no device grant: allow it in its access policy')
  }
  const unknown = scopes.filter((scope) => !found.scopes_supported.includes(scope))
  if (unknown.length > 0)
    throw new Unmet(`the issuer does not know the scope ${unknown.join(', ')}`)
}

async function json(url: string, key: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Unmet(`${url} answers ${response.status}: check ${key}`)
  return response.json()
}

const discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  device_authorization_endpoint: z.url().optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()).default([]),
})

const jwks = z.object({ keys: z.array(z.unknown()) })
