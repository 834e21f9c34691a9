import { kindsSaid } from '../things/kind-said.ts'
import { takeNames } from '../words/names.ts'
import { Text } from '../words/text.ts'

/** `which of them …`, `any of those …`, `are they …`: asked of the rows themselves, whatever else is spoken of. */
export const ofThemselves = (text: string): boolean =>
  partitive.test(text) || subject.test(text) || elliptical.test(text)

const lead = '^\\W*(?:(?:and|but|so|then|now|ok(?:ay)?|also|well),? )*'

const partitive = new RegExp(
  `${lead}(?:(?:is|are|do|does|did|has|have|was|were|can|could|show|list) )?(?:me )?(?:any(?:one|body)?|all|some|each|both|none|how many|which|what|who|either|one|most|those|the ones)(?: (?:ones?|(?:single|\\d+) ones?))? (?:of|in|among|from) (?:them|those|these|the (?:two|three|four|five|six|seven|eight|nine|ten|list|\\d+))\\b`,
  'i',
)

const subject = new RegExp(
  `${lead}(?:(?:which|what) )?(?:are|is|do|did|have|has|were|was|can|could|will) (?:they|those|these|all of them|any of them|both)\\b(?! (?:any|an?|the same) )`,
  'i',
)

/** `which is public?`, `which have no owner?`: nothing else is named of which it could be. */
const elliptical = new RegExp(
  `${lead}(?:which(?: ones?)?|how many(?= (?:are|is|were|have|has|do|don't|lack|need) (?!there\\b|we\\b|you\\b|i\\b|they\\b|it\\b))) (?:is|are|was|were|has|have|had|does|do|did|can|could|should|needs?|uses?|runs?|costs?|got|changed|failed|lacks?|allows?|belongs?|contains?|holds?|keeps?|don't|lack|need)\\b`,
  'i',
)

/** `are they encrypted?` is asked of all of them, and chooses none. */
export const asksWhether = (text: string): boolean =>
  new RegExp(
    `${lead}(?:are|is|do|does|did|have|has|were|was|can|could|will) (?:they|those|these|all of (?:them|those|these)|any of (?:them|those|these)|each of (?:them|those|these)|both)\\b`,
    'i',
  ).test(text)

/** Whether words point back to what was shown, and to nothing that the text itself speaks of before. */
export function pointsToRows(text: string): boolean {
  const found = pronoun.exec(text)
  if (found === null) return false
  const before = text.slice(0, found.index)
  const spoken = new Text(before)
  const { names, ids } = takeNames(spoken)
  if (names.length + ids.length > 0) return false
  const [own] = kindsSaid(spoken.left)
  // “List the users and their keys” says itself whose.
  return own === undefined || !/(?:,|;|:|\?|\.|\band\b|\bwith\b)/i.test(before.slice(own.at))
}

/** `which target group is that?`, `what runs there?`, `its last deployment`: of one, which nothing in the text names. */
export function pointsToOne(text: string): boolean {
  const { names, ids } = takeNames(new Text(text))
  return names.length + ids.length === 0 && ofOne.test(text)
}

const ofOne =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then),? )*(?:(?:what|which|who|how|when|where|show|list)\b[^,.?]{0,50}\b(?:(?:is|was|are) (?:that|it|this)|(?:of|on|in|behind|to|from|by|for|runs?|uses?|own|owns|has|does) (?:that|it|this|there))(?: one)?\W*$|(?:what|which|who) (?:[a-z]+ ){0,3}(?:(?:runs?|lives?|sits?) (?:in |on )?|(?:is|are) (?:in|on) )there\W*$|its \w+)/i

const pronoun =
  /\b(?:them|those|these|they|their|theirs|(?:which|that|this|the same|the [\w-]+) ones?|the others?|of (?:it|that|which)|in (?:it|there)|about (?:it|that))\b/i

/** The rows' kind in place of what points to them: `which users sign in without MFA`. */
export const asOfAll = (text: string, plural: string): string =>
  text
    .replace(/^\W*(?:(?:and|but|so|then|now|ok(?:ay)?|also|well),? )+/i, '')
    .replace(
      /\b(?:of|in|among|from) (?:them|those|these|the (?:two|three|four|five|six|seven|eight|nine|ten|list|\d+)|(?:those|these) (?:two|three|four|five|six|seven|eight|nine|ten|\d+))\b(?: (?!are\b|is\b)(?:ones|all)\b)?/i,
      plural,
    )
    .replace(
      /^(which|how many(?= (?:are|is|were|have|has|do|don't|lack|need)\b))(?: ones?)? (?=\w+)(?!\S+ (?:of|in) )/i,
      (_, asked: string) => `${asked.toLowerCase()} ${plural} `,
    )
    .replace(new RegExp(`^(which|how many) ${plural} ${plural}\\b`, 'i'), `$1 ${plural}`)
    .replace(
      /\btheir ([\w -]{2,40}?)(?= (?:over|in|during|for|last|yesterday|today|now|right|this|since)\b|[?.!]*$)/i,
      `the $1 of the ${plural}`,
    )
    .replace(/\b(?:them|those|these|they|the ones)\b/i, plural)
    .replace(
      /\b(?:(?:for|of|in|on) )?(?:each|apiece|every one)\b(?! (?:of )?[a-z]+s\b)/i,
      (said) => (said.includes(plural) ? said : `of ${plural}`),
    )
