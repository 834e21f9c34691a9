import type { Span } from './inline.ts'
import { type Look, paint, type Style } from './look.ts'
import { type Margin, Margins } from './margin.ts'
import { breakableAfter, characters, displayWidth } from './width.ts'

/**
 * Text set in lines that break between words. What `take` gave is never changed; words longer than
 * a line are left whole, for the terminal to break, so that they can be copied.
 */
export class Lines {
  readonly #look: Look
  readonly #breakLongWords: boolean
  readonly #margins = new Margins()
  #out = ''
  #isEmpty = true
  #isOpen = false
  #isApart = false
  /** On the open line, its margin counted. */
  #column = 0
  #atMargin = true
  #spaceDue = false
  #word: Span[] = []
  #wordWidth = 0
  #inLongWord = false

  constructor(look: Look, { breakLongWords = false } = {}) {
    this.#look = look
    this.#breakLongWords = breakLongWords
  }

  /** Of the lines to come. */
  set margins(margins: readonly Margin[]) {
    this.endLine()
    this.#margins.all = margins
  }

  /** How much of the window is left beside the margins. */
  get room(): number {
    return this.#look.columns - this.#margins.width(this.#look.columns)
  }

  words(spans: readonly Span[]): void {
    for (const { text, styles } of spans) {
      for (const piece of text.match(pieces) ?? []) {
        if (/^\s/.test(piece)) this.#space(piece)
        else this.#addToWord({ text: piece, styles })
      }
    }
  }

  /** As it is, never broken by us. */
  verbatim(text: string, styles: readonly Style[] = []): void {
    this.#beginLine()
    this.#out += paint(this.#look, styles, text)
  }

  endLine(): void {
    this.#endWord()
    if (this.#isOpen) this.#out += '\n'
    this.#isOpen = false
    this.#spaceDue = false
  }

  /** An empty line before whatever comes next, if anything came before. */
  apart(): void {
    this.endLine()
    this.#isApart = true
  }

  take(): string {
    const taken = this.#out
    this.#out = ''
    return taken
  }

  #space(piece: string): void {
    this.#endWord()
    this.#inLongWord = false
    if (piece.includes('\n')) this.endLine()
    else this.#spaceDue = this.#isOpen
  }

  #addToWord(part: Span): void {
    if (this.#inLongWord) {
      this.#print(part, displayWidth(part.text))
      return
    }
    const last = this.#word.at(-1)
    if (last?.styles === part.styles) last.text += part.text
    else this.#word.push(part)
    this.#wordWidth += displayWidth(part.text)
    if (breakableAfter.test(part.text.slice(-1))) this.#endWord()
    else if (this.#wordWidth > this.room && !this.#breakLongWords) {
      this.#endWord()
      this.#inLongWord = true
    }
  }

  #endWord(): void {
    const [word, width] = [this.#word, this.#wordWidth]
    this.#word = []
    this.#wordWidth = 0
    if (word.length === 0) return
    this.#beginLine()
    const space = this.#spaceDue ? 1 : 0
    if (!this.#atMargin && this.#column + space + width > this.#look.columns) this.#breakLine()
    else if (space > 0) this.#print({ text: ' ', styles: [] }, 1)
    this.#spaceDue = false
    if (this.#breakLongWords && width > this.room) this.#printBroken(word)
    else for (const part of word) this.#print(part, displayWidth(part.text))
  }

  #printBroken(word: readonly Span[]): void {
    for (const { text, styles } of word) {
      for (const character of characters(text)) {
        const width = displayWidth(character)
        if (this.#column + width > this.#look.columns) this.#breakLine()
        this.#print({ text: character, styles }, width)
      }
    }
  }

  #print({ text, styles }: Span, width: number): void {
    this.#out += paint(this.#look, styles, text)
    this.#column += width
    this.#atMargin = false
    // The terminal has broken a long word; a line that is just full is still the same one.
    const { columns } = this.#look
    if (this.#column > columns) this.#column = this.#column % columns || columns
  }

  #breakLine(): void {
    this.#out += '\n'
    this.#isOpen = false
    this.#beginLine()
  }

  #beginLine(): void {
    if (this.#isOpen) return
    const { columns } = this.#look
    const edge = this.#margins.next(columns)
    if (this.#isApart && !this.#isEmpty) this.#out += `${this.#painted(edge.before)}\n`
    this.#out += this.#painted(edge.now)
    this.#column = this.#margins.width(columns)
    this.#isOpen = true
    this.#isEmpty = false
    this.#isApart = false
    this.#atMargin = true
  }

  #painted(edge: string): string {
    return paint(this.#look, ['dim'], edge)
  }
}

/** White space; and words, which end after each character that a line may break after. */
const pieces = new RegExp(
  `\\s+|(?:(?!${breakableAfter.source})\\S)*(?:${breakableAfter.source}|(?!${breakableAfter.source})\\S)`,
  'gu',
)
