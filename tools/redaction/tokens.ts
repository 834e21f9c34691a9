import type { Edit } from './edits.ts'
import { has, type Scan } from './scan.ts'
import {
  inOtherForm,
  jwt,
  leastInOtherForm,
  leastOtherForm,
  otherForms,
  tokenEnd,
} from './token-forms.ts'
import { isReadable } from './values.ts'

/** What is a secret by its form alone: vendors' tokens, AWS's pairs of keys. */
export function findTokens(text: string, seen: Scan, edits: Edit[]): void {
  const { runs } = seen
  if (runs.length > 0) findPrefixed(text, runs, edits)
  if (mayHoldOther(text, seen)) {
    for (const form of otherForms) {
      for (const { index, 0: found } of text.matchAll(form)) {
        edits.push({ start: index, end: index + found.length, by: '[redacted: token]' })
      }
    }
  }
  if (text.includes('KIA') || text.includes('SIA')) findAwsPairs(text, edits)
}

/** None of them has only short runs, but for one with a bar. */
function mayHoldOther(text: string, { marks, runs }: Scan): boolean {
  if (marks & has.bar) return true
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] ?? 0
    const end = runs[run + 1] ?? 0
    if (end - start >= leastOtherForm) return true
    if (text.startsWith('AA', start) && text.charAt(start - 1) === ':') return true
    if (end - start >= leastInOtherForm && inOtherForm.test(text.slice(start, end))) return true
    if (text.startsWith('.com', end - 4) && text.startsWith('contribsys', end - 14)) return true
  }
  return false
}

/** Where a run of a key's characters begins, or goes on after a sign. */
function findPrefixed(text: string, runs: readonly number[], edits: Edit[]): void {
  for (let run = 0; run < runs.length; run += 2) {
    const start = runs[run] ?? 0
    const end = runs[run + 1] ?? 0
    for (let at = start; at < end - 8; at += 1) {
      if (at > start && isLetterOrDigit(text.charCodeAt(at - 1))) continue
      const stop = text.startsWith('eyJ', at) ? endOfJwt(text, at) : tokenEnd(text, at)
      if (stop === undefined) continue
      if (isToken(text.slice(at, stop))) {
        edits.push({ start: at, end: stop, by: '[redacted: token]' })
      }
      // Of what is words to its end nothing further in is a token either.
      at = stop
    }
  }
}

/** Of one, or of what only begins so. */
function endOfJwt(text: string, at: number): number {
  jwt.lastIndex = at
  jwt.test(text)
  return jwt.lastIndex
}

/** Words alone are none: `sk-learn-pipeline`. */
const isToken = (found: string) =>
  found.startsWith('eyJ')
    ? /^eyJ(?:[\w-]{8,}\.|hbGci|0eXAi|raWQi|lbmMi)/.test(found)
    : /\d|[A-Z]/.test(found) && !isReadable(found)

const isLetterOrDigit = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

const armour =
  /----[- ]BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?[- ]----[\s\S]*?(?:----[- ]END [A-Z0-9 ]{0,60}-{4,5}|$)|PuTTY-User-Key-File-\d[\s\S]{0,20000}?(?:Private-MAC:[^\n]*|$)/g

/** Keys in armour, however short their lines. */
export function findKeys(text: string, edits: Edit[]): void {
  if (text.includes('PRIVATE KEY')) findEnds(text, edits)
  if (!text.includes('BEGIN ') && !text.includes('PuTTY-User-Key')) return
  for (const { index, 0: found } of text.matchAll(armour)) {
    edits.push({ start: index, end: index + found.length, by: '[redacted: private key]' })
  }
}

/** A piece of a key whose beginning is in another line: what is base64 before its end. */
function findEnds(text: string, edits: Edit[]): void {
  for (const { index } of text.matchAll(/-----END [A-Z0-9 ]{0,60}PRIVATE KEY-----/g)) {
    const before = text.slice(Math.max(0, index - 20_000), index)
    const [piece = ''] =
      /(?:[A-Za-z0-9+/]{16,76}={0,2}(?:\s|\\[rn])*)+$/.exec(lastLines(before)) ?? []
    if (piece !== '')
      edits.push({ start: index - piece.length, end: index, by: '[redacted: private key]' })
  }
}

/** From the last that is no character of a key or a line's end. */
const lastLines = (text: string): string => {
  let start = text.length
  while (start > 0 && /[\w+/=\s\\]/.test(text.charAt(start - 1))) start -= 1
  return text.slice(start)
}

/** A password as systems keep it: `$6$salt$…`, `$argon2id$…`, `{SSHA}…`. */
const hashed =
  /\$(?:1|2[abxy]?|5|6|7|g?y|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,12}|bcrypt-sha256)\$[^\s"'<>;:]{20,}|\{S?(?:SHA|MD5|SHA256|SHA512|CRYPT)\}[A-Za-z0-9+/=$.]{20,}/g

export function findHashes(text: string, { marks, runs }: Scan, edits: Edit[]): void {
  if (runs.length === 0 || (!text.includes('$') && (marks & has.brace) === 0)) return
  for (const { index, 0: found } of text.matchAll(hashed)) {
    edits.push({ start: index, end: index + found.length, by: '[redacted: hash of a password]' })
  }
}

/** The half that names stays, the secret half goes, whatever stands between them. */
const awsPair =
  /\b(?:A[KS]IA|ABIA|ACCA)[A-Z0-9]{12,20}\b([^\n]{1,60}?)(?<![A-Za-z0-9/+=])([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/g

function findAwsPairs(text: string, edits: Edit[]): void {
  for (const found of text.matchAll(awsPair)) {
    const [whole, , key = ''] = found
    if (/^[0-9a-f]{40}$/.test(key)) continue
    const end = found.index + whole.length
    edits.push({ start: end - key.length, end, by: '[redacted: key]' })
  }
}
