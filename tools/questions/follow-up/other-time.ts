import { comparedDays, monthSoFar } from '../../recipes/money/bill/compared-days.ts'
import type { SentCall } from '../../tool.ts'
import { costPeriods } from '../money/cost-periods.ts'
import type { Plan } from '../plan.ts'
import { soMuchEarlier } from '../time/earlier.ts'
import type { Period } from '../time/period.ts'
import { sentPeriod, toSend } from '../time/sent-period.ts'
import { periodBefore } from '../time/take-period.ts'

interface OtherTime {
  period?: { start: string; end: string }
  compare?: { start: string; end: string } | undefined
}

/** What a follow-up about money says of the time: one in its place, or one that it is held against. */
export function otherTime({ question }: Plan, call: SentCall, now: Date): OtherTime {
  const given = sentPeriod(call.parameters?.period) ?? monthSoFar(now)
  const spoken = costPeriods(question, now)
  const said =
    soMuchEarlier(question)?.back(given) ??
    periodBefore(question, given.start, now) ??
    spoken.period ??
    spoken.compare
  if (holdsAgainst.test(question)) {
    const { before } = comparedDays(given)
    const compare = said ?? { start: new Date(before.start), end: new Date(before.end) }
    return isSame(compare, given) ? {} : { period: toSend(given), compare: toSend(compare) }
  }
  return said === undefined ? {} : { period: toSend(said), compare: undefined }
}

const holdsAgainst = /\b(?:compar\w*|vs\.?|versus|against|than|differ\w*)\b/i

const isSame = (one: Period, other: Period) =>
  one.start.getTime() === other.start.getTime() && one.end.getTime() === other.end.getTime()
