import { type Claim, claimOf } from './claims.ts'
import type { Fact } from './facts.ts'
import { stands } from './hold-names.ts'
import { isOrdinaryShown } from './ordinary.ts'
import type { Statement } from './statements.ts'
import { fewRowsOf, type Surroundings } from './surroundings.ts'
import { isSingle, meets } from './verdicts.ts'
import { stem, wordsOf } from './words.ts'

/**
 * `2 tables have point-in-time recovery enabled: a, b`: of what leads to a list the words are held against
 * the values of those listed. Who has another value than the others is none of them, nor who is nowhere.
 */
export function* listedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const [at, statement] of statements.entries()) {
    if (statement.cells !== undefined || statement.isCommand) continue
    const list = listIn(statement) ?? listBelow(statements, at)
    if (list === undefined) continue
    const members = list.parts.map((part) => ({ ...part, rows: fewRowsOf(part.text, around) }))
    const known = members.filter(({ rows }) => rows.size > 0)
    for (const one of members) {
      if (one.rows.size > 0 || known.length < 2 || !isStrange(one.text, around)) continue
      if (list.isInline) yield claimOf(one.statement, one.text, one.index, 'name')
    }
    for (const { fact, values, isAtEnd } of conditionsIn(list.lead, around)) {
      const judged = known.flatMap((one) => {
        if (!meets(fact.rows, one.rows)) return []
        const has = values.some((value) => meets(fact.groups.get(value), one.rows))
        return [{ one, has }]
      })
      const others = judged.filter(({ has }) => !has)
      const isTold = others.length < judged.length || (isAtEnd && judged.length === 1)
      if (isTold) for (const { one } of others) yield claimOf(one.statement, one.text, one.index)
    }
  }
}

interface Part {
  text: string
  index: number
  statement: Statement
}

interface Listed {
  lead: string
  parts: readonly Part[]
  isInline: boolean
}

/** Names and nothing else behind a colon: each may have a bracket, or say whose it is. */
function listIn(statement: Statement): Listed | undefined {
  const { text } = statement
  const colon = text.lastIndexOf(': ')
  if (colon < 8) return undefined
  const parts: Part[] = []
  let index = colon + 2
  for (const written of text.slice(index).split(/(, and |, | and )/)) {
    if (!/^(?:, and |, | and )$/.test(written)) {
      const name = /^["“]?([^\s(),:;“”"]+?)["”]?(?: of [\w.@-]+)?(?: \([^()]*\))?\.?$/.exec(
        written,
      )?.[1]
      if (name === undefined) return undefined
      parts.push({ text: name, index: index + written.indexOf(name), statement })
    }
    index += written.length
  }
  return { lead: text.slice(0, colon), parts, isInline: true }
}

/** What the items below a colon begin with. */
function listBelow(statements: readonly Statement[], at: number): Listed | undefined {
  const lead = statements[at]
  if (lead === undefined || lead.isItem || !/:$/.test(lead.text.trim())) return undefined
  const parts: Part[] = []
  for (const statement of statements.slice(at + 1)) {
    if (!statement.isItem || statement.cells !== undefined || statement.block > lead.block + 1)
      break
    const text = /^["“]?([^\s(),:;“”"]+)["”]?(?=$|,|:| \(| [-–—] | of )/.exec(statement.text)?.[1]
    if (text === undefined) return undefined
    parts.push({ text, index: statement.text.indexOf(text), statement })
  }
  return parts.length > 0 ? { lead: lead.text, parts, isInline: false } : undefined
}

const isStrange = (text: string, { index, question }: Surroundings): boolean =>
  /^[a-z][a-z\d._-]{3,}$/.test(text) &&
  !isOrdinaryShown(text) &&
  index.placesOf(text).length === 0 &&
  !stands(question, text)

interface Condition {
  fact: Fact
  values: readonly string[]
  /** `… is still pending:`, and nothing else is said. */
  isAtEnd: boolean
}

/** Members that the words of a lead name, with the values that they say. */
function conditionsIn(lead: string, { facts, index }: Surroundings): Condition[] {
  if (/\b(?:or|but|except|other|others|either|mostly|rest|unlike)\b/i.test(lead)) return []
  const bare = lead.replaceAll(/[\w./@]+[-_./@][\w./@-]+/g, (name) =>
    index.placesOf(name).length > 0 ? '#' : name,
  )
  const words = wordsOf(bare)
  const told: Told = { words, stems: words.map(stem) }
  return facts.all.flatMap((fact) => {
    if (!isSingleOrText(fact)) return []
    const values = valuesSaid(fact, told)
    if (values.length === 0) return []
    const last = words.at(-1) ?? ''
    const isAtEnd =
      /\b(?:is|are)(?: (?:still|now|currently|also))? [a-z]+$/.test(lead) &&
      values.some((value) => isSaidBy(value, last, stem(last)))
    return [{ fact, values, isAtEnd }]
  })
}

interface Told {
  words: readonly string[]
  stems: readonly string[]
}

const isSingleOrText = (fact: Fact): boolean =>
  fact.groups.size > 1 && fact.groups.size <= 40 && isSingle(fact)

function valuesSaid(fact: Fact, { words, stems }: Told): string[] {
  const isNot = (at: number) => words.slice(Math.max(0, at - 4), at).some((one) => denials.has(one))
  if ([...fact.groups.keys()].every((value) => truths.has(value))) {
    const named = fact.words.filter((word) => !ofTruth.has(word))
    const at = stems.findIndex((_, from) => named.every((word, nth) => stems[from + nth] === word))
    if (named.length < 2 || at === -1 || isNot(at)) return []
    return [...fact.groups.keys()].filter((value) => /^(?:yes|true|enabled|on)$/.test(value))
  }
  return [...fact.groups.keys()].filter((value) => {
    if (!/^[a-z_]{4,}$/.test(value)) return false
    const at = words.findIndex((word, nth) => isSaidBy(value, word, stems[nth] ?? ''))
    return at !== -1 && !isNot(at)
  })
}

/** `pending` of PendingConfirmation. */
const isSaidBy = (value: string, word: string, stemmed: string): boolean =>
  value === word || (stemmed.length > 3 && stem(value) === stemmed) || isBegin(value, word)

const isBegin = (value: string, word: string): boolean =>
  word.length > 6 && value.length > word.length + 3 && value.startsWith(word)

const denials = new Set(['no', 'not', 'never', 'without', 'neither', 'nobody', 'non', 'less'])
const truths = new Set('yes no true false enabled disabled on off'.split(' '))
const ofTruth = new Set(['status', 'enabl', 'is', 'has'])
