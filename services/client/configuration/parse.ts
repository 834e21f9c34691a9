import * as z from 'zod'
import { stackOutputs } from '../../../stacks/outputs.ts'
import { ClientError } from '../errors.ts'
import { isLoopback } from '../is-loopback.ts'
import { parseJson } from '../parse-json.ts'

/** What the client needs of a stack's outputs; the rest is absent where a person wrote them. */
export type Configuration = z.infer<typeof configuration>

/** `what` names the text where it is none; `name` takes the place of the environment's own. */
export function parseConfiguration(text: string, what: string, name?: string): Configuration {
  const json = parseJson(text)
  const named = name === undefined ? json : { ...Object(json), environment: name }
  const parsed = configuration.safeParse(named)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(faultOf).join(', ')
  throw new ClientError(
    'bad_configuration',
    `${what} does not say where an agent is, as \`pulumi stack output --json\` does: look at ${faults}.`,
  )
}

function faultOf({ code, path, message }: z.core.$ZodIssue): string {
  const name = path.join('.') || 'not JSON'
  return code === 'custom' ? `${name} (${message})` : name
}

/** The region that a Function URL names; undefined for another address. */
export function regionIn(functionUrl: string): string | undefined {
  return /\.lambda-url\.([a-z0-9-]+)\.on\.aws$/.exec(URL.parse(functionUrl)?.hostname ?? '')?.[1]
}

/** Tokens go there: in the clear, on this machine alone. */
export const address = z.string().refine((text) => {
  const protocol = URL.parse(text)?.protocol
  return protocol === 'https:' || (protocol === 'http:' && isHere(text))
}, 'an address that begins with https:')

function isHere(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && isLoopback(url)
}

const configuration = stackOutputs
  .extend({
    functionUrl: address,
    gatewayUrl: address,
    okta: stackOutputs.shape.okta.extend({ issuer: address }),
    /** That a local stack takes in place of AWS credentials. */
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).optional(),
  })
  .partial({
    agentFunctionName: true,
    toolFunctionName: true,
    conversationsTableName: true,
    gatewayId: true,
    gatewayTargetId: true,
    gatewayRoleArn: true,
  })
  .refine(({ credentials, functionUrl }) => credentials === undefined || isHere(functionUrl), {
    path: ['credentials'],
    message: 'kept for a stack on this machine alone',
  })
