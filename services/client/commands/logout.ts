import type { CommandContext } from './context.ts'

/** Forgets the tokens of an environment, and has the issuer revoke them. */
export async function logout({ terminal, session }: CommandContext): Promise<number> {
  const { environment, signIn } = await session()
  await signIn.logOut()
  terminal.note(`Signed out of ${environment}.\n`)
  return 0
}
