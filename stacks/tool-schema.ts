import type { types } from '@pulumi/aws'
import type { ObjectSchema, Tool, ToolSchema } from '../tools/tool.ts'

type Payload =
  types.input.bedrock.AgentcoreGatewayTargetTargetConfigurationMcpLambdaToolSchemaInlinePayload
type Property =
  types.input.bedrock.AgentcoreGatewayTargetTargetConfigurationMcpLambdaToolSchemaInlinePayloadInputSchemaProperty

/** A tool as a gateway target takes it: properties are a list, and each says whether it is required. */
export function toolSchema({ name, description, inputSchema }: Tool): Payload {
  return { name, description, inputSchema: { type: 'object', properties: properties(inputSchema) } }
}

function properties({ properties = {}, required = [] }: ObjectSchema): Property[] {
  return Object.entries(properties).map(([name, schema]) => ({
    ...property(name, schema),
    ...(required.includes(name) ? { required: true } : {}),
  }))
}

function property(name: string, schema: ToolSchema): Property {
  const { type, description } = schema
  const common = { name, type, ...(description === undefined ? {} : { description }) }
  if (schema.type === 'array') {
    // Lists of plain values; the provider takes deeper ones, and no tool has them.
    return { ...common, items: { type: schema.items.type } }
  }
  if (schema.type === 'object' && schema.properties !== undefined) {
    throw new Error(`The gateway target takes flat schemas: ${name} has properties of its own.`)
  }
  return common
}
