import type { Json } from '../json.ts'
import { listed } from '../recipes/evidence/wording.ts'
import type { Recipe } from '../recipes/recipe.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { answerThings } from './answer-things.ts'
import { rowsOf } from './follow-up/rows-of.ts'
import { expressionOf } from './lens/condition.ts'
import { look } from './lens/lens.ts'
import { wordsOf } from './lens/match-members.ts'
import type { Seen } from './lens/seen.ts'
import { picking } from './narrow.ts'
import type { Plan } from './plan.ts'
import { firstText, keptOf, nounOf, numbered, pluralOfRows } from './recipe-lens.ts'
import type { Rest } from './recipe-rest.ts'
import { pluralOf, tell } from './say.ts'
import type { Kind } from './things/kind.ts'
import { kindsSaid } from './things/kind-said.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { groupSaid, totalSaid } from './totals-said.ts'
import { camelWords, stem } from './words/stem.ts'

interface Asked {
  plan: Plan
  recipe: Recipe
  context: ToolContext
}

/**
 * What a question asks beyond its recipe, of what the recipe found: by its rows, else by the things that they
 * name, as their own list describes them. What neither says is told first of all.
 */
export async function askFurther(
  found: ToolResult,
  beyond: Rest,
  asked: Asked,
): Promise<ToolResult> {
  const { result, rest } = leastFirst(found, beyond, asked)
  if (rest.said.length === 0) return result
  const rows = mainRows(result, asked.plan)
  // Of none there is none that is so besides, whatever the order.
  const isMoot = rows.length === 0 && rest.plan.words.length === 0
  if (isMoot && result.status === 'ok') return result
  const told =
    rows.length === 0
      ? undefined
      : (byRows(rows, result, { rest, ...asked }) ??
        (await byList(rows, result, { rest, ...asked })))
  return told ?? unread(result, rest.said)
}

/** Figures of several things are told the highest first; of which there is least, the other way round. */
function leastFirst(
  result: ToolResult,
  rest: Rest,
  { recipe }: Asked,
): { result: ToolResult; rest: Rest } {
  const { order } = rest.plan
  const [region, ...others] = result.regions
  const isLeast = recipe.name === 'metrics' && order?.descending === false
  if (!isLeast || region?.status !== 'ok' || others.length > 0) return { result, rest }
  const items = region.items.toReversed()
  const [first] = rowsOf({ ...result, regions: [{ ...region, items }] })
  if (items.length < 2 || typeof first?.Name !== 'string') return { result, rest }
  const summary = `The least of them: **${first.Name}**. ${region.summary ?? ''}`.trim()
  const said = rest.said.filter((one) => one !== order.said.trim())
  const { order: _, ...plan } = rest.plan
  return {
    result: { ...result, regions: [{ ...region, items, summary }] },
    rest: { plan, said },
  }
}

const unread = (result: ToolResult, said: readonly string[]): ToolResult => ({
  ...result,
  notice: [result.notice, `Not taken into account: “${said.join(' ')}”.`].filter(Boolean).join(' '),
})

type Row = { [name: string]: Json }

/** Those that the answer is of: the first, or the first of the kind that the question is about. */
function mainRows(result: ToolResult, { kinds: [main] }: Plan): Row[] {
  const kinds = [...Map.groupBy(rowsOf(result), ({ evidence }) => String(evidence)).values()]
  const own = kinds.find(([row]) => row !== undefined && kindOf(row)?.list === main?.kind.list)
  return own ?? kinds[0] ?? []
}

/** `volume` of an `Unattached volume`, or as the row says itself. */
function kindOf({ Kind, What, evidence }: Row): Kind | undefined {
  const [said] = [Kind, What, evidence].flatMap((text) =>
    typeof text === 'string' ? kindsSaid(text).slice(0, 1) : [],
  )
  return said?.kind
}

interface Further extends Asked {
  rest: Rest
}

function byRows(rows: readonly Row[], result: ToolResult, { rest, plan, context }: Further) {
  // How names are to be spelt, and what else they have to do with, their own list goes by.
  if (rest.plan.spelt !== undefined || rest.plan.kinds.length > 1) return undefined
  const places = placesOf(rest.plan)
  if (places !== undefined && rows.some(({ Region }) => typeof Region !== 'string'))
    return undefined
  const here = places === undefined ? rows : rows.filter(({ Region }) => places(String(Region)))
  const isDated = rest.plan.period !== undefined || rest.plan.age !== undefined
  const asked = byAmount(lookedWith(rest.plan, plan), rows)
  const read = (row: Row): Json => numbered(isDated ? withOwnDate(row, plan.question) : row)
  const seen = look(asked, rows.map(read), context.now())
  if (seen.unused.length > 0) return undefined
  const things = here
    .filter((row) => !rest.plan.except.some((word) => says(row, word)))
    .map((item) => ({ item, region: 'global', names: [], name: firstText(item) }))
  const kept = keptOf(things, seen, read)
  return withRows(kept, { rows, seen, result, plan })
}

/** Dollars, and what is dearest, are of the member that tells money. */
function byAmount(asked: Plan, [row = {}]: readonly Row[]): Plan {
  const member = Object.keys(row).find((name) => /^[-+]?\$[\d,.]+$/.test(String(row[name])))
  if (member === undefined) return asked
  const { order, threshold } = asked
  const isOfMoney = /^(?:costs?|price|spend|spending|savings?|money|amount|estimate|size)\b/i
  const isBy = order !== undefined && (order.by === undefined || isOfMoney.test(order.by))
  const by = camelWords(member).join(' ')
  return {
    ...asked,
    ...(isBy
      ? { order: { ...order, by, descending: order.descending || largest.test(order.by ?? '') } }
      : {}),
    ...(threshold?.unit === 'dollars'
      ? { words: [...asked.words, ...wordsOf(by).map((word) => ({ ...word, at: threshold.at }))] }
      : {}),
  }
}

const largest = /^(?:costs?|price|spend|savings?|money) *$/i

/** The time that the recipe is about is its rows' first; of the others only those that the question speaks of. */
function withOwnDate(row: Row, question: string): Row {
  const said = new Set((question.toLowerCase().match(/[a-z]+/g) ?? []).map(stem))
  const dated = Object.keys(row).filter((name) => isDate(row[name]))
  const named = dated.filter((name) =>
    camelWords(name)
      .map(stem)
      .some((root) => said.has(root)),
  )
  const own = named.length > 0 ? named : dated.slice(0, 1)
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => !dated.includes(name) || own.includes(name)),
  )
}

const isDate = (value: Json | undefined): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T|$| \d\d:\d\d UTC$)/.test(value)

interface Keeping {
  rows: readonly Row[]
  seen: Seen
  result: ToolResult
  plan: Plan
}

function withRows(all: readonly Thing[], { rows, seen, result, plan }: Keeping): ToolResult {
  const kept = seen.first === undefined ? all : all.slice(0, seen.first)
  const noun = nounOf(rows)
  const kind = { noun, plural: pluralOfRows(noun) }
  // In another order, or cut, the answer of the recipe still holds; narrowed, it is one of more.
  const isWhole = seen.conditions.length === 0 && all.length === rows.length
  if (isWhole && rows.length === 1) return result
  const counts = { kind, where: '', question: plan.question, which: plan.groupMost }
  const said =
    groupSaid(seen, kept, counts) ??
    totalSaid(seen, kept, counts) ??
    tell({
      kind,
      kept,
      meant: all.length,
      all: rows.length,
      seen,
      asked: plan.asked,
      question: plan.question,
      where: '',
    })
  const before = summaryOf(result)
  const summary = isWhole ? `${said} ${before}` : [incompleteIn(before), said].join('')
  const [region] = result.regions
  const shown: RegionResult = {
    ...(region?.status === 'ok' ? region : { region: 'global', status: 'ok', truncated: false }),
    summary: summary.trim(),
    items: kept.map(({ item }) => item),
  }
  return { ...result, regions: [shown] }
}

const summaryOf = ({ regions: [region] }: ToolResult): string =>
  region?.status === 'ok' ? (region.summary ?? '') : ''

/** An answer of a part stays one. */
const incompleteIn = (summary: string): string =>
  /^Incomplete, without .*?\. /.exec(summary)?.[0] ?? ''

/** By what their own list, or what describes each of them, says of the things in the rows. */
async function byList(
  rows: readonly Row[],
  result: ToolResult,
  { rest, plan, context }: Further,
): Promise<ToolResult | undefined> {
  const [first] = rows
  const kind = first === undefined ? undefined : kindOf(first)
  if (kind === undefined || rows.some((row) => kindOf(row)?.list !== kind.list)) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const named = rows.map((row) => thingOf(row, things))
  const meant = named.filter((thing) => thing !== undefined)
  if (meant.length < rows.length) return undefined
  const base = `[?${expressionOf({ ...picking(meant, things), said: { having: '' } })}]`
  const own = { kind, said: kind.noun, denied: false, at: plan.kinds[0]?.at ?? 0 }
  const others = rest.plan.kinds.filter((said) => said.kind.list !== kind.list)
  const asked = { ...lookedWith(rest.plan, plan), kinds: [own, ...others] }
  const told = await answerThings({ plan: asked, kind, context, base }, reader)
  // A word that the list has no member for may be taken for a name there.
  if (/^No [^.]* is called /.test(told.summary ?? '')) return undefined
  // That they have to do with other things has to have narrowed them.
  if (others.length > 0 && told.call?.query === base) return undefined
  if (told.status !== 'ok' || told.notice !== undefined || result.status !== 'ok') return undefined
  const noun = nounOf(rows)
  const summary = calledSo(told.summary ?? '', kind, noun)
  const names = listed(meant.map(({ name }) => name))
  return {
    ...told,
    // Of which none is so is said with it.
    summary: /^(?:No: n|N)one of /.test(summary) ? `${summary} Looked at: ${names}.` : summary,
    ...(told.understood === undefined
      ? {}
      : { understood: told.understood.replace(/of those before$/, `of ${pluralOfRows(noun)}`) }),
  }
}

/** `2 of 4 volumes` of those that are unattached are `2 of 4 unattached volumes`; a `bucket encryption` is no bucket. */
const calledSo = (summary: string, kind: Kind, noun: string): string =>
  new RegExp(`\\b${RegExp.escape(kind.noun)}(?:$| (?:on|of|in|with|without|to|from|by)\\b)`).test(
    noun,
  )
    ? summary.replace(
        new RegExp(`(\\d )(${RegExp.escape(pluralOf(kind))}|${RegExp.escape(kind.noun)})\\b`),
        (_, count, said) => `${count}${said === kind.noun ? noun : pluralOfRows(noun)}`,
      )
    : summary

/** The thing that a row speaks of: that of which it has most names. */
function thingOf(row: Row, things: readonly Thing[]): Thing | undefined {
  const values = new Set(Object.values(row).filter((value) => typeof value === 'string'))
  const [best, next] = things
    .filter(
      ({ region }) => region === 'global' || row.Region === undefined || row.Region === region,
    )
    .map((thing) => ({ thing, many: thing.names.filter((name) => values.has(name)).length }))
    .filter(({ many }) => many > 0)
    .toSorted((a, b) => b.many - a.many)
  return best === undefined || best.many === next?.many ? undefined : best.thing
}

/** How it is asked stays; why something is so, the recipe has said. */
const lookedWith = (rest: Plan, { asked, kinds }: Plan): Plan => ({
  ...rest,
  asked: asked === 'why' || asked === 'who' || asked === 'about' ? 'list' : asked,
  kinds: kinds.slice(0, 1),
})

function placesOf({ regions, elsewhere = [] }: Plan): ((region: string) => boolean) | undefined {
  const asked = regions === undefined || regions === 'all' ? [] : [regions].flat()
  if (asked.length + elsewhere.length === 0) return undefined
  return (region) => (asked.length === 0 || asked.includes(region)) && !elsewhere.includes(region)
}

const says = (row: Row, word: string): boolean =>
  Object.values(row).some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(word),
  )
