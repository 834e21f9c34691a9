import { type Claim, claimOf } from './claims.ts'
import type { ReadResult } from './read.ts'
import { plain, type Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * What a tool wrote in a sentence of its own and the answer repeats word by word, but for one number or
 * name: then that is not what the tool said. Where the same words stand with it elsewhere it is.
 */
export function retoldWrongly(
  statements: readonly Statement[],
  { results }: Pick<Surroundings, 'results'>,
): Claim[] {
  const source = sourceOf(results)
  const found: Claim[] = []
  for (const statement of statements) {
    if (statement.isCommand) continue
    // Each cell by itself.
    const told = tokensOf(statement.text.replaceAll(' | ', ' \u2223 '))
    told.forEach(({ form, text, index }, at) => {
      if (form === undefined) return
      let isOther = false
      for (const place of source.near(told, at)) {
        const other = source.tokens[place]
        if (other === undefined || !isLong(told, at, source.tokens, place)) continue
        if (isSame(text, other.text)) return
        isOther ||= other.form === form
      }
      if (isOther) found.push(claimOf(statement, text, index))
    })
  }
  return found
}

interface Token {
  /** In small letters, without the `s` of several. */
  text: string
  index: number
  /** What can be changed: a number with its signs, or an id or a name in parts. */
  form: string | undefined
}

/** Between two texts. */
const end: Token = { text: '', index: -1, form: undefined }

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: written, index: from }) => {
    const head = /^[([{“”"'`*<>,;:.!?]*/.exec(written)?.[0].length ?? 0
    const bare = written.slice(head).replace(/[)\]}“”"'`*<>,;:.!?]+$/, '')
    if (bare === '') return []
    const form = formOf(bare)
    const word = bare.toLowerCase()
    const isWord = form === undefined && word.length > 3
    return [{ text: isWord ? word.replace(/s$/, '') : word, index: from + head, form }]
  })
}

function formOf(word: string): string | undefined {
  if (/^[-+−$€]*\d[\d.,:%-]*$/.test(word)) return word.replaceAll(/[\d.,]+/g, '0')
  if (/^[\w.@:/-]+$/.test(word) && /[a-z]/i.test(word) && /\d|[a-z][-_.@:/][a-z]/i.test(word))
    return 'name'
  return undefined
}

interface Source {
  tokens: readonly Token[]
  near(told: readonly Token[], at: number): Iterable<number>
}

/** All sentences that tools wrote, by two words that stand together. */
function sourceOf(results: readonly ReadResult[]): Source {
  const tokens: Token[] = []
  let left = mostRead
  const seen = new Set<string>()
  for (const text of results.flatMap(({ result }) => [...sentencesIn(result)])) {
    if (seen.has(text)) continue
    seen.add(text)
    left -= text.length
    if (left < 0) break
    tokens.push(end, ...tokensOf(plain(text)))
  }
  tokens.push(end)
  const pairs = new Map<string, number[]>()
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const key = `${tokens[at]?.text} ${tokens[at + 1]?.text}`
    const known = pairs.get(key)
    if (known === undefined) pairs.set(key, [at])
    else if (known.length < 200) known.push(at)
  }
  return {
    tokens,
    *near(told, at) {
      const [two, one] = [told[at - 2], told[at - 1]]
      const before = two && one && pairs.get(`${two.text} ${one.text}`)
      for (const place of before ?? []) yield place + 2
      const [next, last] = [told[at + 1], told[at + 2]]
      const behind = next && last && pairs.get(`${next.text} ${last.text}`)
      for (const place of behind ?? []) yield place - 1
    },
  }
}

const mostRead = 40_000

/** So many words beside it that nobody chose them again by chance. */
function isLong(
  told: readonly Token[],
  at: number,
  tokens: readonly Token[],
  place: number,
): boolean {
  const same = (step: number): number => {
    let size = 0
    while (size < 6) {
      const one = told[at + step * (size + 1)]
      const other = tokens[place + step * (size + 1)]
      if (one === undefined || other === undefined || other === end || one.text !== other.text)
        break
      size += 1
    }
    return size
  }
  const [before, behind] = [same(-1), same(1)]
  // A sentence begins or ends with it.
  const isEdge = (at === 0 && behind > 4) || (at === told.length - 1 && before > 4)
  return isEdge || (before > 0 && behind > 0 && before + behind >= 5)
}

function isSame(text: string, other: string): boolean {
  if (text === other) return true
  const [one, two] = [text, other].map((each) => Number(each.replaceAll(/[^\d.]/g, '')))
  if (one === undefined || two === undefined || Number.isNaN(one) || Number.isNaN(two)) return false
  if (!/^[-+−$€]*[\d.,]+%?$/.test(text) || !/^[-+−$€]*[\d.,]+%?$/.test(other)) return false
  const slack = 0.5 / 10 ** (/\.(\d+)/.exec(text)?.[1]?.length ?? 0)
  return Math.abs(one - two) <= (one === Math.round(one) && two === Math.round(two) ? 0 : slack)
}

/** Texts of a result that are sentences; not what it repeats of its call. */
function* sentencesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (value.length > 24 && /\d/.test(value) && /[a-z] [a-z]/i.test(value)) yield value
  } else if (Array.isArray(value)) for (const one of value) yield* sentencesIn(one)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) if (!echoes.has(name)) yield* sentencesIn(one)
}

const echoes = new Set(['call', 'calls', 'query', 'cli_query', 'questions', 'suggestions'])
