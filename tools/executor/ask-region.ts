import { actionsOf } from '../catalogue/catalogue.ts'
import { sdkPackages } from '../catalogue/loaders.ts'
import type { Service } from '../catalogue/services.ts'
import type { RegionResult, ToolContext, ToolErrorCode } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { bound } from './bound.ts'
import { learnRegions } from './bucket-region.ts'
import { type Collected, collect, type Page } from './collect.ts'
import { describeFailure } from './failure.ts'
import type { FoundOperation } from './find-operation.ts'
import { isInsightsQuery, runInsightsQuery } from './logs-insights.ts'
import { type Position, writeToken } from './next-token.ts'
import { emptyHint, oneForm } from './one-form.ts'
import { plain } from './plain.ts'
import { withDocuments } from './policy-documents.ts'
import { redact } from './redact.ts'
import { regionMeant } from './regions.ts'
import { type Sensitivity, sensitivityOf } from './sensitive.ts'

export interface RegionCall {
  found: FoundOperation
  input: Readonly<Record<string, unknown>>
  /** Operation and parameters: what a next_token is good for. */
  digest: string
  query: string | undefined
  maxItems: number
  maxBytes: number
}

/** Before a query makes it small, an answer may be this large. */
const maxBytesToQuery = 4_000_000

/** One region's part of the result: items, or what went wrong there. */
export async function askRegion(
  call: RegionCall,
  { start, shown }: { start: Position; shown: string },
  context: ToolContext,
): Promise<RegionResult> {
  try {
    const collected = await collect({
      operation: call.found.operation,
      input: call.input,
      start,
      maxItems: call.maxItems,
      maxBytes: call.query === undefined ? call.maxBytes : maxBytesToQuery,
      signal: context.signal,
      send: (input) => page(call.found, { input, region: start.region }, context),
    })
    return await regionResult(call, { collected, shown })
  } catch (error) {
    if (error instanceof ToolError && !ofOneRegion.has(error.code)) throw error
    const failure = failureOf(error, call.found)
    return { region: shown, status: 'error', ...failure, ...hintAtRegion(failure, start.region) }
  }
}

/** A region that does not exist has the form of one: its name alone is found nowhere. */
function hintAtRegion({ code, hint = '' }: { code: ToolErrorCode; hint?: string }, name: string) {
  const meant = code === 'network_error' ? regionMeant(name) : ''
  return meant === '' ? {} : { hint: `${hint}${meant}` }
}

/** What stands beside other regions' answers; a call that is wrong is so in all of them. */
const ofOneRegion = new Set<ToolErrorCode>(['aws_error', 'limit_exceeded', 'timeout'])

/** What AWS answered, and beside it what of it may be seen. */
export async function page(
  found: FoundOperation,
  { input, region }: { input: Record<string, unknown>; region: string },
  context: ToolContext,
): Promise<Page> {
  const { service, name } = found
  const { clients, signal } = context
  if (isInsightsQuery(found)) {
    const raw = await runInsightsQuery({ input, region }, context)
    return { raw, output: oneForm(redact(plain(raw), { service }), found, input) }
  }
  const raw = await clients.send({ service, operation: name, input, region, signal })
  if (service === 's3') learnRegions(raw, clients)
  const sensitivity = await outputSensitivity(service, name)
  const output = redact(withDocuments(plain(raw), service), { service, sensitivity })
  return { raw, output: oneForm(output, found, input) }
}

const sensitivities = new Map<string, Sensitivity>()

/** Of an SDK package that the client has loaded: a refused call never comes here. */
async function outputSensitivity(service: Service, name: string): Promise<Sensitivity> {
  const key = `${service} ${name}`
  const known = sensitivities.get(key)
  if (known !== undefined) return known
  const { operationSchema } = await import('../catalogue/operation-schema.ts')
  const { output } = operationSchema(await sdkPackages[service](), name)
  const sensitivity = sensitivityOf(output)
  sensitivities.set(key, sensitivity)
  return sensitivity
}

async function regionResult(
  call: RegionCall,
  { collected, shown: region }: { collected: Collected; shown: string },
): Promise<RegionResult> {
  const { items, after, end, cutOff } = collected
  const { operation } = call.found
  const { shown, used, lost, hint: absent } = await bound(items, { ...call, operation })
  const more = used < items.length ? after[used - 1] : end
  const next = isInsightsQuery(call.found) ? undefined : more
  const said = hintOf(call, { ...collected, used, lost, shown: shown.length, absent })
  const hint = [absent, said].filter((one) => one !== undefined).join(' ') || undefined
  return {
    region,
    status: 'ok',
    items: shown,
    truncated: more !== undefined || lost > 0 || cutOff === true,
    ...(next === undefined ? {} : { next_token: writeToken(next, call.digest) }),
    ...(hint === undefined ? {} : { hint }),
  }
}

interface Outcome extends Collected {
  used: number
  lost: number
  shown: number
  /** What in the query finds nothing: it says why nothing is shown. */
  absent: string | undefined
}

function hintOf({ found, query }: RegionCall, outcome: Outcome): string | undefined {
  const { items, used, lost, end, failure, cutOff, shown, absent } = outcome
  const more = used < items.length || end !== undefined
  const seen = query === undefined ? '' : `query saw ${used} items. `
  if (failure !== undefined) {
    return `${seen}Broken off by ${failureOf(failure, found).message}. Go on with next_token.`
  }
  if (lost > 0) return `${lost} entries more are not shown: narrow query.`
  if (isInsightsQuery(found) && (more || cutOff)) {
    return `${seen}There may be more rows: raise limit, or count them with stats.`
  }
  if (more) return `${seen}There is more: go on with next_token, or narrow parameters.`
  if (cutOff) return `${seen}There is more than AWS gives at once: narrow parameters.`
  if (query !== undefined && shown === 0 && items.length > 0 && absent === undefined) {
    return `query matched nothing in ${items.length} items; it runs on their list, as [].Name`
  }
  return emptyHint(found, items)
}

/** A fault of our own is nobody's to act on: it goes up. */
function failureOf(error: unknown, { service, name, operation }: FoundOperation) {
  if (error instanceof ToolError) {
    const { hint } = error.details
    return { code: error.code, message: error.message, ...(hint === undefined ? {} : { hint }) }
  }
  const failure = describeFailure(error, actionsOf(service, name, operation))
  if (failure === undefined) throw error
  return failure
}
