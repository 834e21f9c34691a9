import type { Json } from '../json.ts'
import { looksSecret } from '../policy/secret-names.ts'

const maxNestedJson = 256_000

/** Text without the secrets that show by their form; JSON within it is redacted as such. */
export function redactText(text: string, redactJson: (value: Json) => Json): string {
  const nested = nestedJson(text)
  if (nested !== undefined) return unlessSame(text, nested, redactJson(nested))
  if (!mayHold.test(text)) return text
  const formless = forms.reduce((result, [form, by]) => result.replace(form, by), text)
  return redactAssignments(formless)
}

/** What each of the forms has in it: most text is done with here. */
const mayHold =
  /[:=]|-----BEGIN|eyJ|gh[pousr]_|github_pat|glpat-|xox|sk[-_]|rk_|SG\.|npm_|(^|\s)--?\w|bearer |A[KS]IA/i

const forms: readonly [RegExp, string][] = [
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    '[redacted: private key]',
  ],
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,500}@/gi, '$1[redacted: password]@'],
  [/((?:^|\s)(?:-u|--user)[\s=]["']?[^\s:"']{1,100}:)[^\s"']+/g, '$1[redacted: password]'],
  [/([?&]X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"]+/gi, '$1[redacted: signed link]'],
  [/\beyJ[\w-]{8,600}\.eyJ[\w-]{8,8000}\.[\w-]*/g, '[redacted: token]'],
  [/\b(bearer\s{1,5})[\w.~+/-]{12,8000}=*/gi, '$1[redacted: token]'],
  [
    /\b(gh[pousr]_|github_pat_|glpat-|xox[abpors]-|sk_live_|rk_live_|sk-|SG\.|npm_)[\w-.]{16,}/g,
    '[redacted: token]',
  ],
  // An access key's secret half beside the half that only names it.
  [/\b(A[KS]IA[A-Z0-9]{16}["'\s:,;]{1,5})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, '$1[redacted: key]'],
  // The path of a webhook is all that it takes to post there.
  [
    /(\b(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2|events\.pagerduty\.com\/integration)\/)[^\s"'<>]+/gi,
    '$1[redacted: webhook]',
  ],
]

/**
 * `DB_PASSWORD=…`, `"apiToken": "…"`, `Authorization: Basic …`, `--password …`. Found by the word
 * that tells; whether the whole name looks secret is asked then.
 */
const assignment =
  /(pass(?:word|wd|phrase|code)|pwd|secret|token|credential|authorization|api[_-]?key|access[_-]?key|private[_-]?key|signing[_-]?key|account[_-]?key|dsn)([\w-]{0,30})(\\?["']?\s?(?:=>|[=:])\s?|\s{1,5})((?:basic|bearer|digest|token)\s{1,5})?(\\?"(?:[^"\\]|\\[^"]){1,1000}|'[^'\n]{1,1000}|[^\s"'&;,<>\\]{3,1000})/gi

const redactAssignments = (text: string): string =>
  text.replace(assignment, (_found, word, rest, separator, scheme, value, at) => {
    const name = `${leading(text, at)}${word}${rest}`
    const start = `${word}${rest}${separator}${scheme ?? ''}`
    // `arn:aws:secretsmanager:…:secret:orders-db` names a secret and is none.
    const inArn = start === 'secret:' && text.charAt(at - 1) === ':'
    if (inArn || !isAssigned(name, separator, value)) return start + redactAssignments(value)
    const quote = /^\\?["']/.exec(value)?.[0] ?? ''
    return `${start}${quote}[redacted: looks secret]`
  })

function isAssigned(name: string, separator: string, value: string): boolean {
  // Without a sign between them only an option has a value: `--password x`.
  if (/^\s+$/.test(separator) && !/^--?\w/.test(name)) return false
  // So many of them: `max_tokens: 4096`.
  if (/tokens$/i.test(name) && /^\d+$/.test(value)) return false
  return !value.startsWith('[redacted') && looksSecret(name)
}

/** The part of a name that stands before the word found in it. */
const leading = (text: string, at: number): string =>
  /[\w.-]*$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? ''

function nestedJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text) || text.length > maxNestedJson) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Kept letter for letter where nothing is redacted. */
function unlessSame(text: string, before: Json, after: Json): string {
  const changed = JSON.stringify(after)
  return changed === JSON.stringify(before) ? text : changed
}
