import type { Container, Fence } from './line-start.ts'
import type { Lines } from './lines.ts'

/** Code between fences, line by line, as it is; a line with too small a margin is code, too. */
export class Code {
  readonly kind = 'fence'
  readonly #fence: Fence
  readonly #containers: readonly Container[]
  readonly #lines: Lines
  #line = ''
  /** Part of the line is printed. */
  #isBegun = false

  constructor(fence: Fence, containers: readonly Container[], lines: Lines) {
    this.#fence = fence
    this.#containers = containers
    this.#lines = lines
    lines.apart()
  }

  write(text: string): void {
    this.#line += text
    if (this.#line.length > longestPiece) this.#print()
  }

  /** Whether the next line belongs to it, too. */
  endLine(): boolean {
    if (!this.#isBegun && this.#isClosing()) return false
    this.#print()
    this.#lines.endLine()
    this.#isBegun = false
    return true
  }

  end(): void {
    if (this.#line !== '' && !this.#isClosing()) this.#print()
    this.#lines.apart()
  }

  #print(): void {
    const text = this.#isBegun ? this.#line : `  ${this.#withoutMargin()}`
    this.#lines.verbatim(text.trimEnd() === '' ? '' : text, ['cyan'])
    this.#line = ''
    this.#isBegun = true
  }

  #isClosing(): boolean {
    const text = this.#withoutMargin().trim()
    const { fence } = this.#fence
    return text.length >= fence.length && text === fence.charAt(0).repeat(text.length)
  }

  #withoutMargin(): string {
    let line = this.#line
    for (const container of this.#containers) {
      if (container.kind === 'quote') line = line.replace(/^ {0,3}> ?/, '')
      else line = withoutSpaces(line, container.most)
    }
    return withoutSpaces(line, this.#fence.indent)
  }
}

const longestPiece = 4_000

const withoutSpaces = (line: string, most: number): string =>
  line.slice(Math.min(most, line.length - line.trimStart().length))
