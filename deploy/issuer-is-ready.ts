import { z } from 'zod'
import type { DeploymentConfig } from '../stacks/config.ts'
import { Unmet } from './check.ts'

/** Whether the issuer publishes what gateway, agent and client will ask of it. */
export async function issuerIsReady(
  { issuer, scopes }: Pick<DeploymentConfig['okta'], 'issuer' | 'scopes'>,
  provider: DeploymentConfig['identityProvider'],
): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const document = discovery.safeParse(await json(url))
  if (!document.success) throw new Unmet(`${url} is no discovery document: check okta.issuer`)
  const found = document.data
  if (found.issuer !== issuer) {
    throw new Unmet(
      `${url} is that of ${found.issuer}: okta.issuer must be the same, to the letter`,
    )
  }
  const { keys } = jwks.parse(await json(found.jwks_uri))
  if (keys.length === 0) throw new Unmet(`${found.jwks_uri} has no keys`)
  if (provider === 'okta') signsInFromTerminals(found, scopes)
  return `${issuer}, ${keys.length} keys`
}

function signsInFromTerminals(found: z.infer<typeof discovery>, scopes: readonly string[]): void {
  if (!found.code_challenge_methods_supported.includes('S256')) {
    throw new Unmet('the issuer does not take PKCE (S256)')
  }
  if (found.device_authorization_endpoint === undefined) {
    throw new Unmet('the issuer has no device grant: allow it in its access policy')
  }
  const unknown = scopes.filter((scope) => !found.scopes_supported.includes(scope))
  if (unknown.length > 0)
    throw new Unmet(`the issuer does not know the scope ${unknown.join(', ')}`)
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Unmet(`${url} answers ${response.status}: check okta.issuer`)
  return response.json()
}

const discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  device_authorization_endpoint: z.url().optional(),
  code_challenge_methods_supported: z.array(z.string()).default([]),
  scopes_supported: z.array(z.string()).default([]),
})

const jwks = z.object({ keys: z.array(z.unknown()) })
