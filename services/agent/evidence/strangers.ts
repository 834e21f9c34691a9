import type { Claim } from './claims.ts'
import { stands } from './hold-names.ts'
import { isOrdinary, isOrdinaryShown } from './ordinary.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** Single words that begin an item as things do in the items beside it, and stand nowhere. */
export function* strangersAmong(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  const { index, facts, question } = around
  yield* strangeRows(statements, around)
  yield* strangeCells(statements, around)
  yield* strangersInLists(statements, around)
  yield* strangersBehindOf(statements, around)
  const items = statements.filter(({ isItem, cells }) => isItem && cells === undefined)
  for (const list of Map.groupBy(items, ({ block }) => block).values()) {
    const heads = list.flatMap((statement) => headsOf(statement))
    const known = heads.filter(({ text }) => facts.thing(text) !== undefined)
    if (known.length < 2 || known.length * 2 < heads.length) continue
    for (const { text, at, statement } of heads) {
      if (isOrdinaryShown(text) || index.placesOf(text).length > 0) continue
      if (stands(question, text.toLowerCase())) continue
      yield { kind: 'name', text, statement, index: at, words: new Set() }
    }
  }
}

/** `prod-public-a, prod-private-a and prod-private-c`: words like any others, beside two that are names. */
function* strangersInLists(
  statements: readonly Statement[],
  { index, facts, question }: Surroundings,
) {
  for (const statement of statements) {
    if (statement.isCommand || statement.cells !== undefined) continue
    for (const { 0: list, index: from } of statement.text.matchAll(listed)) {
      const names = [...list.matchAll(/[a-z\d]+(?:[-./][a-z\d]+)*/g)]
      const known = names.filter(({ 0: name }) => facts.thing(name) !== undefined)
      if (known.length < 2) continue
      for (const { 0: text, index: at } of names) {
        if (!/[-./]/.test(text)) continue
        if (!isOrdinaryShown(text) && !/^[a-z]+(?:[-/][a-z]+)+$/.test(text)) continue
        if (index.placesOf(text).length > 0 || stands(question, text)) continue
        yield { kind: 'name', text, statement, index: from + at, words: new Set<string>() } as const
      }
    }
  }
}

/** `the address of old-proxy costs`: it stands as a name does, without an article and before a verb. */
function* strangersBehindOf(statements: readonly Statement[], { index, question }: Surroundings) {
  for (const statement of statements) {
    if (statement.isCommand || statement.cells !== undefined) continue
    for (const { 1: text = '', index: at, 0: all } of statement.text.matchAll(behindOf)) {
      if (!isOrdinary(text) || isOrdinaryShown(text)) continue
      if (index.placesOf(text).length > 0 || stands(question, text)) continue
      const from = at + all.lastIndexOf(text)
      yield { kind: 'name', text, statement, index: from, words: new Set<string>() } as const
    }
  }
}

const behindOf =
  /\b(?:of|named|called) ["“]?([a-z]{3,}(?:-[a-z]{2,})+)(?=["”]? (?:is|was|has|had|costs?|runs?|keeps?|holds?|sits?|uses?|needs?)\b)/g

const part = '[a-z\\d]+(?:[-./][a-z\\d]+)*["”]?'
const listed = new RegExp(
  `(?<![\\w./-])${part}(?:(?:, and |, | and )["“]?${part})+(?![\\w/-])`,
  'g',
)

/** First cells that stand nowhere, where those of nearly all other rows are values that were read. */
function* strangeRows(statements: readonly Statement[], { index, question }: Surroundings) {
  const rows = statements.filter(({ cells }) => cells !== undefined && cells.length > 1)
  for (const table of Map.groupBy(rows, ({ block }) => block).values()) {
    const heads = table.flatMap((statement) => {
      const text = statement.cells?.[0]?.text ?? ''
      return /^[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?$/.test(text) && !ofAll.test(text)
        ? [{ text, statement }]
        : []
    })
    const strange = heads.filter(({ text }) => index.placesOf(text.toLowerCase()).length === 0)
    if (heads.length < 4 || strange.length > 1) continue
    for (const { text, statement } of strange)
      if (!stands(question, text.toLowerCase()))
        yield { kind: 'name', text, statement, index: 0, words: new Set<string>() } as const
  }
}

/** Words of a cell that stand nowhere, where all that the other cells of its column say was read. */
function* strangeCells(statements: readonly Statement[], { index, question }: Surroundings) {
  const rows = statements.filter(({ cells }) => cells !== undefined && cells.length > 1)
  for (const table of Map.groupBy(rows, ({ block }) => block).values()) {
    const width = Math.max(...table.map(({ cells }) => cells?.length ?? 0))
    for (let nth = 1; nth < width; nth += 1) {
      const told = table.flatMap((statement) => {
        const cell = statement.cells?.[nth]
        const words = [...(cell?.text ?? '').matchAll(/[A-Za-z][\w./:-]*[A-Za-z\d]/g)]
        return cell === undefined || words.length === 0 ? [] : [{ statement, cell, words }]
      })
      const often = Map.groupBy(
        told.flatMap(({ words }) => [...new Set(words.map(([word]) => word))]),
        (word) => word,
      )
      const column = told.map(({ statement, cell, words }) => ({
        statement,
        cell,
        strange: words.filter(
          ({ 0: word }) =>
            (often.get(word)?.length ?? 0) < 2 &&
            index.placesOf(word).length === 0 &&
            !stands(question, word.toLowerCase()),
        ),
      }))
      const known = column.filter(({ strange }) => strange.length === 0)
      const [odd, ...more] = column.filter(({ strange }) => strange.length > 0)
      const values = new Set(known.map(({ cell }) => cell.text))
      if (odd === undefined || more.length > 0 || known.length < 2 || values.size < 2) continue
      const [word, ...rest] = odd.strange
      if (word === undefined || rest.length > 0 || word[0].length < 4) continue
      if (saysNone.test(odd.cell.text) || isDay.test(word[0])) continue
      const at = odd.cell.index + word.index
      const words = new Set<string>()
      yield { kind: 'name', text: word[0], statement: odd.statement, index: at, words } as const
    }
  }
}

const isDay =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i
const saysNone =
  /\b(?:no|not|none|never|nothing|nobody|unknown|without|missing|yes|off|on|un\w+|disabled|enabled)\b/i

const ofAll =
  /^(?:total|sum|all|others?|rest|everything|average|mean|remaining|overall|none|untagged)\b/i

/** `carts`, `invoices and invoices-dlq`, `payments, created …`. */
function headsOf(statement: Statement): { text: string; at: number; statement: Statement }[] {
  const match =
    /^["“]?([a-z][a-z\d.-]*[a-z\d])["”]?(?: and ([a-z][a-z\d.-]*[a-z\d]))?(?=$|,|:| \(| [-–—] )/.exec(
      statement.text,
    )
  if (match === null) return []
  const [, one = '', two = ''] = match
  return [one, two]
    .filter((text) => text !== '')
    .map((text) => ({ text, at: statement.text.indexOf(text), statement }))
}
