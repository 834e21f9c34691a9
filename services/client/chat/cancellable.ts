import { ClientError } from '../errors.ts'
import { stripControls } from '../strip-controls.ts'
import type { Terminal } from '../terminal.ts'

export type Outcome = 'done' | 'failed' | 'cancelled'

/** Work that Ctrl-C cancels, and nothing else with it. What goes wrong is said; nothing is thrown. */
export async function cancellable(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<void>,
  cancelled = 'Cancelled.',
): Promise<Outcome> {
  const cancelling = new AbortController()
  const stopListening = terminal.onInterrupt(() => cancelling.abort())
  try {
    await work(cancelling.signal)
    return 'done'
  } catch (error) {
    if (cancelling.signal.aborted) {
      terminal.note(`! ${cancelled}\n`)
      return 'cancelled'
    }
    terminal.note(`error: ${explain(error)}\n`)
    return 'failed'
  } finally {
    stopListening()
  }
}

function explain(error: unknown): string {
  if (!(error instanceof ClientError)) {
    return `Something went wrong in this program: ${stripControls(String(error))}`
  }
  const message = stripControls(error.message)
  if (!loginHelps.includes(error.code)) return message
  return `${/[.!?]$/.test(message) ? message : `${message}.`} Here: /login`
}

const loginHelps = ['login_required', 'token_missing', 'token_invalid', 'token_expired']
