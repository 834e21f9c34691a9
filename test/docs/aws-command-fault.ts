import { compile } from '@jmespath-community/jmespath'
import { z } from 'zod'

/**
 * What is wrong with a call of AWS's command line, by the SDK's model of the service: the operation,
 * the names of its options, and those that it needs.
 */
export async function awsFault([service = '', command = '', ...args]: readonly string[]) {
  if (service === 'sso' && command === 'login') return undefined
  const operation = await operationOf(service, command)
  if (operation === undefined) return `there is no ${service} ${command}`
  const given = args.filter((word) => word.startsWith('--')).map((word) => word.slice(2))
  const unknown = given.find((name) => !common.includes(name) && !operation.options.includes(name))
  if (unknown !== undefined) return `${service} ${command} has no option --${unknown}`
  const lacking = operation.required.find((name) => !given.includes(name))
  if (lacking !== undefined) return `${service} ${command} needs --${lacking}`
  const query = args.indexOf('--query')
  try {
    if (query >= 0) compile(args[query + 1] ?? '')
  } catch (error) {
    return `--query: ${error}`
  }
  return jsonFault(args)
}

const common = ['output', 'profile', 'query', 'region']

function jsonFault(args: readonly string[]): string | undefined {
  for (const word of args.filter((one) => /^[[{]/.test(one))) {
    try {
      JSON.parse(word)
    } catch (error) {
      return `${word}: ${error}`
    }
  }
  return undefined
}

/** Of the SDK's schemas: a structure is `[3, namespace, name, traits, members, their shapes, how many are required]`. */
async function operationOf(service: string, command: string) {
  const client: Record<string, unknown> = await import(`@aws-sdk/client-${service}`)
  const wanted = `${command.replaceAll('-', '')}$`
  const name = Object.keys(client).find((key) => key.toLowerCase() === wanted)
  const schema = name === undefined ? undefined : client[name]
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined
  const input: unknown = typeof schema[4] === 'function' ? schema[4]() : schema[4]
  const { members, shapes, required } = structure.parse(input)
  const options = members.map(kebab)
  const negated = options.filter((_, at) => shapes[at] === boolean).map((name) => `no-${name}`)
  return { options: [...options, ...negated], required: options.slice(0, required) }
}

const boolean = 2
const structure = z
  .tuple([z.literal(3), z.string(), z.string(), z.unknown(), z.array(z.string())])
  .rest(z.unknown())
  .transform(([, , , , members, shapes, required]) => ({
    members,
    shapes: z.array(z.unknown()).parse(shapes),
    required: z.number().default(0).parse(required),
  }))

/** As the command line names a member: `PolicySourceArn`, `policy-source-arn`. */
const kebab = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
