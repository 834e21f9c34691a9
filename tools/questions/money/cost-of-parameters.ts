import { isBilled } from '../../recipes/money/bill/billed-as.ts'
import { cost } from '../intents/intent.ts'
import type { Plan } from '../plan.ts'
import { toSend } from '../time/sent-period.ts'
import { costPeriods } from './cost-periods.ts'

/** What a question about the cost of single things says of the parameters of `cost_of`. */
export function costOfParameters(plan: Plan, now: Date): Record<string, unknown> {
  const { period } = costPeriods(plan.question, now)
  const granularity = /\b(?:dai?ly|(?:per|a|each|every) day)\b/i.test(plan.question)
    ? 'daily'
    : /\b(?:monthly|(?:per|a|each|every) month)\b/i.test(plan.question)
      ? 'monthly'
      : undefined
  const name = [...plan.ids, ...plan.names, ...besideKind(plan)].join(',')
  const kind = billedKindOf(plan)
  return {
    ...(name === '' ? {} : { name }),
    ...(kind === undefined ? {} : { kind }),
    ...(period === undefined ? {} : { period: toSend(period) }),
    ...(granularity === undefined ? {} : { granularity }),
    ...(period === undefined && sinceMade.test(plan.question) ? { begun: 'yes' } : {}),
  }
}

/** `so far`, `since they were launched`: as long as there are such things. */
export const sinceMade =
  /\bso far\b|\bto date\b|\b(?:un)?til(?:l)? now\b|\bup to now\b|\baltogether\b|\bin total\b|\ball in all\b|\bsince (?:then\b|(?:it|they|that|those|these|the\b.{1,40}?) (?:was|were|has been|have been|started|began|begun|came up|is|are)\b|(?:the |its |their )?(?:launch|start|creation|beginning)\b|(?:day|week) one\b)/i

/** The one kind of thing that is spoken of, where such things are billed each by itself. */
function billedKindOf({ kinds }: Plan): string | undefined {
  const nouns = [...new Set(kinds.map(({ kind }) => kind.noun))]
  const [noun] = nouns
  return noun !== undefined && nouns.length === 1 && isBilled(noun) ? noun : undefined
}

/** `the payments load balancer`: a plain word right before what it is. */
const besideKind = ({ words, kinds, names, ids, question }: Plan): string[] =>
  names.length + ids.length > 0
    ? []
    : words
        .filter(({ word, at }) =>
          kinds.some(
            (kind) => !/s$/i.test(kind.said) && question.slice(at + word.length, kind.at) === ' ',
          ),
        )
        .map(({ word }) => word)

/** Two times held against each other, parts, and what is to come are asked of the bill itself. */
export const isOfThings = ({ question, compared, tags, asked }: Plan) =>
  cost.test(question) &&
  compared === undefined &&
  tags.length === 0 &&
  asked !== 'why' &&
  !/\b(?:forecast\w*|next (?:week|month|quarter|year)|will|compar\w*|versus|vs|than|by (?:service|region|usage|tag|owner)|budget|list price|on demand|sav(?:e|ings?))\b/i.test(
    question,
  )

/** `instance web-1`, `the payments load balancer`: by its name and what it is, told apart from what has a tag of that name. */
export const namesThings = (plan: Plan): boolean =>
  billedKindOf(plan) !== undefined &&
  isOfThings(plan) &&
  plan.ids.length + plan.names.length + besideKind(plan).length > 0
