import { pluralOf } from '../say.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { asOfAll, ofThemselves } from './pointing.ts'
import type { Resolved, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/**
 * `and the newest?` after the oldest: chosen from the list that the other was chosen from, whatever was asked of
 * that one since. `which of them have no backups?` of nothing that was found: of all that there are.
 */
export function chosenAnew(text: string, shown: Shown): Resolved | undefined {
  return otherEnd(text, shown) ?? ofAllThereAre(text, shown)
}

function otherEnd(text: string, shown: Shown): Resolved | undefined {
  const [, most = ''] = bareMost.exec(text) ?? []
  if (most === '') return undefined
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const steps = stepsOf(one.question)
    const last = steps.at(-1) ?? ''
    if (steps.length < 2 || !chosen.test(last)) continue
    // The very last answer is gone on from in its own way.
    return one === shown
      ? undefined
      : { question: asSteps([...steps.slice(0, -1), `the ${most} one`]) }
  }
  return undefined
}

const bareMost =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|what about|how about)\b,? *)*(?:which(?: one)? is )?the ((?!rest\b|test\b|first\b|last\b)\w{3,}est|(?:most|least) \w+)(?: one)?\W*$/i

const chosen = /\b(?:\w{3,}est|(?:most|least) \w+|first|last)\b/i

function ofAllThereAre(text: string, { question, call, rows }: Shown): Resolved | undefined {
  const isList = call !== undefined && !call.operation.startsWith('recipe:')
  if (!isList || rows.length > 0 || stepsOf(question).length > 1) return undefined
  const kind = kindListedBy(call)
  if (kind === undefined) return undefined
  const plural = pluralOf(kind)
  if (ofThemselves(text)) return { question: asOfAll(text, plural) }
  const [, most = ''] = bareAny.exec(text) ?? []
  return most === '' ? undefined : { question: `which is the ${most} ${kind.noun}?` }
}

const bareAny =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now)\b,? *)*(?:which(?: one)? is )?(?:the )?((?!rest\b|test\b)\w{3,}est)(?: one)?\W*$/i
