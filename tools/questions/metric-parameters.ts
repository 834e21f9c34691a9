import { asksGrowth, asksShift, errorShare, metricWords, successShare } from './intents/intent.ts'
import type { Plan } from './plan.ts'
import { dayMs, hourMs, type Period } from './time/period.ts'
import { takePeriod } from './time/take-period.ts'
import { Text } from './words/text.ts'

/** The thing and what was measured of it, in the question's words. */
export function metricParameters(plan: Plan, now: Date): Record<string, unknown> {
  const { names, ids, kinds, period, question, compared } = plan
  const metric =
    metricSaid(question, kinds[0]?.kind.noun) ??
    (asksGrowth.test(question) ? 'fullness' : undefined)
  const spoken = [wordsBeside(plan), ofDeadLetters.exec(question)?.[0] ?? ''].join(' ').trim()
  const earlier = compared ?? earlierSaid(question)
  const compare = earlier === undefined ? undefined : timeBefore(earlier, now)
  const kind = kinds.find(({ said }) => !/^disks?$/.test(said))
  return {
    ...(names.length + ids.length === 0
      ? {}
      : { name: [...ids, ...names, ...listedWith(plan)].join(',') }),
    ...(names.length + ids.length > 0 || spoken === '' ? {} : { words: spoken }),
    ...(kind === undefined
      ? /\b(?:nodes?|machines?|hosts?)\b/i.test(question)
        ? { kind: 'instance' }
        : {}
      : { kind: kind.kind.noun }),
    ...(metric === undefined ? {} : { metric }),
    ...percentileOf(question),
    ...rateOf(question),
    ...((asksShift.test(question) || asksGrowth.test(question)) && !isAround.test(question)
      ? { shift: 'yes' }
      : {}),
    ...(compare === undefined || isAround.test(question) ? {} : { compare: spanOf(compare) }),
    ...aroundOf(plan),
    ...(period === undefined &&
    (compare === undefined
      ? isNow.test(question) && !asksShift.test(question)
      : saysNow.test(question))
      ? {
          period: {
            start: new Date(now.getTime() - hourMs / 2).toISOString(),
            end: now.toISOString(),
          },
        }
      : {}),
    ...(period === undefined || period.kind === 'before'
      ? {}
      : { period: spanOf(period.kind === 'point' ? aboutThen(period) : period) }),
  }
}

/** Of which is the most now, the day before says little. */
const isNow =
  /\b(?:which|what|who)\b.*\b(?:slow|fast|bus[yi]|high|low|load|most|least|worst)\w*\b.*\b(?:right now|currently|at the moment|now)\b/i

/** What dead letters are kept in is called so. */
const ofDeadLetters = /\bdlq/i

/** “Now and two hours ago”: what is held against a moment is no average of an hour. */
const saysNow = /\b(?:now|currently|at the moment|at present)\b/i

/** “… over the last 20 minutes, and an hour ago?” */
const earlierSaid = (question: string): string | undefined =>
  /(?:,|\band|\bor)(?: and)? (?:what (?:was|were|about) (?:it |that |they )?)?((?:an?|one|two|three|four|six|\d+) (?:hours?|minutes?|days?|weeks?) (?:ago|before|earlier)|yesterday|(?:the )?(?:hour|day|week) before)(?=\W*$|\s+(?:for|of|on|at) )/i.exec(
    question,
  )?.[1]

/** “Requests per minute”. */
function rateOf(question: string): { per?: string } {
  const [, unit] =
    /\b(?:per|a|each|every|\/) ?(second|sec|minute|min|hour)\b(?! ago| before)|\b(?:rps|rpm)\b/i.exec(
      question,
    ) ?? []
  if (/\brps\b/i.test(question)) return { per: 'second' }
  if (/\brpm\b/i.test(question)) return { per: 'minute' }
  if (unit === undefined) return {}
  return { per: unit.toLowerCase().replace(/^sec$/, 'second').replace(/^min$/, 'minute') }
}

/** What of a thing is measured that a question speaks of. */
export function metricSaid(question: string, noun = ''): string | undefined {
  const metric = metricNames.find(([said]) => said.test(question))?.[1]
  // What goes through a machine or a gateway is counted in bytes.
  if (
    metric === 'requests' &&
    /^(?:NAT gateway|instance)$/.test(noun) &&
    !/\brequest/i.test(question)
  )
    return 'traffic'
  // What is busy has much to do; of what has no processor that is its requests.
  if (metric !== 'CPU' || /\bcpu\b/i.test(question)) return metric
  return /^(?:load balancer|target group|function)$/.test(noun) ? 'requests' : metric
}

/** “Before and after the deploy”, “since the release”, “after 14:00 compared to before”. */
export const isAround =
  /\b(?:before (?:and|vs\.?|versus|or) after|after (?:and|vs\.?|versus|or) before)\b|\b(?:since|after|before|by) (?:the |our |that |this )?(?:last |latest |newest |recent )?(?:deploy(?:ment|s)?|release|rollout)\b/i

/** A moment that is said, else the newest deployment. */
function aroundOf({ question, period }: Plan): Record<string, string> {
  if (!isAround.test(question)) return {}
  return { around: period?.kind === 'point' ? period.start.toISOString() : 'deployment' }
}

/** “The 95th percentile”, `p99`, the median. */
function percentileOf(question: string): { statistic?: string } {
  const [, p, th] = percentileSaid.exec(question) ?? []
  const number = p ?? th ?? (/\bmedian\b/i.test(question) ? '50' : undefined)
  return number === undefined ? {} : { statistic: `p${number}` }
}

export const percentileSaid =
  /\bp ?(\d{1,2}(?:\.\d+)?)(?:s|'s)?\b|\b(\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th)?[- ]?(?:percentile|%-?ile|pctl?)\b/i

const ofPercentile =
  /^(?:p ?\d{1,2}(?:\.\d+)?s?|\d{1,2}(?:\.\d+)?(?:st|nd|rd|th)?|percentiles?|median|pctl?|tail)$/

/** Words among which a thing's name may stand. */
const wordsBeside = ({ words }: Plan) =>
  words
    .filter(
      ({ word }) =>
        !metricWords.test(word) &&
        !metricNames.some(([said]) => said.test(word)) &&
        !asksGrowth.test(word) &&
        !/^(?:deploy\w*|releas\w*|rollout|before|after|newest|latest|times?|response)$/.test(
          word,
        ) &&
        !ofPercentile.test(word),
    )
    .map(({ word }) => word)
    .join(' ')

/** `storefront and storefront-eu`: a plain word that is listed with a name is one too. */
const listedWith = ({ words, names, question }: Plan): string[] =>
  words
    .filter(({ word, at }) =>
      names.some((name) => {
        const place = question.indexOf(name)
        const between =
          at < place
            ? question.slice(at + word.length, place)
            : question.slice(place + name.length, at)
        return /^,? ?(?:and|vs\.?|versus|with|or|to|,) (?:the |of )?$/i.test(between)
      }),
    )
    .map(({ word }) => word)

const spanOf = ({ start, end }: Period) => ({ start: start.toISOString(), end: end.toISOString() })

/** `yesterday`, `two hours ago`; what is usual is what was in the day before the last hour. */
function timeBefore(said: string, now: Date): Period {
  const read = takePeriod(new Text(said), now)
  if (read === undefined || read.kind === 'before') {
    const end = new Date(now.getTime() - hourMs)
    return { start: new Date(end.getTime() - dayMs), end }
  }
  return read.end > read.start ? read : aboutThen(read)
}

/** Half an hour about a moment. */
const aboutThen = ({ start }: Period): Period => ({
  start: new Date(start.getTime() - hourMs / 4),
  end: new Date(start.getTime() + hourMs / 4),
})

const metricNames: readonly (readonly [RegExp, string])[] = [
  [successShare, 'success share'],
  [errorShare, 'error share'],
  [/\b5xx|\b50\ds?\b/i, '5xx'],
  [/\bhow full\b/i, 'fullness'],
  [/\b(?:disk|storage|space)\b/i, 'free storage'],
  [
    /\bcpu|(?<!\b(?:memory|ram|mem|disk|storage|connections?|network) )utili[sz]ation(?! of (?:the )?(?:memory|ram|disk|storage))|\bbus(?:y|ier|iest)|\bload(?:ed)?\b(?! balanc)/i,
    'CPU',
  ],
  [/\bmemory|\bram\b/i, 'memory'],
  [/\blatenc|response time|\bslow|\bfast/i, 'latency'],
  [/\bconnections?\b/i, 'connections'],
  [/\brequests?|\btraffic/i, 'requests'],
  [/\binvo(?:cation|ke)/i, 'invocations'],
  [/\bduration/i, 'duration'],
  [/\bthrottl/i, 'throttles'],
  [/\biops/i, 'IOPS'],
  [/\bbacklog|\bdepth\b|\bpil(?:e|ed|ing) up|\bwaiting\b|\bqueued\b/i, 'depth'],
  [/\berrors?|\bfail/i, 'errors'],
  [
    /\bmessages?\b.*\b(?:sent|went|going|goes|go|came|come|received|published|in)\b|\b(?:sent|received|published)\b.*\bmessages?\b/i,
    'sent',
  ],
  [
    /\bmessages?\b.*\b(?:handled|processed|deleted|consumed)\b|\b(?:handled|processed|consumed)\b.*\bmessages?\b/i,
    'deleted',
  ],
]
