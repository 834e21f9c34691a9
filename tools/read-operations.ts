import { type Service, services as serviceTable } from './catalogue/services.ts'
import { withColumns } from './columns/with-columns.ts'
import { describeNamed } from './executor/describe-operations.ts'
import { execute, limits } from './executor/execute.ts'
import { withCliQuery } from './executor/with-cli-query.ts'
import { isRecord } from './json.ts'
import { type Input, readInput } from './read-input.ts'
import type { ObjectSchema, Tool, ToolContext, ToolResult } from './tool.ts'
import { refusal, ToolError } from './tool-error.ts'

export interface Definition {
  /** The tool is `<name>_read_operations`. */
  name: string
  /** What it is about, in a few words. */
  about: string
  services: readonly Service[]
  /** Up to a dozen operations that answer most of what is asked, the most asked first. */
  common: readonly string[]
  /** Many services, of which nobody knows the operations by heart: a question searches among them. */
  search?: boolean
  /** Names of recipes/ that begin with its services: listed here, as they are not loaded until asked. */
  recipes?: readonly string[]
}

/** A tool that runs any read operation of its services by name, or by a question. */
export function readOperationsTool(definition: Definition): Tool {
  const { name, services, common, search = false } = definition
  return {
    name: `${name}_read_operations`,
    description: describe(definition),
    inputSchema,
    services,
    run: async (input, context) => {
      try {
        const answered = await answer(readInput(input), { services, common, search }, context)
        return await withCliQuery(await withColumns(answered))
      } catch (error) {
        if (error instanceof ToolError) return refusal(error)
        throw error
      }
    },
  }
}

/**
 * Sent with each of the tools in every request, so each word counts: operation and parameters are
 * AWS's own, and what is given wrong is explained by the answer. `readInput` is what is checked.
 */
const inputSchema: ObjectSchema = {
  type: 'object',
  properties: {
    operation: { type: 'string' },
    parameters: { type: 'object' },
    region: { type: 'string', description: 'one, a,b or all' },
    query: { type: 'string', description: 'JMESPath on items' },
    max_items: { type: 'integer' },
    next_token: { type: 'string' },
    question: { type: 'string', description: 'plain English' },
  },
}

function describe({ about, common, recipes = [], search = false, services }: Definition): string {
  const answers = recipes.length === 0 ? '' : `; recipes: ${recipes.join(', ')}`
  if (search) {
    const names = services.map(shortName).join(' ')
    return `Reads ${about}. operation is service:Name, as ${common[0]}, of ${names}${answers}`
  }
  const operations = common.slice(0, mostShown).join(', ')
  return `Reads ${about}. Any read, as ${operations}${answers}`
}

const mostShown = 2

/** The shortest of those that are understood. */
function shortName(service: Service): string {
  const { name, aliases = [] } = serviceTable[service]
  return [...aliases, name].toSorted((a, b) => a.length - b.length)[0] ?? name
}

interface Scope {
  services: readonly Service[]
  common: readonly string[]
  search: boolean
}

async function answer(input: Input, scope: Scope, context: ToolContext): Promise<ToolResult> {
  const { operation, question, parameters } = input
  if (operation !== undefined && question !== undefined) {
    const again = await answerAgain(question, { ...input, operation }, context)
    if (again !== undefined) return again
  }
  if (operation !== undefined && mayBeRecipe.test(operation)) {
    const byName = await answerByName(operation, input, { scope, context })
    if (byName !== undefined) return byName
  }
  if (operation !== undefined) {
    const call = { services: scope.services, operation, parameters, ...rest(input) }
    const result = await execute(call, context)
    return scope.search ? withSearched(result, operation, scope.services) : result
  }
  if (question === undefined) return noOperation(scope)
  // Loaded only where a question comes.
  const { answerSteps } = await import('./questions/answer-again.ts')
  if (!scope.search) return answerSteps({ question, region: input.region }, context)
  const { answerBySearch } = await import('./questions/answer-by-search.ts')
  const searched = () =>
    answerBySearch(question, { ...rest(input), services: scope.services }, context)
  // What the caller set himself is of one operation's answer.
  if (input.query !== undefined || input.max_items !== undefined) return searched()
  const { isUnclear } = await import('./questions/refusals.ts')
  const result = await answerSteps({ question, region: input.region }, context)
  return isUnclear(result) ? searched() : result
}

/** What is called otherwise is found by its words: `ListStateMachineRuns`, `quota list`. */
async function withSearched(
  result: ToolResult,
  operation: string,
  services: readonly Service[],
): Promise<ToolResult> {
  if (result.code !== 'unknown_operation') return result
  const { searched } = await import('./questions/answer-by-search.ts')
  return searched(result, operation, services)
}

/** A call, changed by a question's words; undefined where they are of no use to it. */
async function answerAgain(
  question: string,
  { operation, parameters, region, query }: Input & { operation: string },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { answerAgain: again } = await import('./questions/answer-again.ts')
  const call = {
    operation,
    ...(isRecord(parameters) ? { parameters } : {}),
    ...(region === undefined ? {} : { region: [region].flat().join(',') }),
    ...(query === undefined ? {} : { query }),
  }
  return again({ question, call }, context)
}

/** AWS writes its operations otherwise: `DescribeInstances`. */
const mayBeRecipe = /^recipe:|^[a-z\d]+(?:[_-][a-z\d]+)*$/

/** Undefined where no recipe has the name. */
async function answerByName(
  operation: string,
  input: Input,
  { scope, context }: { scope: Scope; context: ToolContext },
): Promise<ToolResult | undefined> {
  const { region } = input
  const { findRecipe, isRecipeName } = await import('./recipes/find-recipe.ts')
  if (!isRecipeName(operation)) return undefined
  try {
    const { answerRecipe } = await import('./recipes/answer-recipe.ts')
    const recipe = findRecipe(operation, scope.services)
    const parameters = await byPersonsClock(recipe.name, input.parameters, context)
    const result = await answerRecipe(recipe, { parameters, region }, context)
    const unused = (['query', 'max_items', 'next_token'] as const).filter((name) => input[name])
    if (unused.length === 0) return result
    return {
      ...result,
      notice: `A recipe takes no ${unused.join(', ')}: its whole answer follows.`,
    }
  } catch (error) {
    if (error instanceof ToolError) return refusal(error)
    throw error
  }
}

/** `yesterday` of the person who asks; days of a bill are UTC's. */
async function byPersonsClock(
  recipe: string,
  given: unknown,
  context: ToolContext,
): Promise<unknown> {
  if (context.timeZone === undefined || !isRecord(given) || ofBills.test(recipe)) return given
  const { period } = given
  if (typeof period !== 'string') return given
  const { byClock } = await import('./questions/time/by-clock.ts')
  return { ...given, period: byClock(period, context) }
}

const ofBills = /^(?:cost|spend_by_service|bill_increase)$/

/** What the caller set himself; it goes before what a plan says. */
const rest = ({ region, query, max_items, next_token }: Input) => ({
  ...(region === undefined ? {} : { region }),
  ...(query === undefined ? {} : { query }),
  ...(max_items === undefined ? {} : { maxItems: max_items }),
  ...(next_token === undefined ? {} : { nextToken: next_token }),
})

async function noOperation({ services, common }: Scope): Promise<ToolResult> {
  return refusal(
    new ToolError('unknown_operation', 'Neither operation nor question is given', {
      hint: howTo,
      suggestions: await describeNamed(common, services),
    }),
  )
}

/** What the schema has no room for. */
const howTo =
  'Name an operation, these or any other read operation of the services; service:Name where ' +
  'several have it. parameters are AWS’s own; a list of names where one is wanted, or all, runs it for each. Paging is done here: max_items (50 by default, at ' +
  `most ${limits.maxItems}), then next_token as given, with the same parameters. query is a JMESPath on the ` +
  'list of items, as [].Name. Or give question alone, in plain English.'
