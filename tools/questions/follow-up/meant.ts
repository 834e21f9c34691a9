import type { SentCall } from '../../tool.ts'
import { inEnglish } from '../languages/gloss.ts'
import { readPlan } from '../plan.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { takeNames } from '../words/names.ts'
import { Text } from '../words/text.ts'
import type { Row, Shown } from './shown.ts'

/** The thing that `it` means: the only one shown, or the one that was asked about. */
export function focusOf(
  { rows, question, call, lately, said = '' }: Shown,
  now: Date,
): Row | undefined {
  const [first, second] = distinct(rows)
  const balancer = behindOne.exec(question)?.[1]
  if (balancer !== undefined) return { name: balancer, noun: 'load balancer' }
  const spoken = lately === undefined ? undefined : rows.find((row) => isSpokenOf(row, lately))
  if (spoken !== undefined) return spoken
  // “Which one is worst?” was answered with the first.
  if (lately !== undefined && first !== undefined && asksFirst.test(lately)) return first
  const single = singledOut({ rows, call, said })
  if (single !== undefined) return single
  const { names, ids, kinds } = readPlan(inEnglish(question), now)
  const about = aboutOf(call)
  if (about !== undefined && names.length + ids.length === 0) return about
  const name = names[0] ?? ids[0]
  const isRecipe = call?.operation.startsWith('recipe:') === true
  // Which alarms watch a thing is told of that thing.
  const isOnly = first !== undefined && second === undefined && !alarmsOnIt.test(question)
  // What a recipe shows of one thing are its errors, its changes, its figures.
  const isPart = name !== undefined && wholeOf(first?.noun) !== first?.noun
  const isTold = isPart || (isRecipe && name !== undefined)
  if (isOnly && !aboutMoney.test(call?.operation ?? '') && !isTold) return first
  if (name === undefined) return undefined
  const row = rows.find((one) => one.name === name)
  // `the volumes of instance search-1`: what stands beside the name is what it is of.
  const at = question.indexOf(name)
  const beside = kinds.find(({ at: from, said }) => at - (from + said.length) === 1)?.kind.noun
  const noun =
    call?.operation === 'recipe:service_errors' ? 'service' : wholeOf(beside ?? row?.noun)
  if (alarmsOnIt.test(question)) return { name, noun: beside ?? '' }
  // The rows of what is wrong elsewhere do not say what it is.
  const ofRows = call?.operation === 'recipe:overview' ? undefined : first?.noun
  return { name, noun: noun ?? kinds[0]?.kind.noun ?? wholeOf(ofRows) ?? '' }
}

/** The one of which a recipe says first that it is so: “1 bucket of 10 is public: assets”, whatever it shows beside it. */
function singledOut({ rows, call, said = '' }: Pick<Shown, 'rows' | 'call' | 'said'>) {
  if (call?.operation.startsWith('recipe:') !== true || !/^\**(?:1|one) [a-z]/i.test(said))
    return undefined
  for (const sentence of said.split(/(?<=[.:;])\s/).slice(0, 3)) {
    const named = distinct(rows).filter(
      ({ name, noun }) =>
        kindsSaid(noun).length > 0 &&
        new RegExp(`(?<![\\w./-])${RegExp.escape(name)}(?![\\w/-])`).test(sentence),
    )
    if (named.length > 0) return named.length === 1 ? named[0] : undefined
  }
  return undefined
}

/** What was asked what it holds is no such part itself. */
const wholeOf = (noun: string | undefined) =>
  noun?.replace(/^(stack|pipeline) (?:resource|event|stage|execution)$/, '$1')

/** Rows that tell of one thing, as of the two days that matter for a cluster, are of that one. */
const distinct = (rows: readonly Row[]): Row[] =>
  rows.filter(
    (row, at) =>
      at ===
      rows.findIndex(
        (other) =>
          other.name === row.name &&
          other.noun === row.noun &&
          ['Region', 'Cluster', 'Kind'].every(
            (member) => other.members?.[member] === row.members?.[member],
          ),
      ),
  )

const alarmsOnIt = /\b(?:by the alarms|anything alert) on (?=[^?]*\w)/i

/** What is behind a load balancer was asked of that. */
const behindOne = /^which services are behind load balancer ["']?([\w.-]+)/i

/** Which of the rows that were put in order stands first. */
const asksFirst =
  /\b(?:worst|most (?:urgent|important|severe|critical|serious|pressing)|which (?:one |of them )?(?:is|are|comes?|goes|expires?|breaks?|ends?|runs out) (?:the |up )?(?:first|next|soonest|earliest|nearest))\b/i

/** What the connections that were shown are of. */
function aboutOf(call: SentCall | undefined): Row | undefined {
  const { name } = call?.parameters ?? {}
  if (call?.operation !== 'recipe:connections' || typeof name !== 'string') return undefined
  const [kind] = kindsSaid(name).filter(({ at }) => at === 0)
  return kind === undefined
    ? undefined
    : { name: name.slice(kind.length).trim(), noun: kind.kind.noun }
}

/** A word of its name, where what was asked last had it. */
const isSpokenOf = ({ name }: Row, text: string) =>
  name
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .some((word) => word.length > 3 && new RegExp(`\\b${word}\\b`, 'i').test(text))

/** What was measured rather than found. */
export const isMeasured = ({ operation }: SentCall): boolean =>
  /^recipe:(?:metrics|database_load)$/.test(operation)

export const aboutMoney = /^recipe:(?:cost|spend_by_service)$/

export const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

const ordinal = new RegExp(
  `(?<!\\w)(?:(?:on|about|of) )?(?:the )?(?:(${ordinals.join('|')}|last)(?: (?:one|item|row|entry|result|thing|alarm|instance|service|queue|bucket|database|user|volume|table|stack|function|role))?(?: of (?:them|those|these))?|(\\d{1,2})(?:st|nd|rd|th)(?: one)?|(?:number|no\\.?|row|#) ?(\\d{1,2}))(?=$|[ ?.!,:;'])(?! \\d| (?:hours?|days?|weeks?|months?|years?|minutes?|night|time|\\w+day)\\b)`,
  'i',
)

/** `the second alarm`, of rows of several kinds, is the second of those that are alarms. */
function ofKindSaid(phrase: string, rows: readonly Row[]): readonly Row[] {
  const noun = kindsSaid(phrase)[0]?.kind.noun
  const own = rows.filter((row) => row.noun === noun)
  return own.length === 0 ? rows : own
}

/** `the second one` is the second row that was shown. */
export function withRow(text: string, { rows: all }: Shown): { named: string; row?: Row } {
  const found = ordinal.exec(text)
  const rows = ofKindSaid(found?.[0] ?? '', all)
  if (rows.length === 0) return { named: text }
  if (found === null) return withNamedOne(text, rows)
  const [phrase, word, digits, number] = found
  if (word === undefined && digits === undefined && number === undefined) return { named: text }
  if (/^(?:first|last)$/i.test(phrase.trim())) return { named: text }
  const at =
    word === undefined
      ? Number(digits ?? number) - 1
      : /last/i.test(word)
        ? rows.length - 1
        : ordinals.indexOf(word.toLowerCase())
  const row = rows[at]
  if (row === undefined) return { named: text }
  const lead = /^(?:on|about|of) /i.exec(phrase)?.[0] ?? ''
  return { named: asked(text.replace(phrase, `${lead}${called(row)}`), row), row }
}

/** `the 5xx one` is the only row with that word in its name. */
function withNamedOne(text: string, rows: readonly Row[]): { named: string; row?: Row } {
  const [named, name = ''] =
    /\bthe (?:one|[a-z]+) (?:called|named) ["']?([\w./@-]*\w)["']?/i.exec(text) ?? []
  const own = rows.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (named !== undefined && own !== undefined)
    return { named: asked(text.replace(named, called(own)), own), row: own }
  const [phrase, word = ''] = /\b(?:the|that) ([\w-]{2,}) one\b/i.exec(text) ?? []
  const exact = rows.filter(({ name }) => name.toLowerCase() === word.toLowerCase())
  const [row, ...others] =
    exact.length > 0 ? exact : rows.filter(({ name }) => wordsOf(name).includes(word.toLowerCase()))
  if (phrase === undefined || row === undefined || others.length > 0) return { named: text }
  return { named: text.replace(phrase, called(row)), row }
}

const wordsOf = (name: string) =>
  [name, ...name.split(/[^a-z\d]+/i)].map((one) => one.toLowerCase())

/** `the second one, is it versioned?` asks of the one that was named before. */
function asked(text: string, row: Row): string {
  const [, verb, rest] =
    /^.{0,120}?[,:] ?((?:when |since when |how long |why |where )?(?:is|was|does|has|did|can|will)) (?:it|that|this) (.+)$/i.exec(
      text,
    ) ?? []
  if (verb !== undefined) return `${verb} ${called(row)} ${rest}`
  // `the second one, what triggers it?`
  const [, then = ''] =
    /^.{0,120}?[,:;–-] *((?:and )?(?:who|what|which|when|where|why|how|does|is|has)\b.*\b(?:it|its|that|this)\b.*)$/i.exec(
      text,
    ) ?? []
  return then === '' ? text : withPronouns(then, row)
}

/** `that user`, of rows that all are of one user. */
export function withOwners(text: string, rows: readonly Row[]): string {
  return text.replace(/\b(?:that|this|the same) ([a-z]+)\b/i, (said, noun: string) => {
    const pattern = new RegExp(`^${noun}(?:name)?$`, 'i')
    const values = rows.map(
      ({ members = {} }) => Object.entries(members).find(([name]) => pattern.test(name))?.[1],
    )
    const [value, ...others] = [...new Set(values)]
    return value === undefined || others.length > 0 ? said : called({ noun, name: value })
  })
}

/** `is it encrypted?`, `its logs`, `who owns that one?`, of the thing that is meant. */
export function withPronouns(text: string, row: Row): string {
  const whole = called(row)
  if (there.test(text)) return text.replace(there, `$1 ${whole}`)
  if (sentThere.test(text)) return text.replace(sentThere, `$1 to ${whole}`)
  if (its.test(text)) return text.replace(its, `the $1 of ${whole}`)
  if (row.noun === 'queue' && sourceQueue.test(text)) return text.replace(sourceQueue, whole)
  const [, before, noun] =
    /\b(before|than|after|since|until) that\b|\b(?:that|this) (\w+)\b/i.exec(text) ?? []
  if (before !== undefined) return text
  if (noun !== undefined && row.noun.toLowerCase().endsWith(noun.toLowerCase()))
    return text.replace(new RegExp(`\\b(?:that|this) ${noun}\\b`, 'i'), whole)
  const [kind] = kindsSaid(text).filter(({ at }) => /\b(?:that|this) $/i.test(text.slice(0, at)))
  if (kind !== undefined && kind.kind.noun === row.noun)
    return `${text.slice(0, kind.at).replace(/\b(?:that|this) $/i, '')}${whole}${text.slice(kind.at + kind.length)}`
  return text.replace(
    /(?<=\b(?:is|was|does|did) )(?:that|this)(?= (?:in|on|from|of|behind|attached|for|belong)\b)|\b(?:it|that one|this one|the same one)\b(?!')|\b(?:that|this)(?=[?.!]*$)/i,
    whole,
  )
}

/** `who is in there?`, `what certificate is on there?` */
const there = /\b(in|on|behind|from|inside|within) there(?=\W*$| (?:is|are|has|have|does|do)\b)/i

const sourceQueue = /\b(?:that|this|the|its) source queue\b/i

/** `which queue sends its failures there?` */
const sentThere =
  /\b((?:sends?|goes|go|puts?|moves?|drops?|points?|leads?|routes?|writes?|lands?|forwards?|publish(?:es)?|delivers?)\b(?: (?!there\b)[\w-]+){0,4}) (?:in |into |to |over )?there(?=\W*$)/i

/** `its logs`, and of `where do its failures go?` the failures. */
const its =
  /\bits (\w[\w -]*?)(?= (?:goe?s?|ends? up|land|lands|come|comes|get|gets|run|runs|live|lives|point|points)(?: [a-z]+)?\W*$|[?.!,;]|$)/i

/** `instance web-1`, as a question names it. */
export const called = ({ noun, name }: Row): string =>
  // A group called machines is none of them.
  noun === 'group' && kindsSaid(name).some(({ length }) => length === name.length)
    ? `${noun} "${name}"`
    : `${noun} ${quoted(name)}`.trim()

/** With quotes where it has not the form of a name: `legacy-reporting` might be two words. */
export const quoted = (name: string) => (isPlain(name) ? name : `"${name}"`)

/** With quotes wherever it is not read as a name by itself: among others in a row, `payments` might be a word. */
export const strictly = (name: string) => {
  const { names, ids } = takeNames(new Text(name))
  // Of `rds!db-…` a part alone would be read.
  return [...names, ...ids].includes(name) ? name : `"${name.replaceAll('"', '')}"`
}

const isPlain = (name: string) => {
  if (!/[\s:!-]/.test(name)) return true
  const { names, ids } = takeNames(new Text(name))
  return [...names, ...ids].includes(name)
}
