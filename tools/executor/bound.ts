import { type Json, jsonBytes } from '../json.ts'
import { cutText } from '../text.ts'
import type { RegionResult } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { applyQuery, type Queried } from './query.ts'
import { type AnsweredCall, type RegionAnswer, regionResult } from './region-result.ts'
import { shortenMembers } from './shorten-members.ts'

export type Part = { answer: RegionAnswer } | { failed: RegionResult }

/**
 * What all regions answered, in at most `maxBytes` together: a region that needs little leaves the
 * room to those that need more, and each is cut at whole items.
 */
export async function boundParts(
  parts: readonly Part[],
  answered: AnsweredCall,
  maxBytes: number,
): Promise<RegionResult[]> {
  const call = { ...answered, queryUntil: performance.now() + queryTimeMs }
  const wholes: RegionResult[] = []
  for (const part of parts) {
    const whole = 'failed' in part ? part.failed : await wholeOf(part.answer, call)
    wholes.push(whole)
  }
  const needs = wholes.map((whole) => jsonBytes(whole) + 1)
  const bySize = needs.map((need, at) => ({ need, at })).sort((a, b) => a.need - b.need)
  const results = [...wholes]
  let left = maxBytes
  for (const [index, { need, at }] of bySize.entries()) {
    const room = Math.floor(left / (bySize.length - index))
    const part = parts[at]
    if (need > room && part !== undefined) {
      results[at] =
        'answer' in part
          ? await fitted(part.answer, call, room - 1)
          : shortFailure(part.failed, room - 1)
    }
    left -= jsonBytes(results[at]) + 1
  }
  return results
}

/** For all that a query makes of all regions' items, and of fewer where those are too many. */
const queryTimeMs = 10_000

interface TimedCall extends AnsweredCall {
  queryUntil: number
}

async function wholeOf(answer: RegionAnswer, call: TimedCall): Promise<RegionResult> {
  const queried = await entriesOf(answer, call)
  return regionResult(call, answer, { ...unshortened, ...queried, used: answer.items.length })
}

const maxAboutBytes = 4_000
const unshortened = { lost: 0, shortened: 0, aboutBytes: maxAboutBytes }

/** An item of this size is large only where it would be the only one. */
export const largeBytes = 4_000

/** As many of the items as fit, large ones shortened; of one alone as much as fits. */
async function fitted(
  answer: RegionAnswer,
  call: TimedCall,
  maxBytes: number,
): Promise<RegionResult> {
  const { length } = answer.items
  const aboutBytes = Math.min(maxAboutBytes, Math.floor(maxBytes / 3))
  const partOf = async (used: number): Promise<RegionResult> => {
    const { entries, ...hint } = await entriesOf(answer, call, used)
    const most = Math.max(largeBytes, Math.floor(maxBytes / Math.max(1, length)))
    const shown = entries.map((entry) =>
      jsonBytes(entry) > most ? shortenMembers(entry, most) : entry,
    )
    const shortened = shown.filter((entry, at) => entry !== entries[at]).length
    return regionResult(call, answer, {
      ...{ entries: shown, used, lost: 0, shortened, aboutBytes, ...hint },
    })
  }
  let best: RegionResult | undefined
  let [low, high] = [1, length]
  while (low <= high) {
    const used = Math.ceil((low + high) / 2)
    const part = await partOf(used)
    const fits = jsonBytes(part) <= maxBytes
    if (fits) best = part
    if (fits) low = used + 1
    else high = used - 1
  }
  return best ?? ofOneItem(answer, call, { maxBytes, aboutBytes })
}

/** What fits of the first item, or of what a query makes of it. */
async function ofOneItem(
  answer: RegionAnswer,
  call: TimedCall,
  { maxBytes, aboutBytes }: { maxBytes: number; aboutBytes: number },
): Promise<RegionResult> {
  const used = Math.min(1, answer.items.length)
  const { entries: all, ...hint } = await entriesOf(answer, call, used)
  const frame = regionResult(call, answer, {
    ...{ entries: [], used, lost: all.length, shortened: all.length, aboutBytes },
  })
  let left = maxBytes - jsonBytes(frame)
  const entries: Json[] = []
  for (const entry of all) {
    const shown = entries.length === 0 ? shortenMembers(entry, left) : entry
    left -= jsonBytes(shown) + 1
    if (left < 0) break
    entries.push(shown)
  }
  if (used > 0 && entries.length === 0) return noRoom(answer)
  const shortened = entries[0] === all[0] ? 0 : 1
  const lost = all.length - entries.length
  const part = regionResult(call, answer, {
    ...{ entries, used, lost, shortened, aboutBytes, ...hint },
  })
  return jsonBytes(part) <= maxBytes ? part : noRoom(answer)
}

/** Nothing of it was given, so that it is asked again from its beginning. */
const noRoom = ({ region }: RegionAnswer): RegionResult => ({
  region,
  status: 'ok',
  items: [],
  truncated: true,
  hint: 'There was no room for it beside the others: ask for this region alone.',
})

/** Where many regions fail, each says what failed, and of the message as much as there is room for. */
function shortFailure(failed: RegionResult, maxBytes: number): RegionResult {
  if (failed.status === 'ok') return failed
  const { hint, failures, message, ...rest } = failed
  const left = maxBytes - jsonBytes({ ...rest, message: '' })
  // An escaped letter is six bytes long, at most.
  const most = jsonBytes(message) - 2 <= left ? message.length : Math.floor(left / 6)
  return { ...rest, message: cutText(message, Math.max(0, most)) }
}

async function entriesOf(
  { items, about }: RegionAnswer,
  { query, found, queryUntil }: TimedCall,
  used = items.length,
): Promise<Queried> {
  const some = used === items.length ? [...items] : items.slice(0, used)
  if (query === undefined) return { entries: some }
  if (performance.now() > queryUntil) throw tooSlow()
  return applyQuery(some, query, { operation: found.operation, about })
}

const tooSlow = () =>
  new ToolError(
    'invalid_query',
    `query takes longer than ${queryTimeMs / 1000} s over all regions`,
    {
      hint: 'Ask for fewer regions, or for less with query.',
    },
  )
