import { text } from '../../recipes/evidence/values.ts'
import { counted, listed, minuteOf, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { asksWhoWasOn } from '../honest-word.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { dayMs } from '../time/period.ts'
import { told } from './told.ts'

const signIn =
  /\b(?:log(?:ged|s|ging)?|sign(?:ed|s|ing)?)[ -]?(?:in|on)(?:s|to)?\b|\blogins?\b|\bsign-?ins?\b|\bused (?:the |their |his |her )?(?:console|password)\b/i
const elsewhere =
  /\bcognito\b|\bpools?\b|\bapp\b|\bmfa\b|\broot\b|\bssh\b|\bfailed\b|\bwho\b.*\b(?:today|yesterday)\b/i
const denied = /\b(?:not|never|no longer|nobody|inactive)\b|n't\b/i
const ability = /\b(?:can|cannot|can't|could|may|able|allowed)\b/i

interface User {
  name: string
  last: string
  arn: string
  made: string
}

/**
 * When somebody last signed in to the console, and who did not for a time: IAM keeps that of each user,
 * where CloudTrail's events reach 90 days back.
 */
export async function lastSignIns(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { question, age, period, asked, threshold, names } = plan
  if (!signIn.test(question) || elsewhere.test(question) || ability.test(question)) return undefined
  // Into a machine nobody signs in at the console.
  if (asksWhoWasOn(plan)) return undefined
  const isDenied = denied.test(question)
  if (
    !isDenied &&
    !(asked === 'when' || /\b(?:last|latest|most recent\w*|how long)\b/i.test(question))
  )
    return undefined
  if (!isDenied && period !== undefined) return undefined
  const reader = new Reader(context)
  const users = (await reader.tryRead('iam:ListUsers', { region: context.defaultRegion })).flatMap(
    (one): User[] =>
      isObject(one)
        ? [
            {
              name: text(one.UserName),
              last: text(one.PasswordLastUsed),
              arn: text(one.Arn),
              made: text(one.CreateDate),
            },
          ]
        : [],
  )
  if (users.length === 0) return undefined
  const words: readonly string[] = question.toLowerCase().match(/[\w.@+=-]*\w/g) ?? []
  const named = users.filter(({ name }) =>
    words.some((word) => {
      const whole = word.replace(/'s$/, '')
      return (
        whole === name.toLowerCase() ||
        (whole.length > 2 && name.toLowerCase().split(/[._@]/)[0] === whole)
      )
    }),
  )
  const isOfUsers =
    /\b(?:users?|people|every(?:one|body)|all|each|colleagues|engineers|employees|who|nobody|any(?:one|body))\b/i
  if (named.length === 0 && (names.length > 0 || !isOfUsers.test(question))) return undefined
  const now = context.now().getTime()
  const days =
    age?.days ??
    (threshold?.unit === 'days' ? threshold.value : undefined) ??
    (period === undefined ? undefined : (now - period.start.getTime()) / dayMs)
  const ago = (last: string) => `${minuteOf(last)}, ${agoOf(now - Date.parse(last))}`
  const summary =
    named.length > 0
      ? named
          .map(({ name, last }) =>
            last === ''
              ? `**${said(name, 60)}** has no sign-in to the console that IAM knows of: no password, or one that was never used.`
              : `**${said(name, 60)}** last signed in to the console with a password at **${minuteOf(last)}** (${agoOf(now - Date.parse(last))}), by IAM.`,
          )
          .join(' ')
      : isDenied
        ? longAgo(users, { days: days ?? 90, now, isNever: /\bnever\b/i.test(question) })
        : `By IAM, the last sign-ins to the console with a password: ${listed(
            users
              .filter(({ last }) => last !== '')
              .toSorted((a, b) => (a.last < b.last ? 1 : -1))
              .map(({ name, last }) => `**${said(name, 60)}** (${ago(last)})`),
            12,
          )}.`
  const shown = named.length > 0 ? named : isDenied ? idle(users, days ?? 90, now) : users
  return told({
    operation: 'iam:ListUsers',
    query: `[?contains(\`${JSON.stringify(shown.map(({ name }) => name))}\`, UserName)]`,
    understood: `users · last sign-in to the console${isDenied && named.length === 0 ? ` · not for ${Math.round(days ?? 90)} days` : ''}`,
    summary,
    rows: shown.map(({ name, last, made, arn }) => ({
      region: 'global',
      item: {
        UserName: name,
        ...(last === '' ? {} : { PasswordLastUsed: last }),
        CreateDate: made,
        Arn: arn,
      },
    })),
    reader,
  })
}

const idle = (users: readonly User[], days: number, now: number) =>
  users.filter(({ last }) => last === '' || Date.parse(last) < now - days * dayMs)

function longAgo(
  users: readonly User[],
  { days, now, isNever }: { days: number; now: number; isNever: boolean },
): string {
  const without = users.filter(({ last }) => last === '').map(({ name }) => `**${said(name, 60)}**`)
  const none =
    without.length === 0
      ? ''
      : ` ${isNever ? `${without.length} of ${counted(users.length, 'user')} never signed in` : 'Without any sign-in'} to the console (no password, or one that was never used): ${listed(without, 12)}.`
  if (isNever) return none.trim() || `All ${users.length} users have signed in to the console.`
  const old = users
    .filter(({ last }) => last !== '' && Date.parse(last) < now - days * dayMs)
    .toSorted((a, b) => (a.last < b.last ? -1 : 1))
    .map(({ name, last }) => `**${said(name, 60)}** (${agoOf(now - Date.parse(last))})`)
  const span = counted(Math.round(days), 'day')
  return old.length === 0
    ? `Everybody who signs in to the console did so within ${span}.${none}`
    : `${old.length} of ${counted(users.length, 'user')} last signed in to the console more than ${span} ago: ${listed(old, 12)}.${none}`
}

function agoOf(ms: number): string {
  const days = Math.floor(ms / dayMs)
  return days === 0 ? 'within the last day' : `${counted(days, 'day')} ago`
}
