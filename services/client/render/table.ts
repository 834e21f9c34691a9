import type { Span } from './inline.ts'
import { Lines } from './lines.ts'
import { type Look, paint } from './look.ts'
import { displayWidth } from './width.ts'

type Cell = readonly Span[]
export type Alignment = 'left' | 'centre' | 'right' | 'unsaid'

export interface Table {
  names: readonly Cell[]
  /** Of the columns; one without is `unsaid`: numbers to the right, all else to the left. */
  alignments: readonly Alignment[]
  body: readonly (readonly Cell[])[]
}

/** The lines of a table: those of its head, and those of each row, of its body or like them. */
export interface TableLayout {
  head: readonly string[]
  row(cells: readonly Cell[]): string[]
}

/** Columns as wide as they need where they fit into `room`, else narrower; else a record a row. */
export function tableLayout(table: Table, look: Look, room: number): TableLayout {
  const widths = columnWidths(table, room)
  return widths === undefined ? records(table, look, room) : grid(table, widths, look)
}

const gap = '  '
/** Columns whose words are broken into less are not read. */
const narrowest = 12
const tallest = 12

/** The widest columns give way first, those whose words stay whole before others. */
function columnWidths({ names, body }: Table, room: number): number[] | undefined {
  const columns = names.map((name, at) => [name, ...body.map((row) => row[at] ?? [])].map(textOf))
  const natural = columns.map((cells) => Math.max(...cells.map(widthOf)))
  const words = columns.map((cells) =>
    Math.max(...cells.flatMap((cell) => cell.split(/\s+/)).map(displayWidth)),
  )
  const left = room - gap.length * (columns.length - 1)
  if (sum(natural) <= left) return natural
  return narrowed(natural, words, left) ?? narrowed(words, [], left)
}

function narrowed(natural: readonly number[], least: readonly number[], room: number) {
  for (let most = room; most >= narrowest; most -= 1) {
    const widths = natural.map((width, at) => Math.max(Math.min(width, most), least[at] ?? 0))
    if (sum(widths) <= room) return widths
  }
  return undefined
}

function grid(table: Table, widths: readonly number[], look: Look): TableLayout {
  const alignments = widths.map((_, at) => alignmentOf(table, at))
  const row = (cells: readonly Cell[]): string[] => {
    const wrapped = widths.map((width, at) => wrap(cells[at] ?? [], width, look))
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((lines, at) => aligned(lines[line] ?? '', widths[at] ?? 0, alignments[at] ?? 'left'))
        .join(gap)
        .trimEnd(),
    )
  }
  const rule = widths.map((width) => look.symbols.rule.repeat(width)).join(gap)
  return { head: [...row(table.names), paint(look, ['dim'], rule)], row }
}

/** `Name: value` in lines, and an empty line after each record. */
function records(table: Table, look: Look, room: number): TableLayout {
  const row = (cells: readonly Cell[]): string[] => {
    const named = table.names.flatMap((name, at) => {
      const value = cells[at] ?? []
      const colon: Span = { text: ': ', styles: ['bold'] }
      return textOf(value) === '' ? [] : wrap([...name, colon, ...value], room, look)
    })
    return [...named, '']
  }
  return { head: [], row }
}

function wrap(cell: Cell, columns: number, look: Look): string[] {
  const { colours, symbols } = look
  const lines = new Lines({ columns, colours, symbols }, { breakLongWords: true })
  lines.words(cell)
  lines.endLine()
  const all = lines.take().split('\n').slice(0, -1)
  return all.length <= tallest ? all : [...all.slice(0, tallest - 1), symbols.ellipsis]
}

function aligned(text: string, width: number, alignment: Alignment): string {
  const spare = Math.max(0, width - displayWidth(text))
  const before = alignment === 'right' ? spare : alignment === 'centre' ? Math.floor(spare / 2) : 0
  return `${' '.repeat(before)}${text}${' '.repeat(spare - before)}`
}

function alignmentOf({ alignments, body }: Table, at: number): Alignment {
  const said = alignments[at] ?? 'unsaid'
  if (said !== 'unsaid') return said
  const values = body.map((row) => textOf(row[at] ?? []).trim()).filter((text) => text !== '')
  return values.length > 0 && values.every((text) => number.test(text)) ? 'right' : 'left'
}

const number = /^[-+]?[$€£]?\d[\d,.]*(?: ?(?:%|[a-zA-Zµ]{1,3}))?$/

const textOf = (cell: Cell): string => cell.map(({ text }) => text).join('')

const widthOf = (text: string): number => Math.max(...text.split('\n').map(displayWidth))

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
