import type { Edit } from './edits.ts'
import { has, type Scan } from './scan.ts'
import { isOpaque, isReadable } from './values.ts'
import { wordSearch } from './word-search.ts'

/** Passwords and tokens before the host of an address, and paths that are all it takes. */
export function findInUrls(text: string, { marks, runs }: Scan, edits: Edit[]): void {
  if ((marks & has.slash) === 0) return
  if (marks & has.at) {
    if (text.includes('://')) findUserInfo(text, edits)
    findOracle(text, edits)
  }
  if (runs.length === 0) return
  findWebhooks(text, edits)
  if (text.includes('=') && /[?&]/.test(text)) findCodes(text, edits)
}

/** Up to the last `@` that a host follows: a password may hold `@`, `/` and `:`. */
const userInfo =
  /:\/\/([^\s"'<>:/@]{0,300})(:?)([^\s"'<>]{0,1000})@(?=[\w.[\]:%-]{1,255}(?:[/?#,;)\s"'<>\\]|$))/y

function findUserInfo(text: string, edits: Edit[]): void {
  let next = -1
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    if (next < at) next = text.indexOf('@', at)
    if (next === -1) return
    if (next - at > maxUserInfo) continue
    userInfo.lastIndex = at
    const found = userInfo.exec(text)
    if (found === null) continue
    hideUserInfo(found, edits)
    at = Math.max(at, userInfo.lastIndex - 3)
  }
}

const maxUserInfo = 1_300

function hideUserInfo(found: RegExpExecArray, edits: Edit[]): void {
  const [whole, user = '', colon = '', rest = ''] = found
  const end = found.index + whole.length - 1
  if (colon === '') {
    // `https://host/path?mail=a@b` has none.
    if (rest === '' && isOpaque(user) && !isReadable(user)) {
      edits.push({ start: end - user.length, end, by: '[redacted: token]' })
    }
    return
  }
  if (/^\d{1,5}(?:[/?#]|$)/.test(rest) || /^[\w.-]+:\/\//.test(rest)) return
  edits.push({ start: end - rest.length, end, by: '[redacted: password]' })
}

/** `app/password@host`, as Oracle's drivers write it. */
function findOracle(text: string, edits: Edit[]): void {
  if (!/oracle|sqlplus/i.test(text)) return
  for (const found of text.matchAll(
    /((?:thin:|oci:|sqlplus\s+)[\w.$]{1,60}\/)([^\s@"']{1,200})@/gi,
  )) {
    const [whole, before = ''] = found
    const start = found.index + before.length
    edits.push({ start, end: found.index + whole.length - 1, by: '[redacted: password]' })
  }
}

/**
 * Where the path of an address is all that it takes to post there. As of 2026-09, from the pages of
 * the vendors on their incoming webhooks and their integrations with SNS.
 */
const webhooks =
  /\b(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|[\w.-]*webhook\.office(?:365)?\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook|events(?:\.eu)?\.pagerduty\.com\/(?:integration|adapter\/\w+\/v\d|x-ere)|alert\.victorops\.com\/integrations\/\w+\/\d+\/alert|[\w.-]+\.grafana\.net\/(?:oncall\/)?integrations\/v\d\/\w+|hooks\.zapier\.com\/hooks\/catch(?:\/\d+)?|api\.opsgenie\.com\/v\d\/json\/\w+|chat\.googleapis\.com\/v1\/spaces|maker\.ifttt\.com\/trigger\/\w+\/(?:json\/)?with\/key|hooks\.airtable\.com\/workflows|hook\.(?:[\w-]+\.)?(?:make|integromat)\.com|api\.telegram\.org\/bot|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v\d\/hook|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send|oapi\.dingtalk\.com\/robot\/send|[\w.-]+\.logic\.azure\.com(?::\d+)?\/workflows|hooks\.(?:chime\.aws|hipchat\.com)\/incomingwebhooks|webhook\.site|api\.honeybadger\.io\/v\d\/\w+|[\w.-]+\.m\.pipedream\.net|n8n\.[\w.-]+\/webhook|(?:[\w-]+\.)*service-now\.com\/api\/\w+\/em|squadcast\.com\/v\d\/incidents\/\w+|[\w.-]*\.incident\.io\/v\d\/\w+|uptime\.betterstack\.com\/api\/v\d\/\w+|objectstorage\.[\w.-]+\.oraclecloud\.com\/p)[/?]?/gi

/** `?code=…`, `&ticket=…`: what signs somebody in, once; only what is plainly random. */
const codes = /[?&](?:code|ticket|sid|session|assertion|invite|invitation)=([\w.~%+/-]{16,2000})/g

function findCodes(text: string, edits: Edit[]): void {
  for (const found of text.matchAll(codes)) {
    const [whole, value = ''] = found
    if (!/[A-Z]/.test(value) || !/[a-z]/.test(value) || !/\d/.test(value) || isReadable(value))
      continue
    const end = found.index + whole.length
    edits.push({ start: end - value.length, end, by: '[redacted: token]' })
  }
}

const ofHosts = ['.com', '.io/', '.net/', '.cn/', '.aws/', 'hook']
const mayHook = wordSearch(
  'hook pagerduty victorops grafana opsgenie googleapis ifttt telegram dingtalk feishu larksuite logic.azure weixin pipedream service-now squadcast incident.io honeybadger betterstack chime hipchat oraclecloud'.split(
    ' ',
  ),
)

function findWebhooks(text: string, edits: Edit[]): void {
  if (!ofHosts.some((end) => text.includes(end)) || mayHook(text) === -1) return
  for (const found of text.matchAll(webhooks)) {
    const start = found.index + found[0].length
    const [rest = ''] = /^[^\s"'<>\\)\]]+/.exec(text.slice(start, start + 2_000)) ?? []
    if (rest !== '') edits.push({ start, end: start + rest.length, by: '[redacted: webhook]' })
  }
}
