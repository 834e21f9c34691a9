import * as z from 'zod'
import { type Json, json, untrustedData } from '../tool-result.ts'
import { type JsonRecord, recordOf } from './members.ts'

/** What a block of a conversation holds of a tool's result. */
export const resultIn = (block: Json): Json => readForm(untrustedData(block))

/**
 * A result in the form that a model saw, as the tool gives one: rows are items again, with the members that were
 * shown. What is no table, as earlier versions stored results, is as it was.
 */
function readForm(form: Json): Json {
  const data = tableForm.safeParse(form).data
  if (data === undefined) return form
  const { regions, same_in_all = {}, prefixes = {}, columns = [], ...frame } = data
  const all = [...columns, ...Object.keys(same_in_all)]
  return json.parse({
    ...frame,
    ...(all.length > 0 && { columns: all }),
    regions: regions.map(({ rows, items, ...region }) => ({
      status: 'ok',
      truncated: false,
      ...region,
      // A region that failed has none.
      ...((region.status ?? 'ok') === 'ok' && {
        items:
          items ?? (rows ?? []).map((row) => itemOf(row, columns, { same: same_in_all, prefixes })),
      }),
    })),
  })
}

const tableForm = z.looseObject({
  status: z.string(),
  columns: z.array(z.string()).optional(),
  same_in_all: z.record(z.string(), json).optional(),
  prefixes: z.record(z.string(), z.string()).optional(),
  regions: z.array(
    z.looseObject({ rows: z.array(z.array(json)).optional(), items: z.array(json).optional() }),
  ),
})

interface SaidOnce {
  same: JsonRecord
  prefixes: Record<string, string>
}

function itemOf(row: readonly Json[], columns: readonly string[], { same, prefixes }: SaidOnce) {
  const item: JsonRecord = {}
  for (const [at, path] of columns.entries()) {
    const cell = row[at]
    put(item, path, typeof cell === 'string' ? `${prefixes[path] ?? ''}${cell}` : cell)
  }
  for (const [path, value] of Object.entries(same)) put(item, path, value)
  return item
}

function put(item: JsonRecord, path: string, value: Json | undefined): void {
  const steps = path.split('.')
  // Its assignment would reach what all records have in common.
  if (value === undefined || value === null || steps.includes('__proto__')) return
  const last = steps.pop() ?? path
  let holder = item
  for (const step of steps) {
    const inner = (Object.hasOwn(holder, step) ? recordOf(holder[step]) : undefined) ?? {}
    holder[step] = inner
    holder = inner
  }
  holder[last] = value
}
