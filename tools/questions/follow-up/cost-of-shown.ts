import { isBilled } from '../../recipes/money/bill/billed-as.ts'
import { cost } from '../intents/intent.ts'
import { sinceMade } from '../money/cost-of-parameters.ts'
import { namedAll, rowsMeant, timeIn } from './meant-rows.ts'
import type { Resolved, Shown } from './shown.ts'

/** `what did those cost last week?`, `how much are they per day?`: of things that were shown, each by its name. */
export function costOfShown(text: string, shown: Shown, now: Date): Resolved | undefined {
  const isBefore = shown.call?.operation === 'recipe:cost_of'
  const asks = cost.test(text) || (isBefore && justTime.test(text))
  if (!asks || otherwise.test(text)) return undefined
  const own = { ...shown, rows: shown.rows.filter(({ noun }) => noun !== 'day') }
  const meant = isBefore && justTime.test(text) ? rowsMeant('them', own) : rowsMeant(text, own)
  if (meant === undefined || !isBilled(meant.noun)) return undefined
  const names = new Set(meant.rows.map(({ name }) => name))
  if (names.size > mostNamed) return undefined
  const [said = ''] = sinceMade.exec(text) ?? []
  const rate = /\b(?:per|a|each|every) (?:day|month)\b|\b(?:daily|monthly)\b/i.exec(text)?.[0] ?? ''
  const time = timeIn(text, now)
  const since = time === '' && said !== '' ? ' so far' : ''
  return {
    question: `what did the ${namedAll(meant)} cost${time}${since}${rate === '' ? '' : ` ${/day|daily/i.test(rate) ? 'per day' : 'per month'}`}?`,
  }
}

const mostNamed = 24

/** Bills by parts, to come, or held against each other are asked of the bill itself. */
const otherwise =
  /\b(?:sav(?:e|es|ing|ings)|why|who|forecast\w*|next (?:week|month|year)|will|would|compar\w*|versus|vs|than|anomal\w+|budget|by (?:service|region|usage|tag|owner|type))\b/i

const justTime =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|what about|how about|in|for|over|since|how much)\b,? *)*(?:(?:is|was|that|it|the|has been)\b *)*(?:(?:per|a|each|every) (?:day|month)|daily|monthly|so far|to date|in total|altogether|(?:since )?(?:they|it|those|these) (?:were|was|have been) (?:launched|started|created|made)|(?:the )?(?:last|past|this|previous) (?:\d+ )?(?:days?|weeks?|months?|year)|yesterday|today|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\W*$/i
