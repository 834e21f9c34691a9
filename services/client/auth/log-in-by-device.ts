import { ClientError } from '../errors.ts'
import { stripControls } from '../strip-controls.ts'
import type { Issuer, TokenResponse } from './issuer.ts'
import type { LogIn } from './sign-in.ts'

/** By a code that is typed into a browser anywhere (RFC 8628), asking at the issuer's pace. */
export async function logInByDevice(
  { oidc, server, scope, parameters }: Issuer,
  { show }: LogIn,
  signal: AbortSignal,
): Promise<TokenResponse> {
  const device = await oidc.initiateDeviceAuthorization(server, { ...parameters, scope })
  const { verification_uri, verification_uri_complete, user_code, expires_in } = device
  show(
    stripControls(`To sign in, open ${verification_uri} in any browser and enter ${user_code}\n`),
  )
  if (verification_uri_complete !== undefined) {
    show(stripControls(`or just open ${verification_uri_complete}\n`))
  }
  show(`This waits for you, up to ${inWords(expires_in)}. Ctrl-C gives up.\n`)
  const codeEnds = AbortSignal.timeout(expires_in * 1_000)
  const options = { signal: AbortSignal.any([signal, codeEnds]) }
  return oidc.pollDeviceAuthorizationGrant(server, device, {}, options).catch((error: unknown) => {
    if (codeEnds.aborted) throw new ClientError('login_failed', 'The code has expired: try again.')
    throw error
  })
}

const inWords = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} minutes`
