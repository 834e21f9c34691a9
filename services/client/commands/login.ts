import { stripControls } from '../strip-controls.ts'
import type { CommandContext } from './context.ts'

export interface LoginOptions {
  device?: boolean
  /** False with `--no-browser`. */
  browser?: boolean
  port?: number
}

/** Signs a person in; Ctrl-C gives it up. */
export async function login(
  { terminal, session }: CommandContext,
  { device = false, ...options }: LoginOptions,
): Promise<number> {
  const { environment, signIn } = await session()
  const cancelling = new AbortController()
  const stopListening = terminal.onInterrupt(() => cancelling.abort())
  const how = { ...options, device, show: (text: string) => terminal.note(text) }
  try {
    const who = await signIn.logIn(how, cancelling.signal)
    const kept = `The tokens are kept in ${who.keptIn === 'keyring' ? 'the keyring' : who.keptIn}.`
    terminal.note(stripControls(`Signed in to ${environment} as ${who.login}. ${kept}\n`))
    return 0
  } catch (error) {
    if (!cancelling.signal.aborted) throw error
    terminal.note('Cancelled.\n')
    return 130
  } finally {
    stopListening()
  }
}
