import type { SentCall } from '../../tool.ts'
import { whyOf } from './asks-why.ts'
import { aboutMoney, called } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/** What is asked further of an amount: how usual it is, what drove it, the dearest part of it, one of its parts. */
export function ofAmount(text: string, shown: Shown): Resolved | undefined {
  const { call, question, rows } = shown
  if (call === undefined || !aboutMoney.test(call.operation)) return undefined
  const steps = stepsOf(question)
  const goOn = (step: string): Resolved => ({ question: asSteps([...steps, step]), call })
  if (asksUsual.test(text)) return goOn('compared to the time before')
  if (asksDearest.test(text) && call.operation === 'recipe:cost' && rows.length < 2)
    return goOn(call.parameters?.service === undefined ? 'by service' : 'by usage type')
  if (asksShares.test(text)) return { question: text, said: sharesOf(rows) ?? noShares }
  // `what is in EC2 - Other?`: of what the amount of that row is made up.
  const part = rows.find(({ name, noun }) => noun === 'service' && isSaid(name, text))
  if (
    part !== undefined &&
    /\b(?:in|inside|behind|makes? up|consists?|breakdown|break|details?)\b/i.test(text)
  )
    return {
      question: asSteps(['what did AWS cost', 'by usage type']),
      call: ofService(call, part.name),
    }
  // Who and what is behind an amount tells what explains the bill.
  if (asksBehind.test(text) && isOfAll(call)) {
    const question = whyOf(shown, undefined)
    if (question !== undefined) return { question }
  }
  const [, ordinal] =
    /\b(second|third|fourth)\b(?! (?:of|half|week|quarter))|\b(first) one\b/i
      .exec(text)
      ?.filter((one) => one !== undefined) ?? []
  const row =
    ordinal === undefined
      ? undefined
      : rows[['first', 'second', 'third', 'fourth'].indexOf(ordinal.toLowerCase())]
  if (row?.noun === 'service')
    return {
      question: asSteps([...steps, asksDetails.test(text) ? 'by usage type' : 'how much is it']),
      call: ofService(call, row.name),
    }
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

const asksDetails = /\b(?:tell me|more|details?|about|inside|made of|breakdown)\b/i

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

const ofService = (call: NonNullable<Shown['call']>, service: string) => ({
  ...call,
  operation: 'recipe:cost',
  parameters: {
    ...(call.parameters?.period === undefined ? {} : { period: call.parameters.period }),
    service,
  },
})

export const asksUsual =
  /^\W*(?:and |but |so )*(?:(?:is|was|isn't|wasn't) (?:that|this|it) (?:a |an )?(?:normal|usual|unusual|lot|much|high|low|typical|expected|ok(?:ay)?|more than (?:usual|before|normal)|less than (?:usual|before))(?: amount)?|how usual is (?:that|it)|more than usual|as usual)\s*[?.!]*$/i

const asksDearest =
  /\b(?:which|what)\b.*\b(?:most expensive|biggest|largest|priciest|costs? (?:the )?most|main (?:part|driver))\b|^(?:and )?the (?:most expensive|biggest|largest)(?: one| part| chunk)?\W*$/i

/** `what did that cost?` of one thing: of the part of the bill that it is in, which the answer says. */
export function costOfOne(text: string, focus: Row | undefined): Resolved | undefined {
  if (focus === undefined) return undefined
  const said = text.replace(pronoun, called(focus))
  return said === text ? undefined : { question: said }
}

const pronoun =
  /\b(?:that one|this one|it|that|this)\b(?! (?:day|week|month|quarter|year|time|so far)\b)/i
