import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { z } from 'zod'
import { stackOutputs } from '../../stacks/outputs.ts'
import { ClientError } from './errors.ts'
import { isLoopback } from './is-loopback.ts'
import { parseJson } from './parse-json.ts'

/** What the client needs of a stack's outputs; the rest is absent where a person wrote them. */
type Configuration = z.infer<typeof configuration>

/** The deployed systems that this user knows: a file an environment, as the stack's outputs. */
export interface Configurations {
  /**
   * Keeps what `pulumi stack output --json` printed, under another name where one is given; throws
   * a ClientError for anything else.
   */
  save(text: string, name?: string): Promise<Configuration>
  /** That of an environment, the default or the only one; throws a ClientError that says what there is. */
  load(environment: string | undefined): Promise<Configuration>
  list(): Promise<Listed[]>
  remove(environment: string): Promise<void>
  /** Which is meant where none is named. */
  setDefault(environment: string): Promise<void>
}

interface Listed {
  environment: string
  functionUrl: string
  isDefault: boolean
}

export function configurations(
  folder = envPaths('aws-ops', { suffix: '' }).config,
): Configurations {
  const fileOf = (environment: string) => join(folder, `${environment}.json`)
  const defaultFile = join(folder, 'default-environment')

  async function load(environment: string | undefined): Promise<Configuration> {
    const known = await environmentsIn(folder)
    const chosen = environment ?? (await defaultOf(known))
    if (chosen === undefined || !known.includes(chosen)) throw notKnown(environment, known)
    return parse(await readFile(fileOf(chosen), 'utf8'), fileOf(chosen))
  }

  async function defaultOf([only, ...others]: readonly string[]): Promise<string | undefined> {
    if (others.length === 0) return only
    const named = (await readFile(defaultFile, 'utf8').catch(() => '')).trim()
    return named === only || others.includes(named) ? named : undefined
  }

  async function assertKnown(environment: string): Promise<void> {
    const known = await environmentsIn(folder)
    if (!known.includes(environment)) throw notKnown(environment, known)
  }

  return {
    load,
    async save(text, name) {
      const outputs = parse(text, 'This', name)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(fileOf(outputs.environment), JSON.stringify(outputs), { mode: 0o600 })
      return outputs
    },
    async list() {
      const known = await environmentsIn(folder)
      const byDefault = await defaultOf(known)
      const all = await Promise.all(known.map(load))
      return all.map(({ functionUrl }, index) => {
        const environment = known[index] ?? ''
        return { environment, functionUrl, isDefault: environment === byDefault }
      })
    },
    async remove(environment) {
      await assertKnown(environment)
      await rm(fileOf(environment))
    },
    async setDefault(environment) {
      await assertKnown(environment)
      await writeFile(defaultFile, `${environment}\n`, { mode: 0o600 })
    },
  }
}

/** Tokens go there: in the clear, on this machine alone. */
const address = z.string().refine((text) => {
  const url = URL.parse(text)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))
}, 'an address that begins with https:')

const configuration = stackOutputs
  .extend({
    functionUrl: address,
    gatewayUrl: address,
    okta: stackOutputs.shape.okta.extend({ issuer: address }),
  })
  .partial({
    agentFunctionName: true,
    toolFunctionName: true,
    conversationsTableName: true,
    gatewayId: true,
    gatewayTargetId: true,
    gatewayRoleArn: true,
  })

async function environmentsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort()
}

function parse(text: string, what: string, name?: string): Configuration {
  const json = parseJson(text)
  const named = name === undefined ? json : { ...Object(json), environment: name }
  const parsed = configuration.safeParse(named)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(faultOf).join(', ')
  throw new ClientError(
    'bad_configuration',
    `${what} is not what \`pulumi stack output --json\` prints: look at ${faults}.`,
  )
}

function faultOf({ code, path, message }: z.core.$ZodIssue): string {
  const name = path.join('.') || 'not JSON'
  return code === 'custom' ? `${name} (${message})` : name
}

function notKnown(environment: string | undefined, known: readonly string[]): ClientError {
  const have = known.length === 0 ? 'none is configured' : `there are ${known.join(', ')}`
  const wanted = environment === undefined ? 'Which environment?' : `Unknown: ${environment}.`
  return new ClientError(
    'not_configured',
    `${wanted} Of environments, ${have}. Name one with --env, or add one with aws-ops configure.`,
  )
}
