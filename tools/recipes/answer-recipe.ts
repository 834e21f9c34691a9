import { inParallel } from '../executor/in-parallel.ts'
import { overallStatus } from '../executor/overall-status.ts'
import { readAll } from '../executor/read-all.ts'
import { regionList, regionsNamed } from '../executor/regions.ts'
import { isRecord, type Json, jsonBytes } from '../json.ts'
import { readSlots } from '../planner/slots.ts'
import { readPeriod } from '../planner/time.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import type { Answer, Ask, Evidence, Item, Reads, Recipe } from './recipe.ts'

interface Question {
  question: string
  /** Regions as asked; undefined: the default one. */
  region: string | readonly string[] | undefined
}

/** A recipe's answer in every region asked, side by side; a region's failure leaves the others. */
export async function answerRecipe(
  recipe: Recipe,
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  const operation = `recipe:${recipe.name}`
  try {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeMs)])
    const limited = { ...context, signal }
    const asked = recipe.scope === 'global' ? [] : regionList(region ?? [])
    const names = await regionsNamed(asked, limited)
    const maxBytes = Math.floor(resultBytes / names.length)
    const regions = await inParallel(names, 4, (name) =>
      answerIn(recipe, { region: name, question, maxBytes }, limited),
    )
    return { status: overallStatus(regions), operation, regions }
  } catch (error) {
    if (error instanceof ToolError) return { ...refusal(error), operation }
    throw error
  }
}

const timeMs = 25_000
const resultBytes = 32_000

interface Place {
  region: string
  question: string
  maxBytes: number
}

async function answerIn(
  recipe: Recipe,
  { region, question, maxBytes }: Place,
  context: ToolContext,
): Promise<RegionResult> {
  const shown = recipe.scope === 'global' ? 'global' : region
  const notes = new Set<string>()
  try {
    const answer = await recipe.answer(askOf({ region, question, notes }, context))
    return regionAnswer(shown, { answer, notes, maxBytes })
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const { code, message, details } = error
    const hint = details.hint === undefined ? {} : { hint: details.hint }
    return { region: shown, status: 'error', code, message, ...hint }
  }
}

function askOf(
  { region, question, notes }: { region: string; question: string; notes: Set<string> },
  context: ToolContext,
): Ask {
  const now = context.now()
  let requests = 0
  const reads = (from: string): Reads => {
    const read: Reads['read'] = async (operation, parameters, most) => {
      const call = { operation, region: from, most, ...(parameters && { parameters }) }
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
    question,
    region,
    now,
    slots: readSlots(question),
    period: readPeriod(question, now),
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
