import { tellingOf } from './secret-names.ts'

/** Whether a value is one that nobody should read, by its own form, by its name, or by both. */
export function isSecret(name: string, value: string): boolean {
  const text = value.trim()
  if (text === '') return false
  if (hasForm(text)) return true
  if (isReference(text) || isSwitch(text)) return false
  const within = membersOf(text)
  if (within.length > 0) return within.some(([member, held]) => isSecret(member, held))
  switch (tellingOf(name)) {
    case 'harmless':
      return false
    case 'secret':
      return true
    case 'maybe':
      return !isPlain(text)
    case 'nothing':
      return isRandom(text)
  }
}

const hasForm = (text: string) => forms.some((form) => form.test(text)) || hasPair(text)

/** Keys of clouds, code hosts, chats, payment and model providers; private keys, tokens, links that let in. */
const forms: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}/,
  /\bxox[abeoprs]-|\bxapp-\d-|\bxoxe\./,
  /\b(sk|rk)_(live|test)_\w{10}|\bwhsec_[\w+/]{16}/,
  /\bsk-[\w-]{20}|\bhf_[A-Za-z]{30}|\bgsk_\w{20}|\bxai-\w{20}/,
  /\bAIza[\w-]{30}|\bya29\.[\w-]{20}|\bGOCSPX-[\w-]{20}/,
  /\bnpm_\w{30}|\bpypi-\w{16}|\bdckr_pat_|\bdop_v1_|\bdapi[0-9a-f]{32}|\bshp(at|ca|pa|ss)_[0-9a-f]{32}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[0-9a-f]{32}\b|\bNRAK-\w{20}|\blin_api_\w{20}|\bhv[sb]\.[\w-]{20}/,
  /\bsq0(atp|csp)-[\w-]{20}|\bEAAA[\w-]{40}|\b\d{8,10}:AA[\w-]{30}|\bAGE-SECRET-KEY-1/,
  /\bSSWS \w{20}|\bATATT3[\w-]{20}|\bPMAK-[0-9a-f]{20}|\brubygems_[0-9a-f]{30}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY|^PuTTY-User-Key-File/,
  /\beyJ[\w-]{8,}\.eyJ/,
  /^(Basic|Bearer|Token|Negotiate) [\w+/.=~-]{8,}$/i,
  // A name and a password in a URL, or a name that is itself a key; variables that are put in later are none.
  /:\/\/[^/\s:@]*:(?!\$\{|%s|<|\{\{)[^/\s@]+@/,
  /hooks\.slack\.com\/(services|workflows|triggers)\/\w|discord(app)?\.com\/api\/webhooks\/\d|webhook\.office\.com\/|outlook\.office\.com\/webhook|chat\.googleapis\.com\/.*[?&]key=|hooks\.zapier\.com\/hooks\/catch\/|\.logic\.azure\.com.*[?&]sig=/i,
  /[?&](x-amz-signature|sig|signature|token|access_token|api_?key|key|password|secret)=[^&\s]{6,}/i,
]

/** `Server=x;Password=y`, `AccountKey=…`, `--token y`, also in text that is no JSON. */
function hasPair(text: string): boolean {
  return [...text.matchAll(pair)].some(({ groups }) => {
    const value = (groups?.held ?? '').replace(/^["']|["']$/g, '')
    return value !== '' && !isReference(value) && !isSwitch(value) && !/^\d{1,2}$/.test(value)
  })
}

const pair =
  /(?<![A-Za-z])(pass|password|passwd|pwd|passphrase|client_?secret|secret|secret_?(access_?)?key|(auth|access|refresh|bearer|session)?_?token|api_?key|account_?key|access_?key|private_?key|shared_?access_?(key|signature))(?:\s?=\s?|(?<=(?:^|\s)--?[\w-]+)\s+)(?<held>"[^"]*"|'[^']*'|[^\s;&,]+)/gi

/** Says where a secret is: an ARN, a path of a parameter, what another puts in. */
const isReference = (text: string) =>
  /^arn:aws[a-z-]*:/.test(text) ||
  /^\{\{resolve:/.test(text) ||
  /^\$\{[^}]+\}$/.test(text) ||
  /^(ssm|secretsmanager|vault|op|file):\/?\/?[\w./-]+$/.test(text) ||
  /^\/[\w.-]+(\/[\w.-]+)+\/?$/.test(text)

const isSwitch = (text: string) =>
  /^(true|false|yes|no|on|off|none|null|enabled|disabled)$/i.test(text)

/** Members of JSON, by name; of a list, each under none. */
function membersOf(text: string): [name: string, value: string][] {
  if (!/^[[{]/.test(text)) return []
  try {
    return leavesOf('', JSON.parse(text), 0)
  } catch {
    return []
  }
}

function leavesOf(name: string, value: unknown, depth: number): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  if (typeof value !== 'object' || value === null || depth > 8) return []
  return Object.entries(value).flatMap(([key, held]) =>
    leavesOf(Array.isArray(value) ? name : key, held, depth + 1),
  )
}

/** Words, numbers, lists of them, and addresses: what settings are. */
const isPlain = (text: string) =>
  /^-?\d{1,9}(\.\d+)?[a-z]{0,2}$/i.test(text) ||
  /^[a-z]+([_.:,/ -][a-z]+)*$/i.test(text) ||
  (/^https?:\/\/[^\s?#]*$/i.test(text) && !isRandomPath(text))

const isRandomPath = (url: string) => url.split(/[/:]/).slice(3).some(isRandom)

/**
 * Looks drawn, not written: long, of letters in both cases with digits all over, or of hexadecimal
 * digits. A digest says which (`sha256:`), and an id of AWS has a word before it (`vpc-…`).
 */
function isRandom(text: string): boolean {
  if (/^[0-9a-f]{32,}$/i.test(text)) return true
  if (!/^[\w+/=~.-]{20,}$/.test(text) || /[._/-]{1}[a-z]+[._/-]/i.test(text)) return false
  const turns = (text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g) ?? []).length
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)
  return isMixed && turns >= 4 && entropyOf(text) > 3.6
}

/** Bits a character. */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character)
  return [...counts.values()].reduce((sum, { length }) => {
    const share = length / text.length
    return sum - share * Math.log2(share)
  }, 0)
}
