import type { Claim } from './claims.ts'
import type { RowSet } from './groups.ts'
import type { Named } from './mentions.ts'
import { numberMember } from './other-things.ts'
import type { Statement } from './statements.ts'
import { type Surroundings, said } from './surroundings.ts'
import { timesIn } from './times.ts'
import { memberOf } from './verdicts.ts'
import { stem, wordsOf } from './words.ts'

/** Names that are said to be the oldest, largest or smallest of something, and of nothing are. */
export function falseExtremes(
  statements: readonly Statement[],
  around: Surroundings,
  setsFor: (statement: Statement, words?: ReadonlySet<string>) => readonly RowSet[],
): Claim[] {
  const found: Claim[] = []
  const question = around.asking.trim().split('\n').at(-1) ?? ''
  let isAnswered = false
  for (const statement of statements) {
    if (statement.cells !== undefined || statement.isCommand) continue
    const named = around.whose.namedOf(statement)
    const own = extremesIn(statement.text)
    const isOpen = !isAnswered && own.length === 0 && isSingular.test(question)
    if (named.length > 0) isAnswered = true
    for (const extreme of isOpen ? extremesIn(question) : own) {
      const name =
        nameFor(statement, named, isOpen ? undefined : extreme) ??
        (named.length === 0 ? dayFor(statement, extreme, around) : undefined)
      if (name === undefined) continue
      const words = new Set(wordsOf(`${extreme.about} ${isOpen ? question : ''}`).map(stem))
      const noun = /^(?: [a-z-]+){1,3}(?= (?:ones?|is|was|are)\b)/.exec(extreme.about)?.[0] ?? ''
      const own = noun === '' ? [] : setsFor(statement, said(noun)).filter((set) => set.isOfValue)
      const sets = own.length > 0 ? own : setsFor(statement)
      if (isNone(name, { ...extreme, words }, { around, sets, isOnly: own.length > 0 })) {
        const { text, index } = name
        found.push({ kind: 'name', text, statement, index, words: new Set() })
      }
    }
  }
  return found
}

interface Extreme {
  word: string
  index: number
  isMost: boolean
  isTime: boolean
  /** What comes behind it. */
  about: string
}

function extremesIn(text: string): Extreme[] {
  if (/\?.*\?/.test(text)) return []
  return [...text.matchAll(superlative)].flatMap(({ 0: match, index }) => {
    const word = match.toLowerCase()
    const before = /[^;:(.]*$/.exec(text.slice(0, index))?.[0] ?? ''
    const after = /^[^,;:).]*/.exec(text.slice(index))?.[0] ?? ''
    // Names may be made of such words: `orders-db`.
    if (ranks.test(`${before}${after}`.replaceAll(/[\w./]+[-_.][\w./-]+/g, ' '))) return []
    const about = text.slice(index + word.length, index + word.length + 40)
    if (/^-/.test(about)) return []
    return [{ word, index, isMost: !least.test(word), isTime: times.test(word), about }]
  })
}

const superlative =
  /\b(?:oldest|earliest|newest|youngest|latest|most recent(?:ly)?|most expensive|least expensive|cheapest|dearest|busiest|heaviest|quickest|fastest|slowest|largest|biggest|highest|smallest|lowest|fewest|longest|shortest|(?:the )?most(?! of\b)|(?:the )?least(?! of\b))\b(?! (?:likely|common|important|relevant|part|recently)\b)/gi
const times = /old|early|earl|new|young|late|recent/
const least = /oldest|earliest|smallest|lowest|fewest|least|shortest|cheapest|quickest|fastest/
/** Of whatever figure of a thing, where the words name none. */
const ofSize = /biggest|largest|smallest|highest|lowest|cheapest|dearest|expensive|busiest|heaviest/
const ranks =
  /\b(?:second|third|next|among|one of|than|not|top|first \w+|followed by the|except|if|would|at (?:the )?(?:most|least|latest|earliest)|sort\w*|order\w*)\b/i
const isSingular = /^(?:which|what|who|whose|name|tell)\b(?! \w+s (?:are|have))/i

/** `The oldest one is a`, `a is the oldest`, `Oldest: a`, and behind a question `a, with 3 GB`. */
function nameFor(
  { text }: Statement,
  named: readonly Named[],
  own: Extreme | undefined,
): Named | undefined {
  if (own === undefined) {
    const [first] = named
    return first !== undefined &&
      /^(?:it is |it's |that is |that would be |the )?["“]?$/i.test(text.slice(0, first.index)) &&
      named.length < 3
      ? first
      : undefined
  }
  const before = named.findLast(({ index }) => index < own.index)
  const until = before && text.slice(before.index + before.text.length, own.index)
  const isEnd = /^\s*(?:[.;,)]|$)/.test(text.slice(own.index + own.word.length))
  if (
    until !== undefined &&
    isOfIt.test(until) &&
    (isEnd || /[a-z]{2} /.test(until.replaceAll(/\([^()]*\)|the $/g, '')))
  )
    return before
  const behind = named.find(({ index }) => index > own.index)
  const gap = behind && text.slice(own.index, behind.index)
  if (behind === undefined || gap === undefined || gap.length >= 70 || !isTold.test(gap))
    return undefined
  const next = named[named.indexOf(behind) + 1]
  const isList =
    next !== undefined &&
    /^(?:, | and |, and )$/.test(text.slice(behind.index + behind.text.length, next.index))
  return isList ? undefined : behind
}

/** `the smallest that runs at all`. */
const isOfSome = /^[^.;]{0,20}\b(?:that|which|who|among|still|ever|not)\b/i

/** From the name up to the word. */
const isOfIt =
  /^(?: \([^()]*\))?,?(?: (?:is|has|was|with|had|runs|keeps|holds|uses))?(?: by far)? (?:the )?$|^(?:[^,;:.()]|\([^()]*\)){0,60}[,.]? (?:and )?(?:[^,;:.()]{0,30} )?it(?: is|'s|’s) (?:also |still |even )?(?:the )?$/

/** From the word up to the name. */
const isTold =
  /^(?:[\w-]+ ?){1,6}(?: in [a-z]{2}-[a-z]+-\d)?(?:(?: (?:is|was|belongs to|has)| \(|: |, | [–—-] ?)["“]?)(?: ?the )?$|^[^,.;:]{3,60} (?:is|was|belongs to) $|^[\w -]{3,40}(?:: |, | \()$/i

/** `The cheapest day was 10 May`: what was read from then on. */
function dayFor(
  statement: Statement,
  { index: at, isTime }: Extreme,
  { index, now }: Surroundings,
): Named | undefined {
  const [time, ...more] = timesIn(statement.text, now).times.filter((one) => one.index > at)
  if (isTime || time?.day?.length !== 10 || more.length > 0) return undefined
  const gap = statement.text.slice(at, time.index)
  if (!/^(?:[A-Za-z]+ ){1,3}(?:is|was) (?:on )?(?:[A-Z][a-z]+day,? (?:the )?)?$/.test(gap))
    return undefined
  const begins = index.moments.filter(
    ({ at: moment, path, row }) =>
      row !== -1 &&
      !/end$/i.test(path) &&
      new Date(moment).toISOString().startsWith(time.day ?? ''),
  )
  const rows = new Set(begins.map(({ row }) => row))
  return rows.size === 1 ? { text: time.text, index: time.index, rows } : undefined
}

interface Sets {
  around: Surroundings
  sets: readonly RowSet[]
  /** Of these and no others. */
  isOnly: boolean
}

function isNone(
  name: Named,
  { word, isMost, isTime, words, about }: Extreme & { words: ReadonlySet<string> },
  { around, sets, isOnly }: Sets,
): boolean {
  const { index, facts } = around
  const own = facts.thing(name.text) ?? name.rows
  if (own.size === 0 || own.size > 4) return false
  const values = isTime
    ? index.moments.map((one) => ({ row: one.row, value: one.at, key: memberOf(one, index) }))
    : index.numbers.map((one) => ({
        row: one.row,
        value: one.value,
        key: numberMember(one, index),
      }))
  const columns = [...Map.groupBy(values, ({ key }) => key)].filter(([, some]) =>
    some.some(({ row }) => own.has(row)),
  )
  const told = columns.filter(([key]) =>
    wordsOf(/[^.\s]*$/.exec(key)?.[0] ?? '').some(
      (one) => words.has(stem(one)) || alike(words, stem(one)),
    ),
  )
  const meant =
    isTime || (told.length === 0 && ofSize.test(word) && !isOfSome.test(about)) ? columns : told
  if (meant.length === 0) return false
  let isTried = false
  for (const [, some] of meant) {
    if (new Set(some.map(({ row }) => row)).size < 2) continue
    const of = (rows: ReadonlySet<number> | undefined) =>
      some.filter(({ row }) => rows === undefined || rows.has(row))
    const all = sets.map(({ rows }) => rows)
    for (const set of isOnly ? all : [undefined, ...all]) {
      const all = of(set)
      const its = all.filter(({ row }) => own.has(row)).map(({ value }) => value)
      if (its.length === 0 || all.length < 2) continue
      isTried = true
      const best = all.reduce(
        (most, { value }) => (isMost ? Math.max(most, value) : Math.min(most, value)),
        isMost ? -Infinity : Infinity,
      )
      if (its.includes(best) && (set === undefined || all.some(({ row }) => !own.has(row))))
        return false
    }
  }
  return isTried
}

/** `large` and `big` speak of sizes. */
const alike = (words: ReadonlySet<string>, word: string): boolean =>
  (word === 'size' &&
    ['disk', 'volume', 'snapshot', 'storage', 'memory', 'gib', 'gb'].some((one) =>
      words.has(one),
    )) ||
  (word === 'byte' && ['log', 'group', 'store', 'data'].some((one) => words.has(one))) ||
  (word === 'storage' && ['database', 'disk', 'db'].some((one) => words.has(one)))
