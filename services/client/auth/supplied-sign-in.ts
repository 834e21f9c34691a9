import { readFile } from 'node:fs/promises'
import { ClientError } from '../errors.ts'
import { mismatches, readAccessToken } from './access-token.ts'
import type { OktaApp, SignIn } from './sign-in.ts'

type Source = { token: string } | { file: string }

/** A token that somebody else got, in a pipeline say: checked, and never refreshed or kept. */
export function suppliedSignIn(okta: OktaApp, source: Source): SignIn {
  const name = 'file' in source ? source.file : 'OKTA_TOKEN'

  async function token() {
    // Read each time: what puts the file there may put a newer one.
    const text = ('file' in source ? await readToken(source.file) : source.token).trim()
    const claims = readAccessToken(text)
    if (claims === undefined) throw unfit(`${name} holds no access token of an issuer.`)
    const wrong = mismatches(claims, okta)
    if (wrong.length > 0) throw unfit(`The token in ${name} is not for here: ${wrong.join('; ')}.`)
    return { text, claims }
  }

  return {
    async accessToken(refused) {
      const { text, claims } = await token()
      if (claims.exp * 1_000 <= Date.now()) {
        throw new ClientError(
          'token_expired',
          `The token in ${name} has expired: put a new one there.`,
        )
      }
      if (text === refused) throw unfit(`The agent does not take the token in ${name}.`)
      return text
    },
    async logIn() {
      throw supplied(name)
    },
    async logOut() {
      throw supplied(name)
    },
    async identity() {
      const { claims } = await token()
      return {
        login: claims.sub,
        issuer: claims.iss,
        scopes: claims.scopes,
        expiresAt: new Date(claims.exp * 1_000),
        refreshable: false,
        keptIn: 'file' in source ? source.file : 'environment',
      }
    },
  }
}

async function readToken(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ClientError('token_missing', `Cannot read a token from ${file}.`, { cause })
  })
}

const unfit = (message: string) => new ClientError('token_invalid', message)

function supplied(name: string): ClientError {
  return new ClientError(
    'token_supplied',
    `The token is in ${name}, which wins: take that away first.`,
  )
}
