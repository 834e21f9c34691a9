import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { OktaConfig } from './config.ts'
import { discoverKeys, type Keys } from './issuer-keys.ts'
import { Refusal } from './problem.ts'

export interface TokenClaims {
  /** What a token says that the issuer has signed, for us and not too long ago. */
  of(token: string, now: Date): Promise<JWTPayload>
  prepare(): Promise<void>
}

/** Claims of tokens, held against the issuer's keys, clocks apart by some seconds. Loaded with the first token, as jose is. */
export function tokenClaims({ issuer, audience }: OktaConfig, clockTolerance: number): TokenClaims {
  let discovered: Promise<Keys> | undefined
  const keys = () => {
    discovered ??= discoverKeys(issuer).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  const options = {
    ...(audience !== undefined && { audience: [audience].flat() }),
    // By a public key, whichever of its kinds the issuer has: never by a secret that is shared.
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance,
  }
  return {
    async of(token, currentDate) {
      try {
        const { issuer, keySet } = await keys()
        const { payload } = await jwtVerify(token, keySet, { ...options, issuer, currentDate })
        return payload
      } catch (error) {
        throw refusalOf(error)
      }
    },
    async prepare() {
      await keys()
    },
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) {
    return new Refusal('token_expired', 'The access token has expired: sign in again.')
  }
  if (isVerdict(error)) return new Refusal('token_invalid', 'The access token is not valid here.')
  return new Refusal('identity_unavailable', 'The identity provider does not answer.', {
    cause: error,
  })
}

/** What jose says about the token, rather than about the keys to check it with. */
function isVerdict(error: unknown): boolean {
  return error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_INVALID'
}
