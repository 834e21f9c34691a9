import { measuresCalled } from '../../recipes/incidents/metrics/figures.ts'
import { measured } from '../../recipes/incidents/metrics/measures.ts'
import { asksShift, cost } from '../intents/intent.ts'
import { metricSaid } from '../metric-parameters.ts'
import { isMeasured } from './meant.ts'
import { namedAll, rowsMeant, timeIn } from './meant-rows.ts'
import { metricOf } from './of-measure.ts'
import type { Resolved, Shown } from './shown.ts'

/** `how busy have the g5 ones been?`, `which is slowest?`: what CloudWatch measured of things that were shown. */
export function measuredOfShown(text: string, shown: Shown, now: Date): Resolved | undefined {
  if (cost.test(text) || otherwise.test(text)) return undefined
  const { rows, call } = shown
  const several = new Set(rows.map(({ name }) => name)).size > 1
  const isFilling =
    asksShift.test(text) && fills.test(text) && call?.operation.startsWith('recipe:') === false
  const meant = several || isFilling ? rowsMeant(text, shown) : undefined
  const how = measured.find(({ noun }) => noun === meant?.noun)
  if (meant === undefined || how === undefined || meant.rows.length > mostNamed) return undefined
  const isAgain = call !== undefined && isMeasured(call)
  // Of one of several that were measured it is told which one.
  if (isAgain && !ofAll.test(text)) return undefined
  const metric =
    metricSaid(text, how.noun) ?? usualOf(text, how.noun) ?? (isAgain ? metricOf(shown) : undefined)
  // How much there is of it is no figure, but what is left of it.
  const isSize = /^(?:free storage|memory)$/.test(metric ?? '') && hasSize.test(text)
  if (metric === undefined || isSize || measuresCalled(how, metric).length === 0) return undefined
  // What lies in a queue is told by its list; since when it does, and over a time, is not.
  if (how.noun === 'queue' && !asksShift.test(text) && timeIn(text, now) === '') return undefined
  const of = `metric ${metric} of the ${namedAll(meant)}`
  const time = timeIn(text, now)
  return {
    question: asksShift.test(text)
      ? `when did the ${of} jump${time}?`
      : `what was the ${of}${time}?`,
  }
}

/** What of a kind is meant by how much it has to do. */
function usualOf(text: string, noun: string): string | undefined {
  if (noun === 'queue' && /\b(?:full|long|behind|grow\w*|most messages)\b/i.test(text))
    return 'depth'
  return /\b(?:idle|doing (?:anything|nothing|something)|(?:being |in )?use(?:d)?(?! of)|hard at work)\b/i.test(
    text,
  ) && /^(?:instance|database|service)$/.test(noun)
    ? 'CPU'
    : undefined
}

const mostNamed = 24

const hasSize =
  /^(?!.*\b(?:free|left|full|fuller|fullest|remain\w*|out of|us(?:e|es|ed|ing|age)|pressure|low)\b).*\b(?:storage|disk|space)\b|\bmemory\b.*\b(?:have|has|get|gets|given|set)\b/i

const ofAll =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then)\b,? *)*(?:which|who|what)\b|\b(?:them|those|these|they|each|all)\b/i

const fills =
  /\b(?:gr[eo]w\w*|fill\w*|pil\w*|buil\w*|ris\w*|rose|climb\w*|increas\w*|jump\w*|spik\w*|(?:so|that|this) (?:full|high|long))\b/i

/** Alarms, logs, settings and changes of them are no figures. */
const otherwise =
  /\b(?:why|who|alarms?|logs?|deploy\w*|releas\w*|provisioned|allocated|configured|reserved|timeouts?|limits?|statuses|types?|each of which|sav(?:e|es|ing|ings)|(?:more|less|over|under|above|below|at least|at most|fewer) than|over \d|above \d|below \d|under \d)\b|%/i
