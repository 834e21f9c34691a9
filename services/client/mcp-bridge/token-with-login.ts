import type { SignIn } from '../auth/sign-in.ts'
import { ClientError } from '../errors.ts'
import type { Token } from './authorized-fetch.ts'

interface LoginOnDemand {
  /** Told what the person has to do. */
  show: (text: string) => void
  signal: AbortSignal
}

/** Of `signIn`; where nobody is signed in, a person is asked to: once for all that wait for it. */
export function tokenWithLogin(signIn: SignIn, { show, signal }: LoginOnDemand): Token {
  let login: Promise<unknown> | undefined
  return async (refused) => {
    try {
      return await signIn.accessToken(refused)
    } catch (error) {
      if (!(error instanceof ClientError) || error.code !== 'login_required') throw error
      login ??= signIn.logIn({ device: false, show }, signal).finally(() => {
        login = undefined
      })
      await login
      return signIn.accessToken(refused)
    }
  }
}
