import { inlineSpans } from './inline.ts'
import type { Lines } from './lines.ts'
import type { Look } from './look.ts'
import { stateStyles } from './state-styles.ts'
import { type Alignment, type TableLayout, tableLayout } from './table.ts'

/**
 * Lines that begin with `|`: a table where the second of them says so, else text. The columns are as
 * wide as the first hundred rows ask for, so that no more is held back.
 */
export class Rows {
  readonly kind = 'row'
  readonly #look: Look
  readonly #lines: Lines
  #held: string[] = []
  #layout: TableLayout | undefined

  constructor(look: Look, lines: Lines) {
    this.#look = look
    this.#lines = lines
  }

  write(row: string): void {
    this.#held.push(row)
    if (this.#layout !== undefined) this.#drawRows()
    else if (this.#held.length === 2 && !isDelimiter.test(row)) this.#drawText()
    else if (this.#held.length > mostHeld) this.#drawHead()
  }

  endLine(): boolean {
    return false
  }

  end(): void {
    if (this.#held.length === 1) this.#drawText()
    else if (this.#layout === undefined) this.#drawHead()
    if (this.#layout !== undefined) this.#lines.apart()
  }

  #drawHead(): void {
    const [head = '', delimiter = ''] = this.#held.splice(0, 2)
    const names = cells(head).map((cell) => inlineSpans(cell, this.#look, ['bold']))
    const body = this.#held.map((row) => this.#spans(row))
    const table = { names, alignments: alignments(delimiter), body }
    this.#layout = tableLayout(table, this.#look, this.#lines.room)
    this.#lines.apart()
    this.#print(this.#layout.head)
    this.#drawRows()
  }

  #drawRows(): void {
    for (const row of this.#held.splice(0)) this.#print(this.#layout?.row(this.#spans(row)) ?? [])
  }

  #drawText(): void {
    this.#lines.words(inlineSpans(this.#held.shift() ?? '', this.#look))
    this.#lines.endLine()
  }

  #spans(row: string) {
    return cells(row).map((cell) => inlineSpans(cell, this.#look, stateStyles(cell)))
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) {
      if (line === '') this.#lines.apart()
      else this.#lines.verbatim(line)
      this.#lines.endLine()
    }
  }
}

const mostHeld = 102

const isDelimiter = /^\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/

/** `\|` is no border. */
function cells(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

const alignments = (delimiter: string): Alignment[] =>
  cells(delimiter).map((cell) => {
    if (!cell.endsWith(':')) return cell.startsWith(':') ? 'left' : 'unsaid'
    return cell.startsWith(':') ? 'centre' : 'right'
  })
