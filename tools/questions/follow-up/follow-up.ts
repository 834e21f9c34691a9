import * as z from 'zod'
import type { SentCall } from '../../tool.ts'
import { changeRequest } from '../change-request.ts'
import { intentOf } from '../intents.ts'
import { type Plan, readPlan } from '../plan.ts'
import { asSteps, stepsOf } from './steps.ts'
import { partsOf, swapAmount, swapParts } from './swap-parts.ts'

/** What the turn before showed. */
export interface Shown {
  /** As it was asked of the tool. */
  question: string
  call?: SentCall | undefined
  /** The rows in their order, each by its name and what it is. */
  rows: readonly Row[]
  /** How many rows more there are, that were too many to show; undefined where that is not known. */
  more?: number | undefined
}

export interface Row {
  name: string
  noun: string
}

/** `show more`, `next page`, `go on`: nothing but the rest of what was shown. */
export const asksForMore = (text: string): boolean =>
  /^\s*(?:please,? |ok(?:ay)?,? |and |now )*(?:(?:show|give|list|see|load|fetch|get)(?: me| us)? )?(?:(?:the |some )?(?:more|rest|others?|remaining|next(?: page| ones?)?)(?: (?:of (?:it|them|the list)|ones|rows|items|results|please))?|go on|continue|keep going|page \d+)(?:,? please)?\s*[.!?]*\s*$/i.test(
    text,
  )

/** A question that stands alone, or one that changes the call of the turn before. */
export interface Resolved {
  question: string
  call?: SentCall
}

/** What a question means after what was shown: rows by their number, `it`, `only …`, `and in …?`. */
export function resolveFollowUp(text: string, shown: Shown | undefined, now: Date): Resolved {
  if (shown === undefined) return { question: text }
  const { call, rows, more } = shown
  if (call !== undefined && more !== undefined && more > 0 && asksForMore(text)) {
    const rest = `[${rows.length}:]`
    const query = call.query === undefined ? rest : `${call.query} | ${rest}`
    return { question: 'list', call: { ...call, query } }
  }
  if (isOrdered(text)) return { question: text }
  const next = nextInOrder(text, call)
  if (next !== undefined) return { question: 'list', call: next }
  const { named, row } = withRow(text, shown)
  const focus = row ?? focusOf(shown, now)
  const referred = focus === undefined ? named : withPronouns(named, focus)
  if (referred !== text) return { question: opened(referred) }
  return onRows(text, shown, now) ?? { question: text }
}

/** What is to be done to the rows is refused as any other order; to leave some out is none. */
const isOrdered = (text: string) =>
  changeRequest(text) !== undefined &&
  !/^\W*(?:\w+ )?(?:remove|drop|hide|exclude|leave)\b/i.test(text)

function onRows(text: string, shown: Shown, now: Date): Resolved | undefined {
  const { call, rows } = shown
  const steps = stepsOf(shown.question)
  const [base = '', ...changes] = steps
  const plan = readPlan(text, now)
  const focus = focusOf(shown, now)
  if (bareWho.test(text) && call !== undefined && !call.operation.startsWith('recipe:'))
    return {
      question: asSteps([...steps, `who ${deed.exec(shown.question)?.[0] ?? 'created'} these?`]),
      call,
    }
  if (bareWhy.test(text)) return { question: whyOf(shown, focus) }
  const amount = swapAmount(steps.at(-1) ?? '', text)
  if (amount !== undefined) return { question: asSteps([...steps.slice(0, -1), amount]) }
  if (swapsName(text, plan, base, now)) return { question: swapped(plan, base, now) }
  if (opening.test(text) && plan.kinds.length > 0 && !aboutMoney.test(call?.operation ?? '')) {
    const { parts, others } = partsOf(opened(text), now)
    const [own] = readPlan(base, now).kinds
    const isOther = plan.kinds.some(({ kind }) => kind.list !== own?.kind.list)
    const other = others.length === 0 && isOther ? swapParts(base, parts, now) : undefined
    if (other !== undefined) return { question: asSteps([other, ...changes.filter(isNarrowing)]) }
    if (isOther) return { question: opened(text) }
  }
  if (others(plan, base, now) && theirs.test(text)) return { question: ofRows(text, rows) }
  const leans = isLeaning(text, plan, shown)
  if (leans === undefined) return undefined
  if (leans === 'focus' && focus !== undefined)
    return { question: `${text.replace(/[?.!\s]+$/, '')} (${focus.noun} ${quoted(focus.name)})?` }
  return call === undefined ? undefined : { question: asSteps([...steps, text]), call }
}

/** Which row was chosen says nothing of another kind of thing. */
const isNarrowing = (step: string) =>
  !/\b(?:(?:old|new|larg|small|bigg|cheap|high|low)est|most|least|first|last|sort|order|top)\b/i.test(
    step,
  )

/** `and the second most?`: the next one in the order of which the first was asked for. */
function nextInOrder(text: string, call: SentCall | undefined): SentCall | undefined {
  const [, word] =
    /^\s*(?:and |what about |which (?:one )?is |who is )?(?:the )?(next|second|third|fourth|fifth)(?: (?:one|most|least|\w+est|(?:most|least) \w+|place))?\s*[?.!]*$/i.exec(
      text,
    ) ?? []
  const cut = /^(.*) \| \[(?::1|(\d+):\d+)\]$/s.exec(call?.query ?? '')
  if (word === undefined || cut === null || call === undefined) return undefined
  const [, whole = '', from = '0'] = cut
  const at = word === 'next' ? Number(from) + 1 : ordinals.indexOf(word.toLowerCase())
  return { ...call, query: `${whole} | [${at}:${at + 1}]` }
}

const theirs =
  /\b(?:for |of )?(?:any of |all of |each of |either of |one of )?(?:them|those|these|they)\b/i

/** Whether a question speaks of another kind of thing than was shown. */
function others({ kinds }: Plan, base: string, now: Date): boolean {
  const [own] = readPlan(base, now).kinds
  return kinds.length > 0 && kinds[0]?.kind.list !== own?.kind.list
}

/** `are there alarms for them?` of few rows is of these by name. */
function ofRows(text: string, rows: readonly Row[]): string {
  const names = rows.map(({ name }) => quoted(name))
  return rows.length === 0 || rows.length > 6
    ? text
    : text.replace(theirs, (said) => `${/^(?:for|of) /i.exec(said)?.[0] ?? ''}${names.join(', ')}`)
}

/** The thing that `it` means: the only one shown, or the one that was asked about. */
function focusOf({ rows, question }: Shown, now: Date): Row | undefined {
  const [first, second] = rows
  if (first !== undefined && second === undefined) return first
  const { names, ids, kinds } = readPlan(question, now)
  const name = names[0] ?? ids[0]
  if (name === undefined) return undefined
  return (
    rows.find((row) => row.name === name) ?? {
      name,
      noun: kinds[0]?.kind.noun ?? first?.noun ?? '',
    }
  )
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

const ordinal = new RegExp(
  `(?<!\\w)(?:(?:on|about|of) )?(?:the )?(?:(${ordinals.join('|')}|last)(?: (?:one|item|row|entry|result|thing|alarm|instance|service|queue|bucket|database|user|volume|table|stack|function|role))?(?: of (?:them|those|these))?|(\\d{1,2})(?:st|nd|rd|th)(?: one)?|(?:number|no\\.?|row|#) ?(\\d{1,2}))(?=$|[ ?.!,'])(?! \\d| (?:hours?|days?|weeks?|months?|years?|minutes?|night|time|\\w+day)\\b)`,
  'i',
)

/** `the second one` is the second row that was shown. */
function withRow(text: string, { rows }: Shown): { named: string; row?: Row } {
  const found = ordinal.exec(text)
  if (found === null || rows.length === 0) return { named: text }
  const [phrase, word, digits, number] = found
  if (word === undefined && digits === undefined && number === undefined) return { named: text }
  if (/^(?:first|last)$/i.test(phrase.trim())) return { named: text }
  const at =
    word === undefined
      ? Number(digits ?? number) - 1
      : /last/i.test(word)
        ? rows.length - 1
        : ordinals.indexOf(word.toLowerCase())
  const row = rows[at]
  if (row === undefined) return { named: text }
  const lead = /^(?:on|about|of) /i.exec(phrase)?.[0] ?? ''
  return { named: text.replace(phrase, `${lead}${row.noun} ${quoted(row.name)}`), row }
}

/** `is it encrypted?`, `its logs`, `who owns that one?`, of the thing that is meant. */
function withPronouns(text: string, { name, noun }: Row): string {
  const whole = `${noun} ${quoted(name)}`.trim()
  if (/\bits (\w[\w -]*?)(?=[?.!]|$)/i.test(text))
    return text.replace(/\bits (\w[\w -]*?)(?=[?.!]|$)/i, `the $1 of ${whole}`)
  return text.replace(
    /\b(?:it|that one|this one|the same one)\b(?!')|\b(?:that|this)(?=[?.!]*$)/i,
    whole,
  )
}

const quoted = (name: string) => (/\s/.test(name) ? `"${name}"` : name)

const opening =
  /^\s*(?:ok(?:ay)?,? |so,? |now,? |then,? )*(?:and|but|also|only|just|what about|how about|same (?:for|in)|or)\b,?\s*/i

const opened = (text: string) =>
  text.replace(/^\s*(?:ok(?:ay)?,? |so,? )*(?:and|but|also|what about|how about|or)\b,?\s*/i, '')

const pointsBack =
  /\b(?:them|those|these|ones?|of (?:them|those|these)|which one|the (?:list|results?|others?|rest))\b/i

const bareWhy =
  /^\s*(?:but |and |so )?(?:why|how come|what(?:'s| is) (?:the )?(?:cause|reason)|what happened|what caused (?:it|that|this))(?: (?:is|was) (?:that|this|it))?\s*[?!.]*$/i

/** Who did what the question before spoke of. */
const bareWho =
  /^\s*(?:and |but )?(?:by whom|by who|who (?:did|was) (?:that|this|it)|who)\s*[?!.]*$/i
const deed = /\b(?:start|launch|creat|open|chang|modif|delet|stopp|deploy|updat|terminat|remov)\w*/i

const change =
  /^\s*(?:sort|order|group|rank|filter|count|show (?:only|just|me only)|limit|sum|total|how many|by|per|in|from|for|over|during|since|last|this|until|before|after|with|without|not|top|the (?:oldest|newest|largest|biggest|smallest)|(?:which|who|what) (?:one|of))\b/i

/** Whether a question leans on what was shown: on the rows, or on the one thing. */
function isLeaning(text: string, plan: Plan, shown: Shown): 'rows' | 'focus' | undefined {
  const isOwn = plan.names.length + plan.ids.length > 0 || intentOf(plan)?.left.length === 0
  const words = text.trim().split(/\s+/).length
  if (pointsBack.test(text) && plan.kinds.length === 0 && shown.rows.length !== 1) return 'rows'
  if (opening.test(text) && plan.names.length === 0) return 'rows'
  if (plan.kinds.length > 0 || isOwn) return undefined
  if (shown.rows.length !== 1 && (change.test(text) || words <= 4))
    return /^(?:since when|who|when|is|does|has|are)\b/i.test(text) && !pointsBack.test(text)
      ? 'focus'
      : 'rows'
  return words <= 9 ? 'focus' : undefined
}

/** `what about analytics-db?` is the question before, of another thing. */
function swapsName(text: string, plan: Plan, question: string, now: Date): boolean {
  const before = readPlan(question, now)
  return (
    opening.test(text) &&
    plan.names.length === 1 &&
    before.names.length > 0 &&
    plan.words.length === 0
  )
}

function swapped(plan: Plan, question: string, now: Date): string {
  const [old = ''] = readPlan(question, now).names
  return question.replace(old, plan.names[0] ?? old)
}

/** After an amount it is the bill that is to be explained, of the time that was looked at. */
function whyOf({ rows, question, call }: Shown, focus: Row | undefined): string {
  if (aboutMoney.test(call?.operation ?? '')) {
    const { period } = call?.parameters ?? {}
    const days = givenDays.safeParse(period).data
    return `why did our AWS bill change${days === undefined ? '' : ` from ${days.start.slice(0, 10)} to ${lastDay(days.end)}`}?`
  }
  const [first] = rows
  const row = focus ?? first
  return row === undefined ? `why: ${question}` : `why is ${row.noun} ${quoted(row.name)} failing?`
}

const aboutMoney = /^recipe:(?:cost|spend_by_service)$/
const givenDays = z.object({ start: z.iso.datetime(), end: z.iso.datetime() })

/** The day that a period ends with: its end is not in it. */
const lastDay = (end: string) => new Date(Date.parse(end) - 1).toISOString().slice(0, 10)
