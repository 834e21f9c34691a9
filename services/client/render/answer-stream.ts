import { stripControls } from '../strip-controls.ts'
import { Answer } from './answer.ts'
import type { Look } from './look.ts'

/** Markdown that arrives in pieces, as text for a terminal: what is printed is never taken back. */
export interface AnswerStream {
  /** What may be printed now. */
  write(markdown: string): string
  /** The rest, ended by a newline unless nothing was printed at all. */
  end(): string
}

/**
 * Paragraphs come word by word, code line by line, tables whole (or their first hundred rows). What
 * is held back is bounded, and so is the time for each character, however long the answer.
 */
export function answerStream(look: Look): AnswerStream {
  const answer = new Answer(look)
  let half = ''
  return {
    write(markdown) {
      const text = half + markdown
      // Half a character, the rest of which is still to come.
      half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? ''
      const whole = stripControls(text.slice(0, text.length - half.length))
      // Of answers of the offline model: a plan's parts stand between these.
      answer.write(whole.replaceAll('·', look.symbols.separator))
      return answer.take()
    },
    end() {
      answer.end()
      return answer.take()
    },
  }
}
