import { type Level, level } from './names.ts'
import { placeholders, stateWords } from './vocabulary.ts'

/** Whether a value is to be hidden, as its name is of this level. */
export function hides(value: string, by: Level, digits: boolean): boolean {
  if (by === level.none) return false
  if (by === level.whole) return value.trim() !== ''
  const text = withoutScheme(value.trim())
  const plain = weighPlain(text)
  // All but what is plainly no secret: how it reads makes no difference.
  if (plain === undefined && by === level.strong) return true
  const kind = plain ?? weighReading(text)
  if (kind === 'number') return by >= level.medium && digits && /^\D*\d{4,}\D*$/.test(text)
  return kind !== 'harmless' && hiddenKinds[by].has(kind)
}

type Weight = 'harmless' | 'number' | 'readable' | 'coded' | 'id' | 'odd' | 'opaque'

const hiddenKinds: Readonly<Record<1 | 2 | 3 | 4 | 5, ReadonlySet<Weight>>> = {
  [level.about]: new Set<Weight>(['opaque']),
  [level.weak]: new Set<Weight>(['opaque', 'id']),
  [level.medium]: new Set<Weight>(['opaque', 'id', 'odd']),
  [level.firm]: new Set<Weight>(['opaque', 'id', 'odd', 'coded']),
  [level.strong]: new Set<Weight>(['opaque', 'id', 'odd', 'coded', 'readable']),
}

/** The scheme of a header says nothing: `Bearer abc`. */
const withoutScheme = (value: string) => value.replace(schemes, '')
export const schemes =
  /^(?:basic|bearer|digest|token|negotiate|ntlm|hawk|splunk|apikey|api-key|bot|key|sharedkey(?:lite)?|aws4-hmac-sha256)\s+(?=\S)/i

/** How a value reads. */
export const weigh = (text: string): Weight => weighPlain(text) ?? weighReading(text)

function weighPlain(text: string): 'harmless' | 'number' | undefined {
  if (isNothing(text) || isReference(text)) return 'harmless'
  if (/^[-+]?\d+([.,]\d+)?(e[-+]?\d+)?$/i.test(text)) return 'number'
  return isState(text) || isTime(text) || isPlace(text) || isVersion(text) ? 'harmless' : undefined
}

/** Of a package: `^9.0.0`. */
const isVersion = (text: string) => /^[\^~]?\d{1,4}\.\d{1,4}\.\d{1,5}$/.test(text)

function weighReading(text: string): Exclude<Weight, 'harmless' | 'number'> {
  if (isId(text)) return 'id'
  if (isReadable(text)) return isCoded(text) ? 'coded' : 'readable'
  return isOpaque(text) ? 'opaque' : 'odd'
}

const isNothing = (text: string) => !/[\p{L}\p{N}]/u.test(text) || placeholders.test(text)

/** Tells where something is, rather than what it is. */
const isReference = (text: string) =>
  (text.includes(':') || text.includes('.') || !/^\w/.test(text)) && isWrittenReference(text)

const isWrittenReference = (text: string) =>
  /^(?:"?arn:aws|[A-Z]\w+::\w+(?:::\w+)*$|\{\{resolve:|\$|%[\w]+%$|!(?:ref|sub|getatt|importvalue)\b|<[^>]*>$|@\w+$)/i.test(
    text,
  ) ||
  /^(?:method|integration|context|stageVariables|input|env|process\.env|var|local|data|module|self|params?|config|secrets|vault|ssm|secretsmanager|os\.environ)\.[\w.$[\]'"-]+$/.test(
    text,
  ) ||
  /^(?:vault|ssm|secretsmanager|awssm|env|file|ref|op|keyvault):[\w./:-]*$/i.test(text) ||
  text === 'sts.amazonaws.com'

/** `expired at 2030-01-01`, `not found`, `unauthorized`: what is said of a secret. */
function isState(text: string): boolean {
  const [first = ''] = /[^\s,;.!?()|]+/.exec(text) ?? []
  const word = first.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}\d_]+$/gu, '')
  if (stateWords.has(word)) return true
  return said.test(word)
}

const said = /^[a-z]{2,}(ed|ing|able|ible)$/

const isTime = (text: string) => /^[\dP]/i.test(text) && isWrittenTime(text)

const isWrittenTime = (text: string) =>
  /^\d{4}-\d{2}(-\d{2})?([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) ||
  /^(\d+ ?(ms|s|sec|m|min|h|d|w|y|days?|hours?|minutes?|seconds?|weeks?|months?|years?)|P[\dYMWDTHS.]+)$/i.test(
    text,
  )

/** A path, an image, an address of words alone: `prod/db`, `ghcr.io/org/app:1.2`. */
function isPlace(text: string): boolean {
  if (!text.includes('/') && !text.includes('\\')) return false
  if (/^[a-z][\w+.-]*:\/\/[^\s]*$/i.test(text)) {
    return !/[?#].*=|:\/\/[^/]*@/.test(text) && isReadable(text.replace(/^[a-z][\w+.-]*:\/\//i, ''))
  }
  if (/^[\w.-]+=[^=]*$|\/\w+=/.test(text) && text.includes('/')) return isReadable(text)
  return /^(?:[~.]?\/|[A-Za-z]:\\|[\w.-]+\/)/.test(text) && isReadable(text)
}

const isId = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) ||
  (/^(?:sha\d+:)?[0-9a-f]{12,}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text))

/** Words, names, versions: each of its parts is letters in one case, or a short number. */
export const isReadable = (text: string): boolean =>
  text.length <= 300 && text.split(/[^\p{L}\p{N}]+/u).every(isWord) && !/[!$^`~{}<>]/.test(text)

/** Words with a number in them that no standard or version has: `hunter2-and-more`. */
const isCoded = (text: string): boolean =>
  text.length >= 8 &&
  text.split(/[^A-Za-z0-9]+/).some((part) => /^[a-z]{3,}\d+$/i.test(part) && !standards.test(part))

const standards =
  /^(?:sha|md|rsa|aes|hmac|utf|base|oauth|http|ipv|mysql|postgres|python|node|nodejs|route|argon|bcrypt|ed|web|ver|version|rev|stage|prod|dev|test|east|west|north|south|team|group|app|env)\d+$/i

const isWord = (part: string): boolean =>
  part.length <= 24 &&
  /^(?:\p{Lu}?\p{Ll}*\d{0,4}|\p{Lu}+\d{0,4}|\d{1,12}\p{Ll}{0,2}|(?:\p{Lu}?\p{Ll}{2,}|\p{Lu}{2,})+\d{0,3}|[a-z]{1,3}\d[a-z]{0,2}|[^\x20-\x7f]+)$/u.test(
    part,
  )

/** Of the length of a key, with letters and digits that make no words. */
export function isOpaque(text: string): boolean {
  const longest = /[\w+/=~.-]{8,}/.exec(text)?.[0]
  if (longest === undefined)
    return /\s/.test(text) === false && text.length >= 8 && mixed(text) >= 3
  if (
    /^(?:i|vol|eni|sg|subnet|vpc|ami|snap|rtb|igw|nat|acl|eipalloc|r|lt|fs|tgw|vpce|pl|dopt)-[0-9a-f]{8,17}$/.test(
      text,
    )
  )
    return false
  return mixed(text) >= 2
}

/** How many of: capitals, small letters, digits, signs. */
const mixed = (text: string) =>
  [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9\s_.:/-]/].filter((kind) => kind.test(text)).length
