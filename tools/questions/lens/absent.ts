import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { alike, rootsOf, stem } from '../words/stem.ts'
import { type Condition, having } from './condition.ts'
import { type Field, fieldsOf, lastStep } from './fields.ts'
import { type Member, membersOf } from './known-members.ts'
import { noMember } from './match-values.ts'
import { isDemanded } from './member-condition.ts'
import type { Seen } from './seen.ts'
import { isToldBeside } from './told-beside.ts'

/**
 * Words that nothing in the items matches may name what AWS leaves out of all of them: a function
 * without a dead letter queue says nothing of one. What none of the things has, is then known.
 */
export function withAbsent(
  seen: Seen,
  {
    plan,
    items,
    operation,
    least = 1,
    isNamed = false,
  }: {
    plan: Plan
    items: readonly Json[]
    operation: string
    /** How many words must name a member. */
    least?: number
    /** The things are those that the question names. */
    isNamed?: boolean
  },
): Seen {
  if (seen.unused.length === 0 || items.length === 0) return seen
  const there = new Set(fieldsOf(items).map(({ path }) => path))
  // What has further members is there as well.
  const isThere = (path: string) =>
    [...there].some((one) => one === path || one.startsWith(`${path}.`) || one.endsWith(`.${path}`))
  const nouns = (plan.kinds[0]?.kind.noun ?? '').toLowerCase().split(' ').map(stem)
  const absent = membersOf(operation).filter(({ path }) => !isThere(path))
  const found = absent
    .map((member) => ({ member, words: namedBy(member, seen.unused, nouns) }))
    .filter(({ words }) => words.length >= least)
    .toSorted(
      (a, b) => b.words.length - a.words.length || a.member.path.length - b.member.path.length,
    )[0]
  if (found === undefined) return seen
  const { member, words } = found
  const denied =
    words.some((word) => word.denied) !== words.some(({ word }) => /^un\w+ed$/.test(word))
  const isAsked =
    denied ||
    plan.asked === 'yesno' ||
    words.some(
      ({ word, at }) =>
        isEncryption(word) ||
        isDemanded(plan.question, at) ||
        // It stands right before what it is said of.
        (/^[bl]$/.test(member.type) && at + word.length + 1 === plan.kinds[0]?.at),
    )
  const field = fieldOf(member)
  const unused = seen.unused.filter((word) => !words.includes(word))
  // “What is the retention of …”: of what is named it is told that there is none.
  if (isNamed && !denied && /^(?:about|list|howmuch|count)$/.test(plan.asked))
    return { ...seen, unused, columns: [...seen.columns, field] }
  if (!isAsked || words.every((word) => isToldBeside(plan.question, word))) return seen
  const text = words.some(({ word }) => isEncryption(word))
    ? 'KMS key of their own'
    : words.map(({ word }) => word).join(' ')
  const condition: Condition = {
    field,
    test: { is: field.type === 'boolean' ? 'true' : 'present' },
    denied,
    said: having(text, denied),
  }
  return {
    ...seen,
    conditions: [...seen.conditions, condition],
    unused,
  }
}

/** Whether AWS can say so of the things of a list. */
export const declares = (operation: string, path: string): boolean =>
  membersOf(operation).some((member) => member.path === path)

/** Whether a member of theirs has all these words in its name: performance insights of a database. */
export const declaresWords = (operation: string, words: readonly string[]): boolean =>
  membersOf(operation).some(({ path }) => words.every((word) => rootsOf(path).includes(stem(word))))

/** The words that name a member with all that its name says; none where they say less. */
function namedBy({ path }: Member, words: readonly Word[], nouns: readonly string[]): Word[] {
  const last = lastStep(path)
  if (/^sse|SSE/.test(last) || /kms.*key/i.test(last)) {
    const isSaid = words.some(({ word }) => isEncryption(word))
    return isSaid ? words.filter(({ word }) => isEncryption(word) || /^keys?$/.test(word)) : []
  }
  const parts = rootsOf(path).filter((part) => !fillers.has(part) && !nouns.includes(part))
  const own = parts.length === 0 ? [] : [...new Set(parts)]
  const isSaid = (part: string, { word }: Word) =>
    word.split(/[\s-]+/).some((said) => alike(stem(said), part))
  const said = words.filter((word) => own.some((part) => isSaid(part, word)))
  const isWhole = own.length > 0 && own.every((part) => said.some((word) => isSaid(part, word)))
  const isTelling = own.some((part) => !vague.has(part))
  return isWhole && isTelling ? said : []
}

const isEncryption = (word: string) =>
  /^(?:(?:un)?encrypt\w*|kms(?: keys?)?|cmks?|sse(?:-kms)?)$/.test(word)

/** What a member's name has beside what it is of. */
const fillers = new Set(
  'in days seconds minutes db preferred config configuration setting option specification arn id name target destination value enabled status info detail summary list'
    .split(' ')
    .map(stem),
)

/** Of anything: alone they name nothing. */
const vague = new Set(
  'type state version size key policy role owner mode reason date time count number description message source endpoint account region code body location class user'
    .split(' ')
    .map(stem),
)

const fieldOf = ({ path, type }: Member): Field => ({
  ...noMember(path),
  words: [...rootsOf(path)],
  depth: path.split('.').length,
  type: type === 'b' ? 'boolean' : type === 'l' ? 'list' : 'text',
})
