import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerThings } from '../answer-things.ts'
import { queryOf } from '../lens/query-of.ts'
import { picking } from '../narrow.ts'
import { readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { nameOf } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { shownThings } from './of-the-shown.ts'
import { readChange } from './read-change.ts'
import { rowsOf } from './rows-of.ts'
import { thingsAgain } from './things-again.ts'

const cut = /^(.*) \| \[(\d*):(\d+)\]$/s

/** `the others`: those that the steps before left out, and none of those that were shown. */
export async function othersOf(
  steps: readonly string[],
  { call, kind }: { call: SentCall; kind: Kind },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const now = context.now()
  if (readChange(steps.at(-1) ?? '', now).way !== 'rest') return undefined
  // What was cut out of an order showed those alone.
  const [, whole, from = '0', to = ''] = cut.exec(call.query ?? '') ?? []
  const query = whole === undefined ? {} : { query: whole }
  const before = await shownThings({ call: { ...call, ...query }, kind }, context)
  if (before === undefined || before.things.length === 0) return undefined
  const { all } = before
  const things = to === '' ? before.things : before.things.slice(Number(from), Number(to))
  const turned = await thingsAgain(steps, { call, kind }, context)
  const shown = new Set(things.map(({ name }) => name))
  if (turned !== undefined && turned !== 'own question') {
    const rows = rowsOf(turned)
    const isApart = rows.every((row) => !shown.has(nameOf(row, turned.operation ?? kind.list)))
    if (isApart && rows.length > 0) return turned
  }
  const isShown = (one: Thing) =>
    things.some(({ name, region }) => name === one.name && region === one.region)
  // One that was chosen has beside it those it was chosen from.
  const chosenFrom = things.length < before.things.length ? before.things : all
  const near = chosenFrom.filter((one) => !isShown(one))
  // Of what was asked for in some regions, those elsewhere.
  const far = near.length > 0 || call.region === undefined ? [] : await everywhere(kind, context)
  const left = near.length > 0 ? near : far.filter((one) => !isShown(one))
  if (left.length === 0) {
    const same = await answerThings({ plan: readPlan('list', now), kind, context })
    return {
      ...same,
      call,
      summary: `There are no others: all ${things.length} ${pluralOf(kind)} were shown before.`,
      regions: same.regions.map((region) =>
        region.status === 'ok' ? { ...region, items: [] } : region,
      ),
    }
  }
  const base = queryOf({
    conditions: [{ ...picking(left, far.length > 0 ? far : all), said: { having: '' } }],
  } as never)
  const regions = far.length > 0 ? 'all' : call.region?.split(',')
  const plan = { ...readPlan('list', now), ...(regions === undefined ? {} : { regions }) }
  return answerThings({ plan, kind, context, ...(base === undefined ? {} : { base }) })
}

async function everywhere(kind: Kind, context: ToolContext): Promise<readonly Thing[]> {
  const reader = new Reader(context)
  const regions = await reader.regions('all')
  return (await listThings(kind, { reader, regions, names: [] })).things
}
