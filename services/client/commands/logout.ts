import type { CommandContext } from './context.ts'

/** Forgets the tokens of an environment, and has the issuer revoke them. */
export async function logout({ terminal, session }: CommandContext): Promise<number> {
  const { environment, signIn } = await session()
  const who = await signIn.identity()
  await signIn.logOut()
  const done = who === undefined ? 'Nobody was signed in to' : 'Signed out of'
  terminal.note(`${done} ${environment}.\n`)
  return 0
}
