import type { ObjectSchema } from '../../tools/tool.ts'

type Arguments = Readonly<Record<string, unknown>>

/** What AgentCore says of arguments that miss a required field or have another type; else undefined. */
export function checkArguments(schema: ObjectSchema, given: Arguments): string | undefined {
  const problems = [...missing(schema, given), ...wrongTypes(schema, given)]
  if (problems.length === 0) return undefined
  const list = problems.map((problem) => `\n- ${problem}`).join('')
  return `ValidationException - Parameter validation failed: Invalid request parameters:${list}`
}

function missing({ required = [] }: ObjectSchema, given: Arguments): string[] {
  return required
    .filter((name) => !Object.hasOwn(given, name))
    .map((name) => `Missing required field(s): '${name}'`)
}

/** Top level only: the tools' schemas are flat. */
function wrongTypes({ properties = {} }: ObjectSchema, given: Arguments): string[] {
  return Object.entries(properties).flatMap(([name, { type }]) => {
    if (!Object.hasOwn(given, name)) return []
    const found = typeOf(given[name])
    const fits = found === type || (found === 'integer' && type === 'number')
    return fits ? [] : [`Field '/${name}' has invalid type: ${found} found, ${type} expected`]
  })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
