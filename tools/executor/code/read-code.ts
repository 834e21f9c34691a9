import { isRecord, type Json } from '../../json.ts'
import type { ToolContext } from '../../tool.ts'
import { ToolError } from '../../tool-error.ts'
import { textOf, typeOf } from '../contents/text-of.ts'
import { withLines } from '../contents/with-contents.ts'
import { nearest } from '../nearest.ts'
import { checkedLink } from './code-host.ts'
import { maxFiles } from './code-operations.ts'
import { fetchRange } from './fetch-range.ts'
import { type ZipEntry, zipEntries, zipFile } from './zip.ts'

type Input = Readonly<Record<string, unknown>>

/** What the files are, or what is in those that are named; of what is no text, its size. */
export async function readCode(
  { input, region }: { input: Input; region: string },
  context: ToolContext,
): Promise<Record<string, unknown>> {
  const { Files, ...of } = input
  const isFunction = 'FunctionName' in of
  const { clients, signal } = context
  const operation = isFunction ? 'GetFunction' : 'GetLayerVersion'
  const found = await clients.send({ service: 'lambda', operation, input: of, region, signal })
  const place = isFunction ? found.Code : found.Content
  const link = checkedLink(isRecord(place) ? place.Location : undefined, region)
  const get = clients.fetchRange ?? fetchRange
  const fetch = (range: string) => get(link, range, signal)
  const entries = await zipEntries(fetch)
  const wanted = namesIn(Files)
  if (wanted.length === 0) {
    return { files: entries.map(({ name, bytes }) => ({ File: name, Bytes: bytes })) }
  }
  const chosen = chosenOf(entries, wanted)
  const read = chosen.slice(0, maxFiles)
  const files = []
  for (const entry of read) files.push(await fileOf(entry, fetch))
  return {
    files,
    ...(chosen.length > read.length && {
      note: `These are the first ${maxFiles} of ${chosen.length} files: name fewer.`,
    }),
  }
}

const namesIn = (files: unknown): string[] =>
  Array.isArray(files) ? files.filter((name) => typeof name === 'string' && name !== '') : []

function chosenOf(entries: readonly ZipEntry[], wanted: readonly string[]): ZipEntry[] {
  const all = entries.map(({ name }) => name)
  for (const name of wanted) {
    if (entries.some((entry) => isMeant(entry, name))) continue
    const near = nearest(name, all, 5)
    throw new ToolError('not_found', `There is no file ${name} in this code`, {
      hint: `${all.length} files, near to it: ${near.join(', ') || all.slice(0, 5).join(', ')}. Without Files all are listed.`,
    })
  }
  return entries.filter((entry) => wanted.some((name) => isMeant(entry, name)))
}

const isMeant = ({ name }: ZipEntry, wanted: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted

async function fileOf(entry: ZipEntry, fetch: Parameters<typeof zipFile>[1]) {
  const { name: File, bytes: Bytes } = entry
  const content = await zipFile(entry, fetch)
  if (typeof content === 'string') return { File, Bytes, Text: `[not read: ${content}]` }
  const type = typeOf(content)
  const text = type === undefined ? textOf(content) : undefined
  const binary = `[binary: ${content.length} bytes${type === undefined ? '' : `, ${type}`}]`
  return { File, Bytes, Text: text ?? binary }
}

/** Long texts as lists of their lines, once nothing secret is in them. */
export function inLines(output: Json): Json {
  if (!isRecord(output) || !Array.isArray(output.files)) return output
  return { ...output, files: output.files.map(withLines) }
}
