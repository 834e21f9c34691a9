import { kindsSaid } from '../things/kind-said.ts'
import { strictly } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/**
 * `since when?`, `who stopped them?` of the things that a recipe told of: asked of them by their names, as their
 * list and CloudTrail know it. Undefined where the rows are no things of one kind, or too many.
 */
export function severalNamed(text: string, { call, rows, question }: Shown): Resolved | undefined {
  if (call?.operation.startsWith('recipe:') !== true || notOfThings.test(call.operation))
    return undefined
  const [noun = '', ...others] = new Set(rows.map((row) => row.noun))
  const [kind] = kindsSaid(noun).filter(({ at, said }) => at === 0 && said.length === noun.length)
  if (kind === undefined || others.length > 0 || rows.length > most) return undefined
  const things = thingsOf(kind.kind.noun, rows)
  const [, deed] = whoDid.exec(text) ?? []
  if (deed !== undefined) return { question: `who ${deed.toLowerCase()} ${things}?` }
  const state = [...stepsOf(question).join(' ').matchAll(states)].at(-1)?.[0]
  return state !== undefined && sinceWhen.test(text)
    ? {
        question: `since when ${rows.length === 1 ? 'is' : 'are'} ${things} ${state.toLowerCase()}?`,
      }
    : undefined
}

/** `instances a, b and c`. */
function thingsOf(noun: string, rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ name }) => strictly(name)))]
  const plural = names.length === 1 ? noun : `${noun}s`
  return `${plural} ${names.join(', ').replace(/, (?=[^,]*$)/, ' and ')}`
}

const most = 8

/** These tell of amounts and deeds, and say themselves who is behind them. */
const notOfThings = /^recipe:(?:cost|spend_by_service|bill_increase|recent_changes|failed_stacks)$/

const lead = '^\\W*(?:(?:and|but|so|ok(?:ay)?|now|then|also)\\b,? *)*'

const whoDid = new RegExp(
  `${lead}(?:by )?who(?: (?:has|have|was it that))? (stopped|deleted|changed|modified|rebooted|restarted|terminated|disabled|launched|started|created)(?: (?:them|those|these|it|that|each(?: of them)?|the \\w+))?\\W*$`,
  'i',
)

const sinceWhen = new RegExp(
  `${lead}(?:since when|for how long|how long|since what (?:date|day|time))(?: (?:are|is|have|has) (?:they|those|it|that|each))?(?: (?:been|so|each|already|like that|stopped|off|down))*\\W*$`,
  'i',
)

const states = /\b(?:stopped|running|unattached|inactive|disabled|paused|suspended)\b/gi
