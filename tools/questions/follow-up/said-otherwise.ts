import { kindsSaid } from '../things/kind-said.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import { aboutMoney, called, focusOf } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/**
 * What follows in words of its own, as it is asked otherwise: `add them up`, `exclude the machine accounts`,
 * `and the one before`, `is anyone still using it?`.
 */
export function saidOtherwise(text: string, shown: Shown, now: Date): string {
  if (shown.rows.length > 1 && addsUp.test(text)) return totalOf(text)
  return (
    withoutMachines(text, shown) ??
    timeBefore(text, shown) ??
    ofService(text, shown) ??
    reachedInstead(text, shown) ??
    whoOpened(text, shown) ??
    permissionsOf(text, shown) ??
    ofReleases(text) ??
    inUse(text, shown, now) ??
    (shown.rows.length > 1 ? text.replace(lastMade, '$1newest one created') : text)
  )
}

/** `when was the last one taken?`: the newest, and not the last that was shown. */
const lastMade =
  /(\b(?:when|how long ago|who)\b.{0,20}\bthe )(?:last|latest) one (?:taken|made|created|built)\b/i

const addsUp =
  /^\W*(?:(?:and|now|ok(?:ay)?|please|can you|could you|so)\b,? *)*(?:add|sum|total|tot) (?:(?:it|them|those|these|that|all(?: of (?:them|those|these))?|everything)(?: all)? )?up\b(?! to\b)|^\W*(?:(?:and|now|ok(?:ay)?|please|so)\b,? *)*(?:sum|total) (?:them|those|these)\b/i

/** `add them up, how many GB is that`: what is to be summed is said after it. */
function totalOf(text: string): string {
  const rest = text.replace(addsUp, '').replace(/^[\s,:;.!?–-]+|[\s?!.]+$/g, '')
  if (/^how (?:many|much)\b/i.test(rest)) return `${rest} in total?`
  const [, member = 'size'] = /^(?:their |the |its )?([a-z]+(?: [a-z]+)?)$/i.exec(rest) ?? []
  return `what is their total ${/^please$/i.test(member) ? 'size' : member}?`
}

/** Who is a person has a password for the console. */
function withoutMachines(text: string, { rows, call }: Shown): string | undefined {
  const isOfUsers =
    call?.operation === 'iam:ListUsers' || call?.operation === 'recipe:users_without_mfa'
  if (!isOfUsers || rows.length < 2) return undefined
  return noMachines.test(text) || onlyPeople.test(text)
    ? 'only those with a console password'
    : undefined
}

const machines =
  '(?:machine|service|robot|bot|technical|automation|non-?human|ci)s?(?: (?:accounts?|users?|ones?|identities))?'
const noMachines = new RegExp(
  `\\b(?:exclud(?:e|ing)|without|drop|leave out|skip|ignor(?:e|ing)|not|minus|except|hide|remove|no) (?:all )?(?:the |any )?${machines}(?:,? (?:please|too|as well))?\\W*$`,
  'i',
)
const onlyPeople =
  /^\W*(?:(?:and|now|ok(?:ay)?|please|so|show(?: me)?)\b,? *)*(?:just|only) (?:the )?(?:(?:real |actual )?(?:people|persons|humans)|human (?:users?|accounts?|ones?))(?:,? please)?\W*$/i

/** What users may do is told of those that are named, whatever has found them. */
function permissionsOf(text: string, { rows, call }: Shown): string | undefined {
  const [said, whose = '', many] = theirs.exec(text) ?? []
  const isFound = call?.operation.startsWith('recipe:') === true
  if (said === undefined || !isFound || rows.some(({ noun }) => noun !== 'user')) return undefined
  const names = [...new Set(rows.map(({ name }) => name))]
  const isAll = many === undefined || (many === 'two' ? 2 : 3) === names.length
  return names.length < 2 || names.length > 8 || !isAll
    ? undefined
    : text
        .replace(/\bpolic(?:y|ies)\b/i, 'permissions')
        .replace(whose, `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`)
}

const theirs =
  /\b(?:permissions?|polic(?:y|ies)|rights|access)\b.* (?:do|does) ((?:they|those|these|both)(?: (two|three)| users)?) (?:have|hold|get|own)\b/i

/** `and the one before`, of a month: the month before. */
function timeBefore(text: string, { call, question }: Shown): string | undefined {
  if (!aboutMoney.test(call?.operation ?? '') || !oneBefore.test(text)) return undefined
  const [, unit] =
    /.*\b(?:last|this|previous|the|past) (day|week|month|quarter|year)\b/is.exec(question) ?? []
  return unit === undefined ? undefined : `and the ${unit} before`
}

const oneBefore =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|(?:what|how) about|how much(?: was| for)?|what was|for)\b,? *)*the (?:one (?:before|prior)|previous one)(?: (?:that|it|this))?\W*$/i

/** `same for S3`, after what another service cost. */
function ofService(text: string, { call }: Shown): string | undefined {
  const [, said = ''] = /^\W*(?:and )?(?:what|how) about (.+?)\W*$/i.exec(text) ?? []
  const [kind] = kindsSaid(said)
  const isWhole =
    kind !== undefined &&
    kind.at + kind.length === said.length &&
    /^(?:the )?$/i.test(said.slice(0, kind.at))
  return isWhole && aboutMoney.test(call?.operation ?? '') ? `and for ${said}?` : undefined
}

/** `what about the bastion`, after what can be reached of another. */
function reachedInstead(text: string, { call, question }: Shown): string | undefined {
  const [, said = ''] = /^\W*(?:and )?(?:what|how) about (.{2,40}?)\W*$/i.exec(text) ?? []
  const { to } = call?.parameters ?? {}
  const isReach = call?.operation === 'recipe:reachability' && typeof to === 'string'
  const steps = stepsOf(question)
  const last = steps.at(-1) ?? ''
  return said !== '' && isReach && last.includes(to) ? last.replace(to, said) : undefined
}

/** `who opened that?`, after what can be reached: who changed the one group that lets it in. */
function whoOpened(text: string, { call, rows, said = '' }: Shown): string | undefined {
  if (call?.operation !== 'recipe:reachability' || !opened.test(text)) return undefined
  const groups = new Set([
    ...rows.flatMap(({ name, noun }) => (noun === 'security group' ? [name] : [])),
    ...[...said.matchAll(/([\w.-]+) lets in \d/g)].map(([, name = '']) => name),
  ])
  const [only = '', ...others] = groups
  return only === '' || others.length > 0
    ? undefined
    : `who changed security group ${only} and when?`
}

const opened =
  /^\W*(?:and |so |but )?who (?:opened|allowed|did|made|changed|added|set|exposed) (?:that|it|this|those|them)\b/i

/** `what did he change compared to the revision before?` */
const ofReleases = (text: string): string | undefined =>
  /\b(?:compared (?:to|with)|versus|vs\.?|against|relative to|from) (?:the )?(?:(?:last|previous|prior|older) (?:revision|version|release)|(?:revision|version|release|one) before)(?: that| it)?\W*$/i.test(
    text,
  ) && /\b(?:chang\w*|differ\w*|diff|new)\b/i.test(text)
    ? 'what is different between the two versions?'
    : undefined

/** Whether somebody uses what does work is told by how much it does. */
function inUse(text: string, shown: Shown, now: Date): string | undefined {
  const [, what = ''] = stillUsed.exec(text) ?? stillInUse.exec(text) ?? []
  if (!/^(?:it|that|this|that one|this one)$/i.test(what)) return undefined
  const focus = focusOf(shown, now)
  if (focus === undefined || !working.test(focus.noun)) return undefined
  return focus.noun === 'function'
    ? `invocations of ${called(focus)} in the last 30 days?`
    : `how busy is ${called(focus)}?`
}

const lead = '^\\W*(?:(?:and|but|so|ok(?:ay)?|now)\\b,? *)*'
const stillUsed = new RegExp(
  `${lead}(?:is|are|does|do) (?:any(?:one|body|thing)|some(?:one|body)|people|we)(?: (?:still|even|actually|really))* (?:us(?:e|ing)|need(?:ing)?) (.+?)(?: (?:at all|any ?more|these days|now))?\\W*$`,
  'i',
)
const stillInUse = new RegExp(
  `${lead}is (it|that|this)(?: (?:still|even|actually|really))*(?: being)? (?:used|in use|doing (?:anything|something|any work)|needed)(?: (?:by any(?:one|body)|at all|any ?more))*\\W*$`,
  'i',
)
const working = /^(?:instance|database|function|load balancer|cache cluster|cluster)$/

/** `the whole bill`: the newest that was told of, before one of its parts was chosen. */
export function wholeBill(text: string, shown: Shown): { text: string; shown: Shown } | undefined {
  const [said] = ofWhole.exec(text) ?? []
  if (said === undefined || !aboutMoney.test(shown.call?.operation ?? '')) return undefined
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before)
    if (
      aboutMoney.test(one.call?.operation ?? '') &&
      !chosen.test(stepsOf(one.question).at(-1) ?? '')
    )
      return { text: text.replace(said, 'of it'), shown: one }
  return undefined
}

const ofWhole =
  /\bof (?:that|the|this) (?:whole|entire|total|full|complete)(?: (?:bill|amount|sum|spend(?:ing)?|cost|total|thing))?\b/i
const chosen = /\b(?:\w{3,}est|most|least|top|first|second|third|which|what)\b(?!.*\bbill\b)/i

/** `meant the eu one`, after what was asked of the staging VPC: of the VPC there. */
export function wholeElsewhere(text: string, { question, rows }: Shown): Resolved | undefined {
  const [, place = ''] = theOne.exec(text) ?? []
  const regions = place === '' ? undefined : takeRegions(new Text(`in ${place}`))
  const steps = stepsOf(question)
  const [phrase = '', kind = ''] = container.exec(steps[0] ?? '') ?? []
  if (regions === undefined || phrase === '' || rows.length === 0) return undefined
  const noun = kind.toLowerCase()
  if (rows[0]?.noun.toLowerCase() === noun) return undefined
  const there = `the ${kind} in ${place}`
  return { question: asSteps(steps.with(0, (steps[0] ?? '').replace(phrase, there))) }
}

const theOne = /^\W*(?:(?:what|how) about|and|for) (?:the )?([\w-]+) one\W*$/i
const container = /\b(?:the |our )?[\w-]+ (vpc|cluster)\b/i

/** `how do the private ones get out to the internet?`, of subnets: by what their VPC has for that. */
export function wayOut(text: string, { rows }: Shown): Resolved | undefined {
  if (!getsOut.test(text) || rows.length === 0 || !rows.every(isSubnet)) return undefined
  const [vpc, ...others] = new Set(rows.map(({ members = {} }) => members.VpcId ?? ''))
  return vpc === undefined || vpc === '' || others.length > 0
    ? undefined
    : { question: `which NAT gateways does VPC ${vpc} have?` }
}

const isSubnet = ({ noun }: Row) => noun === 'subnet'
const getsOut =
  /^(?=.*\b(?:private|they|them|those|these)\b).*\bhow (?:do|does|can)\b.*\b(?:get(?: out)?|go(?: out)?|reach|connect|talk)\b.*\b(?:internet|outside|out)\b/i
