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
  const { otherAudiences = [], otherClientIds = [] } = okta
  const isFor = [okta.audience, ...otherAudiences].some((audience) => audiences.includes(audience))
  return [
    isSame(token.iss, okta.issuer) ? '' : `its issuer is ${brief(token.iss)}, not ${okta.issuer}`,
    isFor ? '' : `its audience is ${brief(audiences.join(', '))}, not ${okta.audience}`,
    [okta.clientId, ...otherClientIds].includes(token.client)
      ? ''
      : `it was issued to the client ${brief(token.client)}, not ${okta.clientId}`,
  ].filter((mismatch) => mismatch !== '')
}

/** But for a slash at the end, which some issuers write and some people leave out. */
const isSame = (one: string, other: string) => one.replace(/\/$/, '') === other.replace(/\/$/, '')

/**
 * Okta names the client `cid` and lists scopes in `scp`; others have `client_id`, `azp` or `appid`,
 * and scopes in one text.
 */
const words = z.union([z.string().transform((text) => text.split(' ')), z.array(z.string())])

const accessToken = z
  .object({
    sub: z.string(),
    iss: z.string(),
    exp: z.number(),
    aud: z.union([z.string().transform((aud) => [aud]), z.array(z.string())]).optional(),
    cid: z.string().optional(),
    client_id: z.string().optional(),
    azp: z.string().optional(),
    appid: z.string().optional(),
    scp: words.optional(),
    scope: words.optional(),
  })
  .transform(({ sub, iss, exp, aud, ...claims }) => ({
    sub,
    iss,
    exp,
    aud,
    client: claims.cid ?? claims.client_id ?? claims.azp ?? claims.appid ?? 'unknown',
    scopes: claims.scp ?? claims.scope ?? [],
  }))

const brief = (text: string) => stripControls(text).slice(0, 200)
