import { decodeJwt } from 'jose/jwt/decode'
import * as z from 'zod'
import { stripControls } from '../strip-controls.ts'
import type { OktaApp } from './sign-in.ts'

/** What an access token says; nobody has verified it, the agent does. */
export type AccessToken = z.infer<typeof accessToken>

/** Undefined where the text is no token that a person could be known by. */
export function readAccessToken(token: string): AccessToken | undefined {
  try {
    return accessToken.parse(decodeJwt(token))
  } catch {
    return undefined
  }
}

/** What in a token does not fit an environment, in words; empty where all does. */
export function mismatches(token: AccessToken, okta: OktaApp): string[] {
  // Cognito's access tokens have no audience: there the client's id stands for it.
  const audiences = token.aud ?? [token.client]
  return [
    token.iss === okta.issuer ? '' : `its issuer is ${brief(token.iss)}, not ${okta.issuer}`,
    audiences.includes(okta.audience)
      ? ''
      : `its audience is ${brief(audiences.join(', '))}, not ${okta.audience}`,
    token.client === okta.clientId
      ? ''
      : `it was issued to the client ${brief(token.client)}, not ${okta.clientId}`,
  ].filter((mismatch) => mismatch !== '')
}

/** Okta names the client `cid` and lists scopes in `scp`; others have `client_id` and `scope`. */
const accessToken = z
  .object({
    sub: z.string(),
    iss: z.string(),
    exp: z.number(),
    aud: z.union([z.string().transform((aud) => [aud]), z.array(z.string())]).optional(),
    cid: z.string().optional(),
    client_id: z.string().optional(),
    azp: z.string().optional(),
    scp: z.array(z.string()).optional(),
    scope: z.string().optional(),
  })
  .transform(({ sub, iss, exp, aud, ...claims }) => ({
    sub,
    iss,
    exp,
    aud,
    client: claims.cid ?? claims.client_id ?? claims.azp ?? 'unknown',
    scopes: claims.scp ?? claims.scope?.split(' ') ?? [],
  }))

const brief = (text: string) => stripControls(text).slice(0, 200)
