import { type Claim, claimOf } from './claims.ts'
import type { Fact } from './facts.ts'
import { stands } from './hold-names.ts'
import { type Statement, statementsOf } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { commonEnds, keyOf, stem, wordsOf } from './words.ts'

/** What an answer repeats in a tool's own form: its sentences, its records, and what it says of all rows. */
export function* sameWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  const sentences = new Sentences(around)
  for (const statement of statements) {
    if (statement.isCommand || statement.cells !== undefined) continue
    yield* ofSentence(statement, sentences, around)
    yield* ofAll(statement, around)
    yield* ofTag(statement, around)
    yield* ofRecord(statement, statements, around)
  }
}

/** What tools wrote in sentences, each line by itself, by how it begins and how it ends. */
class Sentences {
  readonly #by = new Map<string, string[][]>()
  readonly #seen = new Set<string>()
  /** What was asked for, without the words of the question. */
  readonly asked: string

  constructor({ results }: Pick<Surroundings, 'results'>) {
    const calls = results.map(({ result }) => Object(result).call as unknown)
    this.asked = JSON.stringify(calls).toLowerCase()
    let left = 40_000
    for (const { result } of results)
      for (const text of summariesOf(result)) {
        left -= text.length
        if (left < 0) return
        for (const { text: sentence } of statementsOf(text)) this.#add(sentence)
      }
  }

  has(words: readonly string[]): boolean {
    return this.#seen.has(words.join(' '))
  }

  near(words: readonly string[]): readonly (readonly string[])[] {
    return [...(this.#by.get(headOf(words)) ?? []), ...(this.#by.get(tailOf(words)) ?? [])]
  }

  #add(sentence: string): void {
    const words = sentence.split(' ')
    if (words.length < 4 || this.has(words)) return
    this.#seen.add(words.join(' '))
    for (const key of [headOf(words), tailOf(words)]) {
      const known = this.#by.get(key)
      if (known === undefined) this.#by.set(key, [words])
      else if (known.length < 40) known.push(words)
    }
  }
}

const headOf = (words: readonly string[]): string => `^${words.slice(0, 3).join(' ')}`
const tailOf = (words: readonly string[]): string => `${words.slice(-3).join(' ')}$`

/** Of a result and its regions: what leads, and what it notes. */
function* summariesOf(result: unknown): Generator<string> {
  const { summary, notes, regions } = Object(result) as Record<string, unknown>
  if (typeof summary === 'string') yield summary
  if (Array.isArray(notes)) for (const one of notes) if (typeof one === 'string') yield one
  if (Array.isArray(regions)) for (const one of regions) yield* summariesOf(one)
}

/** `… and Amazon Neptune ($1,185).`, where the tool's sentence is the same but for a value that it has there. */
function* ofSentence(
  statement: Statement,
  sentences: Sentences,
  { index, question, called }: Surroundings,
): Generator<Claim> {
  const words = statement.text.split(' ')
  if (words.length < 4 || sentences.has(words)) return
  const isTold = (text: string): boolean => {
    const name = text.toLowerCase()
    const value = name.slice(name.indexOf('=') + 1)
    return (
      index.isValue(name) ||
      index.isValue(value) ||
      (value.length > 2 && stands(sentences.asked, value))
    )
  }
  /** One word for one, where only names stand. */
  const isPlaced = (mine: string, other: string): boolean =>
    /^[\w.-]+$/.test(mine) &&
    /^[\w.-]+$/.test(other) &&
    nameNext.test(statement.text.slice(0, statement.text.indexOf(mine)))
  for (const its of sentences.near(words)) {
    const { from, left } = commonEnds(words, its)
    const mine = bare(words.slice(from, words.length - left).join(' '))
    const other = bare(its.slice(from, its.length - left).join(' '))
    if (from + left < 4 || mine === '' || mine.split(' ').length > 5) continue
    if (!/[a-z]/i.test(mine) || !(isTold(other) || isPlaced(mine, other))) continue
    const name = mine.toLowerCase()
    if (index.placesOf(name).length > 0 || stands(question, name)) continue
    if (stands(called.text.toLowerCase(), name)) continue
    yield claimOf(statement, mine, statement.text.indexOf(mine), 'name')
    return
  }
}

const nameNext = /\b(?:tag \w+:?|cluster|engine|account|role|by|ago for) $/

const bare = (text: string): string =>
  text.replace(/^[([{“”"'`*]+/, '').replace(/[)\]}“”"'`*,;:.]+$/, '')

/** `The same for all: launch type EC2`, and the rows have another there. */
function* ofAll(statement: Statement, around: Surroundings): Generator<Claim> {
  const all = /^The same for all: /.exec(statement.text)?.[0]
  if (all === undefined) return
  let at = all.length
  for (const part of statement.text.slice(all.length).split(', ')) {
    const bit = /^([a-z][a-z ]*) ([A-Za-z][\w.-]+)\.?$/.exec(part)
    const value = (bit?.[2] ?? '').replace(/\.$/, '')
    const some = bit === null ? [] : endingWith(bit[1] ?? '', around)
    if (
      value !== '' &&
      !truths.test(value) &&
      some.length > 0 &&
      !some.some((one) => has(one, value)) &&
      !standsBelow(bit?.[1] ?? '', value, around)
    )
      yield claimOf(statement, value, at + part.indexOf(value, (bit?.[1] ?? '').length))
    at += part.length + 2
  }
}

const truths = /^(?:yes|no|true|false|none|not|never|\d.*)$/

/** Members whose names end with the words of a label: `launch type`, `state` for `State.Code`. */
function endingWith(label: string, { facts }: Surroundings): readonly Fact[] {
  const words = wordsOf(label).map(stem)
  const inside = (one: readonly string[]) => words.every((word) => one.includes(word))
  const some = facts.all.filter(({ words: its }) => inside(its))
  // Words of one kind only: what is written otherwise is not compared.
  return some.every(({ groups }) => [...groups.keys()].every((one) => one.length < 200)) ? some : []
}

const has = ({ groups }: Fact, value: string): boolean => {
  const name = value.toLowerCase()
  return [...groups.keys()].some(
    (one) => one === name || same(one) === same(name) || (/[/:]/.test(one) && stands(one, name)),
  )
}

/** `state` of `State.Name`. */
const standsBelow = (label: string, value: string, { index }: Surroundings): boolean => {
  const words = wordsOf(label).map(stem)
  return index.placesOf(value.toLowerCase()).some(({ path }) => {
    const its = wordsOf(path.replace(/^.*?items\[\d+\]/, '')).map(stem)
    return words.every((word) => its.includes(word))
  })
}

const same = (text: string): string => text.replaceAll(/[\s_-]/g, '').toLowerCase()

/** `One of its tags, Runbook, holds …`, `its tag Runbook`: no tag that was read is called so. */
function* ofTag(statement: Statement, { index, question, called }: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: name = '', index: at } of statement.text.matchAll(tag)) {
    const key = name.toLowerCase()
    if (index.placesOf(key).length > 0 || index.members.has(key)) continue
    if (stands(question, key) || stands(called.text.toLowerCase(), key)) continue
    if (
      /\b(?:no|not|without|lack\w*|miss\w*|never|add|should|could)\b/i.test(
        statement.text.slice(0, at),
      )
    )
      continue
    yield claimOf(statement, name, at + all.length - name.length, 'name')
  }
}

const tag =
  /\b(?:(?:[Ii]ts|[Tt]he|[Tt]heir) tags, |(?:[Ii]ts|[Tt]he|[Aa]) tag (?:called |named )?["“]?)([A-Z]\w{2,})(?=, |["”]| (?:holds|has|says|is|contains|reads)\b)/g

/** `- Region: eu-west-2`, `- Avg: 0.68`, in a record: no row has that in the member of this name. */
function* ofRecord(
  statement: Statement,
  statements: readonly Statement[],
  { facts, index, question }: Surroundings,
): Generator<Claim> {
  const match = statement.isItem ? record.exec(statement.text) : null
  if (match === null) return
  const [all, label = '', value = ''] = match
  const mine = statements.filter(({ block }) => block === statement.block)
  // Each line of it is a member of the tool's rows.
  const keys = mine.map(({ text }) => keyOf(/^([A-Z][\w ]*): /.exec(text)?.[1] ?? ''))
  if (mine.length < 2 || !keys.every((key) => key !== '' && isMember(key, index, facts))) return
  const key = keyOf(label)
  const some = facts.all.filter(({ words }) => words.join(' ') === key)
  const written = value.toLowerCase()
  const isKnown = (name: string) => index.placesOf(name).length > 0 || stands(question, name)
  const number = Number(value.replaceAll(/[^\d.]/g, ''))
  const isNumber = /^[$\d]/.test(value)
  const slack = 0.5 / 10 ** (/\.(\d+)/.exec(value)?.[1]?.length ?? 0)
  const texts = some.flatMap(({ groups }) => [...groups.keys()])
  const figures = [
    ...index.numbers.filter(({ words }) => words.join(' ') === key).map((one) => one.value),
    ...texts
      .filter((one) => /^\$?\d[\d,.]*(?: ?%)?$/.test(one))
      .map((one) => Number(one.replaceAll(/[^\d.]/g, ''))),
  ]
  if (isNumber) {
    if (figures.length === 0 || figures.length > 12) return
    if (figures.some((one) => Math.abs(one - number) <= slack + 1e-9)) return
  } else if (!isRegion.test(value)) {
    if (!some.every(({ kind }) => kind.includes('recipe:'))) return
    if (texts.length === 0 || texts.length > 12 || texts.some((one) => stands(one, written))) return
    const isTruth = /^(?:yes|no)$/.test(written)
    if (isTruth && texts.includes(written === 'yes' ? 'true' : 'false')) return
    if (isTruth ? !texts.every((one) => /^(?:yes|no|true|false)$/.test(one)) : isKnown(written))
      return
  } else if (texts.length === 0 || texts.includes(value)) return
  yield claimOf(
    statement,
    value,
    all.length - value.length,
    isNumber ? 'number' : isRegion.test(value) ? 'region' : 'value',
  )
}

const record =
  /^([A-Z][\w ]*): ([a-z]{2}-[a-z]+-\d|\$?\d[\d,]*(?:\.\d+)?(?: %)?|[A-Za-z][A-Za-z, /-]*[A-Za-z])$/
const isRegion = /^[a-z]{2}-[a-z]+-\d$/

const isMember = (
  key: string,
  index: Surroundings['index'],
  facts: Surroundings['facts'],
): boolean =>
  facts.all.some(({ words }) => words.join(' ') === key) ||
  index.numbers.some(({ words }) => words.join(' ') === key)
