import { isRecord } from '../../json.ts'
import type { AnsweredPart, SentCall, ToolResult } from '../../tool.ts'
import { changeRequest } from '../change-request.ts'
import { resolveFollowUp } from '../follow-up/follow-up.ts'
import { quoted } from '../follow-up/meant.ts'
import type { Shown } from '../follow-up/shown.ts'
import { shownBy } from '../follow-up/shown-by.ts'
import { cost } from '../intents/intent.ts'
import { inEnglish } from '../languages/gloss.ts'
import { readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { asStandard } from './as-standard.ts'
import { type InnerThing, innerThing } from './inner-thing.ts'
import { clausesOf, leansBack } from './split-clauses.ts'
import { withoutChatter } from './without-chatter.ts'

interface Answering {
  now: Date
  /** A question that stands alone. */
  alone: (question: string) => Promise<ToolResult>
  /** One that changes an earlier answer, with the steps that led to it. */
  again: (question: string, call: SentCall) => Promise<ToolResult | undefined>
}

/** A question that asks several things: each is answered, or is said not to be. */
export async function answerClauses(said: string, answering: Answering): Promise<ToolResult> {
  const asked = asStandard(said, answering.now)
  const english = inEnglish(asked)
  if (changeRequest(english) !== undefined) return answering.alone(asked)
  const question = withoutChatter(english, answering.now)
  const { alone, now } = answering
  const found = innerThing(question, now)
  if (found !== undefined) {
    const inner = await withInner(question, found, answering)
    if (inner !== undefined) return inner
  }
  const whole = () => alone(english === asked ? question : asked)
  const clauses = clausesOf(question)
  const isOne = clauses.length < 2 || clauses.some((clause) => isMoneyAgain(clause, question))
  if (isOne) return whole()
  const answers: Answered[] = []
  for (const clause of clauses) answers.push(await answerClause(clause, answers, answering))
  // What the first part comes to is told, and what was not understood of the rest.
  return answers[0]?.result.status === 'error' ? whole() : joined(answers)
}

/** The question with the name of what it tells by what is true of it alone; undefined where that is not found. */
async function withInner(
  question: string,
  { said, noun, asked }: InnerThing,
  answering: Answering,
): Promise<ToolResult | undefined> {
  const result = await answering.alone(asked)
  if (result.status === 'error' || result.notice !== undefined) return undefined
  const { rows, call } = shownBy(asked, result)
  // Figures of all are told in their order, that which is asked for first.
  const isAcross = call?.operation === 'recipe:metrics'
  const row = rows.length === 1 || isAcross ? rows[0] : undefined
  if (row === undefined) return undefined
  const answer = await answerClauses(
    question.replace(said, `the ${noun} ${quoted(row.name)}`),
    answering,
  )
  const read = `${said}: ${row.name}`
  return { ...answer, understood: [read, answer.understood].filter(Boolean).join(' · ') }
}

interface Answered {
  clause: string
  result: ToolResult
}

/** “How much in September and how much in October” are two times of one bill. */
const isMoneyAgain = (clause: string, question: string) =>
  cost.test(question) &&
  /^(?:how much|what)(?: (?:is|was))?(?: it)? (?:in|on|for|of|the)\b/i.test(clause) &&
  !cost.test(clause)

async function answerClause(
  asked: string,
  before: readonly Answered[],
  { now, alone, again }: Answering,
): Promise<Answered> {
  // “… and is everyone confirmed?”: of those of whom was asked before.
  const clause = asked.replace(
    /^(?:is|are|was|were) (?:everyone|everybody|everything)(?: of (?:them|those))? /i,
    'are they all ',
  )
  const earlier = before.findLast(({ result }) => result.status !== 'error')
  const whole = earlier === undefined ? clause : inFull(clause, earlier.clause, now)
  if (whole !== clause) return { clause: whole, result: await alone(whole) }
  if (earlier === undefined || !leansBack(clause)) return { clause, result: await alone(clause) }
  const named = withNamed(clause, earlier, now)
  if (named !== clause) return { clause: named, result: await alone(named) }
  if (isOfNone(earlier.result) && /\b(?:it|them|they|those|these)\b/i.test(clause))
    return { clause, result: notAnswered('none was found of which that could be asked.') }
  const shown = shownBy(earlier.clause, earlier.result)
  // Of a list that was not narrowed as it was asked, nothing is said further.
  if (earlier.result.notice !== undefined && shown.rows.length > 1)
    return { clause, result: notAnswered('what it is asked of was not understood.') }
  const failed = whyOfMessages(clause, shown)
  if (failed !== undefined) return { clause, result: await alone(failed) }
  const listed = withRows(clause, shown)
  if (listed !== clause) return { clause, result: await alone(listed) }
  const { question, call, said, isTold } = resolveFollowUp(clause, shown, now)
  if (said !== undefined && isTold === true)
    return { clause, result: { ...earlier.result, summary: said, regions: [] } }
  if (said !== undefined) return { clause, result: notAnswered(said) }
  const result = call === undefined ? await alone(question) : await again(question, call)
  // The same once more says nothing of what was asked further.
  const isSame = result?.notice !== undefined && toldBy(result) === toldBy(earlier.result)
  return {
    clause: question.split(' → ').at(-1) ?? clause,
    result: result === undefined || isSame ? notAnswered() : result,
  }
}

/** “… and how many don't”, “… and how many records are in the public one”: with what the clause before says. */
function inFull(clause: string, before: string, now: Date): string {
  const [kind] = readPlan(before, now).kinds
  if (kind === undefined) return clause
  if (/^(?:how many|which(?: ones)?) (?:do|does|are|is|have|has|can)(?:n't| not)$/i.test(clause)) {
    const from = kind.at + kind.said.length
    const [subject, rest] = [before.slice(0, from), before.slice(from)]
    const verb = /^ (?:are|is|can|do|does)\b/i.exec(rest)?.[0]
    return verb === undefined
      ? `${subject} do not${rest}`
      : `${subject}${verb} not${rest.slice(verb.length)}`
  }
  // “… and which face the internet?”
  const verb =
    /^which (?=(?:are|is|have|has|do|does|can|use|run|face|allow|lack|need|expire|contain)\b)/i
  if (verb.test(clause) && readPlan(clause, now).kinds.length === 0)
    return clause.replace(verb, `which ${kind.said} `)
  return clause.replace(
    /\b(the (?!first|second|third|last|next|other|same|former|latter|right|wrong|old|new|big|small|only)[a-z]{4,}) ones?\b/i,
    `$1 ${kind.said}`,
  )
}

const toldBy = ({ summary, regions }: ToolResult): string =>
  [summary, ...regions.map((region) => ('summary' in region ? region.summary : ''))]
    .filter((text) => text !== undefined && text !== '')
    .join(' ')

/** A list that was understood and has nothing in it. */
const isOfNone = ({ regions, notice, call, status }: ToolResult): boolean =>
  status === 'ok' &&
  notice === undefined &&
  call?.operation.startsWith('recipe:') === false &&
  !/^cloudtrail:/.test(call.operation) &&
  regions.every((region) => region.status === 'ok' && region.items.length === 0)

/** “What does it let him do”, “what triggers it”: of what the clause before names. */
function withNamed(clause: string, { clause: before, result }: Answered, now: Date): string {
  const { names, ids, kinds } = readPlan(before, now)
  if (names.length + ids.length === 0 && ofRoot.test(before))
    return clause.replace(/\b(?:it|they|he|she|that user)\b/i, 'the root user')
  const [name, ...others] = [...names, ...ids]
  if (name === undefined || others.length > 0) return clause
  const at = before.indexOf(name)
  const beside = kinds.find(
    ({ at: from, said }) => from === at + name.length + 1 || from + said.length + 1 === at,
  )
  const found = result.call === undefined ? undefined : kindListedBy(result.call)?.noun
  const noun = beside?.said ?? (kinds.length === 0 ? found : undefined)
  const whole = noun === undefined ? name : `${noun} ${name}`
  const person = clause.replace(/\b(?:s?he|him)\b|\bher(?= (?:do|to)\b)/i, name)
  // Of two pronouns the one is of the person, the other of what was asked.
  if (person !== clause) {
    const asked = /^(?:which|what) (\w+)/i.exec(before)?.[1] ?? kinds[0]?.said
    const value = asked === undefined ? undefined : onlyValue(result.regions, asked)
    return value === undefined ? person : person.replace(/\bit\b/i, `${asked} "${value}"`)
  }
  const isAsked = kinds.length > 0 && beside === undefined && /^(?:which|what)\b/i.test(before)
  // “Which function reads orders, and who owns it?” is of the function.
  return isAsked
    ? clause
    : clause.replace(/\bits (\w[\w -]*)/i, `the $1 of ${whole}`).replace(/\bit\b/i, whole)
}

const ofRoot =
  /(?<![\w-])root(?: user| account| login)?(?![\w-]| (?:volumes?|devices?|domains?|cause))/i

/** `developers`, where all that is said of groups is that one `GroupName`. */
function onlyValue(rows: unknown, noun: string): string | undefined {
  const member = new RegExp(`^${noun.replaceAll(' ', '')}(?:name)?$`, 'i')
  const values = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one)
    else if (isRecord(value))
      for (const [name, one] of Object.entries(value))
        if (typeof one === 'string' && member.test(name)) values.add(one)
        else walk(one)
  }
  walk(rows)
  return values.size === 1 ? [...values][0] : undefined
}

/** “Are those public” of a few things that have names of their own: asked of each by its name. */
function withRows(clause: string, { rows, call }: Shown): string {
  const [first] = rows
  const names = [...new Set(rows.map(({ name }) => name))]
  const isList = call?.operation.startsWith('recipe:') === false && first?.noun !== ''
  if (!isList || first === undefined || names.length < 2 || names.length > mostNamed) return clause
  if (names.length < rows.length) return clause
  const plural = pluralOf({ noun: first.noun })
  const each = names.map((name) => quoted(name))
  const all = `${plural} ${each.slice(0, -1).join(', ')} and ${each.at(-1)}`
  const theirs = clause.replace(/\btheir (\w[\w -]*)$/i, `the $1 of ${all}`)
  return theirs !== clause
    ? theirs
    : clause.replace(
        new RegExp(
          `\\b(?:each of |any of |all of )?(?:they|them|(?:those|these)(?: (?:ones|${plural}))?)\\b`,
          'i',
        ),
        all,
      )
}

/** “Any messages in the dead letter queue? Why did they fail?” is asked of the queue that holds some, dead letters first. */
function whyOfMessages(clause: string, { rows }: Shown): string | undefined {
  if (
    !/^(?:and |but |so )?(?:why|how come|what(?:'s| is| was)? (?:the )?(?:reason|cause|error|wrong))\b/i.test(
      clause,
    )
  )
    return undefined
  const waiting = rows.filter(
    ({ noun, members = {} }) =>
      noun === 'queue' && Number(members.Messages ?? members.ApproximateNumberOfMessages ?? 0) > 0,
  )
  const dead = waiting.filter(({ name }) => /dlq|dead[-_]?letter|failed/i.test(name))
  const [queue, ...others] = dead.length > 0 ? dead : waiting
  return queue === undefined || others.length > 0
    ? undefined
    : `why did the messages in ${queue.name} fail?`
}

const mostNamed = 8

const notAnswered = (said = 'that was not understood of what stands before it.'): ToolResult => ({
  status: 'error',
  code: 'unclear_question',
  message: said,
  regions: [],
})

/** The answers one after another, each under its part of the question. */
function joined(answers: readonly Answered[]): ToolResult {
  const [main = answers[0]] = answers.filter(({ result }) => result.status !== 'error')
  const { code: _c, message: _m, questions: _q, ...first } = main?.result ?? notAnswered()
  const parts = answers.map(
    ({ clause, result }): AnsweredPart => ({
      question: clause.replace(/[\s?!.]+$/, ''),
      status: result.status,
      ...(result.operation === undefined ? {} : { operation: result.operation }),
      ...(result.summary === undefined ? {} : { summary: result.summary }),
      ...(result.understood === undefined ? {} : { understood: result.understood }),
      ...(result.columns === undefined ? {} : { columns: result.columns }),
      ...(result.notice === undefined ? {} : { notice: result.notice }),
      ...(result.message === undefined ? {} : { message: result.message }),
      ...(result.empty_regions === undefined ? {} : { empty_regions: result.empty_regions }),
    }),
  )
  const { notice: _n, summary: _s, empty_regions: _e, columns: _, ...rest } = first
  return {
    ...rest,
    status: answers.every(({ result }) => result.status === 'ok') ? 'ok' : 'partial',
    summary: answers
      .map(({ clause, result }) =>
        result.status === 'error' ? `Not answered: ${clause}?` : toldBy(result),
      )
      .join('\n\n'),
    understood: answers
      .map(({ result }) => result.understood)
      .filter(Boolean)
      .join('; '),
    parts,
    regions: answers.flatMap(({ result }, part) =>
      result.regions.map((region) =>
        region.status === 'ok'
          ? { ...region, items: region.items.map((item) => shownOf(item, result.columns)), part }
          : { ...region, part },
      ),
    ),
  }
}

/** Of things of several kinds only what is shown of each: together they make no table of one header. */
function shownOf(item: unknown, columns: readonly string[] | undefined): unknown {
  if (columns === undefined || !isRecord(item)) return item
  const roots = new Set(columns.map((path) => path.split('.')[0]))
  const kept = Object.entries(item).filter(([name]) => roots.has(name) || /^tag/i.test(name))
  return kept.length === 0 ? item : Object.fromEntries(kept)
}
