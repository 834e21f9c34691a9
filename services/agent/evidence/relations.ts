import type { Claim } from './claims.ts'
import type { Surroundings } from './surroundings.ts'
import { exactly, meets, memberOf, type Thing, type Verdict } from './verdicts.ts'
import { stem, wordsOf } from './words.ts'

/**
 * Whether what a sentence tells of a thing is what that refers to, or what refers to it: its role, its load
 * balancer, the group it is in. Where others of its kind have what is told in its place, it is not so.
 */
export function relationOf(claim: Claim, thing: Thing, around: Surroundings): Verdict {
  if (!isTold(claim, thing)) return 'lacks'
  const { index, facts } = around
  const name = claim.text.toLowerCase()
  const found = index.placesOf(name).filter(({ row }) => row !== -1)
  const places = exactly(found, name, index)
  const called = facts.thing(name)
  const rows = called ?? new Set(places.map(({ row }) => row))
  if (rows.size === 0) return 'lacks'
  if (meets(rows, thing.linked) || places.some(({ row }) => thing.linked.has(row))) return 'has'
  if (meets(index.withLinked(rows), thing.own)) return 'has'
  const kindOf = (row: number) => index.rows[row]?.kind
  const owns = new Set([...thing.own].map(kindOf))
  if (called !== undefined && [...called].some((row) => owns.has(kindOf(row))))
    return isOfOtherGroup(called, thing, around) || isOfNoun(claim, thing, around)
      ? 'other'
      : 'lacks'
  const members = new Set(places.map((one) => memberOf(one, index)))
  const isOwn = [...thing.own].some((row) =>
    index.textsOf(row).some((one) => members.has(memberOf(one, index))),
  )
  if (isOwn) return 'other'
  // Both kinds are tied to each other: each has others of the other's.
  const kinds = new Set([...rows].map(kindOf))
  const isTied = [...thing.linked].some((row) => !thing.own.has(row) && kinds.has(kindOf(row)))
  return isTied && [...index.withLinked(rows)].some((row) => owns.has(kindOf(row)))
    ? 'other'
    : 'lacks'
}

/** `orders-db: …, the oldest being catalog-night-3`: what heads the item is a value of others of that kind. */
function isOfOtherGroup(
  called: ReadonlySet<number>,
  { own, names = [] }: Thing,
  { facts }: Surroundings,
): boolean {
  return names.some(
    (name) =>
      !meets(facts.thing(name), own) &&
      facts
        .with(name)
        .some(
          ({ isName, rows, groups }) =>
            !isName &&
            meets(rows, called) &&
            meets(groups.get(name), own) &&
            !meets(groups.get(name), called),
        ),
  )
}

/** `launch template lt-0128…`: of a member that the words before it name, and that is another's there. */
function isOfNoun(
  { text, statement, index: at }: Claim,
  { own }: Thing,
  { facts }: Surroundings,
): boolean {
  const before = statement.text.slice(Math.max(0, at - 40), Math.max(0, at))
  const said = new Set(
    wordsOf(/[A-Za-z ]*$/.exec(before)?.[0] ?? '')
      .slice(-3)
      .map(stem),
  )
  return facts.with(text).some(({ words, rows, groups }) => {
    const noun = words.slice(0, -1)
    return (
      noun.length > 0 &&
      noun.every((word) => said.has(word)) &&
      meets(rows, own) &&
      !meets(groups.get(text.toLowerCase()), own)
    )
  })
}

/**
 * It stands where what belongs to a thing is told: behind that in its sentence, right after some word that ties
 * the two and no figure between them, or in a list there; or where an item has its name at the head.
 */
function isTold({ statement, index: at }: Claim, { names = [] }: Thing): boolean {
  const { text } = statement
  const before = text.slice(0, Math.max(0, at)).replace(/["“]$/, '')
  const lead = before.replace(listed, '')
  // `storefront: web, catalog-api`, the head of an item and what it has.
  const head = /^["“]?([^:(]{1,60}?)["”]?(?: \([^()]*\))?(?:: | (?:→|->) )$/.exec(lead)
  if (statement.isItem && head?.[1] !== undefined && names.includes(head[1].toLowerCase()))
    return true
  if (!tied.test(lead) || loose.test(lead) || introduced.test(lead)) return false
  const said = lead.toLowerCase()
  const from = Math.max(...names.map((name) => said.lastIndexOf(name) + name.length))
  const isBack = refersBack.test(text) || attribute.test(lead)
  return isBack || (names.some((name) => said.includes(name)) && !figure.test(lead.slice(from)))
}

const listed = /(?:["“]?[\w./:@-]*\w["”]?(?: \([^()]*\))?(?:, and |, | and ))+$/
/** `its only member is`, `whose role is`. */
const attribute = /\b(?:its|whose|their|his|her) (?:[a-z]+ ){1,3}(?:is|are|was|were) (?:the )?$/i
const refersBack = /^(?:it|its|he|she|they)\b/i
const tied = /(?:[a-z]{2,}(?: the| its| an?| one| only)? |\b[a-z]+: )$/i
/** What is compared, comes next, or is told besides. */
const loose =
  /\b(?:than|like|unlike|as|after|before|followed by|besides?|except|and|or|but|not|then|while|which|whom|also|too|is|are|was|were|only|mostly|whereas|between|versus|vs)(?: (?:the|its|an?|also|then|for|by|in|on))* $/i
/** `, API partner`, `and group web`: a thing of its own, with its kind before it. */
const introduced =
  /(?:[,;:]|\band) (?:the |an? )?(?!(?:to|in|on|by|via|behind|with|through|from|into|at)\b)[A-Za-z-]*[^s\s] $/
const figure =
  /\d|\b(?:others?|rest|one|two|four|five|six|seven|eight|nine|ten|all|both|each|none)\b/i
