import { schemes } from './values.ts'

/** What stands after a sign: its text, and what of the line it takes. */
export interface Value {
  text: string
  start: number
  end: number
  marker: string
}

interface Options {
  /** Its name begins the line: then all of the line is its. */
  line: boolean
}

const marker = '[redacted: looks secret]'
const maxValue = 4_000

/** The value after a sign; undefined where there is none. */
export function readValue(text: string, after: number, options: Options): Value | undefined {
  let at = pastBlanks(text, after)
  if (text.charAt(at) === '|' || text.charAt(at) === '>') {
    const block = readBlock(text, at)
    if (block !== undefined) return block
  }
  at = pastOpening(text, at)
  const quoted = readQuoted(text, at)
  if (quoted !== undefined) return quoted
  return readBare(text, at, options)
}

function pastBlanks(text: string, from: number): number {
  let at = from
  while (
    at - from < 30 &&
    (text.charAt(at) === ' ' || text.charAt(at) === '\t' || text.charAt(at) === '　')
  )
    at += 1
  return at
}

/** A list, a call or a CDATA section of one: `['x']`, `("x")`. */
function pastOpening(text: string, from: number): number {
  const [found = ''] = wrapping.exec(text.slice(from, from + 60)) ?? []
  return found.endsWith('"""') || found.endsWith("'''")
    ? from + found.length - 1
    : from + found.length
}

/** Also what programs print around one: `Some("x")`, `string(3) "x"`, `[Basic x]`. */
const wrapping =
  /^(?:<!\[CDATA\[|(?:@|b|r|f|u)(?=["'])|[\w.:]{0,40}[[({](?=\\?["'])|\s{0,20}string\(\d{1,7}\)\s(?=")|\[(?=(?:basic|bearer|digest|sharedkey|apikey|token)\s)|"""|'''){1,2}/i

/** To the same quote again; a quote after a backslash is within, unless the first was so too. */
function readQuoted(text: string, at: number): Value | undefined {
  const [quote] = /^\\*(?:["'`]|“|‘|«)/.exec(text.slice(at, at + 12)) ?? []
  if (quote === undefined) return undefined
  const start = at + quote.length
  const end = endOfQuote(text, start, quote)
  const inner = text.slice(start, end)
  const [scheme = ''] = schemes.exec(inner) ?? []
  return { text: inner, start: start + scheme.length, end, marker }
}

const closing: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '«': '»' }

function endOfQuote(text: string, start: number, quote: string): number {
  const mark = closing[quote] ?? quote
  const near = text.slice(start, start + maxValue)
  for (let at = near.indexOf(mark); at !== -1; at = near.indexOf(mark, at + 1)) {
    // In JSON within text the quotes of what is deeper have more backslashes before them.
    if (mark.startsWith('\\') || slashesBefore(text, start + at) % 2 === 0) return start + at
  }
  const line = near.indexOf('\n')
  return start + (line === -1 ? near.length : line)
}

function slashesBefore(text: string, at: number): number {
  let count = 0
  while (text.charCodeAt(at - 1 - count) === 0x5c) count += 1
  return count
}

/** YAML's block: the lines after it that are further in. */
function readBlock(text: string, at: number): Value | undefined {
  const head = /^[|>][+-]?\d?[ \t]*\r?\n([ \t]+)/.exec(text.slice(at, at + 200))
  if (head === null) return undefined
  const [whole, indent = ''] = head
  const start = at + whole.length
  let end = text.indexOf('\n', start)
  while (end !== -1 && (text.startsWith(indent, end + 1) || text.charAt(end + 1) === '\n')) {
    end = text.indexOf('\n', end + 1)
  }
  const stop = end === -1 ? text.length : end
  return { text: text.slice(start, stop), start, end: stop, marker }
}

/** Without quotes: to a blank, or a sign that ends a value; where it has the line, all of that. */
function readBare(text: string, at: number, { line }: Options): Value | undefined {
  const [scheme = ''] = schemes.exec(text.slice(at, at + 40)) ?? []
  const start = at + scheme.length
  const end = endOfBare(text, start)
  if (end === start) return undefined
  const first = text.slice(start, end)
  const more = restOfLine(text, end)
  const isPhrase = more !== '' && isPassphrase(first + more)
  if (isPhrase)
    return { text: (first + more).replace(/\s+/g, '_1_'), start, end: end + more.length, marker }
  const takes = line && more !== '' && !/[=:]/.test(more) && !/^\s*(?:#|\/\/|--)/.test(more)
  const context = more !== '' ? `${first}${more.slice(0, 60)}` : first
  return {
    text: isSentence(first, more) ? context : first,
    start,
    end: takes ? end + more.length : end,
    marker,
  }
}

const isSentence = (first: string, more: string) =>
  /^[\p{L}'’-]+[,.;]?$/u.test(first) && /^\s+\S/.test(more)

/** Four words and more in small letters, none of which a sentence would need. */
function isPassphrase(text: string): boolean {
  const words = text.trim().split(/[\s]+/)
  return (
    words.length >= 4 &&
    words.length <= 8 &&
    words.every((word) => /^[a-z]{3,12}$/.test(word)) &&
    !words.some((word) => grammar.test(word))
  )
}

const grammar =
  /^(the|for|and|not|are|was|were|has|have|had|with|from|that|this|will|can|must|should|you|your|see|use|used|user|please|when|after|before|than|too|but|its|his|her|their|does|did|set|get|new|old|into|been|being|all|any|via|under|over|out|off|only|also|then|more|less|least|most|in|is|to|of|at|by|on|or)$|(ed|ing|ly)$/

function restOfLine(text: string, end: number): string {
  const near = text.slice(end, end + 1_000)
  const line = near.indexOf('\n')
  return (line === -1 ? near : near.slice(0, line)).trimEnd()
}

/** Signs that may belong to a password end it only before another pair, or before nothing. */
function endOfBare(text: string, start: number): number {
  const most = Math.min(text.length, start + maxValue)
  let open = 0
  for (let at = start; at < most; at += 1) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || code === 0x22 || code === 0x60) return at
    if (code === 0x27 && !/\w/.test(text.charAt(at + 1))) return at
    if (
      (code === 0x3c || code === 0x3e) &&
      (at === start || /[/<>\s!A-Za-z]/.test(text.charAt(at + 1)))
    ) {
      if (at > start || text.charAt(at) !== '<') return at
    }
    if (code === 0x5c && /[nrt"'\\/]/.test(text.charAt(at + 1))) return at
    if (code === 0x28 || code === 0x5b || code === 0x7b) open += 1
    if (code === 0x29 || code === 0x5d || code === 0x7d) {
      if (open === 0 && isEnd(text, at + 1)) return at
      open -= 1
    }
    if ((code === 0x26 || code === 0x2c || code === 0x3b || code === 0x7c) && isEnd(text, at + 1))
      return at
  }
  return most
}

const isBlank = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x3000

/** Nothing more, a blank, another sign, or another pair. */
const isEnd = (text: string, at: number): boolean =>
  at >= text.length ||
  /^(?:[\s,;)\]}"'<]|[\w.[\]%-]{1,60}(?: [\w.-]{1,30}){0,2}\s?(?:=|:))/.test(
    text.slice(at, at + 160),
  )
