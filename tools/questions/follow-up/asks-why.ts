import * as z from 'zod'
import { aboutMoney, called } from './meant.ts'
import { sentencesSaid } from './sentences-said.ts'
import type { Row, Shown } from './shown.ts'

export const asksWhy =
  /^\s*(?:but |and |so )?(?:why|how come|what(?:'s| is) (?:the )?(?:cause|reason)|what happened|what (?:caused|drove|drives|is driving|made|raised|explains|is behind|was behind) (?:it|that|this|the (?:increase|rise|change|difference|jump|spike|growth|drop))(?: (?:up|rise|go up|so (?:high|much|big)))?|where (?:does|did) (?:it|that|this) come from)(?: (?:is|was|did|has|does|do|are) (?:that|this|it|they|these)(?: (?:so )?[\w ]{0,20})?)?\s*[?!.]*$/i

/** Of these it is known what makes them fail. */
const failing = /^(?:alarm|service|stack|task|target ?group|instance|load balancer)$/

/** After an amount it is the bill that is to be explained, after a measure what was changed then. */
export function whyOf({ rows, question, call }: Shown, focus: Row | undefined): string | undefined {
  const operation = call?.operation ?? ''
  if (aboutMoney.test(operation)) {
    const { period } = call?.parameters ?? {}
    const days = givenDays.safeParse(period).data
    return `why did our AWS bill change${days === undefined ? '' : ` from ${days.start.slice(0, 10)} to ${lastDay(days.end)}`}?`
  }
  const [first] = rows
  const isMeasure = /^recipe:(?:metrics|database_load)$/.test(operation)
  const failsAlone = rows.length === 1 && first?.noun === 'function' && /error/i.test(question)
  if (isMeasure && !failsAlone) return 'what changed in the last 3 hours?'
  // Of many it is not known which one is meant.
  // An overview begins with what is worst.
  const row = focus ?? (rows.length > 3 && operation !== 'recipe:overview' ? undefined : first)
  // A function that fails says why in its logs.
  if (row?.noun === 'function') return `which errors are in the logs of ${called(row)}?`
  return row !== undefined && failing.test(row.noun) ? `why is ${called(row)} failing?` : undefined
}

/** What explains a bill has told already why. */
export function reasonSaid({ call, said = '' }: Shown): string | undefined {
  if (call?.operation !== 'recipe:bill_increase') return undefined
  const told = sentencesSaid(said, /\brose most\b|^There it is\b|^Behind it\b/)
  return told.length === 0 ? undefined : told.join(' ')
}

const givenDays = z.object({ start: z.iso.datetime(), end: z.iso.datetime() })

/** The day that a period ends with: its end is not in it. */
const lastDay = (end: string) => new Date(Date.parse(end) - 1).toISOString().slice(0, 10)
