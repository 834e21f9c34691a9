import { asksShift } from '../intents/intent.ts'
import { metricSaid } from '../metric-parameters.ts'
import { readPlan } from '../plan.ts'
import { strictly } from './meant.ts'
import type { Resolved, Row } from './shown.ts'

interface Figures {
  subject: Row
  /** What was measured, where one measure was asked. */
  metric: string | undefined
  /** The words for the time that it was of. */
  time: string
}

/** `when did it jump?`, `what was the peak?`, `and the storefront one?`: of what was measured, more of it or of another thing. */
export function figuresAgain(
  text: string,
  { subject, metric, time }: Figures,
  now: Date,
): Resolved | undefined {
  const said = metricSaid(text, subject.noun)
  const measured = said ?? metric
  const measure = measured === undefined ? 'metrics' : `metric ${measured}`
  const plan = readPlan(text, now)
  const when = plan.period === undefined ? time : ` ${plan.period.said}`
  const isOfOther = plan.kinds.some(
    ({ kind, said: word }) =>
      kind.noun !== subject.noun && metricSaid(word) === undefined && !/^messages?$/.test(word),
  )
  if (isOfOther || otherwise.test(text)) return undefined
  const own = `${subject.noun} ${strictly(subject.name)}`.trim()
  const others = namesIn(plan)
  if (others.length === 0) {
    if (asksShift.test(text)) return { question: `when did the ${measure} of ${own} jump${when}?` }
    if (!ofFigures.test(text)) return undefined
    const per = /\bper (?:second|minute|hour)\b|\bp\d{2}\b|\bmedian\b/i.exec(text)?.[0]
    return { question: `${per === undefined ? '' : `${per} of the `}${measure} of ${own}${when}?` }
  }
  if (!ofOther.test(text)) return undefined
  const names = others.map((name) => strictly(name)).join(', ')
  const isBoth = /\b(?:too|as well|also|either|than|compared?|or)\b|\bsame\b(?! for)/i.test(text)
  const shift = asksShift.test(text)
  const of = `${subject.noun} ${isBoth ? `${strictly(subject.name)}, ` : ''}${names}`.trim()
  return {
    question: shift
      ? `when did the ${measure} of ${of} jump${when}?`
      : `what was the ${measure} of the ${of}${when}?`,
  }
}

/** What may be the names of other things. */
export function namesIn({ names, ids, words }: ReturnType<typeof readPlan>): string[] {
  const own = words
    .map(({ word }) => word)
    .filter((word) => !(ofFigure.test(word) || metricSaid(word) !== undefined))
  return [...ids, ...names, ...own]
}

/** `and storefront?`, `is the storefront one slow too?`, `same for catalog-db`, `how is web doing?` */
const ofOther =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then)\b,? *)*(?:what about|how about|how(?:'s| is| are| was| were)|same|is|are|was|were|does|do|did|has|have|the|for|of|compared?|than|versus|vs\.?|[\w.-]+(?: one)?(?: too)?\W*$)/i

/** Nothing but figures of it, or when they were so. */
const ofFigures =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|show|give|tell|me)\b,? *)*(?:(?:what|how|when|at|which|time|was|is|were|are|did|does|has|had|have|been|it|its|that|this|there|the|a|an|in|on|of|over|per|right|now|currently|high|bad|far|then|go|get|got|reach(?:ed)?|hit|do|we|you|i|see|look|for|and|or|much|many|ever|most|point|p\d{2})\b[,;]? *)*(?:peak(?:ed|s)?|high(?:est)?|max(?:imum)?|worst|low(?:est)?|min(?:imum)?|average|mean|median|p\d{2}|hour|minute|second|trend|spike|value)\b(?:[,;]? *(?:and|when|was|is|that|it|what|time|at|of|today|the|reached|per|hour|minute|second|value|point|right|now|moment|so|far|did|happen|occur|in|over|max(?:imum)?|min(?:imum)?|average|lowest|highest|level|latency|cpu|requests|errors|response)\b)*\W*$/i

const ofFigure =
  /^(?:when|time|peak\w*|high\w*|low\w*|max\w*|min\w*|worst|best|average|mean|median|slow\w*|fast\w*|bus(?:y|ier|iest)|bad\w*|worse|better|affected|hit|broken|failing|down|up|too|same|also|either|well|ok|okay|fine|normal|usual|healthy|loaded|idle|jump\w*|spik\w*|ris\w*|rose|dr[oi]p\w*|f[ae]ll\w*|start\w*|beg[aiu]n\w*|chang\w*|climb\w*|increas\w*|decreas\w*|grow\w*|grew|recover\w*|happen\w*|get\w*|got|become|became|go|goes|going|gone|went|come|came|back|now|then|since|long|hours?|minutes?|seconds?|days?|weeks?|per|doing|look\w*|show\w*|see|compar\w*|reach\w*|pil\w*|buil\w*|trend|value|level|point|figures?|much|many|more|less|ones?|slowdown|problem|issue|thing|similar\w*)$/i

/** Causes, people, alarms and money are no figures. */
const otherwise =
  /\b(?:why|who|whose|costs?|costing|pay(?:s|ing)?|paid|alarms?|logs?|deploy\w*|releas\w*|because|caus\w*|connected|behind|fix\w*|owner|where|list)\b/i
