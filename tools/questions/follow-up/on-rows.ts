import type { SentCall } from '../../tool.ts'
import { cost } from '../intents/intent.ts'
import { intentOf } from '../intents.ts'
import { inEnglish } from '../languages/gloss.ts'
import { type Plan, readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { Text } from '../words/text.ts'
import { asksWhy, reasonSaid, whyOf } from './asks-why.ts'
import { aboutMoney, called, ordinals } from './meant.ts'
import { shiftSaid } from './moved-back.ts'
import { kindOfEach, ofRows } from './of-rows.ts'
import { noteOf } from './of-trouble.ts'
import { asOfAll, ofThemselves } from './pointing.ts'
import { changesRows } from './read-change.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'
import { partsOf, swapAmount, swapParts } from './swap-parts.ts'

/** What changes the answer before, or leans on its rows: undefined where it does neither. */
export function onRows(
  text: string,
  shown: Shown & { focus: Row | undefined },
  now: Date,
): Resolved | undefined {
  const { call, rows, focus } = shown
  const steps = stepsOf(shown.question)
  const [first = '', ...changes] = steps
  const base = inEnglish(first)
  const plan = readPlan(text, now)
  const kind = readPlan(base, now).kinds[0]?.kind
  const isMoney = aboutMoney.test(call?.operation ?? '')
  const { zone } = new Text(base)
  const isByClock =
    zone !== undefined && plan.period !== undefined && plan.period.zone === undefined
  const said = isByClock ? `${text.replace(/[\s?!.]+$/, '')} (${zone})?` : text
  const goOn = (step = said): Resolved | undefined =>
    call === undefined ? undefined : { question: asSteps([...steps, step]), call }
  const isOfOne = focus !== undefined && rows.length === 1 && focus.noun !== ''
  if (bareWho.test(text) && isOfOne && !isMoney)
    return { question: `who ${deed.exec(shown.question)?.[0] ?? 'created'} ${called(focus)}?` }
  if (bareWho.test(text) && call !== undefined && !call.operation.startsWith('recipe:'))
    return goOn(`who ${deed.exec(shown.question)?.[0] ?? 'created'} these?`)
  if (asksWhy.test(text)) {
    const { service, usage_type: usage } = call?.parameters ?? {}
    const isOfPart = [service, usage, call?.region].some((part) => typeof part === 'string')
    if (isMoney && call !== undefined && isOfPart)
      return { question: asSteps([...steps, 'by usage type compared to the time before']), call }
    const told = reasonSaid(shown)
    if (told !== undefined) return { question: text, said: told }
    const question = whyOf(shown, focus)
    const [chosen] = rows.filter(({ name }) => question?.includes(name))
    const isOfSome = focus === undefined && chosen?.noun === 'alarm' && rows.length > 1
    return question === undefined
      ? { question: text, said: noReason }
      : { question, ...(isOfSome ? noteOf({ row: chosen, of: rows.length }) : {}) }
  }
  const amount = swapAmount(steps.at(-1) ?? '', text)
  if (amount !== undefined) return { question: asSteps([...steps.slice(0, -1), amount]) }
  if (!isMoney && cost.test(text) && theirs.test(text)) return costOf(text, { kind, steps })
  // Who did what was told is no list of users.
  if (call?.operation === 'recipe:recent_changes' && doers.test(text)) return goOn()
  if (countsThose.test(text)) return goOn()
  if (rows.length > 1 && !isMoney && soOnes.test(text)) return goOn()
  if (changesRows(text)) return goOn()
  const compared = thenToCompare(text, call)
  if (compared !== undefined) return goOn(compared)
  if (swapsName(text, plan, base, now)) return { question: swapped(plan, base, now) }
  const isOther = isOfOther(plan, kind)
  const related = isOther && !isMoney ? ofRows(opened(text), { rows, kind }) : undefined
  if (related !== undefined) return related
  if (opening.test(text) && isOther && !isMoney) {
    const { parts, others } = partsOf(opened(text), now)
    const other = others.length === 0 ? swapParts(base, parts, now) : undefined
    if (other !== undefined) return { question: asSteps([other, ...changes.filter(isNarrowing)]) }
    return { question: opened(text) }
  }
  const column = isOther ? kindOfEach(text, rows) : undefined
  if (column !== undefined) return goOn(column)
  if (narrowing.test(text) && !isOther) return goOn()
  if (isMoney && isOfItsOwnKind(text, plan)) return undefined
  // Which of them it is, or where they are, is asked of the things, and of no part of the bill.
  const things = isMoney && ofThemselves(text) ? thingsBilled(text, base, now) : undefined
  if (things !== undefined) return { question: things }
  if (isMoney && (aboutTime(text, plan) || aboutPart(text, plan))) return goOn()
  const billed = isMoney ? thingsBilled(text, base, now) : undefined
  if (billed !== undefined) return { question: billed }
  if (isRecipe(call) && (isOtherTime(text, plan) || shiftSaid(text) !== undefined)) return goOn()
  const leans = isLeaning(text, plan, rows.length)
  if (leans === undefined) return undefined
  if (leans === 'focus' && focus !== undefined && !opening.test(text))
    return { question: `${text.replace(/[?.!\s]+$/, '')} (${called(focus)})?` }
  return goOn()
}

/** `what about the aurora ones?` */
const soOnes = /^\W*(?:and|but|what about|how about|also|only|just) the [a-z]+ ones\W*$/i

const doers = /\b(?:people|persons|humans?|machines|bots|robots|automation)\b/i

const countsThose =
  /^\W*(?:and |so )?how many (?:(?:is|are|was|were|of) )*(?:that|those|these|them|it|they)\b[^?]{0,12}\W*$/i

const noReason =
  'A list does not tell why. Name what is meant, as “why is checkout-api failing?”, or ask what changed: alarms, services, functions and stacks tell why they fail, and the bill why it rose.'

/** Whether a question speaks of another kind of thing than was shown. */
const isOfOther = ({ kinds }: Plan, kind: Kind | undefined) =>
  kinds.length > 0 && kinds[0]?.kind.list !== kind?.list

/** Which row was chosen says nothing of another kind of thing. */
const isNarrowing = (step: string) =>
  !/\b(?:(?:old|new|larg|small|bigg|cheap|high|low)est|most|least|first|last|sort|order|top)\b/i.test(
    step,
  )

const aboutTime = (text: string, { period, group, regions, kinds }: Plan) =>
  [period, group, regions].some((part) => part !== undefined) ||
  kinds.length > 0 ||
  /\b(?:before|earlier|prior|previous)\b/i.test(text)

/** `how many functions do we have?` after a bill is of functions. */
const isOfItsOwnKind = (text: string, { kinds }: Plan) =>
  kinds.length > 0 &&
  kinds.every(({ kind }) => !/^(?:service|region|account)$/.test(kind.noun)) &&
  /^\W*(?:(?:which|what|how many|list|show|is|are|do|does|who)\b)(?:\W+\w+){2,}/i.test(text) &&
  !cost.test(text) &&
  !/\b(?:it|that|this|them|those|these|they|bill|spend\w*|costs?|paid|pay)\b/i.test(text)

/** `how much of it has no environment tag?`: a part of the amount that was told. */
const aboutPart = (text: string, { tags, kinds }: Plan) =>
  kinds.length === 0 &&
  (tags.length > 0 || /\btag(?:s|ged)?\b|\buntagged\b/i.test(text)) &&
  /\bhow much\b|\b(?:of|in) (?:it|that|this|which)\b|^\W*(?:and|what about|without|with)\b/i.test(
    text,
  )

/** `and the second most?`: the next one in the order of which the first was asked for. */
export function nextInOrder(text: string, call: SentCall | undefined): SentCall | undefined {
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

export const theirs =
  /\b(?:for |of )?(?:any of |all of |each of |either of |one of )?(?:them|those|these|they)\b/i

/** `since when are they running?` after what instances cost: of these, and not of the bill. */
function thingsBilled(text: string, base: string, now: Date): string | undefined {
  const [kind] = readPlan(base, now).kinds
  if (kind === undefined || !theirs.test(text) || cost.test(text)) return undefined
  // What the bill itself is divided by is no thing.
  if (/^(?:service|region|account)$/.test(kind.kind.noun)) return undefined
  // `cost by service`: those are parts of the bill.
  if (/\b(?:by|per|each|every) $/i.test(base.slice(0, kind.at))) return undefined
  const before =
    /(?:(?<!\w)(?!(?:the|our|my|all|of|for|do|are|is|on|by|which|what|how|does|did|many|much|some|any|we|have|has)\b)[\w-]+ )?$/i.exec(
      base.slice(0, kind.at),
    )?.[0]
  const named = `${before ?? ''}${kind.said}`
  return ofThemselves(text) ? asOfAll(text, named) : text.replace(theirs, `the ${named}`)
}

const isRecipe = (call: SentCall | undefined) => call?.operation.startsWith('recipe:') === true

/** Nothing but another time: `how many in the last hour?`, `and yesterday?`. */
const isOtherTime = (text: string, plan: Plan) =>
  plan.period !== undefined &&
  plan.words.length + plan.kinds.length + plan.names.length + plan.ids.length === 0 &&
  !/\b(?:it|that|this|its)\b/i.test(text)

/** Bills know a whole kind of thing at most, and not some of it. */
function costOf(
  text: string,
  { kind, steps }: { kind: Kind | undefined; steps: readonly string[] },
): Resolved {
  const [base = '', ...changes] = steps
  const isWhole =
    changes.every((step) => !isNarrowing(step)) &&
    wholeList.test(base) &&
    readPlan(base, new Date(0)).names.length === 0
  if (kind !== undefined && isWhole)
    return { question: text.replace(theirs, (said) => said.replace(/\w+$/, pluralOf(kind))) }
  return {
    question: text,
    said: 'What these cost is not known: Cost Explorer tells costs by service, region, account, usage type and tag, not by single things. Ask for the cost of the service, or by a tag.',
  }
}

const wholeList =
  /^\W*(?:(?:please|can you|could you) )*(?:list|show|what|which|display|give me|how many)\b(?:(?! (?:without|with|not|no|older|in|that|named|called|tagged|un\w+|public|stopped|running|idle)\b).)*$/i

/** `compared to 2 hours ago?` after what was measured: what it was then. */
function thenToCompare(text: string, call: SentCall | undefined): string | undefined {
  const [, then] =
    /\b(?:compared? (?:to|with)|vs\.?|versus|than|against) (.+?)\s*[?.!]*$/i.exec(text) ?? []
  return /^recipe:(?:metrics|database_load)$/.test(call?.operation ?? '') ? then : undefined
}

const opening =
  /^\s*(?:ok(?:ay)?,? |so,? |now,? |then,? )*(?:and|but|also|only|just|what about|how about|(?:the )?same (?:for|in)|or)\b,?\s*/i

const narrowing = /^\s*(?:ok(?:ay)?,? |and |but |now )*(?:only|just)\b/i

/** Without what only says that it goes on. */
export const opened = (text: string) =>
  text.replace(/^\s*(?:ok(?:ay)?,? |so,? )*(?:and|but|also|what about|how about|or)\b,?\s*/i, '')

const pointsBack =
  /\b(?:them|those|these|they|their|ones?|of (?:them|those|these)|of the (?:two|three|four|five)|which one|the (?:list|results?|others?|rest))\b/i

/** Who did what the question before spoke of. */
const bareWho =
  /^\s*(?:and |but )?(?:by whom|by who|who (?:did|was) (?:that|this|it)|who)\s*[?!.]*$/i
const deed = /\b(?:start|launch|creat|open|chang|modif|delet|stopp|deploy|updat|terminat|remov)\w*/i

const change =
  /^\s*(?:sort|order|group|rank|filter|count|show (?:only|just|me only)|limit|sum|total|how many|by|per|in|from|for|over|during|since|last|this|until|before|after|with|without|not|top|any|the (?:oldest|newest|largest|biggest|smallest)|(?:which|who|what) (?:one|of))\b/i

/** How many of the rows, or in which order, says nothing of one of them. */
const shape = /^\s*(?:sort|order|rank|top \d|limit|first \d|last \d|only the (?:top|first) )/i

/** Whether a question leans on what was shown: on the rows, or on the one thing. */
function isLeaning(text: string, plan: Plan, rows: number): 'rows' | 'focus' | undefined {
  const isOwn = plan.names.length + plan.ids.length > 0 || intentOf(plan)?.left.length === 0
  const words = text.trim().split(/\s+/).length
  if (pointsBack.test(text) && plan.kinds.length === 0 && rows !== 1) return 'rows'
  if (opening.test(text) && plan.names.length === 0) return 'rows'
  if (plan.kinds.length > 0 || isOwn) return undefined
  if (shape.test(text)) return 'rows'
  if (rows !== 1 && (change.test(text) || words <= 4))
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
