import { createHash } from 'node:crypto'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { isBrowserHere, openInBrowser } from '../browser.ts'
import { type Keyring, systemKeyring } from './keyring.ts'
import { oneOfSignIns } from './one-of-sign-ins.ts'
import type { OktaApp, SignIn } from './sign-in.ts'
import { storedSignIn } from './stored-sign-in.ts'
import { suppliedSignIn } from './supplied-sign-in.ts'
import { tokenStore } from './token-store.ts'

export interface SignInParts {
  /** OKTA_TOKEN, AWS_OPS_KEYRING=off, and what tells whether there is a browser. */
  env?: Readonly<Record<string, string | undefined>>
  /** A file that holds an access token, and wins over all else. */
  tokenFile?: string | undefined
  folder?: string
  keyring?: Keyring
  /** Shows an address in a browser. */
  open?: (url: string) => Promise<unknown>
  loginTimeoutMs?: number
}

/** Who is signed in to an environment: by a token that was supplied, else by the tokens kept here. */
export function signIn(
  configured: { environment: string; okta: OktaApp },
  parts: SignInParts = {},
): SignIn {
  const { environment, okta } = configured
  const { env, tokenFile, folder, keyring, open, loginTimeoutMs } = { ...defaults(), ...parts }
  if (tokenFile !== undefined) return suppliedSignIn(okta, { file: tokenFile })
  if (env.OKTA_TOKEN) return suppliedSignIn(okta, { token: env.OKTA_TOKEN })
  const byApp = (app: OktaApp) => {
    const path = join(folder, `${environment}-${digest(app.issuer, app.clientId)}.json`)
    const store = tokenStore({ path, keyring: env.AWS_OPS_KEYRING === 'off' ? undefined : keyring })
    const hasBrowser = isBrowserHere(env)
    const lock = `${path}.lock`
    return storedSignIn({ environment, okta: app, store, lock, hasBrowser, open, loginTimeoutMs })
  }
  const former = (okta.otherClientIds ?? []).map((clientId) => byApp({ ...okta, clientId }))
  return former.length === 0 ? byApp(okta) : oneOfSignIns(byApp(okta), former)
}

function defaults() {
  return {
    env: process.env,
    tokenFile: undefined,
    folder: join(envPaths('aws-ops', { suffix: '' }).data, 'sign-in'),
    keyring: systemKeyring(),
    open: openInBrowser,
    loginTimeoutMs: 300_000,
  }
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)
}
