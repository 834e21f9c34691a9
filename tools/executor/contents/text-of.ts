/**
 * Bytes as text; undefined where they are none. A character that a bound or a range has cut is left
 * out at either end.
 */
export function textOf(bytes: Buffer, contentType = ''): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be')
  if (bytes.includes(0)) return withoutMark(bytes)
  const text = decoded(wholeCharacters(bytes), 'utf-8')
  if (text !== undefined) return isReadable(text) ? text : undefined
  const western = decoded(bytes, 'windows-1252')
  return /^text\//i.test(contentType) || isMostlyAscii(bytes) ? western : undefined
}

/** UTF-16 as Windows' programs write it without a mark: every other byte is none, in most languages. */
function withoutMark(bytes: Buffer): string | undefined {
  const seen = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  for (const [at, byte] of seen.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const most = 0.4 * seen.length
  const [even = 0, odd = 0] = zeros
  if (even > most && odd === 0) return readable(decoded(bytes, 'utf-16be'))
  return odd > most && even === 0 ? readable(decoded(bytes, 'utf-16le')) : undefined
}

const readable = (text: string | undefined) =>
  text !== undefined && isReadable(text) ? text : undefined

/** As text of Western languages is; what is packed or drawn is of any bytes alike. */
function isMostlyAscii(bytes: Buffer): boolean {
  let plain = 0
  for (const byte of bytes) {
    if (byte < 0x20 && !ofConsoles.has(byte)) return false
    if (byte < 0x7f) plain += 1
  }
  return bytes.length >= 16 && plain >= 0.8 * bytes.length
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes)
  } catch {
    return undefined
  }
}

function wholeCharacters(bytes: Buffer): Buffer {
  let from = 0
  while (from < 3 && isWithin(bytes[from])) from += 1
  let to = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (isWithin(byte)) continue
    if (lengthOf(byte) > back) to = bytes.length - back
    break
  }
  return bytes.subarray(from, to)
}

const isWithin = (byte = 0): boolean => byte >> 6 === 0b10
const lengthOf = (byte: number): number =>
  byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1

/** A few signs of control are of consoles; more are of something packed or drawn. */
function isReadable(text: string): boolean {
  let controls = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 && !ofConsoles.has(code)) controls += 1
  }
  return controls * 100 <= text.length
}

/** Backspace, tab, the ends of lines and pages, escape. */
const ofConsoles = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b])

/** `application/zip`, by how the bytes begin; undefined where nobody here knows. */
export function typeOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 8).toString('latin1')
  return beginnings.find(([begins]) => start.startsWith(begins))?.[1]
}

const beginnings: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'application/zip'],
  ['PK\x05\x06', 'application/zip'],
  ['\x1f\x8b', 'application/gzip'],
  ['BZh', 'application/x-bzip2'],
  ['\xfd7zXZ', 'application/x-xz'],
  ['\x28\xb5\x2f\xfd', 'application/zstd'],
  ['7z\xbc\xaf', 'application/x-7z-compressed'],
  ['PAR1', 'application/vnd.apache.parquet'],
  ['ORC', 'application/x-orc'],
  ['Obj\x01', 'application/avro'],
  ['SQLite f', 'application/vnd.sqlite3'],
  ['%PDF', 'application/pdf'],
  ['\x89PNG', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['\x7fELF', 'application/x-elf'],
  ['\xca\xfe\xba\xbe', 'application/java-vm'],
]
