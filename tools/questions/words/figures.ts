/**
 * Amounts as people say them in figures: `half an hour` is 30 minutes, `ten thousand` 10000, `two
 * gigs` 2 GB, `no more than` at most. Read once, for all that holds things against an amount.
 */
export const inFigures = (text: string): string =>
  [fractions, numerals, thousands, units, comparisons].reduce((said, mend) => mend(said), text)

/** Those that are no compounds, and may stand for any amount. */
export const cardinals: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
}

const small: Readonly<Record<string, number>> = {
  ...cardinals,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const large: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
}

const smallWords = Object.keys(small)
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const largeWords = Object.keys(large).join('|')
const start = '(?<![\\w./:@\'"-])'
const end = '(?![\\w/:@]|[-.]\\w)'

/** `half an hour`, `a day and a half`, `a couple of`. */
function fractions(text: string): string {
  return text
    .replace(wordly(`a quarter (?:of )?(?:an )?hour|quarter of an hour`), '15 minutes')
    .replace(wordly('half (?:an? )?(second|minute|hour|day|month|year)'), (_, unit: string) =>
      part(unit, 0.5),
    )
    .replace(
      wordly(
        'an? (minute|hour|day|month|year) and a half|one and a half (minute|hour|day|month|year)s?',
      ),
      (_, one?: string, other?: string) => part(one ?? other ?? '', 1.5),
    )
    .replace(wordly(`half (?:an? )?(${sizes}|million|billion)`), (_, unit: string) => `0.5 ${unit}`)
    .replace(wordly('an? (?:good )?couple(?: of)?|a pair of'), '2')
    .replace(wordly('(?:an? )?half (?:an? )?dozen'), '6')
    .replace(wordly('(?:an? |one )fortnight'), '14 days')
}

const parts: Readonly<Record<string, readonly [number, string]>> = {
  second: [1000, 'milliseconds'],
  minute: [60, 'seconds'],
  hour: [60, 'minutes'],
  day: [24, 'hours'],
  month: [30, 'days'],
  year: [12, 'months'],
}
function part(unit: string, of: number): string {
  const [many, smaller] = parts[unit.toLowerCase()] ?? [1, unit]
  return `${many * of} ${smaller}`
}

/** `two hundred and fifty`, `a million`, `1.5 million`; `one` alone is a pronoun. */
function numerals(text: string): string {
  const each = `(?:${smallWords}|${largeWords})`
  const first = `(?:an?|one|\\d[\\d,]*(?:\\.\\d+)?)(?= (?:${largeWords})\\b)|${each}`
  return text
    .replace(wordly(`(?:${first})(?:(?: and |[ -])(?:one|${each}))*`), (said) =>
      String(amountOf(said)),
    )
    .replace(
      new RegExp(`(?<=\\b(?:than|over|under|above|below|least|most|exactly) )one${end}`, 'gi'),
      '1',
    )
}

function amountOf(said: string): number {
  let sum = 0
  let group = 0
  for (const word of said.toLowerCase().split(/[ -]+/)) {
    if (word === 'and') continue
    const factor = large[word]
    const number =
      small[word] ?? (/^(?:an?|one)$/.test(word) ? 1 : Number(word.replaceAll(',', '')))
    if (factor === undefined) group += number
    else if (factor <= 100) group = Math.max(group, 1) * factor
    else {
      sum += Math.max(group, group === 0 ? 1 : group) * factor
      group = 0
    }
  }
  return sum + group
}

/** `10k items`, `more than 2M`. */
const thousands = (text: string): string =>
  text
    .replace(new RegExp(`${start}(\\d+(?:\\.\\d+)?)k${end}`, 'gi'), (_, n: string) =>
      String(Number(n) * 1000),
    )
    .replace(
      new RegExp(
        `(?<=\\b(?:than|over|under|above|below|least|most) )(\\d+(?:\\.\\d+)?) ?M${end}`,
        'g',
      ),
      (_, n: string) => String(Number(n) * 1e6),
    )

const sizes = '(?:kilo|mega|giga|tera|peta)bytes?|[kmgtp]i?b|kb|gigs?|megs?|ters?'

/** `2 gigs`, `a terabyte`, `125 MB/s`: throughput is counted in MB a second. */
const units = (text: string): string =>
  text
    .replace(/(?<=\d) ?(?:MB\/s(?:ec)?|MiB\/s|mbps|megabytes (?:per|a) second)(?!\w)/gi, '')
    .replace(
      new RegExp(`${start}(\\d[\\d,]*(?:\\.\\d+)?|an?|one)[ -]?(${sizes})${end}`, 'gi'),
      (said: string, many: string, unit: string) =>
        /^(?:an?|one)$/i.test(many) || !/^[kmgtp]i?b$/i.test(unit)
          ? `${/^\d/.test(many) ? many : '1'} ${unit[0]?.toUpperCase()}B`
          : said,
    )

const more =
  'more|over|longer|greater|larger|bigger|higher|older|above|up|upwards?|later|newer|better'
const less = 'less|under|fewer|shorter|smaller|lower|younger|below|earlier'
const amount =
  '\\d[\\d,]*(?:\\.\\d+)?(?: ?%| ?[a-z]+)?|an? (?:second|minute|hour|day|week|month|year)'

const comparisons = (text: string): string =>
  text
    .replace(
      wordly(
        `(?:no|not|n't) (?:${more}) than|not (?:over|above|exceeding|beyond)|up to and including|maximum of|max(?:imum)?(?= \\d)`,
      ),
      'at most',
    )
    .replace(
      wordly(
        `(?:no|not) (?:${less}) than|not (?:under|below)|minimum of|min(?:imum)?(?= \\d)|a minimum of`,
      ),
      'at least',
    )
    .replace(
      wordly(
        'north of|in excess of|upwards? of|beyond(?= \\d| an? )|past(?= \\d+ ?(?:[kmgt]i?b|%))|exceed(?:s|ing)?|surpass(?:es|ing)?|topping',
      ),
      'over',
    )
    .replace(wordly('south of|shy of|short of(?= \\d)'), 'under')
    .replace(
      new RegExp(`${start}(${amount}) (?:or|and|&) (?:even )?(?:${more})${end}(?! than)`, 'gi'),
      'at least $1',
    )
    .replace(
      new RegExp(`${start}(${amount}) (?:or|and) (?:even )?(?:${less})${end}(?! than)`, 'gi'),
      'at most $1',
    )
    .replace(new RegExp(`${start}(\\d[\\d,]*(?:\\.\\d+)?) ?\\+(?= |$)`, 'g'), 'at least $1')

function wordly(words: string): RegExp {
  return new RegExp(`${start}(?:${words})${end}`, 'gi')
}
