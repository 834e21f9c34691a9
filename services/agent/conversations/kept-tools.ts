import * as z from 'zod'
import type { KeptTools } from '../listed-tool.ts'
import { getItem, putItem, type Table } from './table.ts'

/** A gateway's list of tools, beside the conversations: under a key that no conversation can have. */
const keptTools = z.object({
  /** JSON, as schemas may be as deep as they like. */
  tools: z.string(),
  listed_at: z.number(),
})
const listedTools = z.array(
  z.object({
    name: z.string(),
    gatewayName: z.string(),
    description: z.string(),
    inputSchema: z.record(z.string(), z.unknown()),
  }),
)

const keyOf = (of: string) => ({ conversation_id: `tools_${of}`, item: 'tools' })

/** Undefined where there is none that can be read. */
export async function readTools(table: Table, of: string): Promise<KeptTools | undefined> {
  const item = keptTools.safeParse(await getItem(table, keyOf(of))).data
  if (item === undefined) return undefined
  const tools = listedTools.safeParse(JSON.parse(item.tools)).data
  return tools && { tools, listedAt: item.listed_at }
}

/** Nothing where a later one is there, or where it is too long for an item. */
export async function writeTools(table: Table, of: string, kept: KeptTools): Promise<void> {
  const tools = JSON.stringify(kept.tools)
  if (Buffer.byteLength(tools) > mostBytes) return
  const ttl = Math.floor(kept.listedAt / 1000) + keptS
  const item = { ...keyOf(of), tools, listed_at: kept.listedAt, ttl }
  const values = { ':at': kept.listedAt }
  await putItem(table, item, { if: 'attribute_not_exists(#item) OR #listed_at < :at', values })
}

const mostBytes = 300_000
/** It is made anew every few minutes while anybody asks. */
const keptS = 30 * 86_400
