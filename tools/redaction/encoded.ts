import { Buffer } from 'node:buffer'
import type { Edit } from './edits.ts'
import { has, type Scan } from './scan.ts'

interface Found {
  redact: (inner: string) => string
  edits: Edit[]
}

/** Text in base64 or per cent signs goes whole where a secret is in it. */
export function findEncoded(text: string, { marks, runs }: Scan, { redact, edits }: Found): void {
  if (marks & has.percent) findPercents(text, redact, edits)
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] ?? 0
    const end = runs[run + 1] ?? start
    if (end - start < 20 || !hasStretch(text, start, end)) continue
    const within = text.slice(start, end)
    for (const found of within.matchAll(base64)) {
      const inner = decoded(found[0])
      if (inner === undefined || redact(inner) === inner) continue
      const at = start + found.index
      edits.push({ start: at, end: at + found[0].length, by: '[redacted: looks secret, encoded]' })
    }
  }
}

/** Twenty of base64's characters on end. */
function hasStretch(text: string, start: number, end: number): boolean {
  let length = 0
  for (let at = start; at < end && length < 20; at += 1) {
    const code = text.charCodeAt(at)
    const isEnd = code === 0x2e || code === 0x7e || code === 0x25 || code === 0x3d || code === 0x24
    length = isEnd ? 0 : length + 1
  }
  return length >= 20
}

const base64 = /[A-Za-z0-9+/_-]{20,}={0,2}/g

/** Of base64 that holds readable text; most that looks like it fails at the first bytes. */
function decoded(run: string): string | undefined {
  if (!isPrintableHead(run)) return undefined
  const bytes = Buffer.from(run, 'base64')
  const printable = bytes.reduce((count, byte) => count + (isPrintable(byte) ? 1 : 0), 0)
  return printable > bytes.length * 0.97 ? bytes.toString('utf8') : undefined
}

/** The first twelve bytes, by a look at each four characters. */
function isPrintableHead(run: string): boolean {
  for (let at = 0; at + 3 < 16 && at + 3 < run.length; at += 4) {
    const bits =
      (sixBits(run, at) << 18) |
      (sixBits(run, at + 1) << 12) |
      (sixBits(run, at + 2) << 6) |
      sixBits(run, at + 3)
    if (
      !isPrintable((bits >> 16) & 255) ||
      !isPrintable((bits >> 8) & 255) ||
      !isPrintable(bits & 255)
    )
      return false
  }
  return true
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Uint8Array(128)
for (const [value, letter] of [...alphabet].entries()) values[letter.charCodeAt(0)] = value
values['-'.charCodeAt(0)] = 62
values['_'.charCodeAt(0)] = 63
const sixBits = (run: string, at: number) => values[run.charCodeAt(at)] ?? 0

const isPrintable = (byte: number) =>
  (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9

const percentRuns = /(?:%[0-9a-fA-F]{2}|[\w.~+*()!'-]){12,}/g
const percentSigns = /%(?:22|27|3a|3d|7b|26|20|25|40|2f)/i

function findPercents(text: string, redact: (inner: string) => string, edits: Edit[]): void {
  if (!percentSigns.test(text)) return
  for (const found of text.matchAll(percentRuns)) {
    if (!percentSigns.test(found[0])) continue
    const inner = unescaped(found[0])
    if (inner === undefined || inner === found[0] || redact(inner) === inner) continue
    const end = found.index + found[0].length
    edits.push({ start: found.index, end, by: '[redacted: looks secret, encoded]' })
  }
}

function unescaped(run: string): string | undefined {
  try {
    return decodeURIComponent(run)
  } catch {
    return undefined
  }
}
