import * as z from 'zod'
import { csvCell } from '../../csv-cell.ts'
import { stripControls } from '../../strip-controls.ts'
import type { Item } from './tool-items.ts'

/**
 * Items as CSV (RFC 4180): a column a member, those of objects within as `State.Name`, lists as JSON;
 * with the region where there are several. No cell starts as a spreadsheet's formula does, also
 * where a semicolon parts them.
 */
export function csvOf(items: readonly Item[]): string {
  const several = new Set(items.map(({ region }) => region)).size > 1
  const rows = items.map(
    ({ region, item }) =>
      new Map([...(several ? [['Region', region] as const] : []), ...members(item)]),
  )
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column)))]
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

const object = z.record(z.string(), z.unknown())

function members(item: unknown, prefix = ''): [column: string, value: unknown][] {
  const parsed = object.safeParse(item)
  if (!parsed.success) return [[prefix === '' ? 'Value' : prefix, item]]
  return Object.entries(parsed.data).flatMap(([name, value]) =>
    members(value, prefix === '' ? name : `${prefix}.${name}`),
  )
}

const cell = (value: unknown): string => csvCell(stripControls(inWords(value)))

function inWords(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
