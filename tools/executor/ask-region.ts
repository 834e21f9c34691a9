import type { NormalizedSchema } from '@smithy/core/schema'
import { sdkPackages } from '../catalogue/loaders.ts'
import { isRecord, type Json } from '../json.ts'
import { type SchemaPlan, schemaPlan } from '../redaction/plan.ts'
import { redact } from '../redaction/redact.ts'
import { knownFrom } from '../redaction/request.ts'
import { type AwsCall, dataKinds, type ToolContext, type ToolErrorCode } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { absenceOf } from './absence.ts'
import { largeBytes, type Part } from './bound.ts'
import { learnRegions } from './bucket-region.ts'
import { isCodeRead } from './code/code-operations.ts'
import { collect } from './collect.ts'
import { failureOf } from './failure-of.ts'
import type { FoundOperation } from './find-operation.ts'
import { outputMembers } from './items.ts'
import { isInsightsQuery, runInsightsQuery } from './logs-insights.ts'
import { type Position, writeToken } from './next-token.ts'
import { oneForm } from './one-form.ts'
import { ownInput } from './own-resources.ts'
import type { Page } from './pages.ts'
import { plain } from './plain.ts'
import { withDocuments } from './policy-documents.ts'
import { regionMeant } from './region-names.ts'
import type { AnsweredCall } from './region-result.ts'

export interface RegionCall extends AnsweredCall {
  input: Readonly<Record<string, unknown>>
  maxItems: number
  maxBytes: number
}

/** Before a query makes it small, an answer may be this large. */
const maxBytesToQuery = 4_000_000

/** All that one region answers within the bounds, or what went wrong there. */
export async function askRegion(
  call: RegionCall,
  { start, shown: region }: { start: Position; shown: string },
  context: ToolContext,
): Promise<Part> {
  const { found, input, query, maxItems, maxBytes } = call
  try {
    const collected = await collect({
      ...{ found, input, start, maxItems, signal: context.signal },
      ...(query === undefined
        ? { maxBytes, countedBytes: largeBytes }
        : { maxBytes: maxBytesToQuery }),
      send: (input) => page(found, { input, region: start.region }, context),
    })
    return { answer: { ...collected, region } }
  } catch (error) {
    if (error instanceof ToolError && !ofOneRegion.has(error.code)) throw error
    const failure = await failureOf(error, found)
    const isResumed = start.skip > 0 || Object.keys(start.tokens).length > 0
    return {
      failed: {
        ...{ region, status: 'error', ...failure, ...hintAtRegion(failure, start.region) },
        ...(isResumed ? { next_token: writeToken(start, call.digest) } : {}),
      },
    }
  }
}

/** A region that does not exist has the form of one: its name alone is found nowhere. */
function hintAtRegion({ code, hint = '' }: { code: ToolErrorCode; hint?: string }, name: string) {
  const meant = code === 'network_error' ? regionMeant(name) : ''
  return meant === '' ? {} : { hint: `${hint}${meant}` }
}

/** What stands beside other regions' answers; a call that is wrong is so in all of them. */
const ofOneRegion = new Set<ToolErrorCode>([
  'aws_error',
  'limit_exceeded',
  'budget_spent',
  'timeout',
])

export interface PageCall {
  input: Record<string, unknown>
  region: string
  /** Told where it is asked of AWS, rather than known from before in the same answer. */
  sent?: () => void
}

/** What AWS answered, and beside it what of it may be seen; within one answer the same call is made once. */
export async function page(
  found: FoundOperation,
  { input, region, sent }: PageCall,
  context: ToolContext,
): Promise<Page> {
  const ask = () => {
    sent?.()
    return askPage(found, { input, region }, context)
  }
  const { pages } = context
  if (pages === undefined) return ask()
  return pages.page(`${found.service} ${found.name} ${region} ${JSON.stringify(input)}`, ask)
}

async function askPage(
  found: FoundOperation,
  { input, region }: PageCall,
  context: ToolContext,
): Promise<Page> {
  const { service, name } = found
  const { clients, signal, dataAccess: opened } = context
  context.spending?.ask(service, name, input)
  if (isInsightsQuery(found)) {
    const raw = await runInsightsQuery({ input, region }, context)
    return { raw, output: oneForm(redact(plain(raw), { service, opened }), found, input) }
  }
  if (isCodeRead(found)) {
    const { inLines, readCode } = await import('./code/read-code.ts')
    const raw = await readCode({ input: await ownInput(found, input, context), region }, context)
    return { raw, output: inLines(redact(plain(raw), { service, opened })) }
  }
  const raw = await sendOrAbsence(
    found,
    {
      ...{ service, operation: name, region, signal },
      input: await ownInput(found, affordable(found, input), context),
    },
    context,
  )
  if (typeof raw === 'string') return { raw: {}, output: {}, absent: raw }
  if (service === 's3') learnRegions(raw, clients)
  const { plan, isOneThing } = await outputOf(found)
  const redaction = { service, plan, known: knownFrom(input), opened }
  // Only where its kind is open does an operation of data come here.
  const isData = found.operation.class === 'data'
  const { withContents, withLines } = isData ? await loadContents() : nothingToRead
  const readable = await withContents(raw, { found, input, signal })
  const redacted = redact(withDocuments(plain(readable), service), redaction)
  const output = withLines(oneForm(redacted, found, input))
  const isNothing = isOneThing && isRecord(output) && Object.keys(output).length === 0
  return { raw, output, ...(isNothing ? { absent: '' } : {}) }
}

const loadContents = () => import('./contents/with-contents.ts')

const nothingToRead = {
  withContents: async (answer: Record<string, unknown>) => answer,
  withLines: (output: Json) => output,
}

/** Where each page is billed, its size is AWS's own, not the caller's. */
const affordable = ({ service }: FoundOperation, input: Record<string, unknown>) =>
  service === 'cost-explorer'
    ? Object.fromEntries(Object.entries(input).filter(([name]) => !/^(max|page)/i.test(name)))
    : input

async function sendOrAbsence(found: FoundOperation, call: AwsCall, context: ToolContext) {
  const { clients, pace } = context
  try {
    const output = await clients.send(call)
    pace?.heard(output)
    return output
  } catch (error) {
    pace?.heard(error)
    const absence = absenceOf(error, found)
    if (absence === undefined) throw error
    return absence
  }
}

interface Output {
  plan: SchemaPlan
  /** An answer of one thing (or of none), not of a list. */
  isOneThing: boolean
  /** Members of that one thing, or of the answer: its lists. */
  members: readonly string[]
}

const outputs = new Map<string, Output>()

/** Of an SDK package that the client has loaded: a refused call never comes here. */
export async function outputOf({ service, name, operation }: FoundOperation): Promise<Output> {
  const key = `${service} ${name}`
  const known = outputs.get(key)
  if (known !== undefined) return known
  const { operationSchema } = await import('../catalogue/operation-schema.ts')
  const { output } = operationSchema(await sdkPackages[service](), name)
  const { items = '', besides } = operation
  const members = output.isStructSchema() ? Object.fromEntries(output.structIterator()) : {}
  const isOneThing = besides === undefined && (items === '' || members[items]?.isStructSchema())
  const thing = items === '' ? output : members[items]
  const made = {
    ...{
      plan: schemaPlan(output, { service, kind: kindOf(operation) }),
      isOneThing: isOneThing === true,
    },
    members: thing?.isStructSchema() && isOneThing ? memberNames(thing) : outputMembers(operation),
  }
  outputs.set(key, made)
  return made
}

/** The kind of data that the operation is of: what it is opened for, no mark hides. */
const kindOf = ({ kind }: FoundOperation['operation']) => dataKinds.find((known) => known === kind)

const memberNames = (schema: NormalizedSchema): string[] =>
  [...schema.structIterator()].map(([name]) => name)
