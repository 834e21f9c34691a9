import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import { isAmong, type Surroundings } from './surroundings.ts'
import { isMoment } from './times.ts'

/** Ids, names, addresses and regions: they stand in a result, or the person named them. */
export function holdName(claim: Claim, around: Surroundings): Backing | undefined {
  const { text, kind, statement } = claim
  const { index, question, called } = around
  const name = text.toLowerCase()
  const asIs = index.placesOf(name)
  // `Amazon-issued` is AMAZON_ISSUED.
  const places =
    asIs.length === 0 && /^[a-z]+(?:-[a-z]+)+$/.test(name)
      ? index.placesOf(name.replaceAll('-', '_'))
      : asIs
  const { rows, by } = around.scopeOf(claim)
  const inRows = places.find((one) => isAmong(one, rows))
  if (inRows !== undefined) return { by: 'found', place: inRows }
  const isBound = rows.size > 0 && (by === 'row' || (kind === 'region' && isOfRows(statement)))
  if (isBound && places.length > 0) {
    if (kind !== 'region') return undefined
    const known = [...rows].map((row) => ({ row, regions: index.regionsOf(row) }))
    const isZone = /\d[a-z]$/.test(name)
    const own = known.find(
      ({ regions }) => !isZone && [...regions].some((one) => name.startsWith(one)),
    )
    if (own !== undefined) {
      const { row } = own
      return { by: 'found', place: { call: index.rows[row]?.call ?? 0, path: '', row } }
    }
    if (known.some(({ regions }) => regions.size > 0)) return undefined
  }
  if (kind === 'region' && isSaidToFail(statement, index) && !index.failed.has(name))
    return undefined
  const place = places[0]
  if (place !== undefined) return { by: 'found', place }
  if (stands(question, name)) return { by: 'asked', how: 'the question' }
  if (kind === 'region' && stands(called.text.toLowerCase(), name)) {
    return { by: 'asked', how: 'the region of a call' }
  }
  if (kind === 'address' && isExample(claim)) return { by: 'asked', how: 'an example' }
  if (kind !== 'name') return undefined
  if (
    places.length === 0 &&
    (isType.test(name) ||
      (isRuntime.test(name) &&
        /\b(?:to|onto) ["“]?$/.test(statement.text.slice(0, claim.index)))) &&
    isAdvice.test(`${statement.context} ${statement.text}`)
  )
    return { by: 'asked', how: 'an advice' }
  if (places.length === 0 && isDenied(claim)) return { by: 'asked', how: 'what there is not' }
  if (places.length === 0 && isDescribing(claim)) return { by: 'asked', how: 'a word as any' }
  if (index.members.has(name)) return { by: 'asked', how: 'a member of a result' }
  const operations = around.results.flatMap(({ tool, input, result }) => [
    tool,
    String(input.operation ?? ''),
    String(Object(result).operation ?? ''),
  ])
  if (operations.some((one) => one !== '' && stands(one.toLowerCase(), name))) {
    return { by: 'asked', how: 'the name of a call' }
  }
  const isBeside = rows.size > 0 && (by === 'row' || by === 'item')
  const known = isBeside ? called.sent : called.text.toLowerCase()
  if (places.length === 0 && stands(known, name))
    return { by: 'asked', how: 'what a call was made with' }
  return ofParts(name, around)
}

/** The one region that a statement names is that of the things it names, unless it says where they are not. */
function isOfRows({ text, isItem }: Claim['statement']): boolean {
  if (isItem) return true
  const regions = new Set(text.match(/\b[a-z]{2}-(?:[a-z]+-){1,2}\d\b/g))
  return regions.size === 1 && !elsewhere.test(text)
}

/** `eu-west-1 could not be read`: then it did not answer. */
const isSaidToFail = ({ text }: Claim['statement'], { failed }: ReadIndex): boolean =>
  failed.size > 0 &&
  /\b(?:access ?denied|not authori[sz]ed|access is denied|(?:could|can) ?not be read|did not answer)\b/i.test(
    text,
  )

/** `a range such as 100.64.0.0/16`, which no network has yet. */
const isExample = ({ statement: { text }, index: at }: Claim): boolean =>
  /\b(?:such as|e\.g\.|for example|like|say),? ["“]?$/i.test(text.slice(0, Math.max(0, at)))

/** `m7i.large`, which everybody may choose. */
const isType =
  /^(?:db\.|cache\.)?[a-z]{1,3}\d[a-z]{0,3}\.(?:nano|micro|small|medium|\d*x?large|metal)$/
/** `before moving it to python3.13`. */
const isRuntime = /^(?:nodejs\d+\.x|python3\.\d+|java\d+|ruby3\.\d+|dotnet\d+|provided\.al20\d\d)$/
const isAdvice =
  /\b(?:next steps?|consider|recommend|suggest|could|should|would|might|instead|resiz\w*|mov(?:e|ing)|migrat\w*|switch\w*|upgrad\w*|downgrad\w*)\b/i

/** `both disaster-recovery keys`. */
const isDescribing = ({ statement: { text }, index: at, text: name }: Claim): boolean =>
  /^[a-z]+(?:-[a-z]+)+$/.test(name) &&
  /\b(?:both|all|these|those|two|three|four|five|six|an?) $/i.test(
    text.slice(0, Math.max(0, at)),
  ) &&
  /^ [a-z]{3,}\b(?! (?:is|was|has|belongs)\b)/.test(text.slice(at + name.length))

/** `no bucket named prod-logs`. */
const isDenied = ({ statement: { text }, index: at }: Claim): boolean =>
  /\b(?:no|not find|find no|nothing|neither)\b[^.;:]{0,30}\b(?:named|called) ["“]?$/i.test(
    text.slice(0, Math.max(0, at)),
  )

const elsewhere =
  /\b(?:(?:not|nobody|none|nothing|neither|never) (?:in|from|of)|(?:the (?:two|three|four|five|six|seven|eight|nine|ten)|others?|those|ones|rest) in [a-z]{2}-|no \w+|other|except|without|could|whole|all regions|every|look(?:ed)?|check(?:ed)?|search(?:ed)?|scan(?:ned)?|asked|replica\w*|copy|copied|cross|default|only (?:in|read|us|eu|ap)|unlike|denied|also)\b/i
/** `prod/web` of a cluster and a service, `dana.smith` as Dana Smith: each part stands in one row. */
function ofParts(name: string, { index }: Surroundings): Backing | undefined {
  const parts = name.split(/[/@: ]/).filter((part) => part !== '')
  if (parts.length < 2 || parts.length > 4) return undefined
  const places = parts.map((part) => index.placesOf(part))
  const shared = places[0]?.find((one) =>
    places.every((some) => some.some(({ row, call }) => row === one.row && call === one.call)),
  )
  return shared && { by: 'derived', how: 'put together of one row’s values', place: shared }
}

/** Whole: neither a letter nor a digit before or after it. */
export function stands(text: string, token: string): boolean {
  const isLetter = (at: number) => /[\p{L}\p{N}]/u.test(text.charAt(at))
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    if (!(at > 0 && isLetter(at - 1)) && !isLetter(at + token.length)) return true
  }
  return false
}

/** Of an item that names rows, the time must be one of those rows; else of anything that was read. */
export function holdTime(claim: Claim, around: Surroundings): Backing | undefined {
  const { time, text, statement } = claim
  if (time === undefined) return undefined
  const { index, question, called, now } = around
  const { rows, by } = around.scopeOf(claim)
  const is = time.day?.length === 7 ? ofMonth(time.day) : (at: number) => isMoment(time, at)
  const found = [
    ...index.moments.filter(({ at }) => is(at)),
    ...index.placesOf(text.replace(/ ?(?:UTC|GMT|Z)$/i, '')),
  ]
  const isBound = rows.size > 0 && by !== 'sentence'
  const bound = found.find((one) => isAmong(one, rows))
  if (bound !== undefined) return { by: 'found', place: bound }
  const free = found.find(({ row }) => !isBound || (row === -1 && by !== 'row'))
  if (free !== undefined) return { by: 'found', place: free }
  if (by === 'row' && index.moments.some((one) => isAmong(one, rows))) return undefined
  if (stands(question, text.toLowerCase())) return { by: 'asked', how: 'the question' }
  if (called.moments.some(is)) return { by: 'asked', how: 'the period of a call' }
  const isLast =
    time.day?.length === 10 &&
    time.minuteOfDay === undefined &&
    /\b(?:to|until|till|through) $/i.test(statement.text.slice(0, Math.max(0, claim.index)))
  const end = index.moments.find(
    ({ at, path }) => isLast && at % 86_400_000 === 0 && /end$/i.test(path) && is(at - 86_400_000),
  )
  if (end !== undefined) return { by: 'derived', how: 'the last day of a period', place: end }
  if (time.minuteOfDay === undefined && index.bounds.some(is))
    return { by: 'asked', how: 'the period of a column' }
  if (
    /\b(?:since|from|after)\b[^,;.]{0,16}$/i.test(statement.text.slice(0, claim.index)) &&
    looks.test(statement.text) &&
    isBegin(time, around)
  )
    return { by: 'asked', how: 'since when was looked' }
  if (time.minuteOfDay === 0 && time.day === undefined)
    return { by: 'asked', how: 'the day’s begin' }
  const before = statement.text.slice(Math.max(0, claim.index - 48), Math.max(0, claim.index))
  const due = isDue.test(before) && !/\bsince\b/.test(before) ? dueIn(is, rows, index) : undefined
  if (due !== undefined) return { by: 'derived', how: 'so many days after a moment', place: due }
  if (isBound && found.length > 0) return undefined
  const ago = agoIn(is, { rows, index, now })
  if (ago !== undefined) return { by: 'derived', how: 'so many days before', place: ago }
  const isNow =
    time.minuteOfDay === undefined
      ? is(now.getTime()) &&
        (saysNow.test(statement.text) || around.whose.nearest(claim).length === 0)
      : isAbout(is, now) && saysNow.test(statement.text)
  return isNow ? { by: 'asked', how: 'the time of the answer' } : undefined
}

const isDue = /\b(?:due|next|until|expires?|ends?|again|renew\w*|delet\w*|gone|keeps?|kept)\b/i

/** A moment of a row, and as many days later as the row has in another member: `next rotation on 28 May`. */
function dueIn(is: (at: number) => boolean, rows: ReadonlySet<number>, index: ReadIndex) {
  for (const moment of index.moments.slice(0, 400)) {
    if (moment.row === -1 || (rows.size > 0 && !rows.has(moment.row))) continue
    const days = index
      .numbersIn(new Set([moment.row]))
      .filter(({ value }) => Number.isInteger(value) && value > 0 && value < 1100)
    if (days.some(({ value }) => is(moment.at + value * 86_400_000))) return moment
  }
  return undefined
}

interface Ago {
  rows: ReadonlySet<number>
  index: ReadIndex
  now: Date
}

/** `last used 402 days ago`, `AgeDays: 1127` of what is spoken of: a day or a month as well. */
function agoIn(is: (at: number) => boolean, { rows, index, now }: Ago) {
  const isAgo = (days: number) => is(now.getTime() - days * 86_400_000)
  return (
    index.prose.find(
      (one) => rows.has(one.row) && /^d(?:ays?)?$/i.test(one.unitText) && isAgo(one.value),
    ) ??
    index
      .numbersIn(rows)
      .find(({ value, words }) => words.includes('age') && value < 10_000 && isAgo(value))
  )
}

const looks = /\b(?:I|we) (?:see|saw|looked|found|read|count)\b|\bthere (?:were|are|have been)\b/i

/** The first moment of what was read comes within some hours after it. */
function isBegin({ minuteOfDay }: NonNullable<Claim['time']>, { index }: Surroundings): boolean {
  const first = Math.min(...index.moments.map(({ at }) => at))
  const passed = ((((first / 60_000) % 1440) - (minuteOfDay ?? -1) + 1440) % 1440) / 60
  return minuteOfDay !== undefined && minuteOfDay % 30 === 0 && passed < 6
}

const saysNow =
  /\b(?:now|as of|current\w*|today|at present|moment|heute|hoy|checked|looked|until|this)\b/i

const ofMonth = (month: string) => (at: number) => new Date(at).toISOString().startsWith(month)

const isAbout = (is: (at: number) => boolean, now: Date): boolean =>
  [-1, 0, 1].some((minutes) => is(now.getTime() + minutes * 60_000))
