import { type InlineStream, inlineStream } from './inline.ts'
import type { Text } from './line-start.ts'
import type { Lines } from './lines.ts'
import type { Look } from './look.ts'

/** Text that streams: a paragraph, whose lines stay lines, or a heading, which is one. */
export class Paragraph {
  readonly kind: 'text' | 'heading'
  readonly #lines: Lines
  readonly #inline: InlineStream

  constructor({ kind, level }: Text, look: Look, lines: Lines) {
    this.kind = kind
    this.#lines = lines
    this.#inline = inlineStream(look, kind === 'heading' ? ['bold'] : [])
    if (kind === 'text') return
    lines.apart()
    // Without colours nothing else would tell a heading from a line of text.
    if (!look.colours) lines.words([{ text: `${'#'.repeat(level)} `, styles: [] }])
  }

  write(text: string): void {
    this.#lines.words(this.#inline.write(text))
  }

  /** Its last word is whole; the next line may go on with it. */
  endLine(): boolean {
    this.write(' ')
    return false
  }

  end(): void {
    this.#lines.words(this.#inline.end())
    this.#lines.endLine()
  }
}
