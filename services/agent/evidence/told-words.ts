import { type Claim, claimOf } from './claims.ts'
import { stands } from './hold-names.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** Single words that only what was read can have told: of errors, code, tags and services. */
export function* wordedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  if (around.index.rows.length === 0) return
  for (const statement of statements) {
    if (statement.isCommand || isAdvice.test(statement.text)) continue
    yield* inCode(statement, around)
    if (statement.cells !== undefined) continue
    yield* tagged(statement, around)
    yield* bracketed(statement, around)
    yield* ofService(statement, around)
    yield* ofBill(statement, around)
    yield* ofWhom(statement, around)
  }
}

const isAdvice =
  /\b(?:next steps?|recommend\w*|consider|suggest\w*|should|could|would|might|for example|e\.g\.|such as|instead|typically|usually)\b/i
const denial = /\b(?:no|not|never|without|neither|nor|none|nothing|any)\b[^.;:]{0,40}$/i

/** Whether anything that was read, asked or called has a word. */
function isKnown(word: string, { index, question, called }: Surroundings): boolean {
  const name = word.toLowerCase()
  return (
    index.placesOf(name).length > 0 ||
    index.members.has(name) ||
    stands(question, name) ||
    stands(called.text.toLowerCase(), name)
  )
}

/** `TimeoutError:`, `(reading 'currency')`, `at parseOrder (index.js:88)`, `[ExportBucket, ExportQueue]`. */
function* inCode(statement: Statement, around: Surroundings): Generator<Claim> {
  const { text } = statement
  if (!maybeCode.test(text)) return
  for (const { 0: all, index: at } of text.matchAll(code)) {
    if (denial.test(text.slice(Math.max(0, at - 60), at))) continue
    for (const { 0: word, index } of all.matchAll(/[A-Za-z_]\w{3,}/g))
      if (isCode(word, all) && !isKnown(word, around))
        yield claimOf(statement, word, at + index, 'name')
  }
}

const isCode = (word: string, all: string): boolean =>
  all.startsWith("'") || /[a-z][A-Z]/.test(word)

const maybeCode = /Error|Exception|Fault\b|'\w+'|[a-z][A-Z]/
const code =
  /(?<=\bfail(?:s|ed|ing)? (?:with|by|on) (?:an? |the )?["“]?)[A-Z][a-z]+(?:[A-Z][a-z]+)+(?=[:.,”"])|(?<![\w.:/-])[A-Z][A-Za-z]+(?:Error|Exception|Fault)\b(?=:| \(|["”,.]|$)|(?<=\b(?:reading|property|key|column|field|parameter|relation|table|module|attribute|variable|symbol|method|setting) )'[A-Za-z_]\w+'|(?<=["” :])(?:at|in|by function|function) [a-z]+(?:[A-Z][a-z\d]+)+(?= \(|\(\)|[:.,;”"]|$)|(?<=: )\[[A-Z]\w+(?:, [A-Z]\w+)*\]/g

/** `tagged Service=web`: both are of one thing that was read, or asked for. */
function* tagged(statement: Statement, around: Surroundings): Generator<Claim> {
  const { text } = statement
  if (!text.includes('=')) return
  for (const { 0: all, 1: key = '', 2: value = '', index: at } of text.matchAll(tags)) {
    if (denial.test(text.slice(Math.max(0, at - 60), at))) continue
    if (isKnown(key, around) && isKnown(value, around)) continue
    yield claimOf(statement, all, at, 'name')
  }
}

const tags =
  /(?<=\b(?:tagged|tags?|tag of|with)(?: is| are| as)?:? (?:[A-Z]\w*=[\w.-]+,? (?:and )?)*)([A-Z][\w:-]*)=([A-Za-z][\w.-]*\w)/g

/** `CVE-2023-45853 (CRITICAL, glibc)`: what a tool wrote in brackets behind it, but for one part. */
function* bracketed(statement: Statement, { index }: Surroundings): Generator<Claim> {
  for (const { 1: name = '', 2: inside = '', index: at } of statement.text.matchAll(brackets)) {
    const written = `${name} (`.toLowerCase()
    const told = index.placesOf(name).flatMap((place) => {
      const text = index.textAt(place)
      const found: string[][] = []
      for (let from = text.indexOf(written); from !== -1; from = text.indexOf(written, from + 1)) {
        const end = text.indexOf(')', from)
        if (end !== -1) found.push(text.slice(from + written.length, end).split(', '))
      }
      return found
    })
    const mine = inside.toLowerCase().split(', ')
    const others = told.map((its) => mine.filter((part) => !its.includes(part)))
    if (others.length === 0 || others.some((one) => one.length === 0)) continue
    const [other] =
      others.find((one, nth) => one.length === 1 && told[nth]?.length === mine.length) ?? []
    if (other === undefined || !/^[a-z][\w.+-]+$/.test(other)) continue
    const from = at + name.length + 2 + inside.toLowerCase().indexOf(other)
    yield claimOf(statement, statement.text.slice(from, from + other.length), from, 'name')
  }
}

const brackets = /(?<![\w./-])([A-Za-z][\w.:/-]*[-\d][\w.:/-]*\w) \(([^()]+, [^()]+)\)/g

/** `Amazon Relational Warehouse Service`, but for one word a service that was read. */
function* ofService(statement: Statement, { index, question }: Surroundings): Generator<Claim> {
  if (!statement.text.includes('Service')) return
  for (const { 0: name, index: at } of statement.text.matchAll(services)) {
    if (index.placesOf(name).length > 0 || stands(question, name.toLowerCase())) continue
    const words = name.split(' ')
    for (const word of words.slice(1, -1)) {
      if (ofNames.has(word) || index.placesOf(word).length > 0) continue
      const rest = words.filter((one) => one !== word)
      const isOne = index
        .placesOf(words[1] === word ? (words[2] ?? '') : (words[1] ?? ''))
        .some((place) => {
          const its = index.textAt(place).split(' ')
          return its.length === words.length && rest.every((one) => its.includes(one.toLowerCase()))
        })
      if (isOne) yield claimOf(statement, word, at + name.indexOf(word), 'name')
    }
  }
}

/** `Amazon Neptune ($41.20)`, `AWS Ledger cost most`: no word of it is of a service that was billed. */
function* ofBill(statement: Statement, around: Surroundings): Generator<Claim> {
  for (const { 0: name, index: at } of statement.text.matchAll(billed)) {
    const words = name.split(' ').slice(1)
    const own = words.filter((word) => !ofNames.has(word) && word !== 'Service')
    if (own.length === 0 || own.some((word) => isKnown(word, around))) continue
    if (isKnown(name, around) || isKnown(`Amazon${words.join('')}`, around)) continue
    if (denial.test(statement.text.slice(Math.max(0, at - 60), at))) continue
    yield claimOf(statement, name, at, 'name')
  }
}

const billed =
  /\b(?:Amazon|AWS)(?: [A-Z][a-z][A-Za-z]+){1,4}(?=:? \(?\$\d| \(\d+ %|,? (?:cost|costs|costing|was|is|grew|fell|rose) (?:the )?(?:most|\$\d|by|up))/g
/** `2 models of Mistral: …`, `web in canary (us-east-1)`: nobody and nothing is called so. */
function* ofWhom(statement: Statement, around: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: name = '', index: at } of statement.text.matchAll(whom)) {
    if (isKnown(name, around) || denial.test(statement.text.slice(Math.max(0, at - 60), at)))
      continue
    yield claimOf(statement, name, at + all.length - name.length, 'name')
  }
}

const whom =
  /(?:\b\d+ [a-z]+ (?:of|by|from) (?=[A-Z])|(?<![\w./-])[a-z]\w*-[\w-]*\w in (?:cluster )?(?=[a-z][\w-]+ \([a-z]{2}-[a-z]+-\d\)))([A-Za-z][\w-]{3,})(?=:| \()/g
const services = /\b(?:Amazon|AWS)(?: [A-Z][A-Za-z]+){1,4} Service\b/g
const ofNames = new Set(
  'Simple Storage Queue Notification Email Workflow Relational Database Elastic Container Compute Kubernetes Registry Key Management Security Token Directory Migration Cost Glacier'.split(
    ' ',
  ),
)
