import type { Json } from '../../json.ts'
import { writtenEvent } from '../../recipes/evidence/changes.ts'
import { object, text } from '../../recipes/evidence/values.ts'
import { counted, listed, minuteOf, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { asksWhoWasOn } from '../honest-word.ts'
import { isObject } from '../lens/fields.ts'
import { personIn } from '../person.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

/** What CloudTrail has events of, asked in people's words. */
interface Asked {
  is: (plan: Plan) => boolean
  /** `sign-in to the console`, and of several. */
  noun: string
  nouns: string
  events: readonly string[]
  /** Only what this one did. */
  by?: string
  /** Of groups, which are told by their names. */
  groups?: true
  /** What CloudTrail cannot know of it, said first. */
  honest?: string
}

const past =
  /\b(?:who|whom|did|has|have|had|was|were|when|last|latest|recent\w*|list|show|any(?:one|body)?|how (?:many|often)|yesterday|today|ago|history|failed)\b/i
const ability =
  /\b(?:can|cannot|can't|could|may|able|unable|allowed|permitted)\b|\bwithout mfa\b|\bopen\w*\b.*\bssh\b|\bssh\b.*\b(?:open|allow\w*|let\w*)\b/i

/** Of what was shown before, of what something writes into a log, or of all but these. */
const leansOrLeavesOut =
  /\b(?:the )?(?:first|second|third|last|other) ones?\b|\b(?:them|those|they|these)\b|\b(?:errors?|messages?|lines?|warnings?|exceptions?)\b.*\blog\b|\b(?:don't|do not|not) (?:interest|care|want)|\b(?:except|ignor\w*|exclud\w*|other than|apart from|without)\b.*\b(?:sign|log)/i

const asks: readonly Asked[] = [
  {
    is: ({ question }) =>
      /\b(?:cloud ?trail|trails?|audit log\w*)\b/i.test(question) &&
      // Where it is to be looked up is not what was changed.
      !/\b(?:according to|in|from|by|per|says?|with|via|using) (?:the )?(?:aws )?(?:cloud ?trail|audit log\w*)\b/i.test(
        question,
      ) &&
      /\b(?:disabl|switch(?:ed)? off|turn(?:ed)? off|stopp|delet|chang|modif|tamper|touch|edit|remov)\w*/i.test(
        question,
      ) &&
      /\b(?:who|did|has|have|was|were|any(?:one|body)|some(?:one|body)|when)\b/i.test(question),
    noun: 'stop or change of a trail',
    nouns: 'stops or changes of trails',
    events: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'],
  },
  {
    is: ({ question }) =>
      /\bssh(?:[- ]?ed|ing|'d)?\b|\brdp(?:[- ]?ed)?\b|\bshell(?:s|ed)?\b|\bsession manager\b|\bssm sessions?\b/i.test(
        question,
      ) &&
      past.test(question) &&
      !/\bssh[- ](?:keys?|ports?)\b|\bkey ?pairs?\b|\bports?\b|\bsecurity groups?\b|\brules?\b/i.test(
        question,
      ),
    noun: 'session of SSM Session Manager',
    nouns: 'sessions of SSM Session Manager',
    events: ['StartSession'],
    honest:
      'Who logged in by SSH or RDP is not known here: CloudTrail records calls of AWS’s API, not SSH sessions, which only the machine’s own log has. What it does record is sessions by SSM Session Manager.',
  },
  {
    is: ({ question }) =>
      /(?<![\w-])root(?![\w-])/i.test(question) &&
      /\b(?:us(?:e|ed|ing)|activity|log(?:ged|s)? ?in|logins?|sign(?:ed|s)?[- ]?ins?|did|done|do|events?|actions?)\b/i.test(
        question,
      ) &&
      past.test(question) &&
      !/\bmfa\b|\bkeys?\b|\broot (?:volumes?|devices?|domains?|cause)\b/i.test(question),
    noun: 'action of the root user',
    nouns: 'actions of the root user',
    events: [],
    by: 'root',
  },
  {
    is: ({ question }) =>
      /\b(?:log(?:ged|s|ging)?|sign(?:ed|s|ing)?)[ -]?(?:in|on)(?:s|to)?\b|\blogins?\b|\bsign-?ins?\b/i.test(
        question,
      ) &&
      past.test(question) &&
      // What is logged by something is a setting of it.
      !/\b(?:access |request )?logging (?:turned |switched )?on\b|\bcognito\b|\bpools?\b|\bapp\b|\bpasswords?\b|\bmfa\b.*\benabled\b/i.test(
        question,
      ),
    noun: 'sign-in to the console',
    nouns: 'sign-ins to the console',
    events: ['ConsoleLogin'],
  },
  {
    is: ({ question, kinds, names, ids, asked }) =>
      kinds[0]?.kind.noun === 'security group' &&
      names.length + ids.length === 0 &&
      /^(?:who|when)$/.test(asked) &&
      /\b(?:touch|chang|edit|modif|alter|mess|fiddl)\w*/i.test(question),
    noun: 'change of rules of security groups',
    nouns: 'changes of rules of security groups',
    events: [
      'AuthorizeSecurityGroupIngress',
      'RevokeSecurityGroupIngress',
      'ModifySecurityGroupRules',
    ],
    groups: true,
  },
  {
    is: ({ question }) =>
      /\b(?:dns|record(?:s| sets?)?|hosted zones?|route ?53)\b/i.test(question) &&
      /\b(?:who|when|what|which|did|any|recent\w*|last|show|list)\b/i.test(question) &&
      /\b(?:chang|edit|modif|touch|delet|remov|add|updat|alter|fiddl|mess|tid(?:y|ied)|clean)\w*\b/i.test(
        question,
      ) &&
      !/\b(?:cost|snapshot|audit)\b/i.test(question),
    noun: 'change of DNS records and zones',
    nouns: 'changes of DNS records and zones',
    events: ['ChangeResourceRecordSets', 'CreateHostedZone', 'DeleteHostedZone'],
  },
  {
    is: ({ question }) =>
      /\b(?:register|deregister)\w*\b/i.test(question) &&
      /\b(?:who|when|did)\b/i.test(question) &&
      (/\b(?:task ?def\w*|revisions?)\b/i.test(question) || taskDefinition.test(question)),
    noun: 'registration of a task definition',
    nouns: 'registrations of task definitions',
    events: ['RegisterTaskDefinition'],
  },
]

const taskDefinition = /\b([a-z][\w-]*):(\d+)\b/i

/** `prod-checkout-api:87`, as a question says it, or only its family; undefined where it names none. */
function definitionSaid({ question, names }: Plan): string | undefined {
  const whole = taskDefinition.exec(question)
  if (whole !== null) return whole[0]
  const [name] = names
  const [, revision] = /\brev(?:ision)? #?(\d+)\b/i.exec(question) ?? []
  return name === undefined || revision === undefined ? name : `${name}:${revision}`
}

/** Who signed in, who opened a session, who changed the DNS, what root did: events that belong to no one thing. */
export async function trailOf(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const isUnsecured = signedWithoutMfa.test(plan.question)
  const isOther = ability.test(plan.question) || leansOrLeavesOut.test(plan.question)
  if (isOther && !isUnsecured) return undefined
  if (asksWhoWasOn(plan)) return undefined
  const asked = asks.find(({ is }) => is(plan))
  if (asked === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const all = [...new Set([...regions, ...(plan.regions === undefined ? [home] : [])])]
  const { period } = plan
  const time =
    period === undefined || period.kind === 'before'
      ? {}
      : { StartTime: period.start.toISOString(), EndTime: period.end.toISOString() }
  const lookups = [
    ...asked.events.map((name) => ({ AttributeKey: 'EventName', AttributeValue: name })),
    ...(asked.by === undefined ? [] : [{ AttributeKey: 'Username', AttributeValue: asked.by }]),
  ]
  const found = await reader.each(
    all.flatMap((region) => lookups.map((lookup) => ({ region, lookup }))),
    async ({ region, lookup }) =>
      (
        await reader.tryRead('cloudtrail:LookupEvents', {
          region,
          parameters: { LookupAttributes: [lookup], ...time },
          most: mostEvents,
        })
      ).flatMap((item) => (isObject(item) ? [{ region, event: eventOf(item) }] : [])),
  )
  const people = [...new Set(found.map(({ event }) => event.by))]
  const who = whoIn(plan, people)
  const definition = /Task/.test(asked.events[0] ?? '') ? definitionSaid(plan) : undefined
  const named = asked.groups === undefined ? found : await withGroups(found, plan, reader)
  const shown = named
    .filter(({ event }) => who === undefined || event.by.toLowerCase().includes(who))
    .filter(({ event }) => !failing.test(plan.question) || event.failed)
    .filter(({ event }) => definition === undefined || isOf(event, definition))
    .filter(({ event }) => !isUnsecured || event.mfa !== 'Yes')
    .toSorted((a, b) => (a.event.at < b.event.at ? 1 : -1))
  const used = shown.length > 0 || who === undefined ? '' : await lastUse(asked, who, reader)
  const when = 'StartTime' in time ? ` (${period?.said})` : ' in its 90 days'
  return told({
    operation: 'cloudtrail:LookupEvents',
    understood: [asked.nouns, who, period?.said].filter(Boolean).join(' · '),
    summary: isUnsecured
      ? unsecured(
          shown.map(({ event }) => event),
          when,
        )
      : `${summary(asked, { shown: shown.map(({ event }) => event), when, who, plan })}${used}`,
    rows: shown.slice(0, mostEvents).map(({ region, event }) => ({
      region,
      item: {
        EventTime: event.at,
        EventName: event.name,
        Username: event.by,
        SourceIPAddress: event.from,
        ...(event.mfa === '' ? {} : { MFAUsed: event.mfa }),
        ...(event.failed ? { Result: 'failed' } : {}),
      },
    })),
    reader,
    ...(period !== undefined && period.start.getTime() < context.now().getTime() - keptMs
      ? { notice: 'CloudTrail’s event history goes back 90 days, and no further.' }
      : {}),
    parameters: { LookupAttributes: lookups.slice(0, 1), ...time },
  })
}

const signedWithoutMfa =
  /^(?!.*\b(?:can|could|may|able|allowed)\b).*\b(?:logged|signed|did .*(?:log|sign))[ -]?(?:in|on)\b.*\b(?:without|not using|no) (?:using )?(?:an? )?(?:mfa|2fa|second factor)\b/i

/** A sign-in whose event does not say whether MFA was used is no sign-in without. */
function unsecured(shown: readonly Event[], when: string): string {
  const known = shown.filter(({ mfa }) => mfa !== '')
  const each = (some: readonly Event[]) =>
    listed(
      some.map(({ by, at }) => `**${said(by, 60)}** at ${minuteOf(at)}`),
      8,
    )
  const untold = shown.filter(({ mfa }) => mfa === '')
  return [
    known.length === 0
      ? `CloudTrail knows of no sign-in to the console without MFA${when}.`
      : `CloudTrail has ${counted(known.length, 'sign-in')} to the console without MFA${when}: ${each(known)}.`,
    untold.length === 0
      ? ''
      : `Of ${counted(untold.length, 'sign-in')} it does not tell whether MFA was used: ${each(untold)}. Who has no MFA device can be asked.`,
  ]
    .filter(Boolean)
    .join(' ')
}

const isOf = ({ of }: Event, definition: string) =>
  of === definition || of.replace(/:\d+$/, '') === definition

/** Of whom CloudTrail keeps no sign-in IAM itself knows when the password was used last. */
async function lastUse({ noun }: Asked, who: string, reader: Reader): Promise<string> {
  if (!/\bsign-in\b/.test(noun)) return ''
  const users = await reader.tryRead('iam:ListUsers', { region: home })
  const user = users.find(
    (one) => isObject(one) && text(one.UserName).toLowerCase().startsWith(who.toLowerCase()),
  )
  if (!isObject(user)) return ''
  const at = text(user.PasswordLastUsed)
  return at === ''
    ? ` IAM knows of no use of a password by ${said(text(user.UserName), 60)}.`
    : ` IAM says that the password of **${said(text(user.UserName), 60)}** was last used at ${minuteOf(at)}.`
}

interface Found {
  region: string
  event: Event
}

/** By the groups' names; of those alone that a word of the question is in, where there are such. */
async function withGroups(
  found: readonly Found[],
  { words }: Plan,
  reader: Reader,
): Promise<Found[]> {
  const regions = [...new Set(found.map(({ region }) => region))]
  const groups = await reader.each(regions, (region) =>
    reader.tryRead('ec2:DescribeSecurityGroups', { region }),
  )
  const names = new Map(
    groups.flatMap((one) =>
      isObject(one) ? [[text(one.GroupId), text(one.GroupName)] as const] : [],
    ),
  )
  const all = found.map(({ region, event }) => ({
    region,
    event: { ...event, of: names.get(event.of) ?? event.of },
  }))
  const own = [...names.values()].filter((name) =>
    words.some(({ word }) => word.length > 3 && name.toLowerCase().includes(word)),
  )
  return own.length === 0 ? all : all.filter(({ event }) => own.includes(event.of))
}

const keptMs = 90 * 24 * 3_600_000
const home = 'us-east-1'
const mostEvents = 50

interface Event {
  name: string
  by: string
  at: string
  from: string
  mfa: string
  failed: boolean
  of: string
}

function eventOf(item: { readonly [name: string]: Json }): Event {
  const written = writtenEvent(text(item.CloudTrailEvent))
  const request = object(written.requestParameters)
  return {
    name: text(item.EventName),
    by: text(item.Username) || 'somebody whom CloudTrail does not name',
    at: text(item.EventTime),
    from: text(written.sourceIPAddress),
    mfa: text(object(written.additionalEventData).MFAUsed),
    failed: text(object(written.responseElements).ConsoleLogin) === 'Failure',
    of:
      text(request.target) ||
      text(request.comment) ||
      text(request.hostedZoneId) ||
      text(request.groupId) ||
      definitionIn(item),
  }
}

/** The task definition among the resources of an event. */
function definitionIn({ Resources }: { readonly [name: string]: Json }): string {
  const all = Array.isArray(Resources) ? Resources.filter(isObject) : []
  return (
    all
      .map(({ ResourceName }) => text(ResourceName))
      .flatMap((name) => /task-definition\/([\w-]+:\d+)$/.exec(name)?.[1] ?? [])[0] ?? ''
  )
}

/** One of those that the events name, by name or first name; else a name that the question says. */
function whoIn(plan: Plan, people: readonly string[]): string | undefined {
  const words: readonly string[] = plan.question.toLowerCase().match(/[\w.@-]*\w/g) ?? []
  const known = people.find((name) =>
    words.some(
      (word) => name.toLowerCase() === word || name.toLowerCase().split(/[._@]/)[0] === word,
    ),
  )
  return known?.toLowerCase() ?? personIn(plan)?.toLowerCase() ?? nameAfter(plan)
}

/** `did jonas log in`: somebody of whom there is no event. */
const nameAfter = ({ question }: Plan): string | undefined => {
  const [, name] =
    /\b(?:did|has|have|was|when did) (?:user )?([a-z][\w.-]{2,30}) (?:ever |last )?(?:log|sign|ssh|use|chang|edit|touch|been)/i.exec(
      question,
    ) ?? []
  return name === undefined ||
    /^(?:any|some|every|no)(?:one|body)$|^(?:who|we|they|people|root|the)$/i.test(name)
    ? undefined
    : name.toLowerCase()
}

interface Said {
  shown: readonly Event[]
  when: string
  who: string | undefined
  plan: Plan
}

const failing = /\b(?:fail\w*|unsuccessful|denied|wrong password)\b/i

function summary({ noun, nouns, honest }: Asked, { shown, when, who, plan }: Said): string {
  const isFailed = failing.test(plan.question) ? 'failed ' : ''
  const lead =
    honest === undefined || /\bsession manager\b|\bssm\b/i.test(plan.question) ? '' : `${honest} `
  const by = who === undefined ? '' : ` by ${said(who, 60)}`
  if (shown.length === 0)
    return `${lead}${lead === '' && plan.asked === 'yesno' ? 'No: ' : ''}CloudTrail has no ${isFailed}${nouns}${by}${when}.`
  const people = [...Map.groupBy(shown, (event) => event.by)].map(([name, own]) => {
    const [last] = own
    const from = last?.from ? ` from ${said(last.from, 60)}` : ''
    const of = last?.of ? `: ${said(last.of, 80)}` : ''
    return `**${said(name, 60)}** (${last?.name}, ${own.length === 1 ? '' : `${own.length} times, last `}${minuteOf(last?.at ?? '')}${from}${of})`
  })
  const has = `CloudTrail has ${counted(shown.length, `${isFailed}${noun}`, `${isFailed}${nouns}`)}${by}${when}`
  if (lead === '' && plan.asked === 'who') return `${listed(people, 8)}. ${has}.`
  return `${lead}${lead === '' && plan.asked === 'yesno' ? 'Yes: ' : ''}${has}: ${listed(people, 8)}.`
}
