import { fullName } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import { describeNamed } from '../executor/describe-operations.ts'
import { execute } from '../executor/execute.ts'
import { servicesNamed } from '../executor/find-operation.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { changeRequest } from './change-request.ts'
import { findCall } from './operations/find-call.ts'
import { searchOperations } from './operations/search-operations.ts'
import { refused } from './refusals.ts'

interface Asked {
  services: readonly Service[]
  region?: string | readonly string[]
  query?: string
  maxItems?: number
}

/**
 * The answer of the one operation that a question names, among many services; where none is surely
 * meant, those that are nearest, to choose from.
 */
export async function answerBySearch(
  question: string,
  { services, region, query, maxItems }: Asked,
  context: ToolContext,
): Promise<ToolResult> {
  const verb = changeRequest(question)
  if (verb !== undefined) {
    return refused('operation_refused', `“${verb}” would change something: this only reads.`)
  }
  const call = await findCall(question, { services, now: context.now() })
  if (call === undefined) {
    const unclear = refused(
      'unclear_question',
      'No operation of these services is surely meant: choose one of the suggestions.',
    )
    return { ...unclear, suggestions: await searchedFor(question, services) }
  }
  const where = region ?? call.region
  const result = await execute(
    {
      services: [call.service],
      operation: fullName(call.service, call.operation),
      parameters: call.parameters,
      ...(where === undefined ? {} : { region: where }),
      ...((query ?? call.query) === undefined ? {} : { query: query ?? call.query }),
      ...(maxItems === undefined ? {} : { maxItems }),
    },
    context,
  )
  return call.left.length === 0
    ? result
    : { ...result, notice: `Not narrowed by “${call.left.join(' ')}”.` }
}

/** With what a full-text search finds first, before what is only written alike. */
export async function searched(
  result: ToolResult,
  operation: string,
  services: readonly Service[],
): Promise<ToolResult> {
  const found = await searchedFor(asWords(operation), servicesNamed(operation, services))
  const names = new Set(found.map((each) => each.operation))
  const others = (result.suggestions ?? []).filter((each) => !names.has(each.operation))
  return {
    ...result,
    suggestions: [...others.slice(0, 2), ...found, ...others.slice(2)].slice(0, 6),
  }
}

/** `states:ListRunningMachines` → `states list running machines` */
const asWords = (operation: string): string =>
  operation
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase()

async function searchedFor(question: string, services: readonly Service[]) {
  const found = await searchOperations(question, services)
  const names = found.slice(0, 5).map(({ service, name }) => fullName(service, name))
  return describeNamed(names, services)
}
