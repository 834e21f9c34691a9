import type { Plan, Word } from '../plan.ts'
import type { Condition } from './condition.ts'

/** “node or python”, “t3 or m5”: whether an “or” stands right before a word. */
export const isOr = ({ question }: Plan, { at }: Word): boolean =>
  /\bor (?:the |a |an )?$/i.test(question.slice(0, at))

/** Two values of one member, of which an item has the one or the other. */
export function eitherOf(one: Condition | undefined, other: Condition): Condition | undefined {
  if (one?.test.is !== 'oneOf' || other.test.is !== 'oneOf') return undefined
  if (one.field.expression !== other.field.expression || one.denied !== other.denied)
    return undefined
  if (!('adjective' in one.said && 'adjective' in other.said)) return undefined
  return {
    ...one,
    test: { is: 'oneOf', values: [...one.test.values, ...other.test.values] },
    said: { adjective: `${one.said.adjective} or ${other.said.adjective}` },
  }
}
