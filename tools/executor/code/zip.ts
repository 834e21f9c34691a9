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
  const size = tail.readUInt32LE(at + 12)
  const start = tail.readUInt32LE(at + 16)
  if (size > zipLimits.directoryBytes || start === 0xffffffff) throw tooMany()
  const first = total - tail.length
  const directory =
    start >= first
      ? tail.subarray(start - first, start - first + size)
      : (await fetch(`${start}-${start + size - 1}`)).bytes
  return entriesIn(directory)
}

/** One file's bytes; undefined for one that is too large. */
export async function zipFile(entry: ZipEntry, fetch: Fetch): Promise<Buffer | undefined> {
  const { at, packedBytes, bytes, method } = entry
  if (packedBytes > zipLimits.fileBytes || bytes > zipLimits.fileBytes) return undefined
  const { bytes: part } = await fetch(`${at}-${at + localBytes + packedBytes - 1}`)
  if (part.length < 30 || part.readUInt32LE(0) !== localHeader) throw broken()
  const from = 30 + part.readUInt16LE(26) + part.readUInt16LE(28)
  const packed = part.subarray(from, from + packedBytes)
  if (method === 0) return packed
  if (method !== 8) return undefined
  try {
    // What it says of its size is not believed.
    return inflateRawSync(packed, { maxOutputLength: zipLimits.fileBytes })
  } catch {
    return undefined
  }
}

/** The end's record, and the longest comment after it. */
const tailBytes = 66_000
const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const directoryEntry = 0x02014b50
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
    const entry = {
      name,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    }
    if (!name.endsWith('/')) entries.push(entry)
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

const broken = () => new ToolError('aws_error', 'The code is no zip archive that can be read')

const tooMany = () =>
  new ToolError(
    'limit_exceeded',
    `The archive is too large to look through: over ${zipLimits.entries} files`,
  )
