import { takeNames } from '../words/names.ts'
import { Text } from '../words/text.ts'

/**
 * The questions of which one that was asked consists: “who owns it, and what triggers it?”, “which has
 * the most memory and which one the least?”. One alone where it is one.
 */
export function clausesOf(question: string): string[] {
  const both = bothEnds(question)
  if (both !== undefined) return both
  const found = question.split(joint).map(trimmed)
  if (found.length < 2 || found.length > mostClauses) return [question]
  const [first = '', ...others] = joinedAgain(found)
  // “orders-db: encrypted? And who owns it?” asks without a word that asks.
  const isAsked =
    isQuestion(first) ||
    (first.includes(': ') && question.trimStart().slice(first.length).startsWith('?'))
  if (others.length === 0 || !isAsked) return [question]
  return completed([first, ...others])
}

const mostClauses = 4

const asking =
  'who(?:se|m)?|what|which|where|when|why|how|since when|by whom|is|are|was|were|do|does|did|has|have|can|list|show|tell me|give me'

/** What joins two questions: “and who”, “; is it”, “? How”. */
const joint = new RegExp(
  `(?:(?<=\\w[)"'\`]?)(?:,? (?:and|&|but|plus|and also|as well as)|[,;]|[?.!]+(?: and| also| but)?),? (?:also,? |then,? )?|[?]+ *)(?=(?:${asking})\\b(?!-))`,
  'i',
)

const isQuestion = (text: string) =>
  new RegExp(
    `^(?:(?:please|hi|hello|hey|ok|so|and|can you|could you|tell me|for|in|of|i need to know|do you know|quick question)\\b.{0,60}?)?\\b(?:${asking})\\b(?:\\W+\\w)`,
    'i',
  ).test(text)

const trimmed = (text: string) =>
  text
    .trim()
    .replace(/[\s,;?!]+$/, '')
    .replace(/(?<!\w\.\w*)\.$/, '')

/** Parts that are no question of their own go with what stands before them. */
function joinedAgain(parts: readonly string[]): string[] {
  const all: string[] = []
  for (const part of parts) {
    const before = all.at(-1)
    if (before !== undefined && !isClause(part, before))
      all[all.length - 1] = `${before} and ${part}`
    else all.push(part)
  }
  return all
}

/** A verb and something that it is asked of; a bare “and when?”, “and why?” is of the same question. */
function isClause(part: string, before: string): boolean {
  // “Who stopped it, and when was that?” asks when it was done.
  if (
    /^who\b/i.test(before) &&
    /^when (?:was|did) (?:that|this|it)(?: happen(?:ed)?| done)?$/i.test(part)
  )
    return false
  // “any errors? what do they say?”: of which more than that there are some is asked.
  if (/^what (?:do|does|did) (?:they|it|those|these) (?:say|tell|mean)$/i.test(part)) return false
  // “… and when each was changed”, “what they are called”: what is to be told of each.
  if (
    /^(?:when|what|where|who|which|how (?:long|old|big|many|much|often)) (?:each|every one|they|it) (?!of\b)/i.test(
      part,
    )
  )
    return false
  // When maintenance is due is told with it.
  if (
    /^(?:by |until )?when (?:will|does|do|is|are|must|would|has|have)\b.*\b(?:forc\w*|appl\w*|due|enforc\w*|happen|done|install\w*|start)\b/i.test(
      part,
    ) &&
    /\b(?:maintenance|patch\w*|upgrades?|updates?)\b/i.test(before)
  )
    return false
  // What is behind a jump is asked of the same.
  if (
    /^what(?:'s| is| was)? (?:behind|driving|causing|the (?:cause|reason)|caused|drove)\b/i.test(
      part,
    ) &&
    /\b(?:cost|spend|bill|spike|jump)/i.test(before)
  )
    return false
  // A share is of what stands before it.
  if (/^(?:what|which|how)\b.*\b(?:share|percent(?:age)?|fraction|proportion)\b/i.test(part))
    return false
  const words = part.split(/\s+/)
  if (words.length < 3 && !/^(?:who owns|what triggers|who \w+s)\b/i.test(part)) return false
  // “Buckets which are public and which are not encrypted”, “whether it is on, and is used”.
  if (/^(?:which|who|that) (?:is|are|has|have|do|does|was|were|can)\b/i.test(part))
    return /^(?:which|who|what)\b/i.test(before) && !relative.test(before)
  if (/^(?:is|are|was|were|do|does|did|has|have|can)\b/i.test(part)) {
    // “Which buckets are public and are not encrypted”: the verb goes on with the same things.
    if (
      /^(?:is|are|was|were|do|does|did|has|have|can) (?:not|no|also|still|never|only|both|n't)\b/i.test(
        part,
      )
    )
      return false
    const opensSo = /^(?:is|are|was|were|do|does|did|has|have|can)\b/i.test(before)
    return opensSo || subject.test(part)
  }
  // “Told when and by whom it was made”, “what it is and what for”.
  return !/^(?:since when|by whom|why|when|where|what for)$/i.test(part)
}

const relative = /\w (?:which|that|who) (?:is|are|has|have|do|does|was|were|can)\b/i

/** A subject after the verb: it, they, the queue, any, there. */
const subject =
  /^\w+ (?:it|its|they|their|them|he|she|that|this|those|these|there|everyone|everybody|any|all|the|our|my|we|i|some|each|either|both|\S*[-._/]\S*)\b/i

/** What is left out of a clause since another says it: “how many instances and how many volumes in eu-west-1”. */
function completed(parts: readonly string[]): string[] {
  const last = parts.at(-1) ?? ''
  const place = trailing.exec(last)?.[0]
  // “How many roles do we have, and how many of them …?”: of all that there are.
  const [, all] =
    /^how many ([\w -]{3,30}?) (?:do we have|have we(?: got)?|are there|exist)$/i.exec(
      parts[0] ?? '',
    ) ?? []
  return parts.map((part, at) => {
    if (all !== undefined && at > 0 && ofThem.test(part)) return part.replace(ofThem, `$1${all}`)

    const isBare = /^how many [\w -]{3,30}$/i.test(part) && !verb.test(part)
    if (at < parts.length - 1 && isBare && place !== undefined && !trailing.test(part))
      return `${part}${place}`
    return part
  })
}

const ofThem = /^((?:and )?how many )(?:of (?:them|those|these))\b/i
const verb = /\b(?:are|is|do|does|did|have|has|run|runs|exist|were|was)\b/i
const trailing = / (?:do|are|have|exist)\b.*$| in [\w-]+$/i

const ends: readonly (readonly [string, string])[] = [
  ['most', 'least'],
  ['most', 'fewest'],
  ['biggest', 'smallest'],
  ['largest', 'smallest'],
  ['oldest', 'newest'],
  ['oldest', 'youngest'],
  ['oldest', 'latest'],
  ['highest', 'lowest'],
  ['longest', 'shortest'],
  ['first', 'last'],
  ['earliest', 'latest'],
  ['busiest', 'quietest'],
  ['fastest', 'slowest'],
  ['best', 'worst'],
  ['cheapest', 'dearest'],
  ['cheapest', 'most expensive'],
  ['most expensive', 'least expensive'],
  ['most expensive', 'cheapest'],
  ['fullest', 'emptiest'],
  ['newest', 'oldest'],
]

/** “Which has the most memory and which one the least”, “the oldest and the newest key”: each asked alone. */
function bothEnds(question: string): string[] | undefined {
  for (const [one, other] of ends)
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const found = new RegExp(
        `\\b(the )?${first}\\b(.{0,60}?),? (?:and|or|but) (?:also )?(?:(?:which|what|who)(?: one)?(?: of (?:them|those|these))? )?(?:(?:has|have|is|are|was) )?(the )?${second}\\b`,
        'i',
      ).exec(question)
      if (found === null) continue
      const [whole, , between = ''] = found
      const rest = question.slice(found.index + whole.length)
      const before = question.slice(0, found.index)
      // `the oldest and newest key`: what both are of stands behind.
      const noun = between.trim() === '' ? rest : `${between}${elliptic(rest, between)}`
      const each = [first, second].map((end) => `${before}the ${end}${noun}`)
      return each.map((text) => singular(trimmed(text)))
    }
  return undefined
}

/** What follows the second end, unless it says the first's words once more. */
const elliptic = (rest: string, between: string) =>
  rest
    .trim()
    .split(/\s+/)
    .every((word) => between.toLowerCase().includes(word.toLowerCase().replace(/\W+$/, '')))
    ? ''
    : (/ (?:in|of|for|during|last|this|since) .*/i.exec(rest)?.[0] ?? '')

const singular = (text: string) =>
  text
    .replace(/^what(?:'s| is| are) the\b/i, 'which is the')
    .replace(/\bwhich are the\b/i, 'which is the')

/** Whether a clause speaks of what another was about, and names nothing that it could be asked of alone. */
export function leansBack(clause: string): boolean {
  const { names, ids } = takeNames(new Text(clause))
  return (
    (pronoun.test(clause) && names.length + ids.length === 0) ||
    /^(?:since when|who|when|why|where|how often|how long)(?: \w+){0,3}$/i.test(clause)
  )
}

const pronoun =
  /\b(?:it|its|they|them|their|theirs|those|these|he|she|his|him|her|that (?:one|\w+)|this (?:one|\w+)|each of (?:them|those|these)|which ones?|the (?:two|both)|both)\b/i
