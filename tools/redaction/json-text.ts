import type { Json } from '../json.ts'

/** Where a value stands in a text; of an object by member, of a list by index. */
export interface Span {
  start: number
  end: number
  members?: Map<string, Span>
  entries?: Span[]
}

export interface Parsed {
  value: Json
  span: Span
  /** False where the text ended before the value did: the rest is taken as its last part. */
  whole: boolean
  /** How many members and entries it has in all: a `{` of a sentence has none. */
  parts: number
}

export const maxDepth = 64
/** In the place of what is nested deeper than anybody reads. */
export const tooDeep = '[redacted: nested too deeply]'

/**
 * JSON from there on, with where each of its values stands, so that what is not redacted keeps its
 * bytes. Cut JSON is read as far as it goes, a member given twice is there twice (its second name
 * ends in a number nobody writes); undefined where it is no JSON.
 */
export function readJson(text: string, start: number): Parsed | undefined {
  const reader = { text, at: start, parts: 0, whole: true }
  const read = readValue(reader, 0)
  if (read === undefined) return undefined
  return { value: read.value, span: read.span, whole: reader.whole, parts: reader.parts }
}

/** Before the number of a repeated member. */
export const again = '\u0000'

interface Reader {
  text: string
  at: number
  parts: number
  whole: boolean
}

interface Read {
  value: Json
  span: Span
}

function readValue(reader: Reader, depth: number): Read | undefined {
  skipBlanks(reader)
  const start = reader.at
  switch (reader.text.charCodeAt(start)) {
    case 0x7b:
      return depth >= maxDepth ? skipNested(reader) : readObject(reader, depth)
    case 0x5b:
      return depth >= maxDepth ? skipNested(reader) : readList(reader, depth)
    case 0x22:
      return readString(reader)
    default:
      return readScalar(reader)
  }
}

function readObject(reader: Reader, depth: number): Read | undefined {
  const span: Span = { start: reader.at, end: 0, members: new Map() }
  const value: { [name: string]: Json } = {}
  reader.at += 1
  for (;;) {
    skipBlanks(reader)
    const code = reader.text.charCodeAt(reader.at)
    if (code === 0x7d) return close(reader, { value, span })
    if (Number.isNaN(code)) return cut(reader, { value, span })
    if (code === 0x2c && reader.parts > 0) {
      reader.at += 1
      continue
    }
    if (code !== 0x22) return undefined
    const name = readString(reader)
    if (name === undefined) return undefined
    skipBlanks(reader)
    if (reader.at >= reader.text.length) return cut(reader, { value, span })
    if (reader.text.charCodeAt(reader.at) !== 0x3a) return undefined
    reader.at += 1
    const member = readValue(reader, depth + 1)
    if (member === undefined) {
      return reader.at >= reader.text.length ? cut(reader, { value, span }) : undefined
    }
    reader.parts += 1
    const written = String(name.value)
    const key = Object.hasOwn(value, written) ? `${written}${again}${reader.parts}` : written
    define(value, key, member.value)
    span.members?.set(key, member.span)
    if (!reader.whole) return cut(reader, { value, span })
    if (!isNext(reader, 0x7d)) return undefined
  }
}

/** A member of any name, `__proto__` too. */
const define = (value: { [name: string]: Json }, key: string, member: Json) => {
  if (key !== '__proto__') value[key] = member
  else
    Object.defineProperty(value, key, {
      value: member,
      enumerable: true,
      configurable: true,
      writable: true,
    })
}

function readList(reader: Reader, depth: number): Read | undefined {
  const entries: Span[] = []
  const span: Span = { start: reader.at, end: 0, entries }
  const value: Json[] = []
  reader.at += 1
  for (;;) {
    skipBlanks(reader)
    const code = reader.text.charCodeAt(reader.at)
    if (code === 0x5d) return close(reader, { value, span })
    if (Number.isNaN(code)) return cut(reader, { value, span })
    if (code === 0x2c && value.length > 0) {
      reader.at += 1
      continue
    }
    const entry = readValue(reader, depth + 1)
    if (entry === undefined) {
      return reader.at >= reader.text.length ? cut(reader, { value, span }) : undefined
    }
    reader.parts += 1
    value.push(entry.value)
    entries.push(entry.span)
    if (!reader.whole) return cut(reader, { value, span })
    if (!isNext(reader, 0x5d)) return undefined
  }
}

/** After a part comes a comma, the end of the whole, or of the text. */
function isNext(reader: Reader, end: number): boolean {
  skipBlanks(reader)
  const code = reader.text.charCodeAt(reader.at)
  return code === 0x2c || code === end || Number.isNaN(code)
}

function close(reader: Reader, read: Read): Read {
  reader.at += 1
  read.span.end = reader.at
  return read
}

function cut(reader: Reader, read: Read): Read {
  reader.whole = false
  read.span.end = reader.text.length
  return read
}

function readString(reader: Reader): Read | undefined {
  const { text, at: start } = reader
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  reader.whole = end !== -1
  reader.at = end === -1 ? text.length : end + 1
  const inner = text.slice(start + 1, end === -1 ? undefined : end)
  const value = inner.includes('\\') ? unescaped(inner) : inner
  return value === undefined ? undefined : { value, span: { start, end: reader.at } }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1
  return slashes % 2 === 1
}

/** Of a cut text the last escape may be half. */
function unescaped(inner: string): string | undefined {
  for (const candidate of [inner, inner.replace(/\\(u[0-9a-fA-F]{0,3})?$/, '')]) {
    try {
      // Line breaks as they are: programs write them so.
      const value: unknown = JSON.parse(`"${candidate.replace(/\p{Cc}/gu, escapeControl)}"`)
      return String(value)
    } catch {}
  }
  return undefined
}

const escapeControl = (control: string) =>
  `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`

const scalar = /(?:-?\d[\d.eE+-]*|true|false|null|NaN|-?Infinity)(?=[\s,}\]]|$)/y

function readScalar(reader: Reader): Read | undefined {
  scalar.lastIndex = reader.at
  const found = scalar.exec(reader.text)
  if (found === null) return undefined
  const start = reader.at
  reader.at = scalar.lastIndex
  return { value: scalarOf(found[0]), span: { start, end: reader.at } }
}

function scalarOf(text: string): Json {
  if (text === 'true') return true
  if (text === 'false') return false
  return text === 'null' || !Number.isFinite(Number(text)) ? null : Number(text)
}

/** What is too deep is looked at by nobody: past its last bracket, without going down. */
function skipNested(reader: Reader): Read {
  const start = reader.at
  let depth = 0
  const marks = /"(?:[^"\\]|\\.)*"?|[[\]{}]/gs
  marks.lastIndex = start
  let end = reader.text.length
  for (let found = marks.exec(reader.text); found !== null; found = marks.exec(reader.text)) {
    if (found[0] === '[' || found[0] === '{') depth += 1
    else if (found[0] === ']' || found[0] === '}') depth -= 1
    if (depth > 0) continue
    end = marks.lastIndex
    break
  }
  reader.whole = depth === 0
  reader.at = end
  return { value: { [tooDeep]: null }, span: { start, end } }
}

function skipBlanks(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    reader.at += 1
  }
}
