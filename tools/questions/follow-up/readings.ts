import { pluralOf } from '../say.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { camelWords } from '../words/stem.ts'
import { resolveFollowUp } from './follow-up.ts'
import { aboutMoney, strictly } from './meant.ts'
import { asOfAll, pointsToRows } from './pointing.ts'
import type { Resolved, Row, Shown } from './shown.ts'

/**
 * What a question may be taken for, the likeliest first: as it is read of the latest answer, then of other
 * things that this told of, of all that there are of a kind that it says itself, and of what was shown before.
 * Each after the first is of use only where the ones before it were not understood.
 */
export function readingsOf(text: string, shown: Shown | undefined, now: Date): Resolved[] {
  const first = resolveFollowUp(text, shown, now)
  if (shown === undefined || first.said !== undefined || isOfMoney(shown)) return [first]
  const others = [
    ...ofOtherRows(text, shown),
    ...ofMembers(text, shown),
    ...ofAllOfKind(text, shown),
    ...ofEarlier(text, shown, now),
  ]
  const all = [first, ...others]
  return all
    .filter((one, at) => at === all.findIndex((other) => isSame(one, other)))
    .slice(0, mostReadings)
}

const mostReadings = 5

/** Whether an answer left nothing of its question out of account. */
export const isRead = ({
  status,
  notice = '',
}: {
  status?: string | undefined
  notice?: string | undefined
}): boolean => status !== 'error' && !/^Not (?:narrowed|taken|looked)\b/.test(notice)

const isOfMoney = ({ call }: Shown) => aboutMoney.test(call?.operation ?? '')

const isSame = (one: Resolved, other: Resolved) =>
  one.question === other.question &&
  JSON.stringify(one.call ?? {}) === JSON.stringify(other.call ?? {})

/** `is it throwing errors?` after what reads a queue: of the function, which the answer told of as well. */
function ofOtherRows(text: string, { rows }: Shown): Resolved[] {
  const groups = [...Map.groupBy(rows, ({ noun }) => noun)]
  if (groups.length < 2) return []
  return groups.flatMap(([noun, own]) => ofThings(text, noun, own))
}

/** `do all of them have MFA?` after who has full rights: of the users whom the rows name in a column of theirs. */
function ofMembers(text: string, { rows, call }: Shown): Resolved[] {
  if (call?.operation.startsWith('recipe:') !== true) return []
  const named = rows.flatMap(({ members = {} }) =>
    Object.entries(members).flatMap(([member, value]) => {
      const [said] = kindsSaid(camelWords(member).join(' '))
      return said === undefined || said.at > 0
        ? []
        : value.split(/, (?:and )?/).map((name) => ({ name, noun: said.kind.noun }))
    }),
  )
  const groups = [...Map.groupBy(named, ({ noun }) => noun)]
  const spoken = kindsSaid(text).map(({ kind }) => kind.noun)
  return groups
    .toSorted(([one], [other]) => Number(spoken.includes(other)) - Number(spoken.includes(one)))
    .flatMap(([noun, own]) =>
      ofThings(
        text.replace(thoseOfKind, (said) =>
          kindsSaid(said)[0]?.kind.noun === noun ? 'those' : said,
        ),
        noun,
        own,
      ),
    )
}

const thoseOfKind = /\b(?:those|these) [a-z]+(?: [a-z]+)?s\b/i

/** `is any key to be deleted?` after those without rotation: of the kind that it says, and not of those alone. */
function ofAllOfKind(text: string, { rows }: Shown): Resolved[] {
  const noun = rows[0]?.noun ?? ''
  const last = noun.split(' ').at(-1) ?? ''
  // Of KMS keys `any key` is one.
  const plain = opened(text).replace(
    new RegExp(`\\b(any|an?|which|what|how many|all) (?=${last}s?\\b)`, 'i'),
    (said) => (noun.includes(' ') ? `${said}${noun.slice(0, -last.length)}` : said),
  )
  return kindsSaid(plain).length > 0 && !leansBack.test(plain) && !pointsToRows(plain)
    ? [{ question: plain }]
    : []
}

/** `what runtimes are they on?` after what triggers functions: of the functions. */
function ofEarlier(text: string, shown: Shown, now: Date): Resolved[] {
  if (!leansBack.test(text) && !pointsToRows(text)) return []
  const found: Resolved[] = []
  const seen = new Set([kindOf(shown)])
  for (let one = shown.before; one !== undefined; one = one.before) {
    const kind = kindOf(one)
    // Of the same kind those that were asked about since are meant.
    if (kind === undefined || seen.has(kind) || isOfMoney(one)) continue
    seen.add(kind)
    const [row] = one.rows
    if (row === undefined) continue
    const { question, call, said } = resolveFollowUp(text, one, now)
    const note = `Asked of what was shown before: ${saidOf(one.rows)}.`
    if (said === undefined) found.push({ question, ...(call === undefined ? {} : { call }), note })
    found.push(...ofThings(text, row.noun, one.rows).map((each) => ({ ...each, note })))
  }
  return found
}

const kindOf = ({ call, rows }: Shown): string | undefined =>
  (call === undefined || call.operation.startsWith('recipe:') ? undefined : kindListedBy(call))
    ?.list ?? kindsSaid(rows[0]?.noun ?? '')[0]?.kind.list

/** The question with the things' names, and what they are, in place of what points to them. */
function ofThings(text: string, noun: string, rows: readonly Row[]): Resolved[] {
  const [kind] = kindsSaid(noun)
  const names = [...new Set(rows.map(({ name }) => strictly(name)))]
  if (kind === undefined || names.length === 0 || names.length > mostNamed) return []
  // Who did that is asked of a deed, and of no thing.
  if (rows.some((row) => row.noun !== noun) || ofDeed.test(text)) return []
  const things =
    names.length === 1 ? `${noun} ${names[0]}` : `${pluralOf(kind.kind)} ${names.join(', ')}`
  const plain = opened(text)
  const each = plain.replace(eachOfThem, things)
  const one = names.length === 1 ? each.replace(ofOne, things) : each
  const question = agreed(one === plain ? asOfAll(one, things) : one, things, names.length)
  return question === plain || !question.includes(things) ? [] : [{ question }]
}

const mostNamed = 8
const ofDeed = /\b(?:did|does|do|done|doing|made|caused) (?:it|that|this)\b/i
const eachOfThem = /\b(?:(?:any|either|each|all|both|one) of (?:them|those|these)|both)\b/i
const ofOne = /\b(?:it|that one|this one|that|this)\b/i

/** `do all of them`, of a single one, is asked with `does`. */
const agreed = (question: string, things: string, many: number): string =>
  many > 1
    ? question
    : question.replace(
        new RegExp(`\\b(do|are|have|were) (?=${RegExp.escape(things)})`, 'i'),
        (_, verb: string) => `${singular[verb.toLowerCase()] ?? verb} `,
      )

const singular: Readonly<Record<string, string>> = {
  do: 'does',
  are: 'is',
  have: 'has',
  were: 'was',
}

const saidOf = (rows: readonly Row[]): string => {
  const names = [...new Set(rows.map(({ name }) => name))]
  const [row] = rows
  const noun = row?.noun ?? ''
  const kind = kindsSaid(noun)[0]?.kind
  const what = names.length === 1 || kind === undefined ? noun : pluralOf(kind)
  const told = names.slice(0, mostNamed)
  return `${what} ${told.join(', ')}${names.length > told.length ? ` and ${names.length - told.length} more` : ''}`.trim()
}

const opened = (text: string) =>
  text.replace(/^\W*(?:(?:and|but|so|ok(?:ay)?|now|also|then|well)\b,? *)+/i, '')

/** What names nothing that it could be of. */
const leansBack =
  /\b(?:its?|that|this|them|those|these|they|their|there|both|either|neither|each|ones?|others?|same)\b/i
