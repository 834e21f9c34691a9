import { ClientError } from '../errors.ts'
import { stripControls } from '../strip-controls.ts'
import { untilAborted } from '../until-aborted.ts'
import type { Issuer, TokenResponse } from './issuer.ts'
import { listenForRedirect } from './redirect.ts'
import type { LogIn, LogInParts } from './sign-in.ts'

/** By authorization code and PKCE (RFC 8252); the browser comes back to a port of this machine. */
export async function logInByBrowser(
  { oidc, server, scope, parameters }: Issuer,
  how: LogIn & LogInParts,
  signal: AbortSignal,
): Promise<TokenResponse> {
  const expectedState = oidc.randomState()
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const redirect = await listenForRedirect(expectedState, how.port)
  try {
    const address = oidc.buildAuthorizationUrl(server, {
      ...parameters,
      redirect_uri: redirect.uri,
      scope,
      state: expectedState,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    showAddress(address, how)
    const { url, tell } = await inTime(redirect.arrival, how.loginTimeoutMs, signal)
    const signedIn = oidc.authorizationCodeGrant(server, url, { expectedState, pkceCodeVerifier })
    await signedIn.then(
      () => tell(true),
      () => tell(false),
    )
    return await signedIn
  } finally {
    redirect.close()
  }
}

function showAddress(address: URL, how: LogIn & LogInParts): void {
  const opens = how.hasBrowser && how.browser !== false
  const todo = opens ? 'Sign in in your browser. If none has opened, open' : 'To sign in, open'
  how.show(`${todo}\n\n${stripControls(address.href)}\n\n`)
  // The browser comes back to this machine: one elsewhere does not find it.
  if (!opens) how.show(elsewhere)
  // Only ever a web page: what opens addresses opens files and programs too.
  if (opens && /^https?:$/.test(address.protocol)) how.open(address.href).catch(() => {})
}

const elsewhere =
  'It has to be a browser on this machine; by device (--device, in a chat /login device) any does.\n'

async function inTime<T>(arrival: Promise<T>, timeoutMs: number, signal: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(timeoutMs)
  return untilAborted(arrival, AbortSignal.any([signal, late])).catch((error: unknown) => {
    if (!late.aborted) throw error
    throw new ClientError('login_failed', 'Nobody has signed in in the browser in time: try again.')
  })
}
