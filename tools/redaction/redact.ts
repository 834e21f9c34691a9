import type { Service } from '../catalogue/services.ts'
import { isRecord, type Json } from '../json.ts'
import type { DataKind } from '../tool.ts'
import { maxDepth, tooDeep } from './json-text.ts'
import { judged, type Level, level, mayTell } from './names.ts'
import { type Plan, planOf, type SchemaPlan } from './plan.ts'
import type { Known } from './request.ts'
import { redactText } from './text.ts'
import { hides, isOpaque, isReadable, weigh } from './values.ts'

export interface Redaction {
  service: Service
  /** What the operation's shapes say; without, names alone tell. */
  plan?: SchemaPlan | undefined
  /** What the request says of its answer. */
  known?: Known | undefined
  /** The kinds of data that are open. */
  opened?: ReadonlySet<DataKind> | undefined
}

/**
 * An answer without its secrets: what the SDK's shapes mark as sensitive, what has a secret's name,
 * alone or as a pair of one member that names and one that holds, what an environment has, and text
 * that has a secret's form. Each says `[redacted: <why>]`.
 */
export function redact(value: Json, { service, plan, known, opened }: Redaction): Json {
  const scope: Scope = { service, opened, known, depth: 0, textDepth: 0 }
  return walk(value, { plan: plan ?? planOf(service, ''), hold: undefined, scope, ofList: false })
}

/** Text that stands in no answer, as an error's: by its form, and the names within it. */
export const redactPlainText = (text: string): string =>
  redactText(text, () => ({
    depth: 0,
    redactJson: (value) => redact(value, { service: 'sts' }),
  }))

const secretName = 'its name looks secret'

interface Scope {
  service: Service
  opened: ReadonlySet<DataKind> | undefined
  known: Known | undefined
  /** Of members within members. */
  depth: number
  /** Of texts within texts. */
  textDepth: number
}

/** What a place above says of a value: why it may be hidden, and how readily. */
interface Hold {
  why: string
  level: Level
}

interface Place {
  plan: Plan
  hold: Hold | undefined
  scope: Scope
  /** An entry of a list: of `{ name, value }` there the name stays. */
  ofList: boolean
}

function walk(value: Json, place: Place): Json {
  if (typeof value === 'string') return walkText(value, place)
  if (typeof value !== 'object') return walkScalar(value, place)
  if (value === null || place.plan.skips) return value
  if (place.scope.depth > maxDepth) return tooDeep
  return Array.isArray(value) ? walkList(value, place) : walkRecord(value, place)
}

function walkText(text: string, { plan, hold, scope }: Place): string {
  if (text === '' || plan.skips) return text
  if (hold?.level === level.whole) return marker(hold.why)
  if (plan.whole !== undefined && !isOpen(plan, scope)) return marker(plan.whole)
  if (plan.level !== level.none && hides(text, plan.level, plan.digits)) return marker(secretName)
  if (hold !== undefined && hides(text, hold.level, true)) return marker(hold.why)
  return redactText(withoutKnown(text, scope), () => ({
    depth: scope.textDepth,
    redactJson: (json) => nested(json, scope, plan.environment ? 'environment' : ''),
  }))
}

/** JSON within text has no shapes; its names tell, and that of the member which has the text. */
const nested = (json: Json, scope: Scope, within: string): Json =>
  walk(json, {
    plan: planOf(scope.service, within),
    hold: undefined,
    scope: { ...scope, depth: 0, textDepth: scope.textDepth + 1 },
    ofList: false,
  })

const isOpen = (plan: Plan, { opened }: Scope): boolean =>
  plan.opens !== undefined && opened?.has(plan.opens) === true

/** `db_password$hunter2`: a group that the request asked for by a secret's name. */
function withoutKnown(text: string, { known }: Scope): string {
  const name = known?.names.find(
    (one) => text.startsWith(`${one}$`) && text.length > one.length + 1,
  )
  return name === undefined ? text : `${name}$${marker(secretName)}`
}

function walkScalar(value: number | boolean, { plan, hold, scope }: Place): Json {
  if (hold?.level === level.whole) return marker(hold.why)
  if (plan.whole !== undefined && !isOpen(plan, scope)) return marker(plan.whole)
  if (typeof value === 'boolean' || plan.skips) return value
  const by = hold !== undefined && hold.level > plan.level ? hold.level : plan.level
  return plan.level > 0 && hides(String(value), by, plan.digits) ? marker(secretName) : value
}

function walkList(list: Json[], place: Place): Json {
  const { plan, scope } = place
  const inner = { ...deeper(place), plan: plan.entry(), ofList: true }
  let changed: Json[] | undefined
  for (let index = 0; index < list.length; index += 1) {
    const entry = list[index] ?? null
    const hold = typeof entry === 'string' && index > 0 ? afterName(list[index - 1]) : undefined
    const shown = walk(
      entry,
      hold === undefined || scope.depth > maxDepth
        ? inner
        : { ...inner, hold: stronger(inner.hold, hold) },
    )
    if (shown === entry) continue
    changed ??= [...list]
    changed[index] = shown
  }
  return changed ?? list
}

/** `--password`, or `password`, in the list of a command's words: the next one is its value. */
function afterName(before: Json | undefined): Hold | undefined {
  if (typeof before !== 'string' || before.length > 100 || !/^[\w.-]+:?$/.test(before))
    return undefined
  if (/^-[apPwW]$/.test(before)) return { why: secretName, level: level.about }
  const name = judged(before)
  if (name.level < level.weak || name.about) return undefined
  const bare = name.level >= level.firm ? level.weak : level.about
  return { why: secretName, level: before.startsWith('-') ? level.strong : bare }
}

const stronger = (a: Hold | undefined, b: Hold): Hold =>
  a !== undefined && a.level >= b.level ? a : b

function walkRecord(record: { [name: string]: Json }, place: Place): Json {
  if (Object.hasOwn(record, tooDeep)) return tooDeep
  const { plan } = place
  const pair = plan.pairs === false ? undefined : pairOf(record, place)
  const privates = privatesOf(record)
  const inner = deeper(place)
  const mayHold =
    inner.hold !== undefined || pair !== undefined || privates !== undefined || holdsMembers(place)
  let changed: { [name: string]: Json } | undefined
  for (const name of Object.keys(record)) {
    const member = record[name] ?? null
    const memberPlan = plan.member(name)
    if (!mayHold && isBare(member, memberPlan)) continue
    const hold = mayHold ? holdOf(name, member, { place, memberPlan, pair, privates }) : undefined
    const shown = walk(member, { plan: memberPlan, hold, scope: inner.scope, ofList: false })
    if (shown === member) continue
    changed ??= { ...record }
    changed[name] = shown
  }
  return changed ?? record
}

/** A switch, a number or a few letters under a name that says nothing. */
const isBare = (member: Json, { skips, level: by, whole }: Plan): boolean =>
  skips ||
  (by === level.none &&
    whole === undefined &&
    (typeof member === 'string' ? member.length < 5 : typeof member !== 'object'))

/** Whether a record says of its members what they themselves do not. */
const holdsMembers = ({ plan, scope }: Place): boolean =>
  plan.environment || plan.level > level.about || scope.known !== undefined

const deeper = (place: Place): Place => {
  const { plan, scope } = place
  const hold = place.hold ?? holdBy(place)
  const { service, opened, known, depth, textDepth } = scope
  const within = { service, opened, known, depth: depth + 1, textDepth }
  return { plan, hold, scope: within, ofList: place.ofList }
}

/** What a list's or a record's own name says of all that is in it. */
function holdBy({ plan, scope }: Place): Hold | undefined {
  if (isOpenedValue(plan, scope)) return openedValue
  return plan.whole !== undefined && !isOpen(plan, scope)
    ? { why: plan.whole, level: level.whole }
    : undefined
}

interface Around {
  place: Place
  memberPlan: Plan
  pair: Pair | undefined
  privates: Privates | undefined
}

function holdOf(
  name: string,
  member: Json,
  { place, memberPlan, pair, privates }: Around,
): Hold | undefined {
  const { plan, scope } = place
  if (privates?.names.has(name)) return privates.exported ? environmentHold(scope) : privateValue
  const above = place.hold ?? holdBy(place)
  if (above?.level === level.whole) {
    return place.ofList && labels.has(name) && typeof member === 'string' ? undefined : above
  }
  if (plan.environment && memberPlan.whole === undefined) {
    const isLabel = place.ofList && labels.has(name) && typeof member === 'string'
    const isValue = place.ofList && memberPlan.holds
    if (!isLabel && (isValue || isVariables(name, member, plan))) {
      const held = environmentHold(scope)
      return pair === undefined || pair.member === name ? held : stronger(held, pair.hold)
    }
  }
  if (above === openedValue || isOpenedValue(memberPlan, scope)) {
    return pair === undefined || pair.member === name
      ? openedValue
      : stronger(openedValue, pair.hold)
  }
  if (scope.known?.listed === true && scope.depth === 0 && Array.isArray(member)) {
    return { why: secretName, level: level.strong }
  }
  let hold = above !== undefined && (memberPlan.holds || isMapOfTypes(name)) ? above : undefined
  if (plan.level > level.about && memberPlan.holds) {
    hold =
      hold === undefined
        ? { why: secretName, level: plan.level }
        : stronger(hold, { why: secretName, level: plan.level })
  }
  if (pair === undefined || pair.member === name) return hold
  if (memberPlan.holds) return stronger(hold, pair.hold)
  if (memberPlan.about || memberPlan.names || scope.depth > maxDepth) return hold
  return pair.hold.level >= level.medium && isPlainlyRandom(member)
    ? stronger(hold, { why: secretName, level: level.about })
    : hold
}

const isPlainlyRandom = (member: Json): boolean =>
  typeof member === 'string' &&
  isOpaque(member) &&
  !isReadable(member) &&
  weigh(member) === 'opaque'

const environmentValue: Hold = { why: 'environment value', level: level.whole }
/** Where environments are open: a value that may be a secret goes, whatever its name. */
const openedValue: Hold = { why: 'environment value', level: level.weak }

const isOpenedValue = (plan: Plan, scope: Scope): boolean =>
  plan.opens === 'environment' && isOpen(plan, scope)

const environmentHold = ({ opened }: Scope): Hold =>
  opened?.has('environment') === true ? openedValue : environmentValue

/** Of `[{ name, value }]` the name stays; in a map these are names that somebody chose. */
const labels = new Set(['name', 'Name', 'key', 'Key'])

/** DynamoDB's maps and lists stand between a name and what it holds. */
const isMapOfTypes = (name: string) => name === 'M' || name === 'L'

/** An environment is a map of texts, or has its variables under a name of their own. */
function isVariables(name: string, member: Json, plan: Plan): boolean {
  if (typeof member !== 'object' || member === null) return !plan.structured
  return (
    /^(variables|vars|environmentVariables|EnvironmentVariables)$/i.test(name) ||
    isIntrinsic(member)
  )
}

/** `{ Ref: … }`, `{ 'Fn::Sub': … }`: a value of CloudFormation. */
const isIntrinsic = (member: Json): boolean =>
  isRecord(member) && Object.keys(member).every((name) => name === 'Ref' || name.startsWith('Fn::'))

interface Privates {
  names: ReadonlySet<string>
  /** Variables of an environment. */
  exported?: true
}

/**
 * Members that are hidden for what the record is: the private half of a JSON web key, Kubernetes'
 * Secret, what EMR exports to a program's environment.
 */
function privatesOf(record: { [name: string]: Json }): Privates | undefined {
  if (record.kind === 'Secret') return ofSecret
  if (record.Classification === 'export') return ofExport
  // Of Terraform: an output, a password that it made.
  if (record.sensitive === true) return ofOutput
  if ('bcrypt_hash' in record) return ofPassword
  return typeof record.kty === 'string' ? ofKey : undefined
}

const privateValue: Hold = { why: 'private', level: level.whole }
const ofSecret: Privates = { names: new Set(['data', 'stringData']) }
const ofExport: Privates = { names: new Set(['Properties']), exported: true }
const ofOutput: Privates = { names: new Set(['value']) }
const ofPassword: Privates = { names: new Set(['result', 'bcrypt_hash']) }
const ofKey: Privates = { names: new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) }

interface Pair {
  /** The member that names. */
  member: string
  hold: Hold
}

/** What one member names for the others to hold: `{ Key: 'password', Value: … }`. */
function pairOf(record: { [name: string]: Json }, { plan, scope }: Place): Pair | undefined {
  if (record.NoEcho === true || record.noEcho === true)
    return { member: '', hold: { why: 'NoEcho', level: level.whole } }
  let found = comparedWith(record, scope)
  let members = 0
  for (const member in record) {
    members += 1
    if (members > maxOfPair) return found
    const name = textOf(record[member])
    if (
      name === undefined ||
      name.length > 120 ||
      isSentence(name) ||
      !mayTell(name) ||
      !namesThing.test(name)
    )
      continue
    const { names, about } = plan.member(member)
    // `AuthenticationMethod: 'AuthHeader'` says how, and names nothing.
    const hold = !names && (plan.pairs === true || about) ? undefined : namedBy(name, scope)
    if (hold === undefined) continue
    if (found === undefined || hold.level > found.hold.level) found = { member, hold }
  }
  return found
}

/** A firewall's rule: a header, or an argument, of a secret's name, which is compared with a text. */
function comparedWith(record: { [name: string]: Json }, scope: Scope): Pair | undefined {
  const field = record.FieldToMatch ?? record.fieldToMatch
  if (!isRecord(field)) return undefined
  const [of] = Object.values(field)
  const name = isRecord(of) ? textOf(of.Name ?? of.name) : undefined
  const hold = name === undefined ? undefined : namedBy(name, scope)
  return hold && { member: '', hold }
}

const maxOfPair = 24
const namesThing = /^[^\s=?&"'<>]+(?: [^\s=?&"'<>]+){0,3}$/

/** More blanks than a name has. */
function isSentence(text: string): boolean {
  let at = -1
  for (let blanks = 0; blanks < 4; blanks += 1) {
    at = text.indexOf(' ', at + 1)
    if (at === -1) return false
  }
  return true
}

/** A text, or DynamoDB's way of writing one. */
function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  return isRecord(value) && typeof value.S === 'string' ? value.S : undefined
}

function namedBy(text: string, scope: Scope): Hold | undefined {
  // Beanstalk's namespace of them, and the setting of its stack that has them all.
  if (/:application:environment$|^environmentvariables$/i.test(text)) return environmentHold(scope)
  if (/^arn:|^\w+::/.test(text)) return undefined
  if (text.includes('/') && isWithinEnvironment(text)) return environmentHold(scope)
  const name = judged(text)
  if (name.level === level.none) return undefined
  return { why: secretName, level: name.level }
}

/** `/Properties/Environment/Variables/DB`: a way to one of its values. */
function isWithinEnvironment(path: string): boolean {
  const steps = path.split('/')
  return steps.slice(0, -1).some((step) => step !== '' && judged(step).environment)
}

const marker = (why: string) => `[redacted: ${why}]`
