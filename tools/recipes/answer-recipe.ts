import { regionsInUse } from '../estate/regions-in-use.ts'
import { overallStatus } from '../executor/overall-status.ts'
import { ofOneAnswer } from '../executor/pages.ts'
import { regionList, regionsNamed } from '../executor/regions.ts'
import { isRecord, jsonBytes } from '../json.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { cap } from './evidence/say.ts'
import { listed } from './evidence/wording.ts'
import { checkedParameters } from './find-recipe.ts'
import { Look } from './look.ts'
import type { Answer, Recipe } from './recipe.ts'

export interface RecipeCall {
  /** An object, or the JSON text of one. */
  parameters?: unknown
  /** Regions as asked; undefined: those in use. */
  region?: string | readonly string[] | undefined
}

/** A recipe's one answer over all regions that it looks at. */
export async function answerRecipe(
  recipe: Recipe,
  { parameters: given, region }: RecipeCall,
  around: ToolContext,
): Promise<ToolResult> {
  const operation = `recipe:${recipe.name}`
  const context = ofOneAnswer(around)
  try {
    const parameters = checkedParameters(recipe, given, context.now())
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeMs)])
    const limited = { ...context, signal }
    const asked = regionList(region ?? [])
    const look = new Look(limited, lateMs)
    const regions = await regionsOf(recipe, asked, { context: limited, look })
    const answered = await answerIn(recipe, { regions, asked, parameters, look })
    const isWhole = look.missed.size === 0
    const result: ToolResult = {
      status: isWhole
        ? overallStatus([answered])
        : answered.status === 'error'
          ? 'error'
          : 'partial',
      operation,
      call: { operation, parameters, ...(region !== undefined && { region: asked.join(',') }) },
      calls: look.calls.made,
      understood: understood(recipe, parameters, asked),
      regions: [answered],
    }
    return bounded(result, answered)
  } catch (error) {
    if (error instanceof ToolError) return { ...refusal(error), operation }
    throw error
  }
}

const timeMs = 25_000
/** What is not begun by then is missed: there has to be time to say so. */
const lateMs = 18_000
const resultBytes = 32_000

interface Looking {
  context: ToolContext
  look: Look
}

async function regionsOf(
  { scope }: Recipe,
  asked: readonly string[],
  { context, look }: Looking,
): Promise<[string, ...string[]]> {
  if (scope === 'global') return [context.defaultRegion]
  if (asked.length > 0) {
    const [first = context.defaultRegion, ...others] = await regionsNamed(asked, context)
    return [first, ...others]
  }
  const found = await inUse({ context, look })
  for (const { region, message } of found.unseen) look.miss(region, message)
  const [first = context.defaultRegion, ...others] = found.regions
  if (found.empty.length > 0) look.notes.add(lookedAt([first, ...others], found.empty))
  return [first, ...others]
}

const lookedAt = (regions: readonly string[], empty: readonly string[]) =>
  `Looked at the regions in use: ${listed(regions, 20)}. The ${empty.length} other enabled ones have nothing in them.`

/** Where the enabled regions cannot be read, it is the default one alone, which is then said. */
async function inUse({ context, look }: Looking) {
  try {
    return await regionsInUse(context)
  } catch (error) {
    if (context.signal.aborted) throw error
    const message = error instanceof Error ? error.message : String(error)
    look.miss(`the regions but ${context.defaultRegion}`, cap(message))
    return { regions: [context.defaultRegion], empty: [], unseen: [] }
  }
}

/** What it took the question, or the call, to mean: `old access keys · days 180 · eu-west-1`. */
function understood(
  { name }: Recipe,
  parameters: Record<string, unknown>,
  regions: readonly string[],
): string {
  const said = Object.entries(parameters)
    .filter(([parameter, value]) => value !== undefined && parameter !== 'words')
    .map(([parameter, value]) => `${parameter} ${shown(value)}`)
  return [name.replaceAll('_', ' '), ...said, ...regions].join(' · ')
}

const shown = (value: unknown): string =>
  isRecord(value) ? Object.values(value).map(shown).join(' to ') : cap(String(value), 80)

interface Asked {
  regions: readonly [string, ...string[]]
  asked: readonly string[]
  parameters: Record<string, unknown>
  look: Look
}

async function answerIn(
  recipe: Recipe,
  { regions, asked, parameters, look }: Asked,
): Promise<RegionResult> {
  const region = recipe.scope === 'global' ? 'global' : regions.join(', ')
  try {
    const answer = await recipe.run(parameters, look.ask(regions, asked))
    return regionAnswer(region, answer, look)
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const { code, message, details } = error
    const hint = details.hint === undefined ? {} : { hint: details.hint }
    return { region, status: 'error', code, message, ...hint }
  }
}

function regionAnswer(region: string, answer: Answer, { notes, missed }: Look): RegionResult {
  const { summary, evidence, followUps } = answer
  return {
    region,
    status: 'ok',
    summary: missed.size === 0 ? summary : `${incomplete([...missed])} ${summary}`,
    ...(notes.size === 0 ? {} : { notes: notesWithin([...notes]) }),
    items: [...evidence],
    truncated: false,
    ...(followUps === undefined ? {} : { follow_ups: [...followUps] }),
  }
}

/** First of all: what follows is about a part. */
const incomplete = (missed: readonly string[]) =>
  `Incomplete, without ${cap(listed(missed, 3), 300)}.`

/** A failure in each of thirty regions is as many notes. */
function notesWithin(notes: readonly string[]): string[] {
  const shown = notes.slice(0, mostNotes).map((note) => cap(note, 600))
  const left = notes.length - shown.length
  return left === 0 ? shown : [...shown, `${left} notes more.`]
}

const mostNotes = 12

/** Evidence is cut at whole rows; the summary, which has the numbers of all of it, never. */
function bounded(result: ToolResult, answered: RegionResult): ToolResult {
  if (answered.status === 'error') return result
  const { items: all, ...rest } = answered
  const items = rowsWithin(all, resultBytes - 200 - jsonBytes({ ...result, regions: [rest] }))
  const left = all.length - items.length
  if (left === 0) return result
  const hint = `${left} rows of evidence more are not shown.`
  return { ...result, regions: [{ ...answered, items, truncated: true, hint }] }
}

function rowsWithin(rows: readonly unknown[], maxBytes: number): unknown[] {
  let bytes = 0
  return rows.filter((row) => {
    bytes += jsonBytes(row) + 1
    return bytes <= maxBytes
  })
}
