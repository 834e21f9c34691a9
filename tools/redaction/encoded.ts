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
  if (text.includes('7b22') || text.includes('7B22')) findHex(text, redact, edits)
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] ?? 0
    const end = runs[run + 1] ?? start
    let at = start
    while (end - at >= leastEncoded) {
      const stop = endOfStretch(text, at, end)
      if (stop - at >= leastEncoded && isPrintableHead(text, at, stop)) {
        const past = text.startsWith('==', stop) ? stop + 2 : stop + (text[stop] === '=' ? 1 : 0)
        const inner = decoded(text.slice(at, past))
        if (inner !== undefined && redact(inner) !== inner) {
          edits.push({ start: at, end: past, by: '[redacted: looks secret, encoded]' })
        }
      }
      at = stop + 1
    }
  }
}

const leastEncoded = 20

/** To the first that is no character of base64, of those that a run has. */
function endOfStretch(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x2e || code === 0x7e || code === 0x25 || code === 0x3d || code === 0x24) return at
  }
  return end
}

/** Of base64 that holds readable text; most that looks like it fails at the first bytes. */
function decoded(run: string): string | undefined {
  const text = Buffer.from(run, 'base64').toString('utf8')
  let odd = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd || (code < 128 && !isPrintable(code))) odd += 1
  }
  return odd < text.length * 0.03 ? text : undefined
}

/** The first twelve bytes, by a look at each four characters. */
function isPrintableHead(text: string, start: number, end: number): boolean {
  // `{"`: names in it may be in any script.
  if (text.startsWith('eyJ', start)) return true
  for (let at = start; at + 3 < start + 16 && at + 3 < end; at += 4) {
    const bits =
      (sixBits(text, at) << 18) |
      (sixBits(text, at + 1) << 12) |
      (sixBits(text, at + 2) << 6) |
      sixBits(text, at + 3)
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
const sixBits = (text: string, at: number) => values[text.charCodeAt(at)] ?? 0

const isPrintable = (byte: number) =>
  (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9

/** JSON in hexadecimal begins with these: `{"`. */
function findHex(text: string, redact: (inner: string) => string, edits: Edit[]): void {
  for (const { 0: run, index } of text.matchAll(
    /(?<![0-9a-f])7b22(?:[0-9a-f]{2}){8,}(?![0-9a-f])/gi,
  )) {
    const inner = Buffer.from(run, 'hex').toString('utf8')
    if (redact(inner) === inner) continue
    edits.push({ start: index, end: index + run.length, by: '[redacted: looks secret, encoded]' })
  }
}

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
