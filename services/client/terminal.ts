import { createInterface, type Interface } from 'node:readline/promises'

/** All that the client shows and asks; a test puts its own in place. */
export interface Terminal {
  /** Part of an answer, to standard output. */
  answer(text: string): void
  /** What surrounds answers (banner, tool calls, notices, errors), to standard error. */
  note(text: string): void
  /** The next line typed; undefined at the end of input and after Ctrl-C. */
  ask(prompt: string): Promise<string | undefined>
  /** Calls `listener` at each Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void
  /** A person types and looks: else nothing is asked, and nothing moves. */
  readonly interactive: boolean
  /** Of the answer's side; Infinity where that is no terminal, so that nothing is wrapped. */
  readonly columns: number
  /** Whether escape sequences for colours may go to answers, and to notes (NO_COLOR, pipes). */
  readonly colours: { answer: boolean; note: boolean }
  /** Replaces the one line below everything else (a spinner, say); undefined takes it away. */
  status(text: string | undefined): void
  close(): void
}

/** The terminal, or the pipes, that this process was started with. */
export function processTerminal(): Terminal {
  const interactive = process.stdin.isTTY === true
  let lines: Interface | undefined
  let typed: AsyncIterator<string> | undefined

  // Made at the first question: one answer alone reads nothing.
  const open = () => {
    lines ??= createInterface({
      input: process.stdin,
      output: process.stderr,
      terminal: interactive,
    })
    return lines
  }

  return {
    answer: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    async ask(prompt) {
      if (interactive) return typedAtPrompt(open(), prompt)
      // Piped lines arrive faster than they are asked for; an iterator keeps them until then.
      typed ??= open()[Symbol.asyncIterator]()
      const { done, value } = await typed.next()
      return done === true ? undefined : value
    },
    onInterrupt(listener) {
      const source = interactive && lines !== undefined ? lines : process
      source.on('SIGINT', listener)
      return () => void source.off('SIGINT', listener)
    },
    interactive: interactive && process.stderr.isTTY === true,
    get columns() {
      return process.stdout.isTTY === true ? process.stdout.columns : Number.POSITIVE_INFINITY
    },
    colours: {
      answer: process.stdout.isTTY === true && process.stdout.hasColors(),
      note: process.stderr.isTTY === true && process.stderr.hasColors(),
    },
    status() {},
    close: () => lines?.close(),
  }
}

/** Ctrl-C and Ctrl-D close the interface, and a closed one answers no question. */
async function typedAtPrompt(lines: Interface, prompt: string): Promise<string | undefined> {
  const closed = new AbortController()
  const onClose = () => closed.abort()
  lines.once('close', onClose)
  try {
    return await lines.question(prompt, { signal: closed.signal })
  } catch {
    return undefined
  } finally {
    lines.off('close', onClose)
  }
}
