import type { Json } from '../json.ts'

const maxNestedJson = 256_000

/** Text without the secrets that show by their form; JSON within it is redacted as such. */
export function redactText(text: string, redactJson: (value: Json) => Json): string {
  const nested = nestedJson(text)
  if (nested !== undefined) return unlessSame(text, nested, redactJson(nested))
  if (!mayHold.test(text)) return text
  return forms.reduce((result, [form, replacement]) => result.replace(form, replacement), text)
}

/** What each of the forms has in it: most text is done with here. */
const mayHold = /[:=]|-----BEGIN|eyJ|gh[pousr]_|github_pat|glpat-|xox|sk[-_]|rk_|SG\.|npm_/

const forms: readonly [RegExp, string][] = [
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    '[redacted: private key]',
  ],
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,500}@/gi, '$1[redacted: password]@'],
  [/([?&]X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"]+/gi, '$1[redacted: signed link]'],
  [/\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\.[\w-]*/g, '[redacted: token]'],
  [
    /\b(gh[pousr]_|github_pat_|glpat-|xox[abpors]-|sk_live_|rk_live_|sk-|SG\.|npm_)[\w-.]{16,}/g,
    '[redacted: token]',
  ],
  [
    /\b((?:[\w-]{0,60}[_-])?(?:password|passwd|pwd|secret|token|api[_-]?key|secret[_-]?access[_-]?key)\s?[=:]\s?)(?!\[redacted)["']?[^\s"'&;,]{4,}["']?/gi,
    '$1[redacted: looks secret]',
  ],
]

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
