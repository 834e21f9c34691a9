import type { Asked } from './asked.ts'
import { cardinals } from './figures.ts'
import type { Text } from './text.ts'

/** In which order, and how many: “the three largest”, “oldest first”, “top 5”. */
export interface Order {
  /** What decides: a word of the question (`size`, `cost`), or the age of things. */
  by: string | undefined
  descending: boolean
  /** True where only the first is meant, or as many as `first` says. */
  cut: boolean
  said: string
  at: number
}

export interface Threshold {
  /** The word nearest before or after it that can name a member. */
  more: boolean
  /** In the unit's smallest measure: bytes, seconds; the plain number without a unit. */
  value: number
  unit: 'bytes' | 'seconds' | 'percent' | 'dollars' | 'days' | 'count'
  /** Of a range, its end. */
  upTo?: number
  /** Just so much: “a timeout of 30 seconds”. */
  exact?: boolean
  /** “At least”, “or more”. */
  orEqual: boolean
  /** The number as it was said: of a version its dots count. */
  number: string
  /** The words as they were said, for the answer. */
  said: string
  at: number
}

export function takeFirst(text: Text): number | undefined {
  const [found] = text.take(
    new RegExp(
      `\\b(?:top|first|last|bottom|(?<!\\b(?:have|has|had|having|with|got|are|is|in|of|for) )only|show(?: me)?(?: the)?)[ -](${count})(?=[ ?.!,\uE000]|$)(?! (?:${spans})s?\\b)`,
      'i',
    ),
  )
  const [superlative] =
    found === undefined
      ? text.take(
          new RegExp(
            `\\b(${count})(?= (?:most|least|biggest|largest|smallest|highest|lowest|oldest|newest|latest|longest|busiest|heaviest|cheapest)\\b)`,
            'i',
          ),
        )
      : []
  const [nth] = text.take(
    /\b(second|third|fourth|fifth|2nd|3rd|4th|5th)(?=[ -](?:most|least|biggest|largest|smallest|highest|lowest|oldest|newest|latest|longest|cheapest)\b)/i,
  )
  if (nth !== undefined) return nths[(nth[1] ?? '').toLowerCase()]
  // “The biggest three”.
  const [after] =
    found === undefined && superlative === undefined
      ? text.take(
          new RegExp(
            `(?<=\\b(?:biggest|largest|smallest|highest|lowest|oldest|newest|latest|longest|busiest|heaviest|cheapest|priciest|most expensive) )(${count})(?! (?:${spans})s?\\b)(?=[ ?.!,]|$)`,
            'i',
          ),
        )
      : []
  // “Which three functions … the longest”: so many of the first.
  const [asked] =
    found === undefined && superlative === undefined && after === undefined
      ? text.take(
          new RegExp(
            `\\b(?:which|what|name|the) (${count})(?= (?!has\\b|is\\b|was\\b|does\\b)[a-z]+s\\b.*\\b(?:most|least|\\w{3,}est)\\b)`,
            'i',
          ),
        )
      : []
  const said = (found ?? superlative ?? after ?? asked)?.[1]?.toLowerCase()
  return said === undefined ? undefined : numberOf(said)
}

/** The second largest stands as the last of the two largest. */
const nths: Readonly<Record<string, number>> = {
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
}

export function takeOrder(text: Text): Order | undefined {
  // “Up the longest”, “longest-running”: what is oldest; of what is long-running all, the oldest first.
  const [lasting] = text.take(
    /\b(?:up|running|around|alive|there|in use|existed|lived)(?: for)? (?:the )?longest\b|\b(?:longest|long)[- ](?:running|lived|standing)\b/i,
  )
  if (lasting !== undefined)
    return {
      by: 'age',
      descending: false,
      cut: !/^long[- ]/i.test(lasting[0]),
      said: lasting[0],
      at: lasting.index ?? 0,
    }
  const [sorted] = text.take(
    /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?)(?: them| it| these| those| the (?:list|results?)|(?: [\w-]+|[ \uE000]+){1,5}?)?(?: (?:by|on|after|according to))(?: their| the)? ([a-z][\w -]*?)(?:,? (descending|desc|ascending|asc|(?:largest|biggest|highest|newest|most|latest|oldest|smallest|lowest)(?: first)?))?(?= (?:please|thanks|thank you)\b|$|[?.,!\uE000])/i,
  )
  if (sorted !== undefined) {
    const [, said = '', way = ''] = sorted
    // The number of a thing's items is what counts them.
    const by = said.replace(/^(?:the )?(?:number|count|amount|quantity) of (?:the |their )?/i, '')
    const descending =
      /desc|largest|biggest|highest|newest|latest|most/i.test(way) ||
      (way === '' && (largestFirst.test(said) || /\btop\b/i.test(text.whole)))
    return { by: by.toLowerCase(), descending, cut: false, said: sorted[0], at: sorted.index ?? 0 }
  }
  const [alphabetical] = text.take(
    /\b(?:in )?(reverse )?alphabetical(?:ly)?(?: order(?:ed)?| sorted)?\b|\ba(?:-| to )z\b/i,
  )
  if (alphabetical !== undefined) {
    const [said, reverse] = alphabetical
    const at = alphabetical.index ?? 0
    return { by: 'name', descending: reverse !== undefined, cut: false, said, at }
  }
  // “Top 3 functions by memory”
  const [ranked] = rankedBy.test(text.whole)
    ? text.take(/\bby (?:their |the )?([a-z][\w -]*?)(?=$|[?.,!\uE000])/i)
    : []
  if (ranked !== undefined) {
    const [said, by = ''] = ranked
    const descending = !/\b(?:bottom|lowest|smallest|fewest|last)\b/i.test(text.whole)
    return { by: by.toLowerCase(), descending, cut: true, said, at: ranked.index ?? 0 }
  }
  // “Which expires last”, “when was the last image pushed”: what is at one end of time.
  const [final] = [...text.take(atTheEnd), ...(ofOne.test(text.whole) ? text.take(theLast) : [])]
  if (final !== undefined) {
    const descending = /last|latest/i.test(final[0])
    return { by: 'age', descending, cut: true, said: final[0], at: final.index ?? 0 }
  }
  // “Which is bigger, this or that?”
  const [found] = [
    ...text.take(superlatives, ([word]) => !/^(?:first|last)$/i.test(word)),
    ...(ofTwo.test(text.whole) ? text.take(comparatives) : []),
  ]
  if (found === undefined) return undefined
  const word = (found[2] ?? found[1] ?? '').toLowerCase()
  return {
    by: meanings[word]?.by,
    descending: meanings[word]?.descending ?? true,
    cut: !/first$/i.test(found[0]),
    said: found[0],
    at: found.index ?? 0,
  }
}

/** What is after `by` puts them in order. */
export const rankedBy =
  /\b(?:top|bottom)(?: (?:\d+|two|three|five|ten))?\b|\b(?:the|list|show(?: me)?) (?:\d+|two|three|four|five|ten) (?:biggest|largest|smallest|highest|lowest)\b/i

const largestFirst = /cost|price|size|storage|count|number|memory|cpu|usage|capacity|messages/i

const atTheEnd =
  /(?<=\b(?:expires?|ends?|runs out|starts?|(?:was|were|is|got) (?:created|launched|started|made|updated|modified|changed|deployed|pushed|added))(?: the)? )(?:first|last|latest|next|soonest)(?= *[?.!,]| *$)/i

const ofOne = /^(?:and |so )?(?:when|how (?:long ago|big|large|old)|which|what|who)\b/i

/** Before a thing that was named: a blank. */
const theLast = /(?<=\b(?:the|our) )(?:very )?last(?= \uE000)/i

const superlatives =
  /\b(most|least|fewest)(?= (?!recent(?:ly)?\b)[\w\uE000])|\b(oldest|newest|latest|youngest|most recent(?:ly)?|largest|biggest|smallest|highest|lowest|longest|shortest|heaviest|fullest|busiest|quietest|cheapest|priciest|most expensive)\b(?: first)?/i

const ofTwo = /^(?:and |so )?(?:which|what|who)\b.*\bor\b|^is\b.*\bor\b/i

const comparatives =
  /\b(bigger|larger|heavier|fatter|fuller|smaller|older|newer|younger|longer|shorter|busier|cheaper|pricier|dearer|more expensive|higher|lower|more|fewer)\b(?! than)/i

const meanings: Readonly<Record<string, { by?: string; descending: boolean }>> = {
  oldest: { by: 'age', descending: false },
  newest: { by: 'age', descending: true },
  latest: { by: 'age', descending: true },
  youngest: { by: 'age', descending: true },
  'most recent': { by: 'age', descending: true },
  'most recently': { by: 'age', descending: true },
  largest: { by: 'size', descending: true },
  biggest: { by: 'size', descending: true },
  heaviest: { by: 'size', descending: true },
  fullest: { by: 'size', descending: true },
  smallest: { by: 'size', descending: false },
  busiest: { by: 'load', descending: true },
  quietest: { by: 'load', descending: false },
  longest: { by: 'time', descending: true },
  shortest: { by: 'time', descending: false },
  cheapest: { by: 'cost', descending: false },
  priciest: { by: 'cost', descending: true },
  'most expensive': { by: 'cost', descending: true },
  bigger: { by: 'size', descending: true },
  larger: { by: 'size', descending: true },
  heavier: { by: 'size', descending: true },
  fatter: { by: 'size', descending: true },
  fuller: { by: 'size', descending: true },
  smaller: { by: 'size', descending: false },
  older: { by: 'age', descending: false },
  newer: { by: 'age', descending: true },
  younger: { by: 'age', descending: true },
  longer: { by: 'time', descending: true },
  shorter: { by: 'time', descending: false },
  busier: { by: 'load', descending: true },
  cheaper: { by: 'cost', descending: false },
  pricier: { by: 'cost', descending: true },
  dearer: { by: 'cost', descending: true },
  'more expensive': { by: 'cost', descending: true },
  higher: { descending: true },
  lower: { descending: false },
  more: { descending: true },
  fewer: { descending: false },
  highest: { descending: true },
  most: { descending: true },
  lowest: { descending: false },
  least: { descending: false },
  fewest: { descending: false },
}

/** Older or younger than so long: `days` back from now. */
export interface Age {
  older: boolean
  days: number
  /** “At least”: of a length that is configured. */
  orEqual?: boolean
  /** “For 30 days”: of a length that is configured, just so long. */
  exact?: boolean
  said: string
  at: number
}

export function takeAge(text: Text): Age | undefined {
  const length = `(an?|${count}) ?\\+? ?(${spans})s?`
  const patterns: readonly RegExp[] = [
    new RegExp(
      `\\b(older|longer|younger|newer|shorter|greater|higher|lower|more|less|fewer|over|under|above|below|at least|at most|beyond)(?: than)? ${length}(?: old| ago| or more)?(?!\\w)`,
      'i',
    ),
    new RegExp(
      `\\b(for|in)(?: over| more than| at least| about)? ${length}(?: or (?:more|longer))?(?!\\w)`,
      'i',
    ),
    new RegExp(`()\\b${length} (?:old|or older)\\b`, 'i'),
  ]
  for (const pattern of patterns) {
    const [found] = text.take(pattern)
    if (found === undefined) continue
    const [said, compare = '', many = '', unit = 'day'] = found
    const days = numberOf(many) * (daysOf[unit.toLowerCase()] ?? 1)
    const older = !/young|new|less|fewer|under|short|lower|below|most/i.test(compare)
    const bound =
      /^(?:for|in)$/i.test(compare) && !/more|over|longer/i.test(said) ? 'exact' : compare
    return {
      older,
      days,
      ...(/least|most/i.test(bound) ? { orEqual: true } : {}),
      ...(bound === 'exact' || bound === '' ? { exact: true } : {}),
      said,
      at: found.index ?? 0,
    }
  }
  return undefined
}

/** All together, or on average. */
export interface Total {
  average: boolean
  said: string
  at: number
}

export function takeTotal(text: Text, asked: Asked): Total | undefined {
  text.take(/\bin (?:[kmgtp]i?bs?|(?:kilo|mega|giga|tera|peta)bytes)\b/i)
  const [average] = text.take(/\b(?:(?:on )?average|avg\.?|mean)\b(?: of)?/i)
  if (average !== undefined) return { average: true, said: average[0], at: average.index ?? 0 }
  const [units] = text.take(
    /\bhow many (?:[kmgtp]i?bs?|(?:kilo|mega|giga|tera|peta)bytes|gigs?|v?cpus?|cores)\b(?: of)?/i,
  )
  if (units !== undefined) {
    text.take(/\b(?:(?:al)?together|in total|in all|combined|overall)\b/i)
    return { average: false, said: units[0], at: units.index ?? 0 }
  }
  // “How many volumes of each type, and their total size” asks for both.
  const isBeside =
    /(?:,|\band|\bwith|\bplus) (?:the |their |its )?(?:total|combined|summed) (?!number\b|count\b)[a-z]/i
  const isNumber =
    asked === 'count' && /\b(?:how many|how often|number of|count)\b/i.test(text.whole)
  if (isNumber && !isBeside.test(text.whole)) {
    text.take(/\b(?:all |(?:al))together(?= *[?.!]*$)/i)
    return undefined
  }
  const [sum] = text.take(
    /\b(?:sum(?:med)?(?: up)?|total(?:s|ed)?|combined|aggregated?|cumulative|add(?:ed|s)? up(?: to)?|(?:al)?together(?! with\b)|all together(?! with\b)|in total|in all)\b(?: of)?/i,
  )
  return sum === undefined ? undefined : { average: false, said: sum[0], at: sum.index ?? 0 }
}

const unitWords =
  ' ?%| ?percent\\b| ?[kmgtp]i?b\\b| ?bytes?\\b|[ -]?(?:milliseconds?|millis|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|dollars?|usd)\\b'

const amount = `(\\$ ?)?(\\d[\\d,]*(?:\\.\\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|several)(?:(${unitWords})|(?![\\w.]))`

const comparing =
  '\\b(more|greater|bigger|larger|higher|heavier|wider|longer|shorter|newer|later|over|above|beyond|at least|minimum(?: of)?|less|fewer|smaller|lower|older|earlier|under|below|at most|up to|exactly|precisely)(?: than| or equal to)?|(>=?|<=?|=)'

/** `longer than 5 minutes` is no time of day or span to look at, whatever follows. */
export function takeLength(text: Text): Threshold | undefined {
  return /(?:\b(?:longer|shorter|more|less|fewer|greater) than|\bat (?:least|most)) (?:\d[\d,.]*|an?) ?(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?)\b(?! ago)/i.test(
    text.left,
  )
    ? takeThreshold(text)
    : undefined
}

export function takeThreshold(text: Text): Threshold | undefined {
  const [found] = text.take(
    new RegExp(`(?:${comparing}) ?(?:version |v)?${amount}( or more)?`, 'i'),
    // “A week”, “a thing”: an article alone is no amount.
    (match) => match[5] !== undefined || !/^an?$/i.test(match[4] ?? ''),
  )
  if (found === undefined) return takeAmount(text)
  const [said, word, sign, dollar, number = '', suffix, open = ''] = found
  const compare = word ?? sign ?? ''
  const more = !/less|fewer|smaller|shorter|lower|older|earlier|under|below|at most|up to|</i.test(
    compare,
  )
  const [value, unit] = amountOf(number, { dollar, suffix })
  const orEqual = /at least|minimum|at most|up to|=|equal/i.test(said) || open !== ''
  return {
    more,
    orEqual,
    value,
    unit,
    ...(/^(?:exactly|precisely|=)$/i.test(compare) ? { exact: true } : {}),
    number: number.replace(/\.$/, ''),
    said: said.trim(),
    at: found.index ?? 0,
  }
}

/** An amount with its unit, and nothing that it is held against: “a timeout of 30 seconds”. */
function takeAmount(text: Text): Threshold | undefined {
  const [found] = text.take(
    new RegExp(
      `(?<=\\b(?:of|with|is|are|to|has|have|at|after) )(\\d[\\d,]*(?:\\.\\d+)?)(${unitWords})(?! ago| old)`,
      'i',
    ),
    (match) => !/^ ?(?:dollars?|usd|%|percent)/i.test(match[2] ?? ''),
  )
  if (found === undefined) return undefined
  const [said, number = '', suffix] = found
  const [value, unit] = amountOf(number, { suffix })
  return { more: true, orEqual: true, exact: true, value, unit, number, said, at: found.index ?? 0 }
}

const moreAndLess = new RegExp(
  `\\b(?:(?:more|greater|bigger|larger|higher) than|over|above) (\\d[\\d,]*(?:\\.\\d+)?)(${unitWords})? (?:and|but) (?:(?:less|fewer|smaller|lower) than|under|below) (\\d[\\d,]*(?:\\.\\d+)?)(${unitWords})?(?![\\w.])`,
  'i',
)

/** “Between 50 and 200 GB”: with a unit, as without one it may be a time of day. */
export function takeRange(text: Text): Threshold | undefined {
  const [within] = text.take(moreAndLess)
  if (within !== undefined) {
    const [said, low = '', own, high = '', other] = within
    const [value, unit] = amountOf(low, { suffix: own ?? other })
    const [upTo] = amountOf(high, { suffix: other ?? own })
    return {
      more: true,
      orEqual: false,
      value,
      upTo,
      unit,
      number: low,
      said,
      at: within.index ?? 0,
    }
  }
  const [found] = text.take(
    /\b(?:between|from) (\d[\d,]*(?:\.\d+)?)( ?[kmgtp]i?b\b| ?%| ?percent\b| ?(?:sec(?:ond)?s?|min(?:ute)?s?)\b)? ?(?:and|to|-) ?(\d[\d,]*(?:\.\d+)?)( ?[kmgtp]i?b\b| ?%| ?percent\b| ?(?:sec(?:ond)?s?|min(?:ute)?s?)\b)/i,
  )
  if (found === undefined) return undefined
  const [said, low = '', own, high = '', suffix] = found
  const [value, unit] = amountOf(low, { suffix: own ?? suffix })
  const [upTo] = amountOf(high, { suffix })
  return { more: true, orEqual: true, value, upTo, unit, number: low, said, at: found.index ?? 0 }
}

function amountOf(
  number: string,
  { dollar, suffix = '' }: { dollar?: string | undefined; suffix?: string | undefined },
): readonly [number, Threshold['unit']] {
  const value = numberOf(number.toLowerCase().replaceAll(',', ''))
  const [unit, factor] =
    dollar === undefined
      ? unitOf(suffix.replace(/^[ -]/, '').toLowerCase())
      : (['dollars', 1] as const)
  return [value * factor, unit]
}

function unitOf(unit: string): readonly [Threshold['unit'], number] {
  if (unit === '') return ['count', 1]
  if (/^%|percent/.test(unit)) return ['percent', 1]
  if (/dollar|usd/.test(unit)) return ['dollars', 1]
  if (/^day/.test(unit)) return ['days', 1]
  if (/^(?:week|month|year)/.test(unit)) return ['days', daysOf[unit.replace(/s$/, '')] ?? 1]
  if (/^(?:[kmgtp]i?b|byte)/.test(unit)) return ['bytes', 1024 ** 'bkmgtp'.indexOf(unit[0] ?? 'b')]
  if (/^milli|^ms/.test(unit)) return ['seconds', 0.001]
  return ['seconds', /^h/.test(unit) ? 3600 : /^m/.test(unit) ? 60 : 1]
}

const spans = 'hour|day|week|month|quarter|year'
const daysOf: Readonly<Record<string, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
}

const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  ...cardinals,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  half: 0.5,
  'a couple of': 2,
  'couple of': 2,
  'a few': 3,
  few: 3,
  several: 3,
}
export const count = `\\d{1,5}|${Object.keys(words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`

export const numberOf = (said: string): number => words[said.toLowerCase()] ?? Number(said)
