import { z } from 'zod'
import { type Service, services } from './catalogue/services.ts'
import { describeOperations } from './executor/describe-operations.ts'
import { execute, limits } from './executor/execute.ts'
import type { ObjectSchema, Tool, ToolContext, ToolResult } from './tool.ts'
import { refusal, ToolError } from './tool-error.ts'

interface Definition {
  /** The tool is `<name>_read_operations`. */
  name: string
  /** What it is about, in a few words. */
  about: string
  services: readonly Service[]
  /** Up to a dozen operations that answer most of what is asked. */
  common: readonly string[]
}

/** A tool that runs any read operation of its services by name, or by a question. */
export function readOperationsTool({ name, about, services, common }: Definition): Tool {
  return {
    name: `${name}_read_operations`,
    description: describe(about, services, common),
    inputSchema,
    services,
    run: async (input, context) => {
      const parsed = inputShape.safeParse(input)
      if (!parsed.success) return refusal(badInput(parsed.error))
      return answer(parsed.data, { services, common }, context)
    },
  }
}

const inputShape = z.strictObject({
  operation: z.string().max(200).optional(),
  parameters: z.unknown().optional(),
  region: z.union([z.string().max(1000), z.array(z.string().max(100)).max(50)]).optional(),
  query: z.string().optional(),
  max_items: z.int().min(1).max(limits.maxItems).optional(),
  next_token: z.string().max(20_000).optional(),
  question: z.string().min(1).max(4000).optional(),
})

type Input = z.infer<typeof inputShape>

/** Kept in the few keywords that AgentCore accepts; `inputShape` is what is checked. */
const inputSchema: ObjectSchema = {
  type: 'object',
  properties: {
    operation: {
      type: 'string',
      description: 'Exact API name, as DescribeX; service:DescribeX where several services have it',
    },
    parameters: { type: 'object', description: "The operation's own parameters" },
    region: { type: 'string', description: 'One, several separated by commas, or all' },
    query: { type: 'string', description: 'JMESPath over the list of items, as [].Name' },
    max_items: { type: 'integer', description: 'Default 50, at most 1000' },
    next_token: { type: 'string', description: 'Of a cut result, with the same parameters' },
    question: { type: 'string', description: 'Plain English, instead of operation' },
  },
}

const describe = (about: string, among: readonly Service[], common: readonly string[]) => {
  const names = among.map((service) => services[service].name).join(', ')
  return `Reads ${about} (${names}): any read operation, never a change. Common: ${common.join(', ')}.`
}

interface Scope {
  services: readonly Service[]
  common: readonly string[]
}

async function answer(input: Input, scope: Scope, context: ToolContext): Promise<ToolResult> {
  const { operation, question, parameters } = input
  if (operation !== undefined) {
    const call = { services: scope.services, operation, parameters, ...rest(input) }
    return execute(call, context)
  }
  return question === undefined
    ? noOperation(scope)
    : answerQuestion(question, input, { scope, context })
}

/** What the caller set himself; it goes before what a plan says. */
const rest = ({ region, query, max_items, next_token }: Input) => ({
  ...(region === undefined ? {} : { region }),
  ...(query === undefined ? {} : { query }),
  ...(max_items === undefined ? {} : { maxItems: max_items }),
  ...(next_token === undefined ? {} : { nextToken: next_token }),
})

async function answerQuestion(
  question: string,
  input: Input,
  { scope, context }: { scope: Scope; context: ToolContext },
): Promise<ToolResult> {
  // Its search index is only built where a question comes without an operation.
  const { plan } = await import('./planner/plan.ts')
  const planned = await plan(question, { services: scope.services, now: context.now() })
  if (planned.kind === 'unclear') {
    const { message, suggestions } = planned
    const refused = refusal(new ToolError('unclear_question', message, { suggestions }))
    return withNotice(refused, planned.notice)
  }
  const { service, operation, parameters, region, query } = planned
  const call = {
    services: [service],
    operation,
    parameters,
    ...(region === undefined ? {} : { region }),
    ...(query === undefined ? {} : { query }),
    ...rest(input),
  }
  return withNotice(await execute(call, context), planned.notice)
}

function withNotice(result: ToolResult, notice: string | undefined): ToolResult {
  if (notice === undefined) return result
  return { ...result, notice: [notice, result.notice].filter(Boolean).join(' ') }
}

async function noOperation({ services, common }: Scope): Promise<ToolResult> {
  const found = await Promise.all(common.map((name) => describeOperations(name, services, 1)))
  return refusal(
    new ToolError('unknown_operation', 'Neither operation nor question is given', {
      hint: 'Name an operation, these or any other read operation of the services.',
      suggestions: found.flat(),
    }),
  )
}

function badInput({ issues }: z.ZodError): ToolError {
  const [issue] = issues
  const path = issue?.path.join('.') || 'input'
  return new ToolError('invalid_input', `${path}: ${issue?.message ?? 'not valid'}`.slice(0, 300), {
    hint: `Fields: ${Object.keys(inputShape.shape).join(', ')}.`,
  })
}
