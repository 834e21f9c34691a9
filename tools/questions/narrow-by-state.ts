import { having, keeps } from './lens/condition.ts'
import { fieldsOf } from './lens/fields.ts'
import { valueCondition } from './lens/match-values.ts'
import { heldBy, itemsOf, type Named, type Narrowing, picking } from './narrow.ts'
import type { KindSaid, Word } from './plan.ts'
import { listThings } from './things/list-things.ts'

/** “Volumes of stopped instances”: those that speak of instances that are so, rather than what is so itself. */
export async function narrowByState(
  named: Named,
  { plan, kind, around }: Narrowing,
): Promise<Named> {
  const [main, ...others] = plan.kinds
  if (main?.kind !== kind) return named
  for (const other of others) {
    const own = named.words.filter((word) => isBeside(plan.question, other, word))
    if (own.length === 0 || other.kind === kind) continue
    const { things } = await listThings(other.kind, { ...around, names: [] })
    const fields = fieldsOf(itemsOf(things))
    const conditions = own.flatMap(
      (word) => valueCondition(word, { fields, items: itemsOf(things) }) ?? [],
    )
    // “Records in the public zone”: of what they are within.
    if (kind.within?.list === other.kind.list && conditions.length === own.length) {
      const held = things.filter(({ item }) => keeps(conditions, item))
      const within = named.things.filter(({ parent }) =>
        held.some(({ names }) => parent !== undefined && names.includes(parent)),
      )
      const said = having(
        `${own.map(({ word }) => word).join(' ')} ${other.said} ${held.map(({ name }) => name).join(', ')}`,
      )
      return {
        ...named,
        things: within,
        words: named.words.filter((word) => !own.includes(word) && !links.test(word.word)),
        conditions: [...named.conditions, { ...picking(within, named.things), said }],
      }
    }
    const place = { fields: fieldsOf(itemsOf(named.things)), left: named.things }
    const linked = heldBy(
      things.flatMap(({ names }) => names),
      place,
    )
    if (conditions.length < own.length || linked === undefined) continue
    const meant = things.filter(({ item }) => keeps(conditions, item))
    const held = heldBy(
      meant.flatMap(({ names }) => names),
      place,
    )
    const condition = {
      field: held?.field ?? linked.field,
      test: { is: 'oneOf' as const, values: held?.values ?? [] },
      denied: false,
      said: having(
        `${own.map(({ word, denied }) => (denied ? `not ${word}` : word)).join(' ')} ${other.said}`,
      ),
    }
    return {
      ...named,
      things: named.things.filter(({ item }) => keeps([condition], item)),
      words: named.words.filter((word) => !own.includes(word) && !links.test(word.word)),
      conditions: [...named.conditions, condition],
    }
  }
  return named
}

/** `stopped instances`, `instances that are stopped`, `whose instance is stopped`. */
function isBeside(question: string, { at, said }: KindSaid, { word, at: place }: Word): boolean {
  const between =
    place < at ? question.slice(place + word.length, at) : question.slice(at + said.length, place)
  return place < at
    ? /^ (?:ec2 |ecs |rds )?$/.test(between)
    : /^(?:,? (?:that|which|who))? (?:is|are|was|were) (?:not |currently )?$/.test(between)
}

const links = /^(?:attached|hang\w*|mounted|belong\w*|associated|connected|linked|us(?:ed|ing))$/
