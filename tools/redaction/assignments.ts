import type { Edit } from './edits.ts'
import { judged, type Level, level, mayTell, type Name } from './names.ts'
import { readValue, type Value } from './text-value.ts'
import { hides, isReadable } from './values.ts'

/**
 * `DB_PASSWORD=…`, `"apiToken": "…"`, `Authorization: Basic …`, `config["key"] = …`, `key -> …`:
 * found by the sign, told by the name before it.
 */
export function findAssignments(text: string, edits: Edit[]): void {
  const state: State = { text, edits, named: undefined, environment: undefined, past: 0 }
  signs.lastIndex = 0
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '::' || sign[0] === '://') continue
    if (sign.index < state.past) continue
    look(state, sign.index, signs.lastIndex)
  }
}

const signs = /::+(?!=)|:\/\/|:=|[=:＝：]>?|->|→/g

interface State {
  text: string
  edits: Edit[]
  /** What the last pair named, for the one that holds it: `name: DB_PASS, value: …`. */
  named: { level: Level; name: Name; end: number } | undefined
  /** How far in the lines of an environment begin, in YAML. */
  environment: { indent: number; end: number } | undefined
  /** What is hidden already is not looked through for signs. */
  past: number
}

function look(state: State, sign: number, after: number): void {
  const { text } = state
  const word = nameBefore(text, sign)
  if (word === undefined || isTime(text, word)) return
  // `aws:ResourceTag/Secret`: of a policy.
  if (text.startsWith('Tag/', word.start - 4)) return
  const name = isSecretData(text, word)
    ? { ...nameAt(text, word), environment: true }
    : nameAt(text, word)
  const isPart = state.named !== undefined || state.environment !== undefined
  if (name.level === level.none && !name.names && !name.environment && !isPart && !name.holds)
    return
  if (
    name.level === level.none &&
    !name.environment &&
    !isPart &&
    !name.holds &&
    !tellsAfter(text, after)
  )
    return
  const written = inLine(text, word)
  const by = levelHere(state, name, written)
  if (by === level.none && !name.names && !name.environment) return
  if (isReference(text, written, after)) return
  const value = readValue(text, after, { line: written.startsLine })
  if (value === undefined) {
    if (name.environment && isEndOfLine(text, after)) open(state, written, after)
    return
  }
  if (by !== level.none && isHidden(value, by, name) && !isCode(text, after, value)) {
    state.edits.push({ start: value.start, end: value.end, by: value.marker })
    state.past = value.end
    state.named = undefined
  } else if (name.names) remember(state, value)
}

/** `data:` in the YAML of a Secret of Kubernetes. */
const isSecretData = (text: string, { start, end }: Word): boolean =>
  end - start === 4 && text.startsWith('data', start) && /^\s*kind: *["']?Secret\b/m.test(text)

/** `2030-01-02T03` before `:04`, `10.0.0.1` before its port: no name, and no two are the same. */
function isTime(text: string, { start, end }: Word): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at)
    const isPart = (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0x54
    if (!isPart) return false
  }
  return true
}

/** Whether what a naming word names may be a secret's name. */
const tellsAfter = (text: string, after: number) => mayTell(text.slice(after, after + 80))

/** `arn:aws:sns:…:token:x`, `ghcr.io/org/secret:latest`: a sign within what names something. */
function isReference(text: string, { start, end }: Written, after: number): boolean {
  if (text.charAt(end) !== ':' || after !== end + 1 || isBlank(text.charCodeAt(after))) return false
  const before = text.charAt(start - 1)
  if (before !== ':' && before !== '/') return false
  const [run = ''] = /[^\s"'`<>=,;(]*$/.exec(text.slice(Math.max(0, start - 300), start)) ?? []
  return /(?:^|\W)arn:/.test(run) || /^[\w./:@-]*\/$/.test(run)
}

/**
 * `cache.get(user)`, `os.environ["DB_PASSWORD"]`: program text that fetches one. What it calls and
 * what it is given are names, of words.
 */
function isCode(text: string, after: number, { start, text: value }: Value): boolean {
  const before = text.slice(after, start)
  if (/["'`]$/.test(before)) return lookup.test(before) && isReadable(value) && !/\d/.test(value)
  return call.test(value) && isReadable(value.replace(/^(?:await|new) |;$/g, ''))
}

const lookup =
  /(?:environ|getenv|env|headers?|form|args|params?|config|settings|secrets|event|client|get\w*|fetch\w*|read\w*|load\w*)\s*(?:\.\s*(?:get|fetch|read|load|require)\w*\s*)?[[(]\s*["'`]$/i
const call =
  /^(?:await |new )?[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*\((?:[A-Za-z_$][\w$.]*(?:, ?[A-Za-z_$][\w$.]*)*)?\);?$/

const isBlank = (code: number) => !(code > 0x20)

const isHidden = (value: Value, by: Level, name: Name): boolean =>
  hides(value.text, by, name.digits) && !value.text.startsWith('[redacted')

/** By its own name, by what a pair before it named, or as one of an environment's. */
function levelHere(state: State, name: Name, written: Written): Level {
  const { named, environment } = state
  if (environment !== undefined && written.startsLine) {
    if (written.indent <= environment.indent && !written.inList) state.environment = undefined
    else if (!name.names) return level.whole
  }
  if (name.level === level.none && name.holds && written.startsLine && !written.inList) {
    const above = levelAbove(state.text, written)
    if (above !== level.none) return above
  }
  if (named === undefined || written.start - named.end > maxBetween) return name.level
  if (!name.holds) return name.level
  state.named = undefined
  return named.level > name.level ? named.level : name.level
}

const maxBetween = 300

/** In YAML: `DbPassword:` of a template above its `Default:`. */
function levelAbove(text: string, { start, indent }: Written): Level {
  if (indent === 0) return level.none
  const lines = text
    .slice(Math.max(0, start - 400), start)
    .split('\n')
    .slice(1, -1)
  const above = lines.findLast((line) => line.trim() !== '' && line.search(/\S/) < indent)
  const [, name] = /^\s*["']?([\w.-]{1,80})["']?:\s*$/.exec(above ?? '') ?? []
  const found = name === undefined ? undefined : judged(name)
  return found === undefined || found.about || found.names ? level.none : found.level
}

/** `define('DB_PASSWORD', '…')`, `setenv("TOKEN", "…")`. */
export function findGivenPairs(text: string, edits: Edit[]): void {
  for (const found of text.matchAll(givenPair)) {
    const [whole, , name = '', , value = ''] = found
    const { level: by, digits } = judged(name)
    if (by < level.weak || !hides(value, by, digits)) continue
    const end = found.index + whole.length - 1
    edits.push({ start: end - value.length, end, by: '[redacted: looks secret]' })
  }
}

const givenPair =
  /\b(?:define|setenv|putenv|set|put|add|setproperty|setdefault|config)\(\s{0,4}(["'])([\w.-]{3,60})\1\s{0,4},\s{0,4}(["'])([^"'\n]{1,200})\3/gi

function remember(state: State, { text, end }: Value): void {
  state.named = undefined
  if (text.length > 100 || /\s\S+\s/.test(text)) return
  const name = judged(text)
  if (name.level >= level.weak) state.named = { level: name.level, name, end }
}

const isEndOfLine = (text: string, at: number) => /^[ \t]*(?:\r?\n|$)/.test(text.slice(at, at + 50))

function open(state: State, { indent, startsLine }: Written, end: number): void {
  if (startsLine) state.environment = { indent, end }
}

interface Word {
  start: number
  end: number
}

interface Written extends Word {
  /** Only blanks, a dash, `export` or a quote stand before it. */
  startsLine: boolean
  indent: number
  inList: boolean
}

/** The name before a sign: what quotes, brackets, blanks and stars are between does not count. */
function nameBefore(text: string, sign: number): Word | undefined {
  let end = sign
  const least = Math.max(0, sign - 40)
  while (end > least && isBetween(text.charCodeAt(end - 1))) end -= 1
  let start = end
  const first = Math.max(0, end - 100)
  while (start > first && isOfName(text.charCodeAt(start - 1))) start -= 1
  return start === end ? undefined : { start, end }
}

function inLine(text: string, { start, end }: Word): Written {
  const near = text.slice(Math.max(0, start - 60), start)
  const line = near.lastIndexOf('\n')
  if (line === -1 && start > 60) return { start, end, startsLine: false, indent: 0, inList: false }
  const before = near.slice(line + 1)
  const inList = /^[ \t]*-[ \t]/.test(before)
  const indent = /^[ \t]*/.exec(before)?.[0].length ?? 0
  return { start, end, startsLine: lineStart.test(before), indent, inList }
}

const lineStart =
  /^[ \t]*(?:-[ \t]+)?(?:(?:export|set|env|setx?|\$env:|declare -x|let|const|var|local|private|public|static|final|string)[ \t]+)*["'`$*]*$/i

/** Blanks, quotes, brackets, backslashes and stars: `"password" :`, `config['key'] =`. */
const isBetween = (code: number) =>
  code === 0x20 ||
  code === 0x09 ||
  code === 0x22 ||
  code === 0x27 ||
  code === 0x60 ||
  code === 0x5c ||
  code === 0x5d ||
  code === 0x29 ||
  code === 0x2a ||
  code === 0x7d ||
  code === 0x3f ||
  code === 0x21

const isOfName = (code: number) =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  code === 0x5f ||
  code === 0x2d ||
  code === 0x2e ||
  (code > 0x7f && code !== 0xff1a && code !== 0xff1d && code !== 0x2192 && code !== 0x3000)

/** The one word, or where it is the end of a phrase, the phrase. */
function nameAt(text: string, { start, end }: Word): Name {
  const name = judged(text.slice(start, end))
  if (name.level !== level.none || !name.endsPhrase) return name
  const phrase = /[\p{L}\p{N}'_-]+[ ][\p{L}\p{N}'_-]+(?:[ ][\p{L}\p{N}'_-]+)?$/u.exec(
    text.slice(Math.max(0, end - 60), end),
  )
  // `<add key="…"`: an element and its attribute are no phrase.
  const isAttribute = phrase !== null && text.charAt(end - phrase[0].length - 1) === '<'
  return phrase === null || isAttribute ? name : judged(phrase[0])
}
