import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigningKey, type Okta, type OktaOptions, startOkta } from '../../../../local/okta.ts'
import { type SignInParts, signIn } from '../../../../services/client/auth/open-sign-in.ts'
import type { LogIn, SignIn } from '../../../../services/client/auth/sign-in.ts'
import { tokens } from '../../../../services/client/auth/token-store.ts'
import { browserOf } from './browser.ts'

export interface Fixture {
  okta: Okta
  folder: string
  /** A terminal of the same person on the same machine, at which all that is shown is kept. */
  terminal(parts?: SignInParts): { user: SignIn; how: LogIn; shown(): string }
  /** The person is signed in, by a browser. */
  signedIn(): Promise<SignIn>
  readKept(): Promise<Tokens>
  writeKept(tokens: Tokens): Promise<void>
  close(): Promise<void>
}

type Tokens = ReturnType<typeof tokens.parse>

/** One for all: making it takes the most of a start. */
let signingKey: ReturnType<typeof createSigningKey> | undefined

/** The stand-in Okta, and an empty folder for tokens. */
export async function authFixture(options: Partial<OktaOptions> = {}): Promise<Fixture> {
  signingKey ??= createSigningKey()
  const okta = await startOkta({ port: 0, signingKey: await signingKey, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
  const file = async () => {
    const [name = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    return join(folder, name)
  }
  const fixture: Fixture = {
    okta,
    folder,
    terminal(parts = {}) {
      let shown = ''
      const env = { AWS_OPS_KEYRING: 'off', DISPLAY: ':0' }
      const open = (url: string) => browserOf('alice@example.com').open(url)
      const user = signIn({ environment: 'dev', okta }, { env, folder, open, ...parts })
      const show = (text: string) => {
        shown += text
      }
      return { user, how: { device: false, port: 0, show }, shown: () => shown }
    },
    async signedIn() {
      const { user, how } = fixture.terminal()
      await user.logIn(how, new AbortController().signal)
      return user
    },
    readKept: async () => tokens.parse(JSON.parse(await readFile(await file(), 'utf8'))),
    writeKept: async (kept) => writeFile(await file(), JSON.stringify(kept)),
    async close() {
      await okta.close()
      await rm(folder, { recursive: true })
    },
  }
  return fixture
}
