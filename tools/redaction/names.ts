import {
  aboutWords,
  askingWords,
  firmEndings,
  firmWords,
  harmlessKeys,
  harmlessTokens,
  holdingWords,
  mediumEndings,
  mediumWords,
  namingWords,
  neverWords,
  notCompounds,
  qualifiers,
  strongEndings,
  strongWords,
} from './vocabulary.ts'
import { wordSearch } from './word-search.ts'

/**
 * How much a name tells of its value. `about` hides what is plainly random and names nothing else,
 * `weak` what is plainly random, `medium` what does not read as words, `firm` what is more than
 * words, `strong` all but what is plainly no secret, `whole` whatever it is.
 */
export const level = {
  none: 0,
  about: 1,
  weak: 2,
  medium: 3,
  firm: 4,
  strong: 5,
  whole: 6,
} as const
export type Level = (typeof level)[keyof typeof level]

export interface Name {
  level: Level
  /** Its value names something: `Key` of a tag. */
  names: boolean
  /** Its value is what another member names: `Value` of a tag. */
  holds: boolean
  /** What is under it are variables of an environment, whatever they are called. */
  environment: boolean
  /** Tells about a thing (`Type`, `Arn`): no value of a pair. */
  about: boolean
  /** A number of this name may be a secret. */
  digits: boolean
  /** The end of a phrase that may tell: `the api key`, `mot de passe`. */
  endsPhrase: boolean
}

/** Whether a member, a variable or a tag of this name is likely to hold a secret as its value. */
export const looksSecret = (name: string): boolean => judged(name).level >= level.medium

/** Whether a text may be a secret's name at all: what every one of them has in it. */
export const mayTell = (text: string): boolean => stemIn(text) !== -1

/** What a name tells, remembered: the same few names come in every answer. */
export function judged(name: string): Name {
  const known = remembered.get(name)
  if (known !== undefined) return known
  const judgement = judge(name)
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(name, judgement)
  return judgement
}

const remembered = new Map<string, Name>()
const maxRemembered = 20_000

/** Last words of phrases. */
const phraseEnds: ReadonlySet<string> = new Set(
  [...strongWords, ...firmWords, ...mediumWords].flatMap((phrase) => phrase.split(' ').slice(1)),
)

function judge(name: string): Name {
  const words = wordsOf(name.length > 200 ? name.slice(-200) : name)
  const last = words.at(-1) ?? ''
  return {
    level: isConditionKey(name) ? level.none : levelOf(words),
    names: namingWords.has(last),
    holds: holdingWords.has(last),
    environment: isEnvironment(words),
    about: aboutWords.has(last) || neverWords.has(last),
    endsPhrase: phraseEnds.has(last) || last === 'key',
    digits: words.some((word) => digitWords.test(word)) && !words.includes('tokens'),
  }
}

/** Small letters, without accents, the plural taken off: `DBPasswords` is `db password`. */
function wordsOf(name: string): string[] {
  const plain = isAscii.test(name) ? name : unaccented(name)
  return plain
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9\u0370-\uffff]+/)
    .filter((word) => word !== '')
    .map((word) => (plurals.test(word) ? word.slice(0, -1) : word))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const isAscii = /^[\x00-\x7f]*$/
const plurals =
  /^(?!.*(ss|us|is)$)(?!sas$|tokens$|s$|ns$|bs$|dns$|aws$|ses$|ecs$|has$|uses$|needs$).{3,}s$/

const unaccented = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/ı/g, 'i')

/** `token.actions.githubusercontent.com:sub` is a claim of who asks. */
const isConditionKey = (name: string) =>
  /^[\w-]+(\.[\w-]+)+:[\w/-]+$|^[\w-]+:(?:ResourceTag|RequestTag|PrincipalTag|EncryptionContext)[/:]/.test(
    name,
  )

/** Numbers of these are secrets. */
const digitWords =
  /^(pin|otp|totp|cvv|passcode|pwd|pass|pw|secret)$|password|passwd|passwort|kennwort|パスワード|暗証番号|密码|密碼|пароль|비밀번호/

function levelOf(words: string[]): Level {
  const found = lastHit(words)
  if (found === undefined) return keyLevel(words)
  const rest = words.slice(found.end).filter((word) => !isQualifier(word))
  const last = rest.at(-1)
  if (last !== undefined && neverWords.has(last)) return level.none
  if (isHarmlessToken(words, found)) return level.none
  if (last !== undefined && aboutWords.has(last)) return level.about
  if (rest.length === 0) return asked(words, found) ? level.about : found.level
  const first = words[0] ?? ''
  return askingWords.has(first) ? level.about : lower(found.level, level.medium)
}

const isQualifier = (word: string) => qualifiers.has(word) || /^\d+$/.test(word)

const lower = (a: Level, b: Level): Level => (a < b ? a : b)

/** `uses-secrets`, `max_tokens`: what follows is a yes, or how many. */
function asked(words: string[], { start }: Hit): boolean {
  const [first = ''] = words
  return start > 0 && askingWords.has(first) && !/^(default|random)$/.test(first)
}

const isHarmlessToken = (words: string[], { start, end }: Hit): boolean =>
  /^tokens?$/.test(words[end - 1] ?? '') &&
  (words[end - 1] === 'tokens'
    ? start > 0 && harmlessTokens.has(words[start - 1] ?? '')
    : harmlessTokens.has(words[start - 1] ?? '')) &&
  end === words.length

interface Hit {
  start: number
  end: number
  level: Level
}

/** The last of the words, or of two or three of them, that tells. */
function lastHit(words: string[]): Hit | undefined {
  for (let end = words.length; end > 0; end -= 1) {
    for (const length of [3, 2, 1]) {
      const start = end - length
      if (start < 0) continue
      const phrase = length === 1 ? (words[start] ?? '') : words.slice(start, end).join(' ')
      const found = vocabulary.get(phrase) ?? (length === 1 ? compound(phrase) : undefined)
      if (found !== undefined) {
        return {
          start,
          end,
          level: found === level.medium && isDb(words, start) ? level.strong : found,
        }
      }
    }
  }
  return undefined
}

/** `db_pass` and `root-pw` are passwords, `pass: 12` is a test's. */
const isDb = (words: string[], start: number) =>
  start > 0 && /^(pass|pw)$/.test(words[start] ?? '') && !askingWords.has(words[start - 1] ?? '')

const vocabulary = new Map<string, Level>([
  ...mediumWords.map((word): [string, Level] => [word, level.medium]),
  ...firmWords.map((word): [string, Level] => [word, level.firm]),
  ...strongWords.map((word): [string, Level] => [unaccentedWord(word), level.strong]),
  ['tokens', level.strong],
  ['user data', level.whole],
  ['userdata', level.whole],
])

function unaccentedWord(word: string) {
  return isAscii.test(word) ? word : unaccented(word).toLowerCase()
}

function compound(written: string): Level | undefined {
  const word = written.replace(/\d+$/, '')
  if (word.length < 5) return vocabulary.get(word) ?? inForeign(word)
  if (notCompounds.has(word)) return undefined
  if (strongEndings.some((ending) => word.endsWith(ending))) return level.strong
  if (firmEndings.some((ending) => word.endsWith(ending))) return level.firm
  if (mediumEndings.some((ending) => word.endsWith(ending))) {
    return word.endsWith('pass') ? level.strong : level.medium
  }
  if (/^[a-z0-9]+$/.test(word)) return vocabulary.get(word)
  return inForeign(word)
}

const inForeign = (word: string): Level | undefined =>
  !isAscii.test(word) && foreign.some((one) => word.includes(one)) ? level.strong : undefined

/** What every name of a secret has in it, in small letters. */
export const stems =
  'pass pw secret token cred key auth bearer sig hmac seed hook dsn cookie jwt pin otp saml verify salt pepper config conn sess code csrf xsrf cvv pat psk sas mdp wort wacht sena senha losen parol hasl hesl salas adgang sifre jelsz lozin slapt sandi khau geheim secreta segre jeton zugang daten cle clave llave chave chiave schl sleut klucz nyck nokk mnemonic refresh env'

const userData = ['', ...' _-.:/+~@#&=,|'].map((sign) => `user${sign}data`)
const stemIn = wordSearch([...stems.split(' '), ...userData], true)

/** Scripts that set no blanks between words. */
const foreign = strongWords.filter((word) => !isAscii.test(word)).map(unaccentedWord)

/** `STRIPE_KEY` opens something, `partition_key` does not. */
function keyLevel(words: string[]): Level {
  const at = words.findLastIndex((word) => !isQualifier(word))
  const before = words[at - 1]
  if (words[at] !== 'key' || before === undefined) return level.none
  return harmlessKeys.has(before) ? level.none : level.weak
}

function isEnvironment(words: string[]): boolean {
  const [first = ''] = words
  // Of a Secret of Kubernetes.
  if (first === 'string' && words[1] === 'data' && words.length === 2) return true
  if (!words.some((word) => /^(env|environment|envvar)$/.test(word))) {
    return first === 'stage' && words[1] === 'variable'
  }
  return words.every((word) => environmentWords.has(word))
}

const environmentWords = new Set([
  ...['env', 'environment', 'envvar', 'variable', 'var', 'override', 'map', 'list', 'container'],
  ...['task', 'lambda', 'function', 'build', 'runtime', 'process', 'custom', 'extra', 'shared'],
  ...['additional', 'app', 'application', 'job', 'setting', 'property', 'from', 'default'],
  'exported',
])
