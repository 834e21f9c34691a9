import { pluralOf } from '../say.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { takePeriod } from '../time/take-period.ts'
import { takeNames } from '../words/names.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import { strictly } from './meant.ts'
import type { Row, Shown } from './shown.ts'

/** Things of one kind that a text means, of those that were shown. */
export interface MeantRows {
  noun: string
  rows: readonly Row[]
  /** Where the text says that they are. */
  region?: string
  /** Whether the text chose some of them. */
  isPart: boolean
}

/**
 * `those`, `the g5 ones`, `which of them`, `each`: the rows that are spoken of, where all are of one kind
 * and the text names nothing else; undefined where it does not point to them.
 */
export function rowsMeant(text: string, shown: Shown): MeantRows | undefined {
  const { rows: all, more } = shown
  const [first] = all
  if (first === undefined || (more ?? 0) > 0) return undefined
  const noun = kindsSaid(first.noun)[0]?.kind.noun ?? first.noun
  if (noun === '' || all.some((row) => row.noun !== first.noun)) return undefined
  const left = new Text(text)
  const { names, ids } = takeNames(left)
  const region = takeRegions(left)
  if (names.length + ids.length > 0 || Array.isArray(region)) return undefined
  if (byNumber.test(text)) return undefined
  const isOther = kindsSaid(text).some(({ kind }) => kind.noun !== noun)
  if (isOther || !(points.test(text) || kindsSaid(text).length > 0 || all.length === 1))
    return undefined
  const chosen = chosenBy(text, all)
  if (chosen === undefined) return undefined
  const there = region === undefined ? chosen : chosen.filter((row) => isIn(row, region) !== false)
  return {
    noun,
    rows: there.length > 0 ? there : chosen,
    ...(region === undefined ? {} : { region }),
    isPart: chosen.length < all.length || region !== undefined,
  }
}

const points =
  /\b(?:them|those|these|they|their|theirs|each|apiece|both|all of|ones?)\b|^\W*(?:(?:and|but|so|ok(?:ay)?|now|then)\b,? *)*(?:which|what|who)(?: one)? (?:is|are|was|were|has|have|had|gets?|got|uses?|used|does|takes?|handles?|serves?|costs?|needs?)\b/i

/** One of them by its number is told by that. */
const byNumber =
  /\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|last|next)(?: (?:one|ones|two|three|four|of|row|\w+ (?:there|shown))\b|\W*$)(?! (?:hours?|days?|weeks?|months?|minutes?)\b)/i

/** `the g5 ones`, `the stopped instances`: those that say so of themselves; undefined where none does. */
function chosenBy(text: string, rows: readonly Row[]): readonly Row[] | undefined {
  const [, said = ''] =
    /\b(?:the|those|these) ([\w.-]+) (?:ones?|instances?|machines?|servers?|boxes|databases?|volumes?|nodes?)\b/i.exec(
      text,
    ) ?? []
  const [, place = ''] = /\b(?:the )?ones? in ([\w-]+)/i.exec(text) ?? []
  const word = said === '' || notChosen.test(said) ? '' : said
  if (word === '')
    return place === '' || takeRegions(new Text(place)) !== undefined ? rows : undefined
  const found = rows.filter(({ name, members = {} }) =>
    [name, ...Object.values(members)].some((value) =>
      new RegExp(`(?<![a-z\\d])${RegExp.escape(word)}(?![a-z\\d])`, 'i').test(value),
    ),
  )
  return found.length === 0 ? undefined : found
}

const notChosen =
  /^(?:other|same|next|last|first|second|third|fourth|fifth|only|right|wrong|new|old|\d+|two|three|four|five|six|\w+(?:est|er))$/i

/** Whether it says of itself that it is in a region; undefined where it says nothing of it. */
function isIn({ members = {} }: Row, region: string): boolean | undefined {
  const places = Object.values(members).filter((value) =>
    /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]?$/.test(value),
  )
  return places.length === 0 ? undefined : places.some((place) => place.startsWith(region))
}

/** `instances "web-1", "web-2" in eu-west-1`. */
export function namedAll({ noun, rows, region }: MeantRows): string {
  const names = [...new Set(rows.map(({ name }) => strictly(plain(name, noun))))]
  const kind = kindsSaid(noun)[0]?.kind
  const what = names.length === 1 ? noun : pluralOf(kind ?? { noun })
  return `${what} ${names.join(', ')}${region === undefined ? '' : ` in ${region}`}`
}

/** `security group web (sg-…)` is web. */
const plain = (name: string, noun: string) =>
  (name.startsWith(`${noun} `) ? name.slice(noun.length + 1) : name).replace(
    / \([a-z]+-[\da-f]{8,17}\)$/,
    '',
  )

/** The time that a text says, in its words. */
export const timeIn = (text: string, now: Date): string => {
  const said = takePeriod(new Text(text), now)?.said
  return said === undefined ? '' : ` ${said}`
}
