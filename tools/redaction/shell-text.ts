import { commandWords, findInCommands } from './command-text.ts'
import type { Edit } from './edits.ts'
import { judged, type Level, level, type Name, stems } from './names.ts'
import { has, type Scan } from './scan.ts'
import { readValue } from './text-value.ts'
import { hides, isOpaque, isReadable, weigh } from './values.ts'
import { wordSearch } from './word-search.ts'

/** Secrets that stand after a blank: options, statements of SQL, elements of XML, sentences. */
export function findInShell(text: string, { marks }: Scan, edits: Edit[]): void {
  if (marks & has.dash && mayHaveOption(text)) findOptions(text, edits)
  if (marks & has.angle) findElements(text, edits)
  if ((marks & (has.blank | has.sign)) === 0 || (tellingWord(text) === -1 && !pw.test(text))) return
  if (marks & has.blank) {
    if (marks & has.quote) findStatements(text, edits)
    findSpoken(text, edits)
  }
  if (text.includes('ookie')) findCookies(text, edits)
  findInCommands(text, edits)
}

/** A dash that begins the text or stands after what parts words, and a letter or a dash after it. */
function mayHaveOption(text: string): boolean {
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) {
    const next = text.charCodeAt(at + 1) | 32
    if (((next >= 97 && next <= 122) || next === 0x2d) && isBefore(text, at)) return true
  }
  return false
}

const isBefore = (text: string, at: number) => at === 0 || /[\s"'`,[({]/.test(text.charAt(at - 1))

/** What they all have in them. */
const tellingWord = wordSearch([
  ...'pass secret token pwd cred key auth wort senha clave contrase identified ookie'.split(' '),
  ...commandWords,
])
const pw = /\bpw\b/i

const secret = '[redacted: looks secret]'
const passwordMarker = '[redacted: password]'

/** `--password x`, `"--password", "x"`, `-u user:x`, `-px`, `-a x`. */
function findOptions(text: string, edits: Edit[]): void {
  for (const found of text.matchAll(longOption)) {
    const [whole, option = ''] = found
    const name = judged(option)
    if (name.level === level.none) continue
    const value = readValue(text, found.index + whole.length, { line: false })
    if (value === undefined || value.text.startsWith('-')) continue
    const by = name.level === level.weak ? level.weak : level.strong
    if (hides(value.text, name.about ? level.about : by, name.digits)) {
      edits.push({ start: value.start, end: value.end, by: secret })
    }
  }
  for (const found of text.matchAll(userOption)) {
    const [whole, , user = '', password = ''] = found
    const isCurl = /\b(?:curl|wget|https?|httpie)\b/.test(
      text.slice(Math.max(0, found.index - 200), found.index),
    )
    if (/^\/\/|^\d{1,5}(?:\/|$)/.test(password) || /^https?$/.test(user)) continue
    if (!isCurl && (password === user || isReadable(password))) continue
    const end = found.index + whole.length
    edits.push({ start: end - password.length, end, by: passwordMarker })
  }
  for (const found of text.matchAll(shortOption)) {
    const [whole, value = ''] = found
    const isMysql = /\b(?:mysql\w*|mariadb\w*|sshpass)\b/.test(
      text.slice(Math.max(0, found.index - 200), found.index),
    )
    const isSecret =
      isMysql && /^\S*-p/.test(whole.trim()) && !/^\s/.test(whole.slice(whole.indexOf('-p') + 2))
        ? weigh(value) !== 'harmless'
        : isOpaque(value) &&
          !isReadable(value) &&
          weigh(value) !== 'harmless' &&
          !/[:/=]/.test(value)
    if (!isSecret) continue
    const end = found.index + whole.length
    edits.push({ start: end - value.length, end, by: secret })
  }
}

const longOption =
  /(?:^|[\s"'`,[({])(--?[A-Za-z\u0080-\uffff][\w.\u0080-\uffff-]{2,60})(?=["'`]?,?\s)["'`]?,?\s{1,10}/g
const userOption =
  /(^|[\s"'])(?:-u|--user|--userpwd|--proxy-user|-U)(?:[\s=]|["'],\s*["'])?["']?([^\s:"'/]{1,100}):([^\s"']+)/g
const shortOption = /(?:^|[\s"'])-[paPwW](?:["'],\s?["']|\s["']?|["'])?([^\s"'-][^\s"']{3,})/g

/** `<password>x</password>`, `<key>password</key><string>x</string>`. */
function findElements(text: string, edits: Edit[]): void {
  let named: { name: Name; end: number } | undefined
  for (const found of text.matchAll(element)) {
    const [whole, tag = '', value = ''] = found
    const name = judged(tag.slice(tag.lastIndexOf(':') + 1))
    const isNamed = named !== undefined && found.index - named.end < 200
    const by: Level = isNamed && !name.names ? (named?.name.level ?? 0) : name.level
    const start = found.index + whole.indexOf(value, tag.length + 1)
    if (hides(value, by, name.digits || (isNamed && named?.name.digits === true))) {
      edits.push({ start, end: start + value.length, by: secret })
    }
    const told = name.names && value.length < 100 ? judged(value) : undefined
    named =
      told && told.level >= level.weak ? { name: told, end: found.index + whole.length } : undefined
  }
}

const element =
  /<([A-Za-z_\u00c0-\uffff][\w:.\u00c0-\uffff-]{0,80})(?:\s[^<>]{0,500})?>\s{0,20}(?:<!\[CDATA\[)?([^<>]{1,4000}?)(?:\]\]>)?\s{0,20}<\//g

/** `IDENTIFIED BY 'x'`, `PASSWORD 'x'`, `INSERT INTO t (name, password) VALUES ('a', 'x')`. */
function findStatements(text: string, edits: Edit[]): void {
  for (const found of text.matchAll(afterStatement)) {
    const value = readValue(text, found.index + found[0].length, { line: false })
    // `secret "db-credentials" not found` names one.
    const by = /^secret\s/i.test(found[0]) ? level.firm : level.strong
    if (value !== undefined && hides(value.text, by, true)) {
      edits.push({ start: value.start, end: value.end, by: secret })
    }
  }
  for (const found of text.matchAll(insert)) findInserted(text, found, edits)
}

const afterStatement =
  /\b(?:identified\s+(?:with\s+\S{1,60}\s+)?(?:by|as)(?:\s+(?:password|values))?|(?:with\s+|encrypted\s+|set\s+|old_|new_)?(?:password|passwd|secret|secret_key|api_secret))(?:\s{0,5}\(\s{0,5}|\s{1,5})(?=\\*["'])/gi

const insert = /\binsert\s+(?:ignore\s+)?into\s+[^\s(]{1,100}\s*\(([^()]{1,2000})\)\s*values\s*\(/gi

function findInserted(text: string, found: RegExpExecArray, edits: Edit[]): void {
  const names = (found[1] ?? '').split(',').map((name) => judged(name.replace(/["'`[\]\s]/g, '')))
  let at = found.index + found[0].length
  for (;;) {
    for (const name of names) {
      const [blank = ''] = /^[\s,]*/.exec(text.slice(at, at + 50)) ?? []
      at += blank.length
      const part =
        /^(?:N?'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|\\.)*"|[^,()]*(?:\([^()]*\))?)/.exec(
          text.slice(at, at + 4_000),
        )?.[0] ?? ''
      const inner = part.replace(/^N?["']|["']$/g, '')
      if (inner !== '' && hides(inner, name.level, name.digits)) {
        const start = at + part.indexOf(inner)
        edits.push({ start, end: start + inner.length, by: secret })
      }
      at += part.length
    }
    const more = /^\s*\)\s*,\s*\(/.exec(text.slice(at, at + 60))
    if (more === null) return
    at += more[0].length
  }
}

/** `login ann password x`, `the token is x`, `requirepass x`: only what is plainly random. */
function findSpoken(text: string, edits: Edit[]): void {
  let done = 0
  for (let at = secretWord(text); at !== -1; at = secretWord(text, Math.max(at + 1, done))) {
    const [start, end] = wordAround(text, at)
    done = end
    look(text, start, edits)
    const before = text.charAt(start - 1) === ' ' ? wordAround(text, start - 1)[0] : start
    if (before !== start && /^key$/i.test(text.slice(start, end))) look(text, before, edits)
  }
}

const secretWord = wordSearch(stems.split(' '), true)

/** Of letters, digits, dots and dashes on both sides. */
function wordAround(text: string, at: number): [start: number, end: number] {
  let [start, end] = [at, at]
  while (start > 0 && at - start < maxWord && isOfWord(text.charCodeAt(start - 1))) start -= 1
  while (end < text.length && end - at < maxWord && isOfWord(text.charCodeAt(end))) end += 1
  return [start, Math.max(end, at + 1)]
}

const maxWord = 61
const isOfWord = (code: number) =>
  code > 0x7f ||
  code === 0x5f ||
  code === 0x2e ||
  code === 0x2d ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a)

function look(text: string, start: number, edits: Edit[]): void {
  spoken.lastIndex = start
  const found = spoken.exec(text)
  if (found === null) return
  const [whole, word = '', value = ''] = found
  const name = judged(word)
  if (name.level < level.weak || name.about) return
  const said = value.replace(/[.,;!?)]+$/, '')
  if (said.startsWith('[') || /^[\w.-]+[=:]/.test(said)) return
  if (!isOpaque(said) || isReadable(said) || ['harmless', 'number'].includes(weigh(said))) return
  const from = found.index + whole.length - value.length
  edits.push({ start: from, end: from + said.length, by: secret })
}

const spoken =
  /(?<![\w.-])([\p{L}_][\p{L}\p{N}_.-]{0,60}|(?:api|access|private|secret|signing|master) key)["'`)]{0,2}(?:\s{1,5}(?:is|was|ist|war|est|es|era|set to|to|of|as|now|=>))?\s{1,5}["'`(]?([^\s"'`<>]{8,500})/iuy

/** All the cookies that a header sets or sends, to the end of the line. */
function findCookies(text: string, edits: Edit[]): void {
  let done = 0
  for (const found of text.matchAll(
    /\b(?:set-)?cookie["']?(?:\s{0,3}[:=]|(?<=\s--cookie)\s)\s{0,3}["']?/gi,
  )) {
    if (found.index < done) continue
    const start = found.index + found[0].length
    const [line = ''] = /^[^\r\n"']{1,4000}/.exec(text.slice(start, start + 4_000)) ?? []
    done = start + line.length
    for (const pair of line.matchAll(/([\w.$-]{1,100})=([^;,\s]{1,4000})/g)) {
      const [whole, name = '', value = ''] = pair
      if (
        /^(?:path|domain|expires|max-age|samesite|priority|version)$/i.test(name) ||
        value.length < 6
      )
        continue
      if (isReadable(value) && judged(name).level === level.none) continue
      const at = start + pair.index + whole.length - value.length
      edits.push({ start: at, end: at + value.length, by: secret })
    }
  }
}
