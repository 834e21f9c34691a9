import type { Json } from '../../json.ts'
import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { object, text } from '../../recipes/evidence/values.ts'
import { counted, dayOf, listed, said } from '../../recipes/evidence/wording.ts'
import { breakingSoon } from '../../recipes/upkeep/breaking-soon.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { type Plan, readPlan } from '../plan.ts'
import { isOn } from '../switched-off.ts'
import { dayMs } from '../time/period.ts'

/** What has an end that AWS or a table knows, as the recipe calls it. */
type Ending = 'EKS cluster' | 'database' | 'domain'

/** The day by which support, a registration or a grace ends, of what is named or of all. */
export async function toCome(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const asked = askedOf(plan)
  if (asked === undefined) return undefined
  const { kind, of } = asked
  if (kind === 'domain' && !isOn('route-53-domains', context.services)) return undefined
  const result = await answerRecipe(
    breakingSoon,
    { parameters: { kind, days: 3650 }, region: plan.regions },
    context,
  )
  if (result.status === 'error') return undefined
  const all = rowsOf(result)
  const named = plan.names.filter((name) => all.some((row) => row.name === name))
  // What is no such thing is asked of something else.
  if (plan.names.length > named.length && of !== 'maintenance') return undefined
  if (plan.names.length > 0 && kind === 'domain' && named.length === 0) return undefined
  const meant = plan.names.length === 0 ? all : all.filter((row) => plan.names.includes(row.name))
  const horizon =
    plan.period !== undefined && plan.period.end > context.now() ? plan.period.end : undefined
  const within = (row: Row) =>
    horizon === undefined ||
    row.days <= Math.ceil((horizon.getTime() - context.now().getTime()) / dayMs)
  const rest = { plan, within: horizon === undefined ? '' : ` until ${dayOf(horizon)}` }
  const beside =
    of === 'domain' && plan.kinds.length === 0
      ? await certificateOf(named, { context, plan })
      : undefined
  const summary =
    of === 'support'
      ? supportSaid(meant, rest)
      : of === 'maintenance'
        ? maintenanceSaid(meant.filter(within), rest)
        : domainsSaid(meant, rest)
  if (summary === undefined) return undefined
  const kept = meant.filter((row) =>
    of === 'maintenance' ? isMaintenance(row) && within(row) : true,
  )
  return {
    ...result,
    // The days of all are told, by which the time that was asked can be held.
    ...(of !== 'maintenance' && plan.period !== undefined
      ? { notice: `Not narrowed by “${plan.period.said}”: each day is told.` }
      : {}),
    understood: [
      of === 'domain' ? 'registered domains · renewal' : `${kind} · ${of}`,
      ...plan.names,
    ].join(' · '),
    regions: result.regions.map((region) =>
      region.status === 'ok'
        ? {
            ...region,
            summary: [summary, beside].filter(Boolean).join(' '),
            items: region.items.filter((item) =>
              kept.some(
                ({ name, day }) =>
                  name === text(object(item as Json).Name) &&
                  day === text(object(item as Json).Day),
              ),
            ),
          }
        : region,
    ),
  }
}

/** “What version is it on, and is that one still supported?”: the one answer tells both. */
export async function supportOfVersion(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const isBoth =
    /\bversions?\b.*\b(?:and|,|\?) *(?:is|are) (?:it|that|this|they|those|these)(?: \w+)?\b/i
  if (!isBoth.test(question) || !support.test(question)) return undefined
  const plan = readPlan(question, context.now())
  return askedOf(plan)?.of === 'support' ? toCome({ ...plan, asked: 'yesno' }, context) : undefined
}

/** A bare name may be meant as that of its certificate, which ends on another day. */
async function certificateOf(
  names: readonly string[],
  { context, plan }: { context: ToolContext; plan: Plan },
): Promise<string | undefined> {
  const result = await answerRecipe(
    breakingSoon,
    { parameters: { kind: 'certificate', days: 3650 }, region: plan.regions },
    context,
  )
  const found = rowsOf(result).filter(({ name }) => names.includes(name))
  return found.length === 0
    ? undefined
    : `Its certificate in ACM ends on ${listed(found.map(({ day, days, region }) => `${day} (${days < 0 ? `${counted(-days, 'day')} ago` : `in ${counted(days, 'day')}`}${region === '' ? '' : `, ${region}`})`))}.`
}

interface Row {
  name: string
  day: string
  days: number
  what: string
  region: string
}

const rowsOf = ({ regions }: ToolResult): Row[] =>
  regions.flatMap((region) =>
    region.status === 'ok'
      ? region.items
          .map((item) => object(item as Json))
          .map((item) => ({
            name: text(item.Name),
            day: text(item.Day),
            days: Number(item.Days),
            what: text(item.What),
            region: text(item.Region),
          }))
      : [],
  )

function askedOf(
  plan: Plan,
): { kind: Ending; of: 'support' | 'maintenance' | 'domain' } | undefined {
  const { question, kinds } = plan
  const [main] = kinds
  const noun = main?.kind.noun
  if (plan.ids.length > 0 || plan.tags.length > 0) return undefined
  if (noun === 'EKS cluster' && support.test(question))
    return { kind: 'EKS cluster', of: 'support' }
  if (noun === 'database' && support.test(question)) return { kind: 'database', of: 'support' }
  const isOfDatabases =
    noun === undefined || noun === 'maintenance action' || /^database(?: cluster)?$/.test(noun)
  if (
    isOfDatabases &&
    plan.asked !== 'count' &&
    !/\bwindows?\b/i.test(question) &&
    (noun !== undefined || plan.names.length > 0) &&
    (maintenance.test(question) || byAws.test(question) || becoming.test(question))
  )
    return { kind: 'database', of: 'maintenance' }
  const isOfDomains =
    noun === 'registered domain' || (noun === undefined && plan.names.length === 1)
  if (
    isOfDomains &&
    renewal.test(question) &&
    !otherOfDomains.test(question) &&
    plan.asked !== 'count'
  )
    return { kind: 'domain', of: 'domain' }
  return undefined
}

const support =
  /\b(?:standard|extended|long[- ]term) support\b|\bend[- ]of[- ](?:support|life)\b|\beol\b|\b(?:still|fully|currently|no longer|yet) supported\b|\bsupported (?:by aws|until|till)\b|\bout of support\b|\bsupport (?:runs? out|ends?|expires?|last|date)|\b(?:lose|losing|loses) support\b|\bsupport\b.*\b(?:run out|end|expire|last|until)\b/i

const maintenance =
  /\b(?:pending|planned|upcoming|scheduled|due|next|forced|open|outstanding) (?:\w+ ){0,3}(?:maintenance|patch(?:es|ing)?|updates?|upgrades?)\b|\bmaintenance\b|\b(?:forced|force) (?:\w+ )?(?:patch|upgrade|update|restart|reboot)/i
/** “Is AWS going to do anything to our databases”. */
const byAws =
  /\b(?:aws|amazon|rds)\b (?:is )?(?:going to |gonna |will |about to |plan\w* to |want\w* to |intend\w* to )?(?:\w+ ){0,3}?(?:do|doing|touch\w*|patch\w*|reboot\w*|restart\w*|upgrad\w*|appl(?:y|ies)|chang\w*|happen)\b.*\b(?:databases?|dbs?|rds|NAME|[\w-]+-db)\b/i

/** “Will analytics-db be upgraded without us”. */
const becoming =
  /\b(?:will|going to|gonna)\b.*\b(?:be|get) (?:\w+ )?(?:upgraded|updated|patched|rebooted|restarted|replaced)\b/i

const renewal =
  /\b(?:expir\w*|renew\w*|auto-?renew\w*|autorenew\w*|run(?:s|ning)? out|lapse\w*|lose|losing|registered until|registration)\b/i
const otherOfDomains = /\b(?:cert\w*|tls|ssl|records?|dns|zones?|ses|identit\w+|api|custom)\b/i

interface Said {
  plan: Plan
  /** `until 2026-04-15`, where a time to come was asked. */
  within: string
}

const isMaintenance = ({ what }: Row) => what.startsWith('RDS applies')

function supportSaid(rows: readonly Row[], { plan }: Said): string | undefined {
  const standard = rows.filter(({ what }) => what.startsWith('end of standard support'))
  if (standard.length === 0) return undefined
  const told = [...standard].toSorted((a, b) => a.days - b.days)
  const lines = told.map((row) => {
    const version = /^end of standard support of ([^:]+):/.exec(row.what)?.[1] ?? ''
    const extended = rows.find(
      ({ name, region, what }) =>
        name === row.name && region === row.region && what.startsWith('end of extended support'),
    )
    const called = `**${said(row.name)}** (${[version, row.region].filter(Boolean).join(', ')})`
    const until = extended?.day ?? /until (\d{4}-\d\d-\d\d)/.exec(row.what)?.[1]
    if (row.days >= 0)
      return `${called} is in standard support until ${row.day} (in ${counted(row.days, 'day')})${until === undefined ? '' : `, in extended support, which is billed, until ${until}`}`
    return `${called} is out of standard support since ${row.day} (${counted(-row.days, 'day')} ago)${
      extended === undefined
        ? ''
        : extended.days >= 0
          ? `; extended support, which is billed, ends on ${extended.day} (in ${counted(extended.days, 'day')})`
          : `, and out of extended support since ${extended.day}`
    }`
  })
  const isIn = (row: Row) => row.days >= 0
  const isOfEnd =
    /\b(?:extended|out of|lose|losing|end[- ]of|eol|expired|unsupported|over)\b/i.test(
      plan.question,
    )
  const word =
    plan.asked !== 'yesno'
      ? ''
      : isOfEnd
        ? standard.every(isIn)
          ? 'No: '
          : 'Yes: '
        : standard.every(isIn)
          ? 'Yes: '
          : standard.some(isIn)
            ? 'Not all: '
            : 'No: '
  return `${word}${lines.join('; ')}.`
}

function maintenanceSaid(rows: readonly Row[], { plan, within }: Said): string {
  const due = rows.filter(isMaintenance)
  const called =
    plan.names.length > 0 ? ` of ${listed(plan.names.map((one) => said(one)))}` : ' of a database'
  if (due.length === 0)
    return `${plan.asked === 'yesno' ? 'No: ' : ''}RDS has no pending maintenance${called}${within}.`
  const lines = due.map(
    ({ name, region, day, days, what }) =>
      `**${said(name)}**${region === '' ? '' : ` (${region})`} on ${day} (${days < 0 ? `${counted(-days, 'day')} ago` : `in ${counted(days, 'day')}`}): ${what.replace(/^RDS applies /, '')}`,
  )
  const many = new Set(due.map(({ name }) => name)).size
  return `${plan.asked === 'yesno' ? 'Yes: ' : ''}RDS applies maintenance to ${counted(many, 'database')}${within}: ${lines.join('; ')}.`
}

function domainsSaid(rows: readonly Row[], { plan }: Said): string | undefined {
  if (rows.length === 0) return undefined
  const line = ({ name, day, days }: Row) =>
    `**${said(name)}** (${days < 0 ? 'expired on' : 'expires on'} ${day}, ${days < 0 ? `${counted(-days, 'day')} ago` : `in ${counted(days, 'day')}`})`
  const isOff = ({ what }: Row) => what.includes('is off')
  const off = rows.filter(isOff)
  const on = rows.filter((row) => !isOff(row))
  if (rows.length === 1 && rows[0] !== undefined) {
    const [row] = rows
    const whether = isOff(row)
      ? 'does not renew itself: its automatic renewal is off, so somebody has to renew it'
      : 'renews itself automatically'
    const word =
      plan.asked === 'yesno' && /renew/i.test(plan.question) ? (isOff(row) ? 'No: ' : 'Yes: ') : ''
    return `${word}The registered domain ${line(row)} ${whether}.`
  }
  // Which of them do, or do not, the list of them tells.
  const isOfAll =
    (/\b(?:all|every|each|any|both|lose|losing|lapse\w*)\b/i.test(plan.question) ||
      /^\W*(?:and |so )?(?:do|will|are|can) (?:our|my|the) (?:\w+ )?domains? /i.test(
        plan.question,
      )) &&
    plan.asked === 'yesno'
  if (!isOfAll) return undefined
  return off.length === 0
    ? `Yes: all ${counted(rows.length, 'registered domain')} renew themselves automatically: ${listed(on.map(line))}.`
    : `No: ${off.length} of ${counted(rows.length, 'registered domain')} ${off.length === 1 ? 'does' : 'do'} not renew automatically, so somebody has to renew ${off.length === 1 ? 'it' : 'them'}: ${listed(off.map(line))}.${on.length === 0 ? '' : ` By ${on.length === 1 ? 'itself' : 'themselves'}: ${listed(on.map(line))}.`}`
}
