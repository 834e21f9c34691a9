import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { recipeCalled } from '../../recipes/find-recipe.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerThings } from '../answer-things.ts'
import { intentOf } from '../intents.ts'
import { isObject } from '../lens/fields.ts'
import { queryOf } from '../lens/query-of.ts'
import { lookAt } from '../look-at.ts'
import { picking } from '../narrow.ts'
import { asksOwner } from '../owner-behind.ts'
import { readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { asOfAll, ofThemselves } from './pointing.ts'
import { readChange } from './read-change.ts'
import { rowsOf } from './rows-of.ts'

/**
 * What is asked of an answer that told of things of several kinds: of those kinds of which the words
 * can be read. Undefined where its rows say no kinds, or the words are about none of them.
 */
export async function ofMixed(
  steps: readonly string[],
  call: SentCall,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!severalKinds.test(call.operation)) return undefined
  const recipe = recipeCalled(call.operation)
  const [first = ''] = steps
  const step = steps.at(-1) ?? ''
  const { plan: read } = readChange(step, context.now())
  const isOwn = read.names.length + read.ids.length > 0 || read.period !== undefined
  if (recipe === undefined || isOwn || read.words.length === 0) return undefined
  if (intentOf(read)?.left.length === 0) return undefined
  const { parameters, region } = call
  const rows = rowsOf(await answerRecipe(recipe, { parameters, region }, context))
  const groups = Map.groupBy(rows, ({ Kind: said }) => kindsSaid(String(said ?? ''))[0]?.kind)
  // Of what the first question asked for, where it is among them.
  const { kinds } = readPlan(first, context.now())
  const isMeant = [...groups.keys()].some((kind) => kind !== undefined && isAmong(kinds, kind))
  const reader = new Reader(context)
  const regions = await reader.regions(region?.split(','))
  let none: ToolResult | undefined
  for (const [kind, own] of groups) {
    if (kind === undefined || (isMeant && !isAmong(kinds, kind))) continue
    if (!isMeant && asksOwner(read) && groups.size > 1) return undefined
    if (read.kinds.length > 0 && !isAmong(read.kinds, kind)) continue
    const { plan: asked } = readChange(
      ofThemselves(step) ? asOfAll(step, pluralOf(kind)) : step,
      context.now(),
    )
    const listed = await listThings(kind, { reader, regions, names: [] })
    const things = listed.things.filter(({ names, item }) =>
      own.some(({ Name }) => isCalled({ names, item }, String(Name))),
    )
    if (things.length === 0) continue
    const base = queryOf({
      conditions: [{ ...picking(things, listed.things), said: { having: '' } }],
    } as never)
    const said = { kind, said: kind.noun, denied: false, at: 0 }
    const asking = {
      plan: { ...asked, kinds: [said] },
      kind,
      context,
      ...(base === undefined ? {} : { base }),
    }
    const { seen, kept } = await lookAt(listed, asking, { reader, regions })
    if (seen.unused.length > 0 || seen.conditions.length + seen.columns.length === 0) continue
    if (kept.length > 0) return answerThings(asking, reader)
    // Of which kind none are so, the others are looked at as well.
    none ??= await answerThings(asking, reader)
  }
  return none
}

/** A subscription is known by its address, which is no name of it. */
const isCalled = ({ names, item }: Pick<Thing, 'names' | 'item'>, name: string) =>
  names.includes(name) || (isObject(item) && Object.values(item).includes(name))

const severalKinds = /^recipe:(?:connections|what_is|overview|unused_spend|breaking_soon)$/

const isAmong = (kinds: readonly { kind: Kind }[], kind: Kind) =>
  kinds.some((one) => one.kind.list === kind.list)
