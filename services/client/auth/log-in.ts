import { ClientError } from '../errors.ts'
import { untilAborted } from '../until-aborted.ts'
import { asked, discoverIssuer, type Issuer, toTokens } from './issuer.ts'
import { logInByBrowser } from './log-in-by-browser.ts'
import { logInByDevice } from './log-in-by-device.ts'
import type { LogIn, LogInParts, OktaApp } from './sign-in.ts'
import type { Tokens } from './token-store.ts'

/** Rejects with the signal's reason where it aborts, else with a ClientError. */
export async function logIn(
  okta: OktaApp,
  how: LogIn & LogInParts,
  signal: AbortSignal,
): Promise<Tokens> {
  try {
    const issuer = await untilAborted(discoverIssuer(okta), signal)
    return await asked(okta.issuer, async () => {
      const byDevice = isByDevice(issuer, how)
      const response = byDevice
        ? await logInByDevice(issuer, how, signal)
        : await logInByBrowser(issuer, how, signal)
      return toTokens(response, issuer)
    })
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

function isByDevice({ server }: Issuer, { device, browser, hasBrowser }: LogIn & LogInParts) {
  const { issuer, device_authorization_endpoint } = server.serverMetadata()
  const can = device_authorization_endpoint !== undefined
  if (device && !can) throw new ClientError('login_failed', `${issuer} knows no device codes.`)
  return device || (can && !hasBrowser && browser !== false)
}
