import type { Resolved, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/** `so how many do?` after which of them do not: of the others, as the answer says. */
export function restOf(text: string, { question, call, rows }: Shown): Resolved | undefined {
  const steps = stepsOf(question)
  const last = steps.at(-1) ?? ''
  if (call?.query === undefined || steps.length < 2 || rows.length === 0) return undefined
  if (!howMany.test(text) || denies.test(text) || !denies.test(last)) return undefined
  return {
    question: asSteps([...steps, 'list the others']),
    call,
    note: `Asked of the others than those of “${last.replace(/[\s?!.]+$/, '')}”.`,
  }
}

const howMany =
  /^\W*(?:so|then|ok(?:ay)? so|and so|well)\b,? *how many (?:of (?:them|those|these) )?(?:do|does|are|is|have|has|can|will|did|were)\b(?! (?:there|we|you|they|it)\b)[^,;]{0,40}$/i

const denies =
  /\b(?:not|no|never|none|without|lacks?|missing|unconfirmed|un(?:encrypted|tagged|used|attached|healthy))\b|n't\b/i
