import type { ClaimKind } from './claim-kinds.ts'
import { numbersIn, saidSpansIn, spelledNumbersIn, type WrittenNumber } from './numbers.ts'
import { isOrdinary, isOrdinaryShown } from './ordinary.ts'
import type { Cell, Statement } from './statements.ts'
import { timesIn, type WrittenTime } from './times.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/** Something that an answer says which can be held against what was read. */
export interface Claim {
  kind: ClaimKind
  /** As the answer writes it. */
  text: string
  statement: Statement
  /** Where it stands in the statement's text; -1 where it was read from its marks. */
  index: number
  number?: WrittenNumber
  /** It is marked only where something speaks against it. */
  isSoft?: boolean
  time?: WrittenTime
  /** What a count is of, or heads the column of a number. */
  words: ReadonlySet<string>
}

/** What stands at a place of a statement, found otherwise than by reading its words one by one. */
export const claimOf = (
  statement: Statement,
  text: string,
  index: number,
  kind: ClaimKind = 'value',
): Claim => ({ ...{ kind, text, statement, index, words: new Set<string>() } })

/** Every claim of an answer, in its order; `things` are stems of what calls and question are about. */
export function claimsIn(statements: readonly Statement[], { now, things }: Around): Claim[] {
  const labelled = numberedIn(statements)
  return statements.flatMap((statement) => {
    const all = [...claimsOf(statement, { now, things })]
    return labelled.has(statement)
      ? all.filter(({ index, kind }) => index > 0 || (kind !== 'number' && kind !== 'count'))
      : all
  })
}

/** Items that begin with a number and a colon, each with the next one: the days of a month, say. */
function numberedIn(statements: readonly Statement[]): ReadonlySet<Statement> {
  const items = statements.filter(({ isItem, cells }) => isItem && cells === undefined)
  const lists = [...Map.groupBy(items, ({ block }) => block).values()].filter((list) => {
    const labels = list.map(({ text }) => Number(/^(\d{1,2})(?:: | [-–—] )/.exec(text)?.[1]))
    return (
      list.length > 2 && labels.every((one, at) => at === 0 || one === (labels[at - 1] ?? 0) + 1)
    )
  })
  return new Set(lists.flat())
}

interface Around {
  now: Date
  things: ReadonlySet<string>
}

function* claimsOf(statement: Statement, { now, things }: Around): Generator<Claim> {
  const { isCommand } = statement
  let rest = statement.text
  const none: ReadonlySet<string> = new Set()
  const found: Claim[] = []
  for (const [kind, pattern] of tokens) {
    if (isCommand && !exact.has(kind)) continue
    rest = rest.replace(pattern, (token: string, index: number) => {
      const text = bare(token)
      if (isTime(text)) return token
      if (text !== '' && !isOrdinary(text)) {
        found.push({ kind, text, statement, index: index + token.indexOf(text), words: none })
      }
      return ' '.repeat(token.length)
    })
  }
  for (const text of [...statement.shown, ...peopleIn(statement.text)]) {
    const isTold = found.some((one) => one.text === text)
    if (!isTold && !isOrdinaryShown(text)) {
      const index = statement.text.indexOf(text)
      found.push({ kind: 'name', text, statement, index, words: none })
    }
  }
  yield* found
  if (isCommand) return
  yield* besideNames(statement, found)
  const { times, rest: untimed } = timesIn(rest, now)
  for (const time of isSupposed.test(statement.text) ? [] : times) {
    yield { kind: 'time', text: time.text, statement, index: time.index, time, words: none }
  }
  const days = statement.isItem ? [...statement.text.matchAll(usedDay)] : []
  const said = days.map(({ 0: text, index }) => ({ text, index }))
  for (const { text, index } of statement.cells ?? said) {
    const day = /^(?:today|yesterday)\b/i.exec(text)?.[0]
    if (day === undefined) continue
    const then = new Date(now.getTime() - (/^y/i.test(day) ? 86_400_000 : 0))
    const time = { text: day, index, day: then.toISOString().slice(0, 10), isElsewhere: false }
    yield { kind: 'time', text: day, statement, index, time, words: none }
  }
  if (isSupposed.test(statement.text)) return
  if (isAdvice.test(statement.text) && statement.cells === undefined) return
  if (statement.isItem && statement.cells === undefined && ofAdvice.test(statement.context)) return
  const unlisted = untimed.replace(asides, (aside) => ' '.repeat(aside.length))
  if (isGeneral.test(statement.text) && found.length === 0) return
  for (const number of numbersIn(unlisted)) {
    const before = unlistedBefore(statement.text, number.index)
    if (isVague.test(before) || isOfProduct.test(before)) continue
    if (isDay.test(before) || (number.unit === 'span' && isPeriod.test(before))) continue
    // `three hours and 12 minutes` has its hours in words.
    if (
      number.unit === 'span' &&
      /\b(?:one|two|three|four|five|six|seven|eight) (?:days?|hours?|minutes?),? and $/i.test(
        before,
      )
    )
      continue
    const claim = ofNumber(number, statement, things)
    if (claim === undefined) continue
    yield isThreshold(number, before) ? { ...claim, isSoft: true } : claim
  }
  const of = (number: WrittenNumber) => ({
    ...{ text: number.text, statement, index: number.index, number },
  })
  for (const number of saidSpansIn(unlisted))
    if (!/^ or two\b/.test(unlisted.slice(number.index + number.text.length)))
      yield { kind: 'number', ...of(number), words: none, isSoft: true }
  for (const number of spelledNumbersIn(unlisted)) {
    const isAge = number.unit === 'span' && ageBehind.test(unlisted.slice(number.index))
    if ((isAge || number.unit === 'times') && number.value > 1)
      yield { kind: 'number', ...of(number), words: none }
    if (number.unit === 'span') continue
    const words = counted(statement.text, number)
    if (isOfThings(words, things) && !/^one$/i.test(number.text)) {
      yield { kind: 'count', ...of(number), words }
    }
  }
}

const usedDay =
  /(?<=\b(?:used|accessed|rotated|changed|created|updated|launched|started|stopped|modified) )(?:today|yesterday)\b/g

/** What AWS does for everybody. */
const isGeneral =
  /^(?:by default,? |note that |in general,? )?(?:AWS |Amazon )?(?:CloudWatch|CloudTrail|CloudFront|S3|Lambda|RDS|EC2|DynamoDB|EBS|IAM|SQS|SNS|ECS|EKS|Route 53|KMS|PostgreSQL|MySQL|gp[23]|io[12])(?: \w+)? (?:keeps?|supports?|allows?|charges?|retains?|limits?|offers?|guarantees?|is (?:designed|limited)|are (?:designed|limited)|can|may|rounds?|bills?|includes?)\b/i
/** `gp3 begins at 3,000`, `it has a baseline of 12,000 IOPS`: what a kind of disk or a service has by itself. */
const isOfProduct =
  /(?:^|[;:,] |\bthat |\b(?:while|whereas|but|and|because|since) )(?:an? |the )?(?:(?:gp[23]|io[12]|st1|sc1|t[234][ag]?) (?:costs?|begins?|starts?|has|gives?|comes|is (?:about|roughly|around|up to)|(?:would|will) (?:cost|be))|(?:Fargate|Aurora|Lambda|S3|Glacier|CloudWatch|AWS) (?:allows?|supports?|offers?|retains?|caps?|gives?|is (?:limited|capped))) (?:[^;.]{0,40} )?$|\b(?:baseline|hard limit|default) of $/
/** `March 16 and 17`. */
const isDay =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:, \d{1,2})*(?:,? and |–|-| to |, )$/i
/** What is reckoned with a measure of the answer's own. */
const isSupposed =
  /\b(?:if (?:I|we|you) take|as the yardstick|assuming|a rough estimate|at (?:this|that|the current) (?:rate|pace)|extrapolat\w+|on track (?:for|to)|I(?:'d)? (?:would )?estimate)\b|^If (?:\w+ ){1,4}(?:keeps?|continues?|grows?|goes on)\b/i
/** Of what is so estimated nothing is claimed. */
const isVague = /\b(?:in the (?:order|range|ballpark) of|somewhere around|a ballpark of) (?:US)?$/i
/** `in the last 24 hours`: when was looked. */
const isPeriod = /\b(?:in|within|over|during) the (?:last|past) $/i
const unlistedBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 40), at)

const ageBehind = /^\w+ \w+ (?:ago|old|now)\b/

/** Words that seldom are a name are one where they stand in a list of names. */
function* besideNames(statement: Statement, named: readonly Claim[]): Generator<Claim> {
  const { text } = statement
  const isListed = (from: number, length: number) =>
    /(?:, |\band |: )$/.test(text.slice(0, from)) &&
    /^(?:,| and\b| \(|\.?$)/.test(text.slice(from + length))
  const listed = named.filter(
    (one) => one.kind === 'name' && one.index >= 0 && isListed(one.index, one.text.length),
  )
  if (listed.length === 0) return
  for (const { 0: word, index } of text.matchAll(
    /(?<![\w./-])[a-z]{2,}(?:-[a-z]{2,})+(?![\w/-])/g,
  )) {
    const isTold = named.some((one) => one.index <= index && index < one.index + one.text.length)
    if (isTold || !isListed(index, word.length)) continue
    yield { kind: 'name', text: word, statement, index, words: new Set() }
  }
}

/** `above 80 %`: a round measure of the answer's own. */
const isThreshold = ({ value, unit }: WrittenNumber, before: string): boolean =>
  unit === 'percent' &&
  value % 5 === 0 &&
  /\b(?:above|over|more than|at least|below|under|less than|at most|beyond|exceed\w*) $/i.test(
    before,
  )

function ofNumber(
  written: WrittenNumber,
  statement: Statement,
  things: ReadonlySet<string>,
): Claim | undefined {
  const cell = statement.cells?.findLast(({ index }) => index <= written.index)
  const isChange = cell !== undefined && changes.test(cell.head) && /[$€]\d/.test(statement.text)
  const of = inUnitOf(written, cell?.head)
  const number: WrittenNumber = isChange && of.unit === 'none' ? { ...of, unit: 'money' } : of
  const { text, value, index } = number
  if (cell !== undefined && isRank.test(cell.head)) return undefined
  if (isOfSome(statement.text, number)) {
    const counting: WrittenNumber = { ...number, unit: 'none', unitText: '' }
    const words = counted(statement.text, number)
    return { kind: 'count', text, statement, index, number: counting, words }
  }
  const { unit } = number
  const claim = { text, statement, index, number }
  if (unit === 'money') return { kind: 'money', ...claim, words: new Set() }
  if (unit === 'percent') return { kind: 'percentage', ...claim, words: new Set() }
  const words = cell === undefined ? counted(statement.text, number) : new Set(headOf(cell))
  if (unit !== 'none') return { kind: 'number', ...claim, words }
  const isWhole = Number.isInteger(value)
  if (
    isWhole &&
    cell === undefined &&
    !isPort(statement.text, number) &&
    (isOfThings(words, things) || isOfMany(statement.text, number))
  ) {
    return { kind: 'count', ...claim, words }
  }
  // Years, and small numbers that count nothing, would match anything.
  if (
    cell === undefined &&
    isWhole &&
    value <= 12 &&
    !isSaid(statement.text, number) &&
    !isPort(statement.text, number)
  )
    return undefined
  return { kind: 'number', ...claim, words }
}

/** A column's head may name the unit of its numbers: `Size (GiB)`. */
function inUnitOf(number: WrittenNumber, head = ''): WrittenNumber {
  if (number.unit !== 'none') return number
  const [inHead] = numbersIn(
    `1 ${/\(([^()]+)\)$|(\S+)$/.exec(head.trim())?.slice(1).join('') ?? ''}`,
  )
  if (inHead?.unit !== 'bytes' || /^bytes?$/i.test(inHead.unitText)) return number
  return { ...number, unit: inHead.unit, unitText: inHead.unitText }
}

/** A column of what lies between two of amounts may leave out the sign of money. */
const changes = /^(?:change|difference|diff|delta|increase|Δ|±|\+\/[-−])/i

/** What numbers the rows of a table. */
const isRank = /^(?:#|no\.?|nr\.?|rank|place|position)$/i

/** `5 × r6i.large`. */
const isOfSome = (text: string, { index, text: number, unitText, value }: WrittenNumber): boolean =>
  /^[×x]$/.test(unitText) &&
  Number.isInteger(value) &&
  /^ [a-z]/i.test(text.slice(index + number.length))

/** `ports 22 and 5432`. */
const isPort = (text: string, { index }: { index: number }): boolean =>
  /\bports? (?:is |are |number )?(?:\d+(?:,? and |, | for [\w-]+ and ))*$/i.test(
    text.slice(0, index),
  )

/** `Desired count: 3`, `port 22`: a small number that is somebody's. */
const isSaid = (text: string, { index }: WrittenNumber): boolean =>
  /(?:\w: |= ?|\bports? |\bversion |\b(?:thresholds?|retention|capacity|limit|concurrency) (?:of |is |at |= )?)$/i.test(
    text.slice(0, index),
  )

const headOf = ({ head }: Cell): string[] => wordsOf(head).map(stem)

/** `3 of 10`, `(12)`, `12 in total`. */
function isOfMany(text: string, { index, text: number }: WrittenNumber): boolean {
  const after = text.slice(index + number.length)
  const before = text.slice(0, index)
  return (
    /^ (?:of|out of|von|de) (?:the |your |all |las |los |den )?(?:\d|them\b|these\b|those\b)/.test(
      after,
    ) ||
    /\d (?:of|out of) (?:the |your |all )?$/.test(before) ||
    /^ (?:in (?:total|all|[a-z]{2}-[a-z]+-\d)|altogether|others?\b|more\b|are\b|have\b)/.test(
      after,
    ) ||
    /\b(?:total|count|number)(?: of [\w ]+)?(?: is|:|=) ?$/i.test(before) ||
    (/\bthere (?:are|is) $/i.test(before) && /^:/.test(after)) ||
    (/\($/.test(before) && /^\)/.test(after) && Number(number.replaceAll(',', '')) < 1000)
  )
}

/** What stands behind a number, up to where its thing must have come. */
function counted(text: string, { index, text: number }: WrittenNumber): ReadonlySet<string> {
  const after = text
    .slice(index + number.length, index + number.length + 60)
    .replace(/\bin a row\b|\bthere (?:are|is|were|was)\b.*$/, '')
  const clause = /^(?:[^.;:,|()\n]|\.(?=\w))*/.exec(after)?.[0] ?? ''
  const words = wordsOf(clause).slice(0, 5).map(stem)
  return new Set(words.filter((word) => !plainWords.has(word)))
}

function isOfThings(words: ReadonlySet<string>, things: ReadonlySet<string>): boolean {
  return [...words].slice(0, 4).some((word) => things.has(word) || nouns.has(word))
}

/** What an account is made of. */
export const nouns: ReadonlySet<string> = new Set(
  'account alarm ami api balancer bucket certificate change cluster container database datapoint deployment disk domain endpoint error event failure finding function gateway group host image instance item job key lambda log machine message metric network node object password permission person pod policy product queue record region replica request resource role row rule secret server service shard snapshot stack subnet subscription table tag target task topic trail user volume vpc zone'.split(
    ' ',
  ),
)

/** What is advised has numbers of its own, and says nothing of the account. */
const isAdvice =
  /\b(?:recommend\w*|CIS|consider|suggest|you (?:can|could|should|might|may want)|should be|might|raising|lowering|set (?:it|them|this|that) to|set an? |best practice|next steps?|for example|I(?:['’]d| would) (?:raise|lower|set|increase|reduce|give|put|pick))\b/i
const ofAdvice = /\b(?:next steps?|recommend\w*|suggest\w*|you could|options?)\b[^.]*:?$/i
const asides =
  /^\s*\(?\d{1,2}[.)] |\b(?:step|option|part|phase|top|tier|sev) \d+\b|\broute 53\b|\bsha[- ]?\d+/gi

const exact = new Set<ClaimKind>(['arn', 'id', 'address'])

const bare = (token: string): string =>
  token.replace(/[.,:;!?)\]}'"…*]+$/, '').replace(/^['"([{*]+/, '')

const isTime = (text: string): boolean =>
  /^\d{4}-\d{2}(?:-\d{2})?(?:$|[T_ ])|^\d{1,2}:\d{2}|^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text)

function peopleIn(text: string): string[] {
  const named = text.matchAll(
    /\b(?:[Bb]y|[Oo]wner:?|owned by|[Uu]ser|called|named) ([A-Z][a-z]+ [A-Z][a-z]+)\b/g,
  )
  return [...named].map(([, name = '']) => name)
}

/** In the order in which they are taken out of a statement: the longest forms first. */
const tokens: readonly (readonly [ClaimKind, RegExp])[] = [
  ['arn', /\barn:[\w-]+:[^\s|"'`),]+/g],
  ['name', /\b(?:https?|s3):\/\/[^\s|"'`)>]+/g],
  ['name', /\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g],
  ['id', /\b[a-z]{1,12}-(?=[0-9a-f]*\d)[0-9a-f]{8,17}\b/g],
  ['id', /\b(?:AKIA|ASIA|AROA|AIDA|AIPA|ANPA|AGPA)[A-Z0-9]{8,}\b/g],
  ['id', /\b(?=[A-Z\d]*\d[A-Z\d]*[A-Z])[A-Z][A-Z\d]{9,}\b/g],
  ['id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  ['id', /(?<![\w.,$/:-])\d{12}(?![\w.,]*\d)/g],
  ['address', /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w]|\.\d)/g],
  ['address', /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})?(?:\/\d{1,3})?(?![\w:])/gi],
  [
    'region',
    /\b(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-\d[a-f]?\b/g,
  ],
  ['name', /\bv?\d+(?:\.\d+){2,}(?:-[\w.]+)?\b/g],
  // Names in parts, paths among them; not a range of numbers, a sum of money or a date.
  [
    'name',
    /(?<![\w$%#&€])(?![$€]\d)(?:\/_?|_(?=[0-9a-f]{16}))?(?=[\w./:@#$-]{0,80}[A-Za-z])[A-Za-z0-9$[\]]+(?:[-_./:@#]+[A-Za-z0-9$*[\]]+)+/g,
  ],
  // Hexadecimal, or letters and digits in one word.
  ['id', /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,}\b/g],
  [
    'name',
    /(?<![\w$.%-]|\d:)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])(?!\d+(?:[smhdwx]|[KMGTP]i?B?|ms|min)\b)[A-Za-z0-9]{3,}(?![\w-])/g,
  ],
]
