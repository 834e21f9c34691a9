/** Who asks, and the token that says so: one for each environment. */
export interface SignIn {
  /**
   * A valid access token, refreshed where that is due. `refused` is one that the agent has just
   * answered 401 to: it is not given again. Throws a ClientError `login_required` where only a
   * person can help.
   */
  accessToken(refused?: string): Promise<string>
  /** By authorization code and PKCE in a browser, or by device code; `show` gets what to do. */
  logIn(how: LogIn, signal: AbortSignal): Promise<Identity>
  /** Forgets the tokens, and revokes them where the issuer can. */
  logOut(): Promise<void>
  /** Undefined where nobody is signed in. Asks no server. */
  identity(): Promise<Identity | undefined>
}

export interface LogIn {
  /** By a code typed into a browser elsewhere; also where this machine seems to have none. */
  device: boolean
  /** False shows the address and opens nothing. */
  browser?: boolean
  /** That the browser comes back to; else the first free one of 8976, 8977 and 8978. */
  port?: number
  show: (text: string) => void
}

export interface LogInParts {
  /** This machine can show a page to the person who is asked to sign in. */
  hasBrowser: boolean
  open: (url: string) => Promise<unknown>
  /** How long the browser may take. */
  loginTimeoutMs: number
}

export interface Identity {
  /** The login (`sub`) of the access token. */
  login: string
  issuer: string
  scopes: readonly string[]
  /** When the access token ends; it is refreshed before. */
  expiresAt: Date
  refreshable: boolean
  /** Where the token is kept: `keyring`, a file's path, or `environment` (OKTA_TOKEN). */
  keptIn: string
}

/** Where people sign in, by which app, and what the token has to be for. */
export interface OktaApp {
  issuer: string
  clientId: string
  audience: string
  scopes: readonly string[]
  /** Whose tokens are taken as well: those of the app before this, until nobody has any. */
  otherClientIds?: readonly string[] | undefined
  otherAudiences?: readonly string[] | undefined
  /** Where people sign in, if the tokens' issuer is another. */
  signInIssuer?: string | undefined
  signInParameters?: Readonly<Record<string, string>> | undefined
  clientSecret?: string | undefined
  /** The id token is what is sent. */
  token?: 'id' | undefined
}
