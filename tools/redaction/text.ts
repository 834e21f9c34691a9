import type { Json } from '../json.ts'
import { findAssignments, findGivenPairs } from './assignments.ts'
import { findInFiles } from './command-text.ts'
import { type Edit, edited } from './edits.ts'
import { findEncoded } from './encoded.ts'
import { readJson, type Span } from './json-text.ts'
import { addEdits, parsePlainly } from './plain-json.ts'
import { has, type Scan, scan } from './scan.ts'
import { findInShell } from './shell-text.ts'
import { findHashes, findKeys, findTokens } from './tokens.ts'
import { findInUrls } from './url-text.ts'

/** What text is read with: how JSON in it is redacted, and how deep it lies in other text. */
export interface TextScope {
  redactJson: (value: Json) => Json
  /** Texts within texts: what is deeper than this is not opened. */
  depth: number
}

/** Longer than anything that AWS gives as one text, but for objects. */
const maxText = 2_000_000
const maxTextDepth = 6

/**
 * Text without its secrets: by their form, and by the name that stands before them in JSON, YAML,
 * XML, environments, shells, addresses and SQL. All else keeps its bytes. The scope is asked for only
 * where there is something to look for.
 */
export function redactText(text: string, scope: () => TextScope): string {
  if (text.length < 5) return text
  const seen = scan(text)
  if (seen.marks === 0 && seen.runs.length === 0) return text
  return redactScanned(text, seen, scope())
}

function redactScanned(text: string, seen: Scan, scope: TextScope): string {
  if (text.length > maxText) return redactLong(text, scope)
  const unhidden = shown(text, seen)
  if (unhidden === text) return redactSeen(text, seen, scope)
  const redacted = redactSeen(unhidden, scan(unhidden), scope)
  return redacted === unhidden ? text : redacted
}

/** What is past the bound is looked at by nobody, nor what it cut through. */
function redactLong(text: string, scope: TextScope): string {
  const looked = text.slice(0, maxText).replace(/\S{1,10000}$/, '')
  const rest = text.length - looked.length
  return `${redactText(looked, () => scope)}[redacted: ${rest} more characters, too long to look through]`
}

/** As a person sees it: without colours and hidden characters, with quotes for their entities, and UTF-16 as what it says. */
function shown(text: string, { marks }: Scan): string {
  if ((marks & (has.control | has.foreign | has.ampersand)) === 0) return text
  if (!hiddenCharacters.test(text)) return text
  return text
    .replace(wide, (found) => found.replaceAll('\0', ''))
    .replace(/\p{Cc}\[[\d;]*[A-Za-z]/gu, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/&(?:quot|#34|#x22);/g, '"')
    .replace(/&(?:apos|#39|#x27);/g, "'")
}

/** Letters of UTF-16, read as if each byte were one. */
const wide = /(?:[^\0]\0){6,}/g

const hiddenCharacters = /\p{Cf}|\p{Cc}\[|(?:[^\0]\0){6}|&(?:quot|apos|#34|#39|#x22|#x27);/u

function redactSeen(text: string, seen: Scan, scope: TextScope): string {
  const edits: Edit[] = []
  const inner = { ...scope, depth: scope.depth + 1 }
  const opens = scope.depth < maxTextDepth
  // JSON from end to end has been looked at value by value.
  if (opens && seen.marks & has.brace && findInJson(text, inner, edits)) return edited(text, edits)
  if (seen.marks & has.dash) findKeys(text, edits)
  if (seen.runs.length > 0 || seen.marks & has.bar) findTokens(text, seen, edits)
  findHashes(text, seen, edits)
  findInUrls(text, seen, edits)
  if (seen.marks & (has.sign | has.foreign)) findAssignments(text, edits)
  if (seen.marks & has.quote) findGivenPairs(text, edits)
  findInShell(text, seen, edits)
  // A line of these has no blank.
  if (seen.runs.length > 0 && ((seen.marks & has.blank) === 0 || text.includes('\n')))
    findInFiles(text, edits)
  if (opens) findEncoded(text, seen, { redact: (within) => redactText(within, () => inner), edits })
  return edited(text, edits)
}

/** Each JSON value in the text, alone or among words; true where it is all of the text. */
function findInJson(text: string, scope: TextScope, edits: Edit[]): boolean {
  const plain = parsePlainly(text)
  if (plain !== undefined) {
    addEdits(text, { before: plain, after: scope.redactJson(plain), edits })
    return true
  }
  let failures = 0
  let at = 0
  for (;;) {
    opening.lastIndex = at
    const found = opening.exec(text)
    if (found === null || failures > maxFailures) return false
    const parsed = readJson(text, found.index)
    if (parsed === undefined || parsed.parts === 0) {
      failures += 1
      at = found.index + 1
      continue
    }
    addChanges(edits, {
      before: parsed.value,
      after: scope.redactJson(parsed.value),
      span: parsed.span,
    })
    at = Math.max(parsed.span.end, found.index + 1)
    if (at < text.length && text.slice(at, at + 3).trim() !== '') continue
    const isAll =
      parsed.whole && text.slice(0, found.index).trim() === '' && text.slice(at).trim() === ''
    if (isAll) return true
    if (at >= text.length) return false
  }
}

/** A brace with a name after it, a bracket with a value. */
const opening = /\{(?=\s{0,100}")|\[(?=\s{0,100}[{["])/g

/** Text that is made to look like JSON and is none is not tried forever. */
const maxFailures = 50

interface Change {
  before: Json
  after: Json
  span: Span | undefined
}

function addChanges(edits: Edit[], { before, after, span }: Change): void {
  if (before === after || span === undefined) return
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [index, entry] of before.entries()) {
      addChanges(edits, { before: entry, after: after[index] ?? null, span: span.entries?.[index] })
    }
  } else if (isMap(before) && isMap(after)) {
    for (const [name, member] of Object.entries(before)) {
      addChanges(edits, {
        before: member,
        after: after[name] ?? null,
        span: span.members?.get(name),
      })
    }
  } else edits.push({ start: span.start, end: span.end, by: JSON.stringify(after) })
}

const isMap = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
