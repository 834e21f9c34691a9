import { portNames } from '../recipes/security/exposed/world-rules.ts'
import { internet } from './intents/intent.ts'
import type { Plan } from './plan.ts'
import { dayMs } from './time/period.ts'

type Read = (plan: Plan) => Record<string, unknown>

/** What questions about how an account is held say of the recipes' parameters. */
export const postureParameters: Readonly<Record<string, Read>> = {
  password_policy: ({ question }) => {
    const found =
      /\b(\d{1,3})[ -]?(?:or more )?(?:characters?|chars?|letters?|long|signs?)\b|\b(?:min(?:imum|imal)?|at least|length)(?: \w+){0,2} (\d{1,3})\b/i.exec(
        question,
      )
    return given('min_length', found === null ? undefined : Number(found[1] ?? found[2]))
  },
  open_ports: ({ question }) => {
    const ports = portsIn(question)
    return {
      ...given('port', ports.length === 0 ? undefined : ports.join(', ')),
      ...(internet.test(question) ? { from: 'internet' } : {}),
    }
  },
  old_access_keys: ({ age, period, names, question }) => {
    const span = period === undefined ? undefined : period.end.getTime() - period.start.getTime()
    const days = age?.days ?? (span === undefined ? undefined : span / dayMs)
    const rounded = days === undefined ? undefined : Math.round(days)
    return {
      ...(ofUse.test(question)
        ? { unused_days: rounded ?? 90 }
        : {
            ...given('days', rounded),
            ...(/\b(?:younger|newer|less than)\b/i.test(question) ? { polarity: 'younger' } : {}),
          }),
      ...given('name', names[0]),
    }
  },
  trail_logging: ({ names }) => given('name', names[0]),
  cross_account_roles: ({ names }) => given('name', names[0]),
  group_members: ({ names, question }) =>
    given('name', names[0] ?? groupSaid.map((one) => one.exec(question)?.[1]).find(isNamed)),
}

/** “SSH or Postgres”, “ports 22 and 5432”: every port that is named, by number or by what listens there. */
const portsIn = (question: string): string[] => [
  ...new Set([
    ...question
      .matchAll(/\bports? ((?:\d{1,5}(?: ?- ?\d{1,5})?(?:,? (?:or|and|nor) |, ?|\/)?)+)(?!\w)/gi)
      .flatMap(([, all = '']) => all.match(/\d{1,5}(?: ?- ?\d{1,5})?/g) ?? []),
    ...question.matchAll(/\b(\d{2,5})\/(?:tcp|udp)\b/gi).map(([, port = '']) => port),
    ...question.matchAll(new RegExp(portNames, 'gi')).map(([name]) => name.toLowerCase()),
  ]),
]

const given = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })

/** Of keys it is asked when they were used, and not how old they are. */
export const ofUse =
  /\bunused\b|\b(?:not|never|n't|nobody|no one|without)\b.*\bus(?:e|ed|ing|age)\b|\bidle\b|\binactive (?:for|since)\b|\b(?:last )?used (?:more than|over)\b|\bdormant\b/i

const groupSaid = [
  /\bgroups? (?:called |named )?"?([\w+=,.@-]*\w)/i,
  /\b([\w+=,.@-]+) (?:iam |user )?group\b/i,
]

/** What stands beside the word and is no name: “in each group”, “which groups are there”. */
const isNamed = (word: string | undefined) =>
  word !== undefined &&
  !/^(?:the|a|an|our|my|each|every|any|all|this|that|which|what|iam|user|is|are|and|or|in|of|do|does|has|have|there|with|by|per|exist)$/i.test(
    word,
  )
