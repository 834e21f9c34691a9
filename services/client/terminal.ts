import { createInterface } from 'node:readline/promises'
import { bottomOf } from './prompt/bottom.ts'
import { type Keyboard, openKeyboard } from './prompt/keyboard.ts'
import { type Chatting, readTyped } from './prompt/line-prompt.ts'
import { statusBlock } from './prompt/status-block.ts'
import { symbols } from './render/symbols.ts'
import { wordWrapped } from './render/word-wrapped.ts'

/** All that the client shows and asks; a test puts its own in place. */
export interface Terminal {
  /** Part of an answer, to standard output. */
  answer(text: string): void
  /** What surrounds answers (banner, tool calls, notices, errors), to standard error. */
  note(text: string): void
  /**
   * What is typed next, of several lines perhaps; undefined at the end of input, and for who leaves
   * by Ctrl-C. A chat brings its history and what Tab completes.
   */
  ask(prompt: string, chatting?: Chatting): Promise<string | undefined>
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
  const { stdin, stdout, stderr, env } = process
  const interactive = stdin.isTTY === true && stderr.isTTY === true && env.TERM !== 'dumb'
  const bottom = bottomOf(interactive ? stderr : undefined)
  // Opened at the first question: one answer alone reads nothing.
  let keyboard: Keyboard | undefined
  let lines: PlainLines | undefined
  let stopEnding: (() => void) | undefined
  stdout.on('error', leaveWithReader)

  return {
    answer: (text) => (stdout.isTTY ? bottom.above(stdout, text) : void stdout.write(text)),
    note: (text) => bottom.above(stderr, wordWrapped(text, stderr.columns)),
    ask(prompt, chatting) {
      if (interactive) {
        keyboard ??= openKeyboard(stdin, stderr, { before: bottom.hide, after: bottom.redraw })
        // A chat is left at its prompt: a Ctrl-C too many in an answer does not end it.
        if (chatting !== undefined) stopEnding ??= keyboard.onInterrupt(() => {})
        return readTyped({ keyboard, output: stderr, bottom }, prompt, chatting)
      }
      if (stdin.isTTY) stderr.write(prompt)
      lines ??= plainLines()
      return lines.next()
    },
    onInterrupt(listener) {
      const stopListening = keyboard?.onInterrupt(listener)
      process.on('SIGINT', listener)
      return () => {
        stopListening?.()
        process.off('SIGINT', listener)
      }
    },
    interactive,
    get columns() {
      return stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY
    },
    get colours() {
      return {
        answer: stdout.isTTY && stdout.hasColors(),
        note: stderr.isTTY && stderr.hasColors(),
      }
    },
    status(text) {
      // What is typed in an answer is for the prompt after it.
      const { separator } = symbols(env)
      const ahead = keyboard?.ahead(` ${separator} `) ?? ''
      const shown = ahead === '' ? text : `${text}, then: ${ahead}`
      bottom.show(text === undefined ? undefined : statusBlock(stderr, shown ?? ''))
    },
    close() {
      stopEnding?.()
      keyboard?.close()
      lines?.close()
    },
  }
}

/** Who reads the answer (`| head`) has had enough of it. */
function leaveWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}

interface PlainLines {
  next(): Promise<string | undefined>
  close(): void
}

/** Piped lines arrive faster than they are asked for; an iterator keeps them until then. */
function plainLines(): PlainLines {
  const lines = createInterface({ input: process.stdin, terminal: false })
  const typed = lines[Symbol.asyncIterator]()
  return {
    async next() {
      const { done, value } = await typed.next()
      return done === true ? undefined : value
    },
    close: () => lines.close(),
  }
}
