import { isRecord, type Json } from '../json.ts'
import type { Edit } from './edits.ts'
import { maxDepth } from './json-text.ts'

/**
 * An object that is all of the text, by the platform's parser, which is several times as fast as one
 * that keeps places; undefined where it would lose something: what is no JSON, is cut, or has a
 * member twice.
 */
export function parsePlainly(text: string): Json | undefined {
  if (!looksWhole.test(text.slice(0, 20)) || !text.trimEnd().endsWith('}')) return undefined
  try {
    const value: Json = JSON.parse(text)
    // Of a member given twice only the last is left. Text within may have the signs of one too.
    return countMembers(value, 0) === countSigns(text) ? value : undefined
  } catch {
    return undefined
  }
}

const looksWhole = /^\s*\{\s*"/

/** Not a number where it is nested deeper than anybody reads. */
function countMembers(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth >= maxDepth) return Number.NaN
  let count = 0
  if (Array.isArray(value)) {
    for (const entry of value) count += countMembers(entry, depth + 1)
    return count
  }
  // What the parser makes has no members but its own.
  for (const name in value) count += 1 + countMembers(value[name] ?? null, depth + 1)
  return count
}

/** How often a colon stands after a quote: at least once a member. */
function countSigns(text: string): number {
  let count = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1
    while (isBlank(text.charCodeAt(before))) before -= 1
    if (text.charCodeAt(before) === 0x22) count += 1
  }
  return count
}

interface Change {
  before: Json
  after: Json
  edits: Edit[]
}

/** What differs, where it stands in the text; all else is passed over. */
export function addEdits(text: string, change: Change): void {
  const { before, after, edits } = change
  if (before === after) return
  const changes: Leaf[] = []
  addLeaves(changes, before, after)
  if (!text.includes('\\') && changes.every((leaf) => addUnique(text, leaf, edits))) return
  edits.length = 0
  place({ text, edits, at: pastBlanks(text, 0), left: changes.length }, before, after)
}

interface Leaf {
  before: Json
  after: Json
}

/** All values within that differ: what has none is the same object. */
function addLeaves(leaves: Leaf[], before: Json, after: Json): void {
  if (before === after) return
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < before.length; index += 1) {
      addLeaves(leaves, before[index] ?? null, after[index] ?? null)
    }
  } else if (isRecord(before) && isRecord(after)) {
    for (const name in before) addLeaves(leaves, before[name] ?? null, own(after, name))
  } else leaves.push({ before, after })
}

/** In a text without escapes a string that stands there once stands where its value is. */
function addUnique(text: string, { before, after }: Leaf, edits: Edit[]): boolean {
  if (typeof before !== 'string') return false
  // Not from its first quote on: quotes are everywhere, and a search halts at each.
  const written = `${before}"`
  const start = text.indexOf(written) - 1
  if (text.charCodeAt(start) !== 0x22 || text.includes(written, start + 2)) return false
  edits.push({ start, end: start + written.length + 1, by: JSON.stringify(after) })
  return true
}

interface Reader {
  text: string
  edits: Edit[]
  at: number
  /** Changes still to come: after the last of them nothing is read. */
  left: number
}

/** Reads on past a value, into it where something in it has changed. */
function place(reader: Reader, before: Json, after: Json): void {
  const start = reader.at
  if (before === after) pass(reader)
  else if (Array.isArray(before) && Array.isArray(after)) {
    eachPart(reader, (index) => place(reader, before[index] ?? null, after[index] ?? null))
  } else if (isRecord(before) && isRecord(after)) {
    const names = Object.keys(before)
    const inOrder = !names.some(isIndex)
    eachPart(reader, (index) => {
      const name = inOrder ? passName(reader, names[index]) : readName(reader)
      place(reader, own(before, name), own(after, name))
    })
  } else {
    pass(reader)
    reader.edits.push({ start, end: reader.at, by: JSON.stringify(after) })
    reader.left -= 1
  }
}

const own = (record: { [name: string]: Json }, name: string): Json =>
  Object.hasOwn(record, name) ? (record[name] ?? null) : null

/** From after the bracket that opens to after the one that closes. */
function eachPart(reader: Reader, read: (index: number) => void): void {
  const { text } = reader
  reader.at = pastBlanks(text, reader.at + 1)
  for (let index = 0; !isClose(text.charCodeAt(reader.at)); index += 1) {
    read(index)
    if (reader.left === 0) return
    reader.at = pastBlanks(text, reader.at)
    if (text.charCodeAt(reader.at) === 0x2c) reader.at = pastBlanks(text, reader.at + 1)
  }
  reader.at += 1
}

/** Members come in the order they were written in, but for those whose name is a number. */
const isIndex = (name: string): boolean => /^\d/.test(name)

function passName(reader: Reader, name = ''): string {
  const { text } = reader
  const end = endOfString(text, reader.at)
  reader.at = pastBlanks(text, pastBlanks(text, end) + 1)
  return name
}

function readName(reader: Reader): string {
  const start = reader.at
  reader.at = endOfString(reader.text, start)
  const written = reader.text.slice(start + 1, reader.at - 1)
  const name: string = written.includes('\\') ? JSON.parse(`"${written}"`) : written
  reader.at = pastBlanks(reader.text, pastBlanks(reader.text, reader.at) + 1)
  return name
}

function pass(reader: Reader): void {
  const { text } = reader
  let depth = 0
  do {
    const code = text.charCodeAt(reader.at)
    if (code === 0x22) reader.at = endOfString(text, reader.at)
    else {
      if (code === 0x7b || code === 0x5b) depth += 1
      if (isClose(code)) depth -= 1
      reader.at += 1
    }
    if (depth === 0 && isEndOfScalar(text.charCodeAt(reader.at))) return
  } while (reader.at < text.length)
}

const isClose = (code: number) => code === 0x7d || code === 0x5d

const isEndOfScalar = (code: number) =>
  code === 0x2c || isClose(code) || isBlank(code) || Number.isNaN(code)

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end + 1
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1
  return slashes % 2 === 1
}

function pastBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at += 1
  return at
}

const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
