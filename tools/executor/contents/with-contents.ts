import { isRecord, type Json } from '../../json.ts'
import type { FoundOperation } from '../find-operation.ts'
import { parsed } from './parsed.ts'
import { isBody, readSome } from './read-some.ts'
import { textOf, typeOf } from './text-of.ts'

/** Read of one body, packed and unpacked; a range goes on after it. */
export const maxContentBytes = 1_000_000

type Answer = Record<string, unknown>

/**
 * An answer of an operation whose kind of data is open, with what it holds as text in place of bytes;
 * beside it, as `<member>Note`, what was left out, and how to go on.
 */
export async function withContents(
  answer: Answer,
  { found, input, signal }: { found: FoundOperation; input: Answer; signal: AbortSignal },
): Promise<Answer> {
  const shown: Answer = { ...answer }
  for (const [member, value] of Object.entries(answer)) {
    const body = encodedMembers.has(`${found.service} ${found.name} ${member}`)
      ? decodedBase64(value)
      : value
    if (!isBody(body)) continue
    const read = await readSome(body, { maxBytes: maxContentBytes, signal })
    const { content, note } = contentOf(read, placeOf(answer, input))
    shown[member] = content
    if (note !== '') shown[`${member}Note`] = note
  }
  return shown
}

/** Bytes that AWS gives as base64 in text. */
const encodedMembers = new Set([
  'ec2 GetConsoleOutput Output',
  'ec2 GetConsoleScreenshot ImageData',
])

const decodedBase64 = (value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value, 'base64') : value

interface ContentPlace {
  name: string
  contentType: string
  /** Where it begins in what it is of, and how long that is. */
  from: number
  total: number | undefined
}

function placeOf(answer: Answer, input: Answer): ContentPlace {
  const [, from = '0', total] = /^bytes (\d+)-\d+\/(\d+)/.exec(String(answer.ContentRange)) ?? []
  const length = typeof answer.ContentLength === 'number' ? answer.ContentLength : undefined
  return {
    name: String(input.Key ?? ''),
    contentType: String(answer.ContentType ?? answer.contentType ?? ''),
    from: Number(from),
    total: total === undefined ? length : Number(total),
  }
}

/** What was read as it can be looked at, and what a reader has to know of it. */
export function contentOf(
  { bytes, more, packed }: Awaited<ReturnType<typeof readSome>>,
  { name, contentType, from, total }: ContentPlace,
): { content: Json; note: string } {
  const text = textOf(bytes, contentType)
  const notes: string[] = []
  if (packed !== undefined) notes.push('It was gzip, and is unpacked.')
  if (packed === 'broken') notes.push('Its end is missing or damaged: this is as far as it goes.')
  if (more) notes.push(cutNote(bytes.length, { from, total, packed: packed !== undefined }))
  const note = notes.join(' ')
  if (text !== undefined) return { content: parsed(text, { name, contentType, more, from }), note }
  const type = typeOf(bytes) ?? (isTypeOfText(contentType) ? '' : contentType)
  const size = more ? (total ?? `over ${bytes.length}`) : bytes.length
  return {
    content: `[binary: ${size} bytes${type === '' ? '' : `, ${type}`}]`,
    note: packed === undefined ? '' : note,
  }
}

const isTypeOfText = (type: string): boolean => /^(text\/|application\/(json|xml))/i.test(type)

interface Cut {
  from: number
  total: number | undefined
  packed: boolean
}

function cutNote(read: number, { from, total, packed }: Cut): string {
  const all =
    total === undefined
      ? ''
      : ` of ${packed ? 'what ' : ''}${total} bytes${packed ? ' unpack to' : ''}`
  const next = from + read
  const goOn = packed
    ? 'The rest of a packed file cannot be read by ranges: choose with query.'
    : `Go on with Range: bytes=${next}-${next + read - 1}.`
  return `These are the first ${read} bytes${from === 0 ? '' : ` from ${from} on`}${all}. ${goOn}`
}

/** Long texts are lists of their lines, once nothing secret is in them: a query chooses among them. */
export function withLines(output: Json): Json {
  if (!isRecord(output)) return output
  const members = Object.entries(output).map(([name, value]) => [
    name,
    typeof value === 'string' && value.length > longText && value.includes('\n')
      ? value.replace(/\n$/, '').split(/\r?\n/)
      : value,
  ])
  return Object.fromEntries(members)
}

const longText = 4_000
