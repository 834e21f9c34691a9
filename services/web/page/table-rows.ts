import { csvCell } from '../../client/csv-cell.ts'
import { timeOf } from './times.ts'

/** One row of a table: its place in the order that it came in, and its cells as text. */
export interface Row {
  at: number
  cells: readonly string[]
}

export interface Sorting {
  column: number
  isDown: boolean
}

/** By what cells mean: times, amounts (`$1,015`, `40 %`, `39 minutes`), else words; empty ones last. */
export function sorted(rows: readonly Row[], { column, isDown }: Sorting): Row[] {
  const keys = rows.map((row) => ({ row, key: keyOf(row.cells[column] ?? '') }))
  const sign = isDown ? -1 : 1
  return keys
    .sort(({ row, key }, other) => {
      if (key.text === '' || other.key.text === '') {
        return Number(key.text === '') - Number(other.key.text === '') || row.at - other.row.at
      }
      return sign * compared(key, other.key) || row.at - other.row.at
    })
    .map(({ row }) => row)
}

interface Key {
  text: string
  number: number | undefined
}

function keyOf(cell: string): Key {
  const text = cell.trim()
  return { text, number: timeOf(text) ?? amountOf(text) }
}

function compared(one: Key, other: Key): number {
  if (one.number !== undefined && other.number !== undefined) return one.number - other.number
  if (one.number !== undefined || other.number !== undefined) {
    return one.number === undefined ? 1 : -1
  }
  return collator.compare(one.text, other.text)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const amount = /^([-+]?)[$€£]?(\d[\d,]*(?:\.\d+)?)(?: ?(%|[a-zA-Zµ]{1,7}))?(?: \(.*\))?$/

/** Undefined for what is no amount. Sizes and spans count in their smallest unit. */
function amountOf(text: string): number | undefined {
  const [, sign, digits, unit = ''] = amount.exec(text) ?? []
  if (digits === undefined) return undefined
  const factor = units[unit] ?? 1
  return Number(digits.replaceAll(',', '')) * factor * (sign === '-' ? -1 : 1)
}

const units: Readonly<Record<string, number>> = {
  ...{ kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 1024, MiB: 1024 ** 2 },
  ...{ GiB: 1024 ** 3, TiB: 1024 ** 4 },
  ...{ ms: 1e-3, s: 1, second: 1, seconds: 1, minute: 60, minutes: 60, hour: 3600, hours: 3600 },
  ...{ day: 86_400, days: 86_400, month: 2_592_000, months: 2_592_000 },
}

/** Those that hold each of the typed words somewhere, whatever their case. */
export function filtered(rows: readonly Row[], typed: string): Row[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...rows]
  return rows.filter(({ cells }) => {
    const text = cells.join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** True for a column of amounts, which stands to the right. */
export function isNumeric(rows: readonly Row[], column: number): boolean {
  const texts = rows.slice(0, 200).map(({ cells }) => (cells[column] ?? '').trim())
  const said = texts.filter((text) => text !== '')
  return said.length > 0 && said.every((text) => amountOf(text) !== undefined)
}

export function csvOf(names: readonly string[], rows: readonly Row[]): string {
  const lines = [names, ...rows.map(({ cells }) => cells)]
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** For a spreadsheet that is pasted into; tabs and line breaks within a cell are blanks. */
export function tabbedOf(names: readonly string[], rows: readonly Row[]): string {
  const lines = [names, ...rows.map(({ cells }) => cells)]
  return lines.map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')).join('\n')
}
