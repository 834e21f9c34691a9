import { inflateRawSync } from 'node:zlib'
import { ToolError } from '../../tool-error.ts'
import type { Range } from './ranges.ts'

export interface ZipEntry {
  name: string
  bytes: number
  packedBytes: number
  /** 0 stored, 8 deflated. */
  method: number
  at: number
}

const zipLimits = {
  /** Files that are looked through. */
  entries: 20_000,
  /** The list of files, as the archive has it. */
  directoryBytes: 4_000_000,
  /** One file, packed and unpacked. */
  fileBytes: 1_000_000,
} as const

type Fetch = (range: string) => Promise<Range>

/** The files in a zip archive, of which only its end is fetched. */
export async function zipEntries(fetch: Fetch): Promise<ZipEntry[]> {
  const { bytes: tail, total } = await fetch(`-${tailBytes}`)
  const at = tail.lastIndexOf(endOfDirectory)
  if (at === -1 || tail.length < at + 22) throw broken()
  const part = async (from: number, size: number) => {
    if (from + size > total) throw broken()
    const first = total - tail.length
    return from >= first
      ? tail.subarray(from - first, from - first + size)
      : (await fetch(`${from}-${from + size - 1}`)).bytes
  }
  const { start, size } = await directoryOf(tail, at, part)
  if (size > zipLimits.directoryBytes) throw tooMany()
  return entriesIn(await part(start, size))
}

/** Where the list of files is; of zip64, which writes what may be large once more, in a record of its own. */
async function directoryOf(
  tail: Buffer,
  at: number,
  part: (from: number, size: number) => Promise<Buffer>,
): Promise<{ start: number; size: number }> {
  const size = tail.readUInt32LE(at + 12)
  const start = tail.readUInt32LE(at + 16)
  if (size !== beyond && start !== beyond) return { start, size }
  if (at < 20 || tail.readUInt32LE(at - 20) !== zip64Locator) throw broken()
  const record = await part(Number(tail.readBigUInt64LE(at - 12)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== zip64End) throw broken()
  return { start: Number(record.readBigUInt64LE(48)), size: Number(record.readBigUInt64LE(40)) }
}

/** One file's bytes, or why they are not read. */
export async function zipFile(entry: ZipEntry, fetch: Fetch): Promise<Buffer | string> {
  const { at, packedBytes, bytes, method } = entry
  if (method !== 0 && method !== 8) return `${bytes} bytes, packed by method ${method}`
  if (packedBytes > zipLimits.fileBytes || bytes > zipLimits.fileBytes) return `${bytes} bytes`
  const { bytes: part } = await fetch(`${at}-${at + localBytes + packedBytes - 1}`)
  if (part.length < 30 || part.readUInt32LE(0) !== localHeader) throw broken()
  const from = 30 + part.readUInt16LE(26) + part.readUInt16LE(28)
  const packed = part.subarray(from, from + packedBytes)
  if (method === 0) return packed
  try {
    // What it says of its size is not believed.
    return inflateRawSync(packed, { maxOutputLength: zipLimits.fileBytes })
  } catch (error) {
    const isTooLong = error instanceof RangeError
    return isTooLong ? `more than the ${bytes} bytes that it says` : `${bytes} bytes, damaged`
  }
}

/** The end's record, and the longest comment after it. */
const tailBytes = 66_000
const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const directoryEntry = 0x02014b50
const zip64Locator = 0x07064b50
const zip64End = 0x06064b50
/** A number that stands in zip64's own place. */
const beyond = 0xffffffff
const localHeader = 0x04034b50
/** A file's own header, with a name and more of some length. */
const localBytes = 30 + 2_000

function entriesIn(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry) {
    if (entries.length >= zipLimits.entries) throw tooMany()
    const nameBytes = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + 46, at + 46 + nameBytes)
    const extraBytes = directory.readUInt16LE(at + 30)
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes)
    // In this order, as zip64 has those that are beyond.
    const [bytes = 0, packedBytes = 0, from = 0] = withZip64(
      [24, 20, 42].map((offset) => directory.readUInt32LE(at + offset)),
      extra,
    )
    const method = directory.readUInt16LE(at + 10)
    if (!name.endsWith('/')) entries.push({ name, method, packedBytes, bytes, at: from })
    at += 46 + nameBytes + extraBytes + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** The numbers that an entry has no room for, from its zip64 field. */
function withZip64(numbers: readonly number[], extra: Buffer): number[] {
  if (!numbers.includes(beyond)) return [...numbers]
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    return numbers.map((number) => {
      if (number !== beyond) return number
      if (next + 8 > extra.length) throw broken()
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    })
  }
  throw broken()
}

const broken = () => new ToolError('aws_error', 'The code is no zip archive that can be read')

const tooMany = () =>
  new ToolError(
    'limit_exceeded',
    `The archive is too large to look through: over ${zipLimits.entries} files, or ${zipLimits.directoryBytes} bytes of their names`,
  )
