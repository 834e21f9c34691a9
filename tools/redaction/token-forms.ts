/**
 * How vendors' tokens begin, and what follows. Facts from the vendors' own pages and from the
 * public rule sets of gitleaks (config/gitleaks.toml, as of 2026-09) and of GitHub's secret scanning
 * (its list of supported patterns, as of 2026-09); looked through again once a year.
 */
export const formsAsOf = '2026-09-30'

/** Letters, digits, `_` and `-`; `b` with base64's signs, `x` hexadecimal, `a` letters and digits. */
type Kind = 'w' | 'b' | 'x' | 'a'

/** A beginning, the least number of characters after it, and which. */
export const tokenForms: readonly (readonly [string, number, Kind])[] = [
  // AWS: Bedrock's API keys, long and short.
  ...([
    ['ABSK', 40, 'b'],
    ['bedrock-api-key-', 20, 'b'],
  ] as const),
  // Code and packages.
  ...([
    ['ghp_', 16, 'w'],
    ['gho_', 16, 'w'],
    ['ghu_', 16, 'w'],
    ['ghs_', 16, 'w'],
  ] as const),
  ...([
    ['ghr_', 16, 'w'],
    ['github_pat_', 20, 'w'],
    ['glpat-', 16, 'w'],
    ['gldt-', 16, 'w'],
  ] as const),
  ...([
    ['glptt-', 16, 'w'],
    ['glrt-', 16, 'w'],
    ['glft-', 16, 'w'],
    ['glsoat-', 16, 'w'],
  ] as const),
  ...([
    ['glcbt-', 16, 'w'],
    ['glimt-', 16, 'w'],
    ['glagent-', 16, 'w'],
    ['gloas-', 16, 'w'],
  ] as const),
  ...([
    ['GR1348941', 16, 'w'],
    ['glffct-', 16, 'w'],
    ['_gitlab_session=', 16, 'w'],
  ] as const),
  ...([
    ['npm_', 20, 'a'],
    ['pypi-', 16, 'w'],
    ['rubygems_', 20, 'x'],
    ['dckr_pat_', 16, 'w'],
  ] as const),
  ...([
    ['dckr_oat_', 16, 'w'],
    ['CLOJARS_', 30, 'a'],
    ['ATATT', 20, 'b'],
    ['ATCTT', 20, 'b'],
  ] as const),
  ...([
    ['ATBB', 24, 'a'],
    ['BBDC-', 20, 'b'],
    ['oy2', 43, 'a'],
    ['cio', 32, 'a'],
  ] as const),
  ...([
    ['AKCp', 40, 'a'],
    ['cmVmd', 40, 'a'],
    ['sgp_', 20, 'w'],
    ['pul-', 30, 'x'],
  ] as const),
  ...([
    ['lin_api_', 16, 'a'],
    ['lin_oauth_', 16, 'a'],
    ['PMAK-', 24, 'w'],
    ['rdme_', 24, 'a'],
  ] as const),
  ...([
    ['figd_', 20, 'w'],
    ['fio-u-', 24, 'w'],
    ['API-', 26, 'a'],
    ['snyk_', 20, 'w'],
  ] as const),
  ...([
    ['sqp_', 32, 'x'],
    ['squ_', 32, 'x'],
    ['sqa_', 32, 'x'],
    ['codecov_', 20, 'w'],
  ] as const),
  ...([
    ['CCIPAT_', 20, 'w'],
    ['CCIPRJ_', 20, 'w'],
    ['bkua_', 20, 'a'],
    ['bkaj_', 20, 'a'],
  ] as const),
  ...([
    ['tfp_', 20, 'w'],
    ['shippo_live_', 20, 'x'],
    ['shippo_test_', 20, 'x'],
  ] as const),
  // Clouds.
  ...([
    ['AIza', 20, 'w'],
    ['GOCSPX-', 16, 'w'],
    ['ya29.', 16, 'w'],
    ['1//0', 20, 'w'],
  ] as const),
  ...([
    ['dop_v1_', 24, 'x'],
    ['doo_v1_', 24, 'x'],
    ['dor_v1_', 24, 'x'],
    ['LTAI', 16, 'a'],
  ] as const),
  ...([
    ['hvs.', 16, 'w'],
    ['hvb.', 16, 'w'],
    ['hvr.', 16, 'w'],
    ['HRKU-', 20, 'w'],
  ] as const),
  ...([
    ['fo1_', 30, 'w'],
    ['fm1a_', 40, 'b'],
    ['fm1r_', 40, 'b'],
    ['fm2_', 40, 'b'],
  ] as const),
  ...([
    ['FlyV1', 20, 'b'],
    ['tk-us-', 30, 'w'],
    ['nfp_', 20, 'w'],
    ['vercel_', 20, 'w'],
  ] as const),
  ...([
    ['sbp_', 30, 'x'],
    ['sb_secret_', 16, 'w'],
    ['pscale_tkn_', 20, 'b'],
    ['v1.0-', 60, 'w'],
  ] as const),
  ...([
    ['pscale_oauth_', 20, 'b'],
    ['pscale_pw_', 20, 'b'],
    ['t1.', 60, 'b'],
    ['AQVN', 30, 'w'],
  ] as const),
  ...([
    ['YC', 38, 'w'],
    ['sha256~', 40, 'w'],
    ['dapi', 32, 'x'],
    ['dose', 32, 'x'],
  ] as const),
  ...([
    ['AGE-SECRET-KEY-1', 20, 'a'],
    ['ops_eyJ', 30, 'b'],
    ['A3-', 30, 'w'],
  ] as const),
  ...([
    ['tskey-', 16, 'w'],
    ['dnkey-', 26, 'w'],
    ['scw-', 30, 'w'],
    ['4b1d', 38, 'a'],
  ] as const),
  // Models.
  ...([
    ['sk-', 16, 'w'],
    ['hf_', 16, 'a'],
    ['api_org_', 16, 'a'],
    ['r8_', 30, 'a'],
  ] as const),
  ...([
    ['gsk_', 30, 'a'],
    ['pplx-', 30, 'a'],
    ['xai-', 30, 'a'],
    ['csk-', 30, 'a'],
  ] as const),
  ...([
    ['fw_', 20, 'a'],
    ['tgp_v1_', 20, 'w'],
    ['nvapi-', 20, 'w'],
    ['lsv2_', 20, 'w'],
  ] as const),
  ...([
    ['pcsk_', 20, 'w'],
    ['wandb_v1_', 20, 'w'],
    ['jina_', 30, 'a'],
    ['voyage-', 20, 'w'],
  ] as const),
  // Payment and commerce.
  ...([
    ['sk_live_', 10, 'a'],
    ['sk_test_', 10, 'a'],
    ['sk_prod_', 10, 'a'],
    ['whsec_', 16, 'b'],
  ] as const),
  ...([
    ['rk_live_', 10, 'a'],
    ['rk_test_', 10, 'a'],
    ['rk_prod_', 10, 'a'],
    ['sq0atp-', 16, 'w'],
  ] as const),
  ...([
    ['sq0csp-', 16, 'w'],
    ['EAAA', 40, 'w'],
    ['EAAC', 60, 'a'],
    ['EAAM', 60, 'a'],
  ] as const),
  ...([
    ['shpat_', 20, 'x'],
    ['shpca_', 20, 'x'],
    ['shppa_', 20, 'x'],
    ['shpss_', 20, 'x'],
  ] as const),
  ...([
    ['access_token$production$', 20, 'w'],
    ['access_token$sandbox$', 20, 'w'],
  ] as const),
  ...([
    ['access-sandbox-', 30, 'w'],
    ['access-production-', 30, 'w'],
    ['EZAK', 40, 'a'],
  ] as const),
  ...([
    ['EZTK', 40, 'a'],
    ['duffel_live_', 20, 'w'],
    ['duffel_test_', 20, 'w'],
    ['live_', 35, 'a'],
  ] as const),
  ...([
    ['FLWSECK-', 12, 'w'],
    ['FLWSECK_TEST-', 12, 'w'],
    ['test_', 35, 'x'],
    ['p8e-', 30, 'a'],
  ] as const),
  ...([
    ['rzp_live_', 14, 'a'],
    ['rzp_test_', 14, 'a'],
    ['sk_sandbox_', 10, 'a'],
  ] as const),
  // Watching and alerting.
  ...([
    ['NRAK-', 16, 'a'],
    ['NRII-', 16, 'w'],
    ['NRIQ-', 16, 'w'],
    ['NRRA-', 30, 'x'],
  ] as const),
  ...([
    ['NRJS-', 16, 'x'],
    ['glsa_', 20, 'w'],
    ['glc_', 20, 'b'],
    ['dt0c01.', 20, 'b'],
  ] as const),
  ...([
    ['sntrys_', 20, 'b'],
    ['sntryu_', 20, 'x'],
    ['phc_', 30, 'a'],
    ['phx_', 30, 'a'],
  ] as const),
  ...([
    ['ddapi_', 30, 'x'],
    ['hcaik_', 30, 'a'],
    ['hcxik_', 30, 'a'],
    ['pdus+_', 14, 'w'],
  ] as const),
  ...([
    ['sumo_', 30, 'w'],
    ['logfire_', 20, 'w'],
    ['lf_', 30, 'a'],
    ['ld_', 60, 'w'],
  ] as const),
  // Mail and chat.
  ...([
    ['SG.', 16, 'b'],
    ['xkeysib-', 20, 'w'],
    ['xsmtpsib-', 20, 'w'],
    ['key-', 32, 'x'],
  ] as const),
  ...([
    ['xoxb-', 10, 'w'],
    ['xoxp-', 10, 'w'],
    ['xoxa-', 10, 'w'],
    ['xoxr-', 10, 'w'],
  ] as const),
  ...([
    ['xoxs-', 10, 'w'],
    ['xoxo-', 10, 'w'],
    ['xoxe-', 10, 'w'],
    ['xoxe.', 10, 'w'],
  ] as const),
  ...([
    ['xoxc-', 10, 'w'],
    ['xoxd-', 10, 'b'],
    ['xapp-', 10, 'w'],
    ['ntn_', 30, 'a'],
  ] as const),
  ...([
    ['secret_', 40, 'a'],
    ['pat-na1-', 20, 'w'],
    ['pat-eu1-', 20, 'w'],
    ['re_', 24, 'w'],
  ] as const),
  ...([
    ['pk.eyJ', 40, 'b'],
    ['sk.eyJ', 40, 'b'],
    ['mfa.', 60, 'w'],
    ['SKxx', 30, 'x'],
  ] as const),
  // Data.
  ...([
    ['dp.pt.', 16, 'a'],
    ['dp.st.', 16, 'w'],
    ['dp.ct.', 16, 'a'],
    ['dp.sa.', 16, 'a'],
  ] as const),
  ...([
    ['pnu_', 20, 'a'],
    ['pnb_', 20, 'a'],
    ['ico-', 30, 'a'],
    ['dnkey-', 40, 'w'],
  ] as const),
  ...([
    ['keyA', 40, 'a'],
    ['s-s4t2ud-', 30, 'x'],
    ['s-s4t2af-', 30, 'x'],
    ['pat.', 30, 'b'],
  ] as const),
  ...([
    ['sat.', 30, 'b'],
    ['atlasv1.', 30, 'b'],
    ['EAK', 60, 'a'],
    ['cfut_', 30, 'w'],
  ] as const),
  ...([
    ['sm_aat_', 14, 'a'],
    ['sm_pat_', 14, 'a'],
    ['sm_sat_', 14, 'a'],
    ['gocardless_', 30, 'w'],
  ] as const),
  ...([
    ['esb_', 30, 'b'],
    ['essu_', 30, 'b'],
    ['neon_', 30, 'a'],
    ['napi_', 30, 'a'],
  ] as const),
  ...([
    ['aio_', 28, 'a'],
    ['CFPAT-', 40, 'w'],
  ] as const),
]

const classes: Readonly<Record<Kind, string>> = {
  w: '[\\w-]',
  b: '[\\w+/=.%:-]',
  x: '[0-9a-fA-F]',
  a: '[A-Za-z0-9]',
}

interface Form {
  prefix: string
  rest: RegExp
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const end = '(?![\\w~+/=-]|\\.\\w)'

/** A beginning that others have too, and all of what follows: no more, no less. */
const exactForms: readonly (readonly [string, string])[] = [
  // Airtable, Asana, LaunchDarkly, Okta.
  ['pat', `[A-Za-z0-9]{14}\\.[0-9a-f]{64}${end}`],
  ['1/1', `\\d{12,15}:[0-9a-f]{32}${end}`],
  ['2/1', `\\d{12,15}/1\\d{12,15}:[0-9a-f]{32}${end}`],
  ['sdk-', uuid + end],
  ['api-', uuid + end],
  ['00', `(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[\\w-]{40}${end}`],
]

/** By their first two characters, in a table: most text is done with by a look at those. */
const byStart = new Map<number, Form[]>()
for (const [prefix, least, kind] of tokenForms) {
  addForm(prefix, `${classes[kind]}{${least},4000}[\\w.~+/=-]{0,4000}`)
}
for (const [prefix, rest] of exactForms) addForm(prefix, rest)

function addForm(prefix: string, rest: string): void {
  const key = startKey(prefix, 0)
  byStart.set(key, [...(byStart.get(key) ?? []), { prefix, rest: new RegExp(rest, 'y') }])
}

function startKey(text: string, at: number): number {
  return text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1)
}

/** Where the token ends that begins there in the text; undefined where none does. */
export function tokenEnd(text: string, start: number): number | undefined {
  const forms = byStart.get(startKey(text, start))
  if (forms === undefined) return undefined
  for (const { prefix, rest } of forms) {
    if (!text.startsWith(prefix, start)) continue
    rest.lastIndex = start + prefix.length
    if (rest.test(text)) return rest.lastIndex
  }
  return undefined
}

/** JWTs and JWEs, also cut ones; a head by itself where it says its algorithm. */
export const jwt =
  /eyJ[\w-]{8,8000}(?:\.[\w-]{0,8000}){1,4}|eyJ(?:hbGci|0eXAi|raWQi|lbmMi)[\w-]{20,8000}|eyJ[\w-]*/y

/** Forms that begin with nothing of their own. */
export const otherForms: readonly RegExp[] = [
  // Telegram's bots; Azure's client secrets; Facebook's apps; Mailchimp; Mapbox; Twilio; Braintree.
  /\b\d{8,16}:AA[\w-]{20,}/g,
  /(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}/g,
  /\b\d{15,16}\|[\w-]{27,40}\b/g,
  /\b[0-9a-f]{32}-us\d{1,2}\b/g,
  /\bSK[0-9a-fA-F]{32}\b/g,
  /\b[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk\b/g,
  /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{20,}/g,
  // Azure's storage keys end so, Azure DevOps' tokens have this within.
  /(?<![A-Za-z0-9+/]|sha512-)[A-Za-z0-9+/]{86}==/g,
  /\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b/g,
  // New Relic's licences, of the EU too; Sidekiq's.
  /\b[0-9a-z]{36}NRAL\b/g,
  /\b[0-9a-f]{8}:[0-9a-f]{8}@(?:gems|enterprise)\.contribsys\.com/g,
  // Discord's bots.
  /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}/g,
]

/**
 * What a run of a key's characters has in it where one of the others is, the shortest there is; but for
 * Telegram's, which begins one, Facebook's, which a bar parts, and Sidekiq's.
 */
export const inOtherForm = /Q~|-us|SK|_mmk|atlasv1|==|AZDO|NRAL/
export const leastInOtherForm = 34

/** The shortest that has nothing of its own in it. */
export const leastOtherForm = 58
