import { inParallel } from '../executor/in-parallel.ts'
import { overallStatus } from '../executor/overall-status.ts'
import { readAll } from '../executor/read-all.ts'
import { regionList, regionsNamed } from '../executor/regions.ts'
import { isRecord, type Json, jsonBytes } from '../json.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { Calls } from './calls.ts'
import { cap } from './evidence/say.ts'
import { checkedParameters } from './find-recipe.ts'
import type { Answer, Ask, Evidence, Item, Reads, Recipe } from './recipe.ts'

export interface RecipeCall {
  /** An object, or the JSON text of one. */
  parameters?: unknown
  /** Regions as asked; undefined: the default one. */
  region?: string | readonly string[] | undefined
}

/** A recipe's answer in every region asked, side by side; a region's failure leaves the others. */
export async function answerRecipe(
  recipe: Recipe,
  { parameters: given, region }: RecipeCall,
  context: ToolContext,
): Promise<ToolResult> {
  const operation = `recipe:${recipe.name}`
  try {
    const parameters = checkedParameters(recipe, given, context.now())
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeMs)])
    const limited = { ...context, signal }
    const asked = regionList(region ?? [])
    const names = await regionsNamed(recipe.scope === 'global' ? [] : asked, limited)
    const maxBytes = Math.floor(resultBytes / names.length)
    const calls = new Calls()
    const regions = await inParallel(names, 4, (name) =>
      answerIn(recipe, { region: name, regionsAsked: asked, parameters, maxBytes, calls }, limited),
    )
    return {
      status: overallStatus(regions),
      operation,
      call: { operation, parameters, ...(region !== undefined && { region: asked.join(',') }) },
      calls: calls.made,
      understood: understood(recipe, parameters, asked),
      regions,
    }
  } catch (error) {
    if (error instanceof ToolError) return { ...refusal(error), operation }
    throw error
  }
}

const timeMs = 25_000
const resultBytes = 32_000

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

interface Place {
  region: string
  regionsAsked: readonly string[]
  parameters: Record<string, unknown>
  maxBytes: number
  calls: Calls
}

async function answerIn(
  recipe: Recipe,
  { region, regionsAsked, parameters, maxBytes, calls }: Place,
  context: ToolContext,
): Promise<RegionResult> {
  const shown = recipe.scope === 'global' ? 'global' : region
  const notes = new Set<string>()
  try {
    const answer = await recipe.run(
      parameters,
      askOf({ region, regionsAsked, notes, calls }, context),
    )
    return regionAnswer(shown, { answer, notes, maxBytes })
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const { code, message, details } = error
    const hint = details.hint === undefined ? {} : { hint: details.hint }
    return { region: shown, status: 'error', code, message, ...hint }
  }
}

interface Asked {
  region: string
  regionsAsked: readonly string[]
  notes: Set<string>
  calls: Calls
}

function askOf({ region, regionsAsked, notes, calls }: Asked, context: ToolContext): Ask {
  const now = context.now()
  let requests = 0
  const reads = (from: string): Reads => {
    const read: Reads['read'] = async (operation, parameters, most) => {
      const call = { operation, region: from, most, ...(parameters && { parameters }) }
      calls.add({ operation, region: from, parameters })
      const found = await readAll(call, context)
      requests += found.requests
      const { length } = found.items
      if (found.more)
        notes.add(`${operation} has more than ${length} items: the rest is not counted.`)
      return found.items.map(toItem)
    }
    const tryRead: Reads['read'] = (...call) =>
      read(...call).catch((error: unknown) => {
        if (!(error instanceof ToolError)) throw error
        notes.add(notLookedAt(call[0], error))
        return []
      })
    return { read, tryRead }
  }
  return {
    region,
    regionsAsked,
    now,
    signal: context.signal,
    ...reads(region),
    elsewhere: reads,
    requests: () => requests,
    note: (text) => void notes.add(text),
  }
}

function notLookedAt(operation: string, { message, details }: ToolError): string {
  const hint = details.hint === undefined ? '' : ` ${details.hint}`
  return `Not looked at: ${operation}. ${message}.${hint}`
}

const toItem = (item: Json): Item => (isRecord(item) ? item : { value: item })

interface Answered {
  answer: Answer
  notes: ReadonlySet<string>
  maxBytes: number
}

/** Evidence is cut at whole rows; the summary, which has the numbers of all of it, never. */
function regionAnswer(region: string, { answer, notes, maxBytes }: Answered): RegionResult {
  const { summary, evidence, followUps } = answer
  const items = rowsWithin(evidence, maxBytes - jsonBytes(summary))
  const left = evidence.length - items.length
  const hint = left === 0 ? {} : { hint: `${left} rows of evidence more are not shown.` }
  return {
    region,
    status: 'ok',
    summary,
    ...(notes.size === 0 ? {} : { notes: [...notes] }),
    items,
    truncated: left > 0,
    ...hint,
    ...(followUps === undefined ? {} : { follow_ups: [...followUps] }),
  }
}

function rowsWithin(rows: readonly Evidence[], maxBytes: number): Evidence[] {
  let bytes = 0
  return rows.filter((row) => {
    bytes += jsonBytes(row) + 1
    return bytes <= maxBytes
  })
}
