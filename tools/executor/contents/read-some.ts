import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

export interface Read {
  bytes: Buffer
  /** There was more than was read. */
  more: boolean
  /** What was read came packed; of something damaged, or cut off, as far as it went. */
  packed?: 'whole' | 'broken'
}

export interface ReadLimits {
  /** Of what arrives, and of what it is once unpacked. */
  maxBytes: number
  signal: AbortSignal
}

/**
 * The beginning of a body, unpacked where it is gzip; what is over a bound is not fetched, and not
 * unpacked. Whatever comes of it, the connection is let go of.
 */
export async function readSome(body: unknown, { maxBytes, signal }: ReadLimits): Promise<Read> {
  const source = sourceOf(body)
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    signal.throwIfAborted()
    // Whatever it is that sends nothing any more: nobody waits for it.
    const read = await Promise.race([beginning(source, maxBytes), aborted])
    return isGzip(read.bytes) ? await unpacked(read, maxBytes) : read
  } finally {
    signal.removeEventListener('abort', abort)
    source.destroy()
  }
}

/** What `readSome` reads. */
export const isBody = (value: unknown): value is object =>
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

function sourceOf(body: unknown): Readable {
  if (body instanceof Readable) return body
  if (body instanceof Uint8Array) return Readable.from([Buffer.from(body)])
  if (isIterable(body)) return Readable.from(body)
  throw new Error('Not a body')
}

const isIterable = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

async function beginning(source: AsyncIterable<unknown>, maxBytes: number): Promise<Read> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    const bytes = bytesOf(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), more: true }
  }
  return { bytes: Buffer.concat(chunks), more: false }
}

function bytesOf(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk)
  if (typeof chunk === 'string') return Buffer.from(chunk)
  throw new Error('A body of something else than bytes')
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** As far as it goes: little may become very much, and what was cut off has no end. */
async function unpacked({ bytes, more }: Read, maxBytes: number): Promise<Read> {
  const gunzip = createGunzip()
  const chunks: Buffer[] = []
  let size = 0
  gunzip.end(bytes)
  try {
    for await (const chunk of gunzip) {
      const part = bytesOf(chunk)
      chunks.push(part)
      size += part.length
      if (size > maxBytes) {
        const beginning = Buffer.concat(chunks).subarray(0, maxBytes)
        return { bytes: beginning, more: true, packed: 'whole' }
      }
    }
    return { bytes: Buffer.concat(chunks), more, packed: 'whole' }
  } catch {
    return { bytes: Buffer.concat(chunks), more, packed: more ? 'whole' : 'broken' }
  } finally {
    gunzip.destroy()
  }
}
