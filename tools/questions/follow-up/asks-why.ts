import * as z from 'zod'
import { aboutMoney, called } from './meant.ts'
import { troubleOf } from './of-trouble.ts'
import { sentencesSaid } from './sentences-said.ts'
import type { Row, Shown } from './shown.ts'

const it =
  '(?:that|this|it|they|these|those|them|the (?:increase|rise|change|difference|jump|spike|growth|drop|error|errors|failure|problem|issue|trouble|outage|incident))'
const how =
  '(?:so|up|down|like (?:that|this)|rise|go|high|higher|bad|big|much|many|slow|expensive|broken|failing|unhealthy|red|stuck|happening|happened|happen|then|though|tho|exactly|suddenly|now)'

/** Nothing but why what was told is so. */
export const asksWhy = new RegExp(
  `^\\W*(?:(?:but|and|so|ok(?:ay)?|hm+|wait|huh|oh|right|any idea|any clue|do (?:we|you) know|can you (?:tell|say)|tell me|explain|no)\\b[,.! ]*)*(?:${[
    `why(?:'s)?(?: not)?(?: (?:is|was|did|has|does|do|are|were|would))?(?: ${it}(?: [\\w ]{1,20})?)?(?: ${how})*`,
    `how (?:come|so)(?: (?:is|was|did|has|does|do|are|were))?(?: ${it})?(?: (?:is|are|was))?(?: ${how})*`,
    'what happened(?: there| here)?',
    `(?:what|which \\w+)(?:'s|s| is| was| has| are| were)? (?:the )?(?:root ?)?(?:causes?|reasons?)(?: (?:for|of|behind) ${it})?`,
    `(?:the )?root causes?(?: of ${it})?`,
    `what(?:'s|s| is| was| has| did)? (?:been )?(?:caus(?:ed|es|ing|e)|dr(?:ove|ives|iving|iven|ive)|made|makes|making|raised|raising|explains?|behind|push(?:ed|es|ing)|going on with|up with|wrong with) ${it}(?: ${how})*`,
    `(?:from )?where (?:does|did|do) ${it} come(?: from)?`,
  ].join('|')})(?: please| pls| plz)?\\W*$`,
  'i',
)

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
  const broken = troubleOf({ rows, question, call })
  if (broken?.row.noun === 'target group' && focus === undefined)
    return `why is ${called(broken.row)} failing?`
  const isMeasure = /^recipe:(?:metrics|database_load)$/.test(operation)
  const failsAlone = rows.length === 1 && first?.noun === 'function' && /error/i.test(question)
  if (isMeasure && !failsAlone) return 'what changed in the last 3 hours?'
  // Of many it is not known which one is meant.
  // An overview begins with what is worst.
  const row =
    focus ??
    failingOne(rows) ??
    (rows.length > 3 && operation !== 'recipe:overview' ? undefined : first)
  // What runs and fails says in which step.
  const [run] = rows.filter(({ noun }) => runs.test(noun))
  if (run !== undefined && (row === undefined || runs.test(row.noun)))
    return focus === undefined && failingOne(rows) === undefined
      ? `which ${run.noun}s failed and why?`
      : whyRun(row ?? run)
  // A function that fails says why in its logs.
  if (row?.noun === 'function') return `which errors are in the logs of ${called(row)}?`
  return row !== undefined && failing.test(row.noun) ? `why is ${called(row)} failing?` : undefined
}

/** An execution is known by an id, and what runs by its name. */
const whyRun = (row: Row) =>
  /^[\da-f]{8}-[\da-f-]{27}$/.test(row.name) || /execution$/i.test(row.noun)
    ? `which ${row.noun.replace(/ executions?$/i, '')}s failed and why?`
    : `why did ${called(row)} fail?`

/** What AWS runs and keeps the end of. */
const runs =
  /^(?:pipeline|pipeline execution|build project|build|state machine|execution|glue job|job|training job|backup job)$/i

/** Of several the only one that says of itself that it failed. */
function failingOne(rows: readonly Row[]): Row | undefined {
  const [row, ...others] = rows.filter(({ members = {} }) =>
    Object.entries(members).some(([name, value]) => isState.test(name) && isFailed.test(value)),
  )
  return others.length === 0 ? row : undefined
}

const isState = /(?:status|state|result|health|outcome)$/i
const isFailed = /fail|rollback|rolled|error|unhealthy|^alarm$|impaired|degraded|timed.?out/i

/** What explains a bill has told already why. */
export function reasonSaid({ call, said = '' }: Shown): string | undefined {
  if (/^recipe:(?:public_buckets|breaking_soon)$/.test(call?.operation ?? '')) {
    const why = sentencesSaid(said, /\bthrough its\b|\brenewal fails\b/)
    return why.length === 0 ? undefined : why.join(' ')
  }
  if (call?.operation !== 'recipe:bill_increase') return undefined
  const told = sentencesSaid(said, /\brose most\b|^There it is\b|^Behind it\b/)
  return told.length === 0 ? undefined : told.join(' ')
}

const givenDays = z.object({ start: z.iso.datetime(), end: z.iso.datetime() })

/** The day that a period ends with: its end is not in it. */
const lastDay = (end: string) => new Date(Date.parse(end) - 1).toISOString().slice(0, 10)
