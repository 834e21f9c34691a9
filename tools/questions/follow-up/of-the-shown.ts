import type { Json } from '../../json.ts'
import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { counted, listed } from '../../recipes/evidence/wording.ts'
import { recipeCalled } from '../../recipes/find-recipe.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { type Chosen, intentOf } from '../intents.ts'
import { queryOf } from '../lens/query-of.ts'
import { lookAt } from '../look-at.ts'
import { picking } from '../narrow.ts'
import { type Plan, readPlan } from '../plan.ts'
import { refused } from '../refusals.ts'
import { runRecipe } from '../run-recipe.ts'
import { pluralOf } from '../say.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { strictly } from './meant.ts'
import { asOfAll, ofThemselves } from './pointing.ts'
import { rowsOf } from './rows-of.ts'
import { namesIn, thingsIn } from './things-in.ts'

/**
 * `which of them sign in without MFA?`: what a recipe knows of all of them, held to those that were
 * shown. Undefined where no recipe answers it, or its rows are of other things.
 */
export async function recipeOfShown(
  step: string,
  { call, kind: listedKind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!ofThemselves(step)) return undefined
  const before = await shownThings({ call, kind: listedKind }, context)
  if (before === undefined || before.things.length === 0) return undefined
  const { kind, things, all } = before
  const plan = readPlan(asOfAll(step, pluralOf(kind)), context.now())
  const chosen = intentOf(plan)
  if (chosen === undefined || !isOfRows(chosen, call)) return undefined
  const result = await runRecipe(plan, chosen, context)
  const rows = rowsOf(result)
  const member = thingsIn(rows, kind).member
  // Of keys without rotation those are left out that are to be deleted, which a list of keys has.
  if (rows.length === 0 || member === undefined || member === 'Alias') return undefined
  const isShown = (row: (typeof rows)[number]) =>
    namesIn(row[member]).some((name) => withName(things, name).exact)
  const kept = rows.filter(isShown)
  const told = things.filter((thing) =>
    kept.some((row) => namesIn(row[member]).some((name) => thing.names.includes(name))),
  )
  const picked = queryOf({ conditions: [{ ...picking(told, all), said: { having: '' } }] } as never)
  return {
    ...result,
    call: {
      operation: kind.list,
      ...(kind.parameters === undefined ? {} : { parameters: { ...kind.parameters } }),
      ...(call.operation === kind.list && call.region !== undefined ? { region: call.region } : {}),
      ...(picked === undefined ? {} : { query: picked }),
    },
    regions: result.regions.map((region) =>
      region.status === 'ok'
        ? {
            ...region,
            items: kept,
            summary: [
              heldSaid(kept, { kind, many: things.length, told, member }),
              // What it says of all is of these alone where it tells of no others.
              ...(kept.length === rows.length && 'summary' in region ? [region.summary] : []),
            ].join('\n\n'),
          }
        : region,
    ),
  }
}

/** `their cpu`, `how much traffic went through them?`: what is measured of each, by their names. */
export async function measuresOfShown(
  step: string,
  { call, kind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  // `add their memory` is a column of what they are.
  if (kind === undefined || !ofEach.test(step) || addsColumn.test(step)) return undefined
  const isMeasure = (question: string) => {
    const plan = readPlan(question, context.now())
    const chosen = intentOf(plan)
    return chosen !== undefined && chosen.left.length === 0 && measures.test(chosen.intent.recipe)
      ? { plan, chosen }
      : undefined
  }
  const ofAll = isMeasure(asOfAll(step, pluralOf(kind)))
  if (ofAll === undefined) return undefined
  // `which of them had errors today?` of all that there are is asked of the kind at once.
  const isWhole = call.query === undefined && (call.region ?? 'all') === 'all'
  if (
    isWhole &&
    /^\W*(?:and |but |so )*(?:which|how many|any|do any|did any|have any)\b/i.test(step)
  )
    return runRecipe(ofAll.plan, ofAll.chosen, context)
  const before = await shownThings({ call, kind }, context)
  if (before === undefined || before.things.length === 0) return undefined
  const { things } = before
  if (things.length > mostMeasured)
    return refused(
      'unclear_question',
      `That would be measured of the ${counted(things.length, kind.noun, pluralOf(kind))} before, and ${mostMeasured} at most are measured one by one: narrow them first.`,
    )
  const results = await Promise.all(
    things.map(async ({ name }) => {
      const asked = isMeasure(asOfAll(step, `${kind.noun} ${strictly(name)}`))
      return asked && runRecipe(asked.plan, asked.chosen, context)
    }),
  )
  const measured = results.filter((result) => result !== undefined)
  const [first] = measured
  // Each answer is to be of what it was asked of.
  const isEach =
    measured.length === things.length &&
    measured.every((result, at) =>
      rowsOf(result).every((row) => Object.values(row).includes(things[at]?.name ?? '')),
    )
  const [region] = first?.regions ?? []
  if (first === undefined || region === undefined || !isEach)
    return (await measuredOfAll(ofAll, { kind, things }, context)) ?? notMeasured(kind)
  return region.status !== 'ok'
    ? first
    : {
        ...first,
        call,
        regions: [
          {
            ...region,
            items: measured.flatMap(rowsOf),
            summary: measured
              .flatMap(({ regions }) =>
                regions.flatMap((one) => ('summary' in one && one.summary ? [one.summary] : [])),
              )
              .join('\n'),
          },
        ],
      }
}

/** What was counted of all of a kind, held to those before: who is not told of has none. */
async function measuredOfAll(
  { plan, chosen }: { plan: Plan; chosen: Chosen },
  { kind, things }: { kind: Kind; things: readonly Thing[] },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const result = await runRecipe(plan, chosen, context)
  const rows = rowsOf(result)
  const isCounted =
    rows.length > 0 && rows.every(({ Total, Kind }) => Total !== undefined && Kind === kind.noun)
  const [region] = result.regions
  if (!isCounted || region?.status !== 'ok' || region.truncated) return undefined
  const own = rows.filter(({ Name, Region }) =>
    things.some(
      (thing) => thing.names.includes(String(Name)) && [Region, 'global'].includes(thing.region),
    ),
  )
  const told = things.map(({ name, names, region: place }) => {
    const row = own.find(({ Name, Region }) => names.includes(String(Name)) && Region === place)
    return `**${name}** ${row === undefined ? 'none' : Number(row.Total).toLocaleString('en-US')}`
  })
  const measure = String(rows[0]?.Measure ?? '')
  const when = /in the last [\w ]+|since [^:]+|from [^:]+|yesterday|today/i.exec(plan.question)?.[0]
  return {
    ...result,
    regions: [
      {
        ...region,
        items: own,
        summary: `${measure}${when === undefined ? '' : ` ${when}`}: ${listed(told, 20)}.`,
      },
    ],
  }
}

const addsColumn =
  /^\W*(?:(?:and|now|please|also),? )*(?:with|add|include|plus|along with|append)\b/i

const ofEach = /\b(?:them|they|those|these|their|each|apiece)\b/i

const notMeasured = (kind: Kind) =>
  refused(
    'unclear_question',
    `What is measured of the ${pluralOf(kind)} before was not found one by one: name the ones that are meant, and the metric.`,
  )

const measures = /^(?:metrics|database_load)$/

const mostMeasured = 8

/** A recipe whose rows are what the question asks for, rather than its own once more. */
const isOfRows = ({ intent, left }: Chosen, { operation }: SentCall) =>
  left.length === 0 && operation !== `recipe:${intent.recipe}` && rowRecipes.test(intent.recipe)

/** Recipes whose rows are things that have something in common. */
const rowRecipes =
  /^(?:users_without_mfa|old_access_keys|public_buckets|open_to_internet|full_admin|cross_account_roles|open_ports|old_runtimes|breaking_soon|instances_without_tag|untagged_resources|services_short_of_tasks|failed_stacks|firing_alarms|unattached_volumes|unused_spend|missing_backups|not_rotated|image_findings|failed_runs)$/

function heldSaid(
  kept: readonly { readonly [name: string]: Json }[],
  {
    kind,
    many,
    told,
    member,
  }: { kind: Kind; many: number; told: readonly Thing[]; member: string },
): string {
  const those = `the ${many === 1 ? kind.noun : counted(many, kind.noun, pluralOf(kind))} before`
  if (told.length === 0) return `None of ${those}.`
  const labels = Map.groupBy(kept, ({ evidence }) => String(evidence ?? '').toLowerCase())
  const each = [...labels].map(([label, rows]) => {
    const names = new Set(rows.flatMap((row) => namesIn(row[member])))
    const own = told.filter((thing) => thing.names.some((name) => names.has(name)))
    return `${listed(own.map(({ name }) => `**${name}**`))}${label === '' ? '' : ` (${label})`}`
  })
  return `${told.length} of ${those}: ${each.join('; ')}.`
}

interface ShownThings {
  kind: Kind
  /** Those that were shown. */
  things: readonly Thing[]
  /** All of their kind that there are where they were looked for. */
  all: readonly Thing[]
}

/** The things that an answer before showed: its call is made again, as what was kept of it is shortened. */
export async function shownThings(
  { call, kind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ShownThings | undefined> {
  const reader = new Reader(context)
  const now = context.now()
  if (kind !== undefined) {
    const asked = call.region === undefined ? undefined : call.region.split(',')
    const regions = await reader.regions(asked?.length === 1 && asked[0] === 'all' ? 'all' : asked)
    const found = await listThings(kind, { reader, regions, names: [] })
    const asking = {
      plan: readPlan('list', now),
      kind,
      context,
      ...(call.query === undefined ? {} : { base: call.query }),
    }
    const { kept } = await lookAt(found, asking, { reader, regions })
    return { kind, things: kept, all: found.things }
  }
  const recipe = recipeCalled(call.operation)
  if (recipe === undefined) return undefined
  const result = await answerRecipe(
    recipe,
    { parameters: call.parameters, region: call.region },
    context,
  )
  const { kind: own, names } = thingsIn(rowsOf(result), undefined)
  if (own === undefined || names.length === 0) return undefined
  const regions = await reader.regions(call.region?.split(','))
  const { things: all } = await listThings(own, { reader, regions, names: [] })
  const things = all.filter((thing) => names.some((name) => thing.names.includes(name)))
  return { kind: own, things, all }
}
