import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { type StackOutputs, stackOutputs } from '../../stacks/outputs.ts'
import { ClientError } from './errors.ts'
import { parseJson } from './parse-json.ts'

/** The deployed systems that this user knows: a file an environment, as the stack's outputs. */
export interface Configurations {
  /** Keeps what `pulumi stack output --json` printed; throws a ClientError for anything else. */
  save(text: string): Promise<StackOutputs>
  /** That of an environment, or the only one; throws a ClientError that says what there is. */
  load(environment: string | undefined): Promise<StackOutputs>
}

export function configurations(
  folder = envPaths('aws-ops', { suffix: '' }).config,
): Configurations {
  const fileOf = (environment: string) => join(folder, `${environment}.json`)
  return {
    async save(text) {
      const outputs = parse(text, 'This')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(fileOf(outputs.environment), JSON.stringify(outputs), { mode: 0o600 })
      return outputs
    },
    async load(environment) {
      const known = await environmentsIn(folder)
      const [only, ...others] = known
      const chosen = environment ?? (others.length === 0 ? only : undefined)
      if (chosen === undefined || !known.includes(chosen)) throw notKnown(environment, known)
      return parse(await readFile(fileOf(chosen), 'utf8'), fileOf(chosen))
    },
  }
}

async function environmentsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5))
}

function parse(text: string, what: string): StackOutputs {
  const parsed = stackOutputs.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path }) => path.join('.') || 'not JSON').join(', ')
  throw new ClientError(
    'bad_configuration',
    `${what} is not the output of \`pulumi stack output --json\`: ${faults}.`,
  )
}

function notKnown(environment: string | undefined, known: readonly string[]): ClientError {
  const have = known.length === 0 ? 'none is configured' : `there are ${known.join(', ')}`
  const wanted = environment === undefined ? 'Which environment?' : `Unknown: ${environment}.`
  return new ClientError(
    'not_configured',
    `${wanted} Of environments, ${have}. Name one with --env, or add one with configure.`,
  )
}
