import type { CommandContext } from './context.ts'

/** Prints an access token, for scripts: the one command that does. */
export async function token({ terminal, session }: CommandContext): Promise<number> {
  const { signIn } = await session()
  terminal.answer(`${await signIn.accessToken()}\n`)
  return 0
}
