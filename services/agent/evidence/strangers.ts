import type { Claim } from './claims.ts'
import { stands } from './hold-names.ts'
import { isOrdinaryShown } from './ordinary.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** Single words that begin an item as things do in the items beside it, and stand nowhere. */
export function* strangersAmong(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  const { index, facts, question } = around
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
