import type { Span } from './inline.ts'
import { type Look, paint } from './look.ts'
import { displayWidth, padTo } from './width.ts'
import { wrapped } from './wrapped.ts'

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
/** Nor are cells of more lines. */
const tall = 6
/** One that comes after the first hundred rows is cut. */
const tallest = 12

/** The widest columns give way first. Words stay whole where they can, else their parts, else nothing. */
function columnWidths({ names, body }: Table, room: number): number[] | undefined {
  const columns = names.map((name, at) => [name, ...body.map((row) => row[at] ?? [])].map(textOf))
  const natural = columns.map((cells) => Math.max(...cells.map(widthOf)))
  const [words, parts] = [/\s+/, betweenParts].map((between) =>
    columns.map((cells) => Math.max(...cells.map((cell) => longest(cell, between)))),
  )
  const left = room - gap.length * (columns.length - 1)
  if (sum(natural) <= left) return natural
  return [words, parts, []]
    .map((least) => narrowed(natural, least ?? [], left))
    .find((widths) => widths?.every((width, at) => (natural[at] ?? 0) <= width * tall))
}

function narrowed(natural: readonly number[], least: readonly number[], room: number) {
  for (let most = room; most >= narrowest; most -= 1) {
    const widths = natural.map((width, at) => Math.max(Math.min(width, most), least[at] ?? 0))
    if (sum(widths) <= room) return widths
  }
  return undefined
}

const longest = (text: string, between: RegExp): number =>
  Math.max(...text.split(between).map(displayWidth))

/** Where a name may break: behind its marks and before its capitals, but in no id or number. */
const nextPart =
  /(?<=[\p{L}\p{N}"][-/.:,_=])(?!\s|[\da-f]{8})(?<!\d.(?=\d))|(?<=\p{Ll})(?=\p{Lu})/gu
const betweenParts = new RegExp(`\\s+|${nextPart.source}`, 'u')
const noWidth = '\u200b'

function grid(table: Table, widths: readonly number[], look: Look): TableLayout {
  const alignments = widths.map((_, at) => alignmentOf(table, at))
  const row = (cells: readonly Cell[]): string[] => {
    const columns = widths.map((width, at) => cut(wrap(cells[at] ?? [], width, look), look))
    const height = Math.max(...columns.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((lines, at) => aligned(lines[line] ?? '', widths[at] ?? 0, alignments[at] ?? 'left'))
        .join(gap)
        .trimEnd(),
    )
  }
  const rule = widths.map((width) => look.symbols.rule.repeat(width)).join(gap)
  return { head: [...row(table.names), paint(look, ['dim'], rule)], row }
}

/** `Name:  value` in lines, values beneath one another, and an empty line after each record. */
function records(table: Table, look: Look, room: number): TableLayout {
  const colon: Span = { text: ':', styles: ['bold'] }
  const names = table.names.map((name) => [...name, colon])
  const width = Math.max(...names.map((name) => displayWidth(textOf(name))))
  const isNarrow = room - width - 1 < leastValue
  const named = (name: Cell, value: Cell): string[] => {
    const space: Span = { text: ' ', styles: [] }
    if (isNarrow) return wrap([...name, space, ...value], room, look)
    const [head = ''] = wrap(name, width, look)
    return wrap(value, room - width - 1, look).map((line, at) =>
      `${at === 0 ? padTo(head, width) : ' '.repeat(width)} ${line}`.trimEnd(),
    )
  }
  const row = (cells: readonly Cell[]): string[] => [
    ...names.flatMap((name, at) => {
      const value = cells[at] ?? []
      return textOf(value) === '' ? [] : named(name, value)
    }),
    '',
  ]
  return { head: [], row }
}

/** Values in less room than this begin behind their names instead. */
const leastValue = 24

function wrap(cell: Cell, columns: number, look: Look): string[] {
  const { colours, symbols } = look
  const isNarrow = longest(textOf(cell), /\s+/) > columns
  const spans = isNarrow ? cell.map(inParts) : cell
  const lines = wrapped(spans, { columns, colours, symbols }, { breakLongWords: true })
  return lines.map((line) => line.replaceAll(noWidth, ''))
}

const cut = (lines: string[], { symbols }: Look): string[] =>
  lines.length <= tallest ? lines : [...lines.slice(0, tallest - 1), symbols.ellipsis]

const inParts = ({ text, styles }: Span): Span => ({
  text: text.replace(nextPart, noWidth),
  styles,
})

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

const number = /^[-+]?[$€£]?\d[\d,]*(?:\.\d+)?(?: ?(?:%|[a-zA-Zµ]{1,3}))?$/

const textOf = (cell: Cell): string => cell.map(({ text }) => text).join('')

const widthOf = (text: string): number => Math.max(...text.split('\n').map(displayWidth))

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
