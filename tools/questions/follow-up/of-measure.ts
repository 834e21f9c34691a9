import { asksShift } from '../intents/intent.ts'
import { metricSaid } from '../metric-parameters.ts'
import { readPlan } from '../plan.ts'
import { minuteOf } from '../time/period.ts'
import { sentPeriod } from '../time/sent-period.ts'
import { figuresAgain, namesIn } from './figures-again.ts'
import { called, isMeasured } from './meant.ts'
import { movedBack, shiftSaid } from './moved-back.ts'
import { asksUsual } from './of-money.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'
import { subjectOf } from './subject.ts'

/** What is asked further of figures of one thing: how usual they are, another time, another measure. */
export function ofMeasure(text: string, shown: Shown, now: Date): Resolved | undefined {
  const { call } = shown
  if (call === undefined || !isMeasured(call)) return undefined
  const meant = mostOf(shown) ?? subjectOf(shown, now)
  // Whose load it was stands in the rows.
  const [row] = shown.rows
  const subject =
    meant === undefined || call.operation !== 'recipe:database_load' || row === undefined
      ? meant
      : { ...meant, noun: row.noun }
  if (subject === undefined) return undefined
  const metric = metricOf(shown)
  const of = (measure: string, time: string) => ({
    question: `${measure} of ${called(subject)}${time}?`,
  })
  // Of both places it was told together.
  const [, place] = otherPlace.exec(text) ?? []
  if (place !== undefined && shown.said?.toLowerCase().includes(`(${place.toLowerCase()}`))
    return { question: text, said: shown.said }
  const time = spanSaid(call.parameters?.period)
  if (metric !== undefined && (asksUsual.test(text) || asksMore.test(text)))
    return of(metric, `${time} compared to ${againstSaid(text)}`)
  if (metric !== undefined && shiftSaid(text) !== undefined)
    return of(metric, spanSaid(movedBack(text, call, now).period))
  const other = metricSaid(text)
  const plan = readPlan(text, now)
  const { kinds, names, ids, period, words } = plan
  const isOther =
    other !== undefined &&
    names.length + ids.length === 0 &&
    kinds.every(({ said }) => metricSaid(said) !== undefined) &&
    period === undefined &&
    words.length <= 3 &&
    justMeasure.test(text) &&
    namesIn(plan).length === 0 &&
    !asksShift.test(text)
  return isOther ? of(other, time) : figuresAgain(text, { subject, metric, time }, now)
}

/** Which of several it was of is not known. */
export function metricOf({ call, question }: Shown): string | undefined {
  const { metric } = call?.parameters ?? {}
  if (typeof metric === 'string') return metric
  return stepsOf(question)
    .toReversed()
    .map((step) => metricSaid(step))
    .find((said) => said !== undefined)
}

const otherPlace =
  /\b(?:than|to|with|vs\.?|versus|against) (?:in |the one in |the same in )?(staging|prod(?:uction)?|dev|test)\W*$/i

const asksMore =
  /^\W*(?:and |but |so )*(?:(?:is|was) (?:that|this|it) (?:more|less|higher|lower|better|worse|different|up|down)(?: (?:than|from|compared to) (?:before|yesterday|usual|normal|last \w+|the \w+ before|an? \w+ (?:ago|before|earlier)))?|(?:and )?(?:compared?|how does (?:that|it) compare)(?: (?:that|it|this))? (?:to|with) (?:yesterday|last \w+|before|usual|normal|the \w+ before|an? (?:day|week|month) (?:ago|before|earlier))|(?:vs\.?|versus|against) (?:yesterday|last \w+|usual|normal|an? (?:day|week|month) (?:ago|before|earlier)))\W*$/i

function againstSaid(text: string): string {
  const [, said] =
    /\b(?:than|from|to|with|vs\.?|versus|against) ((?:yesterday|last \w+|the \w+ before|an? \w+ ago).*?)\W*$/i.exec(
      text,
    ) ?? []
  return said ?? 'usual'
}

const justMeasure =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|also),? )*(?:(?:what|how) (?:about|is|are|was|were)|show(?: me)?|how many|how much|what(?:'s)?)? ?(?:the |its |their )?[\w -]{2,30}\W*$/i

const spanSaid = (given: unknown): string => {
  const { start, end } = sentPeriod(given) ?? {}
  return start === undefined || end === undefined
    ? ''
    : ` between ${minuteOf(start)} and ${minuteOf(end)} UTC`
}

/** Of several that were held against each other the one that has the most is what is spoken of. */
function mostOf({ said = '', rows }: Shown): Row | undefined {
  const names = new Set(rows.map(({ name }) => name))
  const [, most] = /^\**([^*\n]+?)\** has the most\b/.exec(said) ?? []
  if (names.size < 2) return undefined
  return rows.find(
    ({ name }) => most === undefined || name === most || most.startsWith(`${name} (`),
  )
}
