import assert from 'node:assert/strict'
import { z } from 'zod'
import { toolSchema } from '../../stacks/tool-schema.ts'
import { coreServices } from '../../tools/catalogue/services.ts'
import type { ObjectSchema, Tool } from '../../tools/tool.ts'
import { toolsFor } from '../../tools/tools.ts'
import { inputsOf } from './readable.ts'
import { runProgram } from './run-program.ts'

describe('the schemas that the gateway target gets', () => {
  // The first run bundles the services.

  it('are those of all tools, and say the same as they do', async () => {
    const { resources } = await runProgram('dev')
    const type = 'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget'
    const { targetConfiguration } = inputsOf(resources, type, 'gateway')
    const { inlinePayloads } = target.parse(targetConfiguration).mcp.lambda.toolSchema
    assert.deepEqual(
      inlinePayloads.map(({ inputSchema, ...rest }) => ({
        ...rest,
        inputSchema: jsonSchema(inputSchema),
      })),
      toolsFor(coreServices).map(({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema: { properties: {}, required: [], ...inputSchema },
      })),
    )
  })

  it('have properties as a list, each saying whether it is required', () => {
    const payload = toolSchema(
      tool({
        type: 'object',
        properties: {
          region: { type: 'string', description: 'One' },
          names: { type: 'array', items: { type: 'string' } },
          parameters: { type: 'object' },
        },
        required: ['region'],
      }),
    )
    assert.deepEqual(payload, {
      name: 'a',
      description: 'A tool',
      inputSchema: {
        type: 'object',
        properties: [
          { name: 'region', type: 'string', description: 'One', required: true },
          { name: 'names', type: 'array', items: { type: 'string' } },
          { name: 'parameters', type: 'object' },
        ],
      },
    })
  })

  it('are flat: one with properties within a property is refused', () => {
    const nested = { type: 'object', properties: { deep: { type: 'string' } } } as const
    assert.throws(() => toolSchema(tool({ type: 'object', properties: { filter: nested } })), {
      message: 'The gateway target takes flat schemas: filter has properties of its own.',
    })
  })
})

const tool = (inputSchema: ObjectSchema): Tool => ({
  name: 'a',
  description: 'A tool',
  inputSchema,
  services: [],
  run: () => assert.fail('not run'),
})

const property = z.object({
  name: z.string(),
  type: z.string(),
  description: z.string().optional(),
  required: z.boolean().optional(),
  items: z.object({ type: z.string() }).optional(),
})

const inputSchema = z.strictObject({
  type: z.literal('object'),
  properties: z.array(property.strict()),
})

const target = z.object({
  mcp: z.object({
    lambda: z.object({
      toolSchema: z.object({
        inlinePayloads: z.array(
          z.strictObject({ name: z.string(), description: z.string(), inputSchema }),
        ),
      }),
    }),
  }),
})

/** Back to JSON Schema, as AgentCore shows it to clients. */
function jsonSchema({ type, properties }: z.infer<typeof inputSchema>) {
  return {
    type,
    properties: Object.fromEntries(
      properties.map(({ name, required: _said_below, ...schema }) => [name, schema]),
    ),
    required: properties.filter(({ required }) => required).map(({ name }) => name),
  }
}
