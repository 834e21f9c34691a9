import { Code } from './code.ts'
import { type Container, type Leaf, lineStart } from './line-start.ts'
import { Lines } from './lines.ts'
import type { Look } from './look.ts'
import { type Margin, marginOf } from './margin.ts'
import { Paragraph } from './paragraph.ts'
import { Rows } from './rows.ts'

/** The blocks of an answer, told apart as its lines come, and set. */
export class Answer {
  readonly #look: Look
  readonly #lines: Lines
  #containers: { container: Container; margin: Margin }[] = []
  #block: Paragraph | Rows | Code | undefined
  /** What comes goes on with the block, whatever it is. */
  #isInside = false
  /** What has come of a line until it is known what it begins. */
  #line = ''

  constructor(look: Look) {
    this.#look = look
    this.#lines = new Lines(look)
  }

  write(text: string): void {
    const [first = '', ...others] = text.replaceAll('\t', '    ').split('\n')
    this.#add(first)
    for (const line of others) {
      this.#endLine()
      this.#add(line)
    }
  }

  end(): void {
    if (this.#line !== '') this.#endLine()
    this.#endBlock()
    this.#lines.endLine()
  }

  take(): string {
    return this.#lines.take()
  }

  #add(text: string): void {
    if (this.#isInside) {
      this.#block?.write(text)
      return
    }
    this.#line += text
    const isLong = this.#line.length > longestLine
    if (isLong || this.#line.length < longestStart) this.#begin({ isWhole: false, isLong })
  }

  #endLine(): void {
    const isFirst = !this.#isInside
    if (isFirst) this.#begin({ isWhole: true })
    this.#line = ''
    const kind = this.#block?.kind
    if (isFirst && kind === 'fence') return
    this.#isInside = this.#block?.endLine() ?? false
    // A paragraph or a table may go on in the next line.
    if (!this.#isInside && (kind === 'heading' || kind === 'fence')) this.#endBlock()
  }

  #begin({ isWhole, isLong = false }: { isWhole: boolean; isLong?: boolean }): void {
    const open = this.#containers.map(({ container }) => container)
    const inText = this.#block?.kind === 'text'
    const start = lineStart(this.#line, open, { isWhole, inText })
    if (start === undefined && !isLong) return
    const { kept, opened, leaf } = start ?? {
      kept: open.length,
      opened: [],
      leaf: asText(this.#line),
    }
    // Text goes on with a paragraph, even without the marks of what holds that.
    const stays = kept === open.length || (inText && leaf.kind === 'text')
    if (opened.length > 0 || !stays) this.#enter(kept, opened)
    if (this.#block?.kind !== leaf.kind) this.#endBlock()
    this.#beginLeaf(leaf)
  }

  #enter(kept: number, opened: readonly Container[]): void {
    this.#endBlock()
    const within = opened.map((container) => ({
      container,
      margin: marginOf(container, this.#look.symbols),
    }))
    this.#containers = [...this.#containers.slice(0, kept), ...within]
    this.#lines.margins = this.#containers.map(({ margin }) => margin)
  }

  #beginLeaf(leaf: Leaf): void {
    switch (leaf.kind) {
      case 'text':
      case 'heading':
        if (this.#block === undefined) this.#block = new Paragraph(leaf, this.#look, this.#lines)
        else this.#block.write('\n')
        this.#block.write(leaf.text)
        this.#isInside = true
        return
      case 'fence':
        this.#block = new Code(
          leaf,
          this.#containers.map(({ container }) => container),
          this.#lines,
        )
        this.#isInside = true
        return
      case 'row':
        this.#block ??= new Rows(this.#look, this.#lines)
        this.#block.write(leaf.text)
        return
      case 'code':
        this.#lines.verbatim(`  ${leaf.text}`, ['cyan'])
        this.#lines.endLine()
        return
      case 'rule':
        this.#lines.apart()
        this.#lines.verbatim(this.#look.symbols.rule.repeat(Math.min(this.#lines.room, 40)), [
          'dim',
        ])
        this.#lines.apart()
        return
      case 'blank':
        this.#lines.apart()
    }
  }

  #endBlock(): void {
    this.#block?.end()
    this.#block = undefined
  }
}

/** A longer line is not waited for: it is text, whatever it began as. */
const longestLine = 4_000
/** Within so many characters a line has said whether it must be known whole. */
const longestStart = 100

const asText = (text: string): Leaf => ({ kind: 'text', text, level: 0 })
