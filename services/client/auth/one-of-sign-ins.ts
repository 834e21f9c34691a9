import type { SignIn } from './sign-in.ts'

/**
 * Signed in by the app that is configured, or still by one before it, whose tokens are taken until
 * they end: nobody has to sign in again because the app is another.
 */
export function oneOfSignIns(current: SignIn, former: readonly SignIn[]): SignIn {
  async function inUse(): Promise<SignIn> {
    for (const one of [current, ...former]) {
      if ((await one.identity()) !== undefined) return one
    }
    return current
  }

  return {
    async accessToken(refused) {
      return (await inUse()).accessToken(refused)
    },
    async logIn(how, signal) {
      const identity = await current.logIn(how, signal)
      // What is left there ends by itself, if the issuer cannot be told.
      await Promise.allSettled(former.map((one) => one.logOut()))
      return identity
    },
    async logOut() {
      const ended = await Promise.allSettled([current, ...former].map((one) => one.logOut()))
      for (const one of ended) if (one.status === 'rejected') throw one.reason
    },
    async identity() {
      return (await inUse()).identity()
    },
  }
}
