import type { Json } from '../../json.ts'

/**
 * Rows under the names of their columns; lists of cells where the first row names none. A row that a
 * bound has cut is left out. Undefined where it is no table.
 */
export function rowsOf(text: string, { more, from }: TextPart): Json[] | undefined {
  const rows = cells(text.replace(/^\ufeff/, ''), delimiterOf(text))
  if (more) rows.pop()
  const [head = [], ...rest] = rows
  if (head.length < 2 || rest.length === 0) return undefined
  if (from > 0 || !namesColumns(head)) return rows
  const names = namesOf(head)
  return rest.map((row) => rowUnder(names, row))
}

/** Where the text begins in what it is of: after its beginning, its first row is any row. */
export interface TextPart {
  more: boolean
  from: number
}

/** An index has no name in its head, and a name may stand there twice. */
function namesOf(head: readonly string[]): string[] {
  const times = new Map<string, number>()
  return head.map((cell, at) => {
    const name = cell.trim() === '' ? `column ${at + 1}` : cell
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return before === 0 ? name : `${name} (${before + 1})`
  })
}

function rowUnder(head: readonly string[], row: readonly string[]): Json {
  const named = row.map((cell, at) => [head[at] ?? `column ${at + 1}`, cell] as const)
  return Object.fromEntries(named)
}

const namesColumns = (head: readonly string[]): boolean =>
  head.some((name) => name.trim() !== '') && head.every((name) => !/^[-+\d.,:/ ]*\d$/.test(name))

/** That of which the first line has the most. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split('\n', 1)[0] ?? ''
  const counts = [',', ';', '\t', '|'].map((sign) => [line.split(sign).length, sign] as const)
  return counts.toSorted(([a], [b]) => b - a)[0]?.[1] ?? ','
}

/** RFC 4180: a cell in quotes may hold delimiters, lines and quotes. */
function cells(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const pattern = new RegExp(
    `"((?:[^"]|"")*)"|([^\\n\\r${delimiter === '|' ? '\\|' : delimiter}]*)`,
    'y',
  )
  while (at < text.length) {
    pattern.lastIndex = at
    const [whole = '', quoted, bare = ''] = pattern.exec(text) ?? []
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    at += whole.length
    if (text[at] === delimiter) {
      at += 1
      continue
    }
    at = afterLine(text, at)
    rows.push(row)
    row = []
  }
  return rows
}

/** What stands after a quote's end, though nothing should, goes with its line. */
function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
