import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { type Configuration, parseConfiguration, regionIn } from './configuration/parse.ts'
import { ClientError } from './errors.ts'

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
    return parseConfiguration(await readFile(fileOf(chosen), 'utf8'), fileOf(chosen))
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
      const outputs = parseConfiguration(text, 'This', name)
      assertOneRegion(outputs)
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

/** Of what is kept from now on; what was kept before is left to doctor. */
function assertOneRegion({ functionUrl, region }: Configuration): void {
  const named = regionIn(functionUrl) ?? region
  if (named === region) return
  const message = `The agent's address is in ${named}, but the region is ${region}: say --region ${named}.`
  throw new ClientError('bad_configuration', message)
}

async function environmentsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort()
}

function notKnown(environment: string | undefined, known: readonly string[]): ClientError {
  return new ClientError('not_configured', whatToDo(environment, known.join(', ')))
}

function whatToDo(environment: string | undefined, known: string): string {
  if (known === '') {
    return 'No environment is configured. Say where an agent is: aws-ops configure --help'
  }
  if (environment === undefined) {
    return `Which environment: ${known}? Name it with --env, or for good with aws-ops configure --default NAME.`
  }
  return `No such environment: ${environment}. There is: ${known}. Add another with aws-ops configure.`
}
