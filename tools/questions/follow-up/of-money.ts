import { isBilled } from '../../recipes/money/bill/billed-as.ts'
import type { SentCall } from '../../tool.ts'
import { pluralOf } from '../say.ts'
import { sentPeriod } from '../time/sent-period.ts'
import { whyOf } from './asks-why.ts'
import { aboutMoney, called } from './meant.ts'
import { sentencesSaid } from './sentences-said.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/** What is asked further of an amount: how usual it is, what drove it, the dearest part of it, one of its parts. */
export function ofAmount(text: string, shown: Shown): Resolved | undefined {
  const { call, question, rows } = shown
  if (ofBill.test(call?.operation ?? '') && asksWhomTold.test(text) && !speaksOfWhat.test(text))
    return { question: 'who is told about cost anomalies?' }
  if (ofBill.test(call?.operation ?? '') && /\banomal\w+/i.test(text))
    return { question: `any cost anomalies${daysOf(call?.parameters?.period)}?` }
  if (call?.operation === 'recipe:bill_increase' && asksWhichPart.test(text)) {
    const told = sentencesSaid(shown.said ?? '', /\brose most\b|^There it is\b/)
    if (told.length > 0) return { question: text, said: told.join(' ') }
  }
  const jump = ofJump(text, shown)
  if (jump !== undefined) return jump
  if (call === undefined || !aboutMoney.test(call.operation)) return undefined
  const steps = stepsOf(question)
  const goOn = (step: string): Resolved => ({ question: asSteps([...steps, step]), call })
  // What of it was most was told with it.
  if (asksMostly.test(text) && rows.length > 1) {
    const told = sentencesSaid(shown.said ?? '', /^Most of it\b/)
    if (told.length > 0) return { question: text, said: told.join(' ') }
  }
  if (whichMachines.test(text)) {
    const question = whyOf(shown, undefined)
    if (question !== undefined) return { question }
  }
  const other = shown.before?.call?.parameters?.period
  const isOfTwo = /\bbetween (?:them|the two|those|these)\b/i.test(text)
  if (isOfTwo && other !== undefined && asksRise.test(text))
    return {
      question: asSteps([...steps, 'by service']),
      call: { ...call, parameters: { ...call.parameters, compare: other } },
    }
  if (asksUsual.test(text) || asksRise.test(text)) return goOn('compared to the time before')
  if (asksDearest.test(text) && call.operation === 'recipe:cost' && rows.length < 2)
    return goOn(call.parameters?.service === undefined ? 'by service' : 'by usage type')
  if (asksShares.test(text)) return { question: text, said: sharesOf(rows) ?? noShares }
  // `what is in EC2 - Other?`: of what the amount of that row is made up.
  const named = rows.find(({ name, noun }) => noun === 'service' && isSaid(name, text))
  if (
    named !== undefined &&
    /^\W*(?:and )?what(?:'s| is| are)\b|\b(?:in|inside|behind|makes? up|consists?|breakdown|break|details?)\b/i.test(
      text,
    )
  )
    return {
      question: asSteps(['what did AWS cost', 'by usage type']),
      call: ofService(call, named.name),
    }
  // Who and what is behind an amount tells what explains the bill.
  if (asksBehind.test(text) && isOfAll(call)) {
    const question = whyOf(shown, undefined)
    if (question !== undefined) return { question }
  }
  const [, ordinal] =
    /\b(second|third|fourth)\b(?! (?:of|half|week|quarter))|\b(first)(?: one\b|(?= (?:by|down|into|per)\b)|\W*$)/i
      .exec(text)
      ?.filter((one) => one !== undefined) ?? []
  const row =
    ordinal === undefined
      ? undefined
      : servicesOf(shown)[['first', 'second', 'third', 'fourth'].indexOf(ordinal.toLowerCase())]
  const part = row === undefined ? undefined : partOf(call, row)
  if (part !== undefined) {
    const rest = text.replace(ordinalOne, ' it ').trim()
    // `and the third?` after the second by region is the third by region.
    const last = bareOrdinal.test(text) && steps.length > 1 ? steps.at(-1) : undefined
    const step = asksDetails.test(text)
      ? row?.noun === 'service'
        ? 'by usage type'
        : 'by service'
      : saysHow.test(rest)
        ? rest
        : last !== undefined && saysHow.test(last)
          ? last
          : 'how much is it'
    return { question: asSteps([...steps.slice(0, 1), step]), call: part }
  }
  if (ofCredits.test(text)) return goOn('by record type')
  const [, within = ''] = ofPart.exec(text) ?? []
  const { service: whole } = call.parameters ?? {}
  if (
    within !== '' &&
    typeof whole === 'string' &&
    !/^(?:last|this|in|that|usual|too|so)\b/i.test(within)
  )
    return {
      question: asSteps([...steps, 'by usage type']),
      call: { ...call, parameters: { ...call.parameters, usage_type: within, by: 'usage_type' } },
    }
  if (asksAhead.test(text)) return goOn('forecast for next month')
  if (
    /^\W*(?:and |but )?(?:without|excluding|except(?: for)?|leav(?:e|ing) out|minus|not counting) /i.test(
      text,
    )
  )
    return {
      question: text,
      said: `The bill is not read without a part of it. Ask for it by ${/\b(?:tag|owner|env|team)/i.test(text) ? 'that tag' : 'service'} (“by service”): each part stands in its own row, and the rest is the sum of the others.`,
    }
  return undefined
}

/** The days that a bill was of. */
function daysOf(given: unknown): string {
  const { start, end } = sentPeriod(given) ?? {}
  if (start === undefined || end === undefined) return ''
  const last = new Date(end.getTime() - 1)
  return ` from ${start.toISOString().slice(0, 10)} to ${last.toISOString().slice(0, 10)}`
}

/** `which usage type is it?` after what explains a bill, which said so. */
const asksWhichPart =
  /^\W*(?:and |so |but )*(?:which|what) (?:usage types?|services?|regions?|part)(?: of it)?(?: (?:is|was|were|are) (?:it|that|this|they|those)(?: in)?)?\W*$/i

/** `who gets told about that?` after a bill. */
const ofBill = /^(?:recipe:(?:cost|spend_by_service|bill_increase)|ce:\w+)$/
const asksWhomTold =
  /\b(?:who(?:m|ever)?|any(?:one|body)|some(?:one|body)|we)\b.*\b(?:told|notif\w+|alert(?:s|ed)?|warned|e-?mailed|informed|paged|pinged|an? (?:alert|e-?mail|warning))\b/i
const speaksOfWhat = /\b(?:alarms?|queues?|services?|lambdas?|functions?|databases?)\b/i

/** `what do they cost per day?` after what explains a bill: of the usage type that it named. */
function ofJump(text: string, { call, said = '' }: Shown): Resolved | undefined {
  if (call?.operation !== 'recipe:bill_increase' || !ofThese.test(text)) return undefined
  const [, usage, region] =
    /\bThere it is \**([\w.:-]+)\** in \**([a-z]+-[a-z]+-\d)/.exec(said) ?? []
  if (usage === undefined || region === undefined) return undefined
  const { period } = call.parameters ?? {}
  const step = text.replace(/\b(?:they|these|those|them|it|that|this)\b/gi, ' ')
  return {
    question: asSteps([`what did usage type ${usage} cost`, step]),
    call: {
      operation: 'recipe:cost',
      parameters: { ...(period === undefined ? {} : { period }), usage_type: usage },
      region,
    },
  }
}

const ofThese =
  /\b(?:cost|costs|costing|pay|paying|spend|spending)\b.*\b(?:they|these|those|them|it|that|this)\b|\b(?:they|these|those|it|that|this)\b.*\b(?:cost|costs|costing|come to|add up)\b/i

/** `only EC2`, `per day` after what explains a bill: of the bill that was told before, else of its days. */
export function billBefore(text: string, shown: Shown): Shown {
  if (shown.call?.operation !== 'recipe:bill_increase' || !changesBill.test(text)) return shown
  for (let one = shown.before; one !== undefined; one = one.before)
    if (aboutMoney.test(one.call?.operation ?? '')) return one
  const { period } = shown.call.parameters ?? {}
  const parameters = period === undefined ? {} : { period }
  return {
    question: 'what did AWS cost',
    call: { operation: 'recipe:cost', parameters },
    rows: [],
  }
}

const changesBill =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|also|please),? )*(?:(?:show|split|break) (?:it |that |me )?(?:down )?)?(?:only|just|per|by|each|daily|monthly|weekly|without|excluding|for|as (?:an? )?(?:share|percent\w*)|in total|what about|how about|the (?:month|week|day|year) before|last (?:month|week|year)|yesterday)\b(?!.*\b(?:them|those|these|running|who|instances?)\b)/i

/** What explains a bill is of the whole, most of which may be one service. */
const isOfAll = ({ parameters: { service, usage_type: usage } = {} }: SentCall) =>
  usage === undefined && (service === undefined || /^ec2$|elastic compute/i.test(String(service)))

/** `how much of it was storage?`: of a service's own usage types, and of no other service. */
const ofPart =
  /^\W*(?:(?:and|so|but|ok(?:ay)?),? )*(?:how much|what (?:part|share)) of (?:it|that|this|them|those) (?:is|was|were|are|goes? (?:to|on|for|into)|went (?:to|on|for|into)|came from|comes from) (?:just |only |for |the )*(?:the )?([\w.:-]+(?: [\w.:-]+)?)\W*$/i

/** Whether it will be more. */
const asksAhead =
  /\b(?:is|are|will|would) (?:that|it|this|they) (?:likely |expected |supposed |going |probably |still )*(?:to )?(?:go(?:ing)? up|rise|grow|increase|get (?:worse|more|higher)|keep (?:rising|growing)|be (?:more|higher|the same))\b|\bwhat (?:will|would) (?:it|that|this) (?:be|cost|come to) (?:next|by the end)\b|^\W*(?:and )?(?:the )?(?:forecast|next month)\W*$/i

const ordinalOne =
  /\b(?:the )?(?:first|second|third|fourth)(?: (?:one|service|item|row|biggest|largest))?\b/i

/** What else is asked of one of the amounts: another time, another division. */
const saysHow =
  /\b(?:per|by|each|daily|monthly|weekly|last|this|since|before|compared?|yesterday|week|month|region)\b/i

/** What was given back is told by the bill's own sorts of charges. */
const ofCredits =
  /\b(?:without|excluding|except|before|minus|net of|after|with(?:out)? any|any|how much|including|ignoring|not counting)\b.*\b(?:credits?|refunds?|discounts?|tax(?:es)?|support(?: fees?)?)\b/i

const asksDetails =
  /\b(?:tell me|more|details?|about|inside|made of|break ?down|break|split|usage types?|consists?|composed)\b/i

/** The amounts that were shown last in an order. */
function servicesOf(shown: Shown): readonly Row[] {
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    if (!aboutMoney.test(one.call?.operation ?? '')) break
    if (one.rows.length > 1 && one.rows.every(({ noun }) => noun === 'service')) return one.rows
  }
  return shown.rows
}

const bareOrdinal =
  /^\W*(?:(?:and|what about|how about|ok(?:ay)?|now|then),? )*the \w+(?: one)?\W*$/i

const asksBehind =
  /^\W*(?:and |but |so )*who(?:'s| is| was| has)? (?:(?:the person )?behind|started?|caused?|launched|created|responsible for|to blame for|did) (?:it|that|this)\W*$/i

const isSaid = (name: string, text: string) =>
  new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`, 'i').test(text)

const asksShares =
  /^\W*(?:and |show (?:me )?(?:that|it|them) |as |in |what(?:'s| is) (?:that|it) (?:as|in) )*(?:an? )?(?:per ?cent(?:age)?s?|%|shares?|proportions?)(?: of (?:the )?(?:total|whole|bill))?\W*$/i

const noShares =
  'There are not several amounts of which shares could be told: ask for the cost “by service” or “by region” first.'

/** What each of the amounts that were shown is of them together. */
function sharesOf(rows: readonly Row[]): string | undefined {
  const amounts = rows.flatMap(({ name, members = {} }) => {
    const [found] = Object.values(members).filter((value) => /^-?\$[\d,.]+$/.test(value))
    return found === undefined
      ? []
      : [{ name, said: found, amount: Number(found.replace(/[$,]/g, '')) }]
  })
  const sum = amounts.reduce((all, { amount }) => all + amount, 0)
  if (amounts.length < 2 || sum <= 0) return undefined
  const lines = amounts.map(
    ({ name, said, amount }) => `| ${name} | ${said} | ${((amount / sum) * 100).toFixed(1)} % |`,
  )
  return [
    `Of the ${amounts.length} amounts that were shown, $${Math.round(sum).toLocaleString('en-US')} together:`,
    '',
    '| | Amount | Share |',
    '| --- | --- | --- |',
    ...lines,
  ].join('\n')
}

/** The bill of one of the amounts that were shown. */
function partOf(call: SentCall, { name, noun }: Row): SentCall | undefined {
  const { by: _, ...rest } = call.parameters ?? {}
  if (noun === 'service') return ofService(call, name)
  if (noun === 'usage type')
    return { ...call, operation: 'recipe:cost', parameters: { ...rest, usage_type: name } }
  return noun === 'region'
    ? { ...call, operation: 'recipe:cost', parameters: rest, region: name }
    : undefined
}

const ofService = (call: NonNullable<Shown['call']>, service: string) => ({
  ...call,
  operation: 'recipe:cost',
  parameters: {
    ...(call.parameters?.period === undefined ? {} : { period: call.parameters.period }),
    service,
  },
})

/** `which service was it mostly?` */
const asksMostly =
  /^\W*(?:and |but |so )*(?:(?:which|what)(?: \w+)? (?:was|is|were|makes?|made) (?:it |that |this )?(?:up )?(?:mostly|mainly|most of (?:it|that|this))|mostly (?:what|which)|most of (?:it|that) (?:is|was)(?: what| which \w+)?)\W*$/i

/** `which instances?` of a bill: those that are behind what changed. */
const whichMachines =
  /^\W*(?:and |but |so )*which (?:instances|machines|servers|boxes|hosts)(?: (?:is|are|was|were) (?:it|that|those|they))?\W*$/i

/** `is it going up?`, `which region grew?`: each against the time before. */
const asksRise =
  /^\W*(?:and |but |so )*(?:(?:is|are|was|has|have) (?:it|that|this|they|those) (?:been )?(?:going|gone|getting|rising|rose|growing|grown|increas\w+|trending|up|more)(?: (?:up|down|higher|lower|more(?: expensive)?))?|(?:which|what)(?: (?:one|of (?:them|those)|\w+))? (?:grew|rose|went up|has gone up|increased|jumped|climbed|changed|is growing|is rising|is going up|is increasing)(?: (?:the )?most| more)?(?: between (?:them|the two|those|these))?)\W*$/i

export const asksUsual =
  /^\W*(?:and |but |so )*(?:(?:is|was|isn't|wasn't) (?:that|this|it) (?:a |an )?(?:normal|usual|unusual|lot|much|high|low|typical|expected|ok(?:ay)?|more than (?:usual|before|normal)|less than (?:usual|before))(?: amount)?|how usual is (?:that|it)|more than usual|as usual)\s*[?.!]*$/i

const asksDearest =
  /\b(?:which|what)\b.*\b(?:most expensive|biggest|largest|priciest|costs? (?:the )?most|main (?:part|driver))\b|^(?:and )?the (?:most expensive|biggest|largest)(?: one| part| chunk)?\W*$/i

/** `what did that cost?` of one thing: of the part of the bill that it is in, by what is counted there, which the answer says. */
export function costOfOne(
  text: string,
  focus: Row | undefined,
  { rows, call, lately }: Shown,
): Resolved | undefined {
  if (focus === undefined) {
    const [first] = rows
    // Said of one of several, of which it is not known which one: the part of the bill that all of them are in.
    const isOfOne =
      ofOne.test(text) && first !== undefined && (rows.length > 1 || lately !== undefined)
    if (!isOfOne || call === undefined || first.noun === '' || call.operation.startsWith('recipe:'))
      return undefined
    return { question: `what did ${pluralOf(first)} cost ${timeSaid(text)} by usage type?` }
  }
  const said = text.replace(pronoun, called(focus))
  if (said === text) return undefined
  if (isBilled(focus.noun)) return { question: said }
  const isBare = isBareCost(text)
  return {
    question: isBare
      ? `what did ${focus.noun} "${focus.name}" cost ${timeSaid(text)} by usage type?`
      : said,
  }
}

/** Nothing but how much one thing costs, and for how long. */
const isBareCost = (text: string) =>
  text.split(/[^\w']+/).every((word) => word === '' || costWord.test(word))

const costWord =
  /^(?:and|but|so|ok|okay|fine|now|then|well|right|hm+|thanks|alright|please|pls|just|what|whats|what's|how|much|is|are|do|does|did|has|have|was|were|be|being|been|the|cost|costs|costing|price|bill|we|i|you|us|me|pay|paying|paid|spend|spending|spent|charged|for|on|of|it|that|this|one|per|a|an|each|every|in|at|last|month|months|monthly|year|yearly|day|week|so|far|currently|actually|exactly|roughly|about|right|keep|keeping|running)$/i

const ofOne = /\b(?:it|that one|this one|that|this)\b(?! (?:day|week|month|quarter|year|time)\b)/i

/** Of a month it is the last whole one that tells. */
const timeSaid = (text: string) =>
  /\b(?:this month|last (?:\d+ )?(?:day|week|month|year|quarter)s?|yesterday|today|since .+?|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b/i.exec(
    text,
  )?.[0] ?? 'last month'

const pronoun =
  /\b(?:that one|this one|it|that|this)\b(?! (?:day|week|month|quarter|year|time|so far)\b)/i
