import { pluralOf } from '../say.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { asOfAll, ofThemselves } from './pointing.ts'
import type { Resolved, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/**
 * `and the newest?` after the oldest: chosen from the list that the other was chosen from, whatever was asked of
 * that one since. `which of them have no backups?` of nothing that was found: of all that there are.
 */
export function chosenAnew(text: string, shown: Shown): Resolved | undefined {
  return otherEnd(text, shown) ?? ofAllThereAre(text, shown) ?? othersOfKind(text, shown)
}

/** `ok and io1 volumes?` after what was asked of a single volume: of all, as one cannot be several. */
function othersOfKind(text: string, { call, rows }: Shown): Resolved | undefined {
  const [, said = ''] = someOfKind.exec(text) ?? []
  const kind = call === undefined ? undefined : kindListedBy(call)
  const [own, ...others] = kindsSaid(said)
  const isOne = new Set(rows.map(({ name }) => name)).size === 1
  if (kind === undefined || own === undefined || others.length > 0 || !isOne) return undefined
  const isOfKind = own.kind.list === kind.list && own.at > 0 && own.at + own.length === said.length
  return isOfKind && /[^s]s$/i.test(own.said) && !leading.test(said)
    ? { question: `list ${said}` }
    : undefined
}

const someOfKind =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|also|(?:what|how) about|any)\b,? *)+((?!which|what|how|who|are|is|do|does)[\w.-]+(?: [\w.-]+){1,3})\W*$/i
const leading = /\b(?:its?|their|the|those|these|that|this|them|other|same|for|of|in|with)\b/i

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
