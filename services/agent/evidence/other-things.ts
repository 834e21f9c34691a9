import type { Claim } from './claims.ts'
import { conversions } from './hold-numbers.ts'
import { hasUnit, isIn, mayBeIn } from './member-units.ts'
import type { WrittenNumber } from './numbers.ts'
import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { relationOf } from './relations.ts'
import { type Surroundings, shareWord } from './surroundings.ts'
import { isOfOtherTime } from './time-members.ts'
import { isMoment } from './times.ts'
import { memberOf, ofText, type Thing, type Verdict } from './verdicts.ts'
import { stem } from './words.ts'

/** What it is said of has something else there, and another thing has that. */
export function isOfAnotherThing(claim: Claim, around: Surroundings): boolean {
  if (claim.kind === 'count') return isOfOtherCount(claim, around)
  if (!judged.has(claim.kind) || isAge(claim, around)) return false
  if (claim.kind === 'time' && ofPerson.test(claim.statement.text))
    return isOfAnotherPerson(claim, around)
  if (isOfWhat(claim)) return false
  if (claim.kind === 'name' && (isSubject(claim) || isOwner(claim))) return false
  if (isIntroduced(claim)) return false
  if (isToldWith(claim, around)) return false
  return around.whose.isOther(claim, (thing) => verdictOf(claim, thing, around))
}

/** A tool's own sentence, of no row, tells it of something that this sentence names. */
function isToldWith({ number, statement }: Claim, { index, whose }: Surroundings): boolean {
  if (number === undefined) return false
  const told = index.prose.filter(
    ({ row, unit, value }) =>
      row === -1 && unit === number.unit && Math.abs(value - number.value) <= number.slack,
  )
  if (told.length === 0) return false
  const names = whose.namedOf(statement).map(({ text }) => text.toLowerCase())
  return told.some(({ said, index: at }) => {
    const end = said.indexOf('. ', at)
    const sentence = said.slice(said.lastIndexOf('. ', at) + 1, end === -1 ? undefined : end)
    // What stands in brackets is told of the name before them.
    const before = sentence.slice(0, at - said.lastIndexOf('. ', at) - 1)
    const of = /([^\s()]+) \([^()]*$/.exec(before)?.[1]
    return names.some((name) => (of === undefined ? sentence.includes(name) : of.includes(name)))
  })
}

/** `clicks (12 shards)`: a thing has one member that the word behind the number names, and another number in it. */
function isOfOtherCount(
  { statement, index: at, text, number }: Claim,
  around: Surroundings,
): boolean {
  const { index, whose } = around
  const after = statement.text.slice(at + text.length)
  const noun = /^ ([a-z]{4,})(?:$|[.,;:)]| and\b| in\b| with\b)/.exec(after)?.[1]
  if (number === undefined || noun === undefined || at < 0) return false
  if (/\bof (?:the |its )?$/.test(statement.text.slice(0, at))) return false
  if (/\b(?:total|altogether|in all|together|overall)\b/i.test(statement.text.slice(0, at)))
    return false
  const word = stem(noun)
  return whose.isOther({ statement, index: at, text }, ({ own }) => {
    const its = index
      .numbersIn(own)
      .filter(
        ({ words }) =>
          words.includes(word) && words.every((one) => one === word || ofCount.has(one)),
      )
    if (its.length === 0 || new Set(its.map(({ value }) => value)).size > 1) return 'lacks'
    return its.some(({ value }) => Math.abs(value - number.value) <= number.slack) ? 'has' : 'other'
  })
}

const ofCount = new Set(['count', 'number', 'num', 'of', 'size', 'total'])

/** `two days ago`: no member tells it. */
function isAge(claim: Claim, { whose, index }: Surroundings): boolean {
  const { number, statement } = claim
  if (number?.unit !== 'span') return false
  const after = statement.text.slice(number.index + number.text.length)
  if (!/^ (?:ago|old|older|later|earlier|before|after|apart)\b/.test(after)) return false
  // `one day old at most`.
  if (/^(?: old)?,? at (?:most|least)\b/.test(after)) return true
  return !whose
    .nearest(claim)
    .every(({ own }) => isToldInDays(own, index) && !index.moments.some(({ row }) => own.has(row)))
}

/** `AgeDays`: then it is no longer worked out from a moment. */
const isToldInDays = (rows: ReadonlySet<number>, index: ReadIndex): boolean =>
  index.numbersIn(rows).some(({ words }) => words.includes('age'))

/** `That queue receives what failed 3 times in a, and keeps it for 14 days`: of it or of what it receives. */
const isOfWhat = ({ statement: { text }, index: at }: Claim): boolean =>
  /^(?:that|this|it|these|those)\b[^,;:.]*\bwhat [a-z]+\b/i.test(text.slice(0, Math.max(0, at)))

/** It begins a clause, and is what that is about. */
const isSubject = ({ statement: { text }, index: at, text: name }: Claim): boolean =>
  /^[a-z]\D*$/.test(name) &&
  (/\b(?:[a-z]{4,}|the one) of (?:the )?["“]?$/.test(text.slice(0, at)) ||
    (/(?:[;,] |\b(?:and|or|but|while|then) )(?:the )?["“]?$/.test(text.slice(0, at)) &&
      !/^["”]?(?:[.;]|$)/.test(text.slice(at + name.length)))) &&
  !/^["”]?\)/.test(text.slice(at + name.length))

/** `a ($12.50) and the unused address 198.51.100.77`: with its kind before it, a thing of its own. */
const isIntroduced = ({ kind, statement: { text }, index: at }: Claim): boolean =>
  (kind === 'id' || kind === 'address' || kind === 'arn') &&
  /(?:[;,] |\b(?:and|or|plus|but) )(?:the|an?|one|your) (?:[A-Za-z-]+ ){0,2}(?:IP|address|volume|instance|snapshot|image|key|group|subnet|gateway) ["“(]?$/i.test(
    text.slice(0, Math.max(0, at)),
  )

/** `only s.kim's and vdi-test carry one`. */
const isOwner = ({ statement: { text }, index: at, text: name }: Claim): boolean =>
  /^['’]s (?:and|or) /.test(text.slice(at + name.length))

const ofPerson = /\b(?:he|she)\b/i
const judged = new Set([
  'id',
  'arn',
  'name',
  'address',
  'value',
  'region',
  'money',
  'time',
  'number',
  'percentage',
])

/** Whether a thing has what a claim says. */
export function verdictOf(claim: Claim, thing: Thing, around: Surroundings): Verdict {
  switch (claim.kind) {
    case 'money':
      return saysAll.test(claim.statement.text) ? 'lacks' : ofText(claim.text, thing, around)
    case 'region':
      if (/\d[a-z]$/.test(claim.text)) return ofText(claim.text, thing, around)
      return isBesideRegion(claim) ? 'lacks' : ofRegion(claim.text, thing, around)
    case 'time':
      return ofTime(claim, thing, around)
    case 'percentage':
      return isOfOne(claim) ? ofNumber(claim, thing, around) : 'lacks'
    case 'number': {
      const verdict = ofNumber(claim, thing, around)
      const isVersion = claim.number?.unit === 'none' && !Number.isInteger(claim.number.value)
      return verdict === 'lacks' && isVersion ? ofText(claim.text, thing, around) : verdict
    }
    default: {
      if (isBeside(claim, thing, around)) return 'lacks'
      if (isAside(claim) && isOtherName(claim, thing, around)) return 'other'
      const verdict = ofText(claim.text, thing, around)
      if (verdict !== 'lacks') return verdict
      const related = relationOf(claim, thing, around)
      return related === 'lacks' ? ofThing(claim, thing, around) : related
    }
  }
}

/** A figure that was measured, and no share or change of two. */
const isOfOne = ({ number, statement: { text } }: Claim): boolean =>
  number !== undefined &&
  !Number.isInteger(number.value) &&
  !/\b(?:share|of (?:the|it|all|them|your|which)|makes?|accounts?|more|less|up|down|rose|fell|grew|by|increase|decrease|change|growth|together|difference|points?)\b/i.test(
    text,
  )

/** `a (key id 686a7cff…)`. */
const isAside = ({ kind, statement: { text }, index: at }: Claim): boolean =>
  (kind === 'id' ||
    kind === 'arn' ||
    (kind === 'name' && /,? id ["“]?$/i.test(text.slice(0, at)))) &&
  /(?:\((?:(?:[a-z]+ ){0,2}(?:id|arn|key):? ?)?|, (?:id|ARN) |^[^\s:(]{3,60}["”]?: )["“]?$/i.test(
    text.slice(0, Math.max(0, at)),
  )

/** An id or a name that another row of its kind has in a member that says what that is called. */
const isOtherName = ({ text }: Claim, { own }: Thing, { facts, index }: Surroundings) => {
  if ([...own].some((row) => index.hasText(row, text))) return false
  return facts
    .with(text)
    .some(({ isName, rows }) => isName && [...own].some((row) => rows.has(row)))
}

/** `in us-east-1 and eu-west-1`: what was looked at. */
const isBesideRegion = ({ statement: { text }, index: at, text: name }: Claim): boolean =>
  /[a-z]-\d(?:,| and|, and| or) $/.test(text.slice(0, at)) ||
  /^(?:,| and|, and| or) (?:[a-z]{2}-[a-z]+-\d|\d+ more)/.test(text.slice(at + name.length))

/** Both are values of one member: who did it, and who did something else. */
const isBeside = ({ text }: Claim, { names = [] }: Thing, { facts }: Surroundings): boolean =>
  facts
    .with(text)
    .some(
      ({ groups, isName, words }) =>
        !isName && !words.includes('value') && names.some((name) => groups.has(name)),
    )

function ofRegion(name: string, { own }: Thing, { index }: Surroundings): Verdict {
  const regions = [...own].flatMap((row) => [...index.regionsOf(row)])
  if (regions.length === 0) return 'lacks'
  return regions.some((one) => name.startsWith(one)) ? 'has' : 'other'
}

/** `reachable from a`, `attached to a`: it refers to others of that kind, and not to that one. */
function ofThing(
  { text, index: at, statement }: Claim,
  { own }: Thing,
  { index, facts }: Surroundings,
): Verdict {
  const thing = facts.thing(text)
  const isRelated =
    /\b(?:from|attached to|belongs to|uses|behind|via|through|inside)(?: the)? ["“]?$/.test(
      statement.text.slice(0, at),
    )
  if (thing === undefined || !isRelated) return 'lacks'
  const kinds = new Set([...thing].map((row) => index.rows[row]?.kind))
  const referred = [...own]
    .flatMap((row) => index.linksOf(row))
    .flatMap((link) => [...(facts.thing(link) ?? [])])
    .filter((row) => !own.has(row) && kinds.has(index.rows[row]?.kind))
  if (referred.length === 0) return 'lacks'
  return referred.some((row) => thing.has(row)) ? 'has' : 'other'
}

/** A moment that another has in the same member. */
function ofTime(claim: Claim, { own, linked }: Thing, { index }: Surroundings): Verdict {
  const { time } = claim
  if (time === undefined) return 'lacks'
  const month = time.day?.length === 7 ? time.day : undefined
  const moments = index.moments.filter(({ at }) =>
    month === undefined ? isMoment(time, at) : new Date(at).toISOString().startsWith(month),
  )
  if (isOfOtherTime(claim, { own, is: (at) => moments.some((one) => one.at === at), index }))
    return 'other'
  if (moments.some(({ row }) => linked.has(row))) return 'has'
  const rows = moments.filter(({ row }) => row !== -1)
  const members = new Set(rows.map((one) => memberOf(one, index)))
  if (members.size === 0) return 'lacks'
  return index.moments.some((one) => own.has(one.row) && members.has(memberOf(one, index)))
    ? 'other'
    : 'lacks'
}

/** `At 13:42 he …`: it is a time of what somebody else did. */
function isOfAnotherPerson(
  { statement, index: at, time }: Claim,
  { index, whose, statements }: Surroundings,
): boolean {
  if (time === undefined) return false
  const person = statements
    .slice(0, statements.indexOf(statement))
    .filter(({ block }) => block >= statement.block - 1)
    .flatMap((one) => whose.namedOf(one))
    .findLast(({ text }) => /^[a-z]+\.[a-z]+$/.test(text))
  if (person === undefined || at < 0) return false
  const moments = index.moments.filter(({ at: moment }) => isMoment(time, moment))
  if (moments.length === 0 || moments.some(({ row }) => person.rows.has(row))) return false
  const members = new Set(moments.map((one) => memberOf(one, index)))
  return index.moments.some((one) => person.rows.has(one.row) && members.has(memberOf(one, index)))
}

/** In a member that the words beside it name, or in a unit: the same number of another row. */
function ofNumber(claim: Claim, { own, linked }: Thing, around: Surroundings): Verdict {
  const { number, statement } = claim
  if (number === undefined || saysAll.test(statement.text)) return 'lacks'
  const { index } = around
  const named = around.wordsOf(statement)
  const others = new Set<string>()
  const its: NumberRead[] = []
  for (const factor of conversions(number, statement.text)) {
    for (const one of index.numbersNear(number.value * factor, number.slack * factor)) {
      if (!mayBeIn(number, factor, one.words)) continue
      if (linked.has(one.row)) its.push(one)
      else if (isTelling(number) || shareWord(one.words, named))
        others.add(numberMember(one, index))
    }
  }
  const words = index
    .numbersIn(own)
    .some((one) => isIn(number.unit, one.words) && shareWord(one.words, named))
    ? named
    : around.questionWords
  const isOther = index.numbersIn(own).some((one) => others.has(numberMember(one, index)))
  if (its.length > 0) {
    const isWeak = its.every(
      (one) =>
        !hasUnit(one.words) &&
        !isLabelled(one, index) &&
        !shareWord(one.words, named) &&
        !others.has(numberMember(one, index)),
    )
    if (isWeak && isOther && number.unit !== 'none') return 'other'
    return isOfOtherName(its, { number, own, named: words, index }) ? 'other' : 'has'
  }
  const told = index.prose.some(
    ({ row, value, unit }) => linked.has(row) && value === number.value && unit === number.unit,
  )
  if (told) return 'has'
  return isOther ? 'other' : 'lacks'
}

/** `web Duration p99`: what it is stands in a text beside it. */
const isLabelled = ({ row }: NumberRead, index: ReadIndex): boolean =>
  index.textsOf(row).some(({ path }) => path.endsWith('.Label'))

const isTelling = ({ unit, value }: WrittenNumber): boolean =>
  unit !== 'none' || value >= 100 || !Number.isInteger(value)

export const numberMember = ({ row, column }: NumberRead, index: ReadIndex): string =>
  `${index.rows[row]?.kind} ${column.slice(column.indexOf(' '))}`

interface Own {
  number: WrittenNumber
  own: ReadonlySet<number>
  named: ReadonlySet<string>
  index: ReadIndex
}

/** The sentence names a member of its in such a unit (`memory`), and the number is of another (`EphemeralStorage`). */
function isOfOtherName(its: readonly NumberRead[], { number, own, named, index }: Own): boolean {
  if (number.unit !== 'bytes' && number.unit !== 'span') return false
  if (its.some((one) => isLabelled(one, index))) return false
  const score = ({ words }: NumberRead) =>
    words.filter((word) => named.has(word) && !dull.has(word)).length
  const most = Math.max(...its.map(score))
  return index.numbersIn(own).some((one) => isIn(number.unit, one.words) && score(one) > most)
}

/** Of many members, and of what is spoken of at large. */
const dull = new Set(['size', 'period', 'time', 'day', 'second', 'in', 'volume', 'instance'])

const saysAll =
  /\b(?:total|all|together|altogether|sum|overall|combined|average|mean|difference|more|less|fewer|times (?:the|as|more))\b/i
