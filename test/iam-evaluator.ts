import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A request, and the documents that decide it: as `@cloud-copilot/iam-simulate` takes them. */
export interface Simulation {
  request: {
    principal: string
    action: string
    resource: { resource: string; accountId: string }
    contextVariables: Readonly<Record<string, string>>
  }
  identityPolicies: readonly { name: string; policy: object }[]
  serviceControlPolicies: readonly never[]
  resourceControlPolicies: readonly never[]
  resourcePolicy?: unknown
}

/** IAM's rules, in code that others wrote. */
export interface IamEvaluator {
  runSimulation(
    simulation: Simulation,
    options: object,
  ): Promise<{ resultType: string; overallResult?: string; errors?: unknown }>
  /** Without a look at the documents: they have been checked. */
  runUnsafeSimulation(simulation: Simulation, options: object): string
}

const folder = 'node_modules/.cache/iam-evaluator'
const entry = `${folder}/node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js`

/**
 * The evaluator, or undefined where nobody has installed it. It is AGPL-3.0 and so no dependency: it
 * comes by `npm run iam-evaluator`, as .ci/run does, and nothing of it is shipped.
 */
export async function iamEvaluator(): Promise<IamEvaluator | undefined> {
  if (!existsSync(entry)) return undefined
  const evaluator: unknown = await import(pathToFileURL(resolve(entry)).href)
  if (!isEvaluator(evaluator)) throw new Error(`Not the evaluator that was expected: ${entry}`)
  return evaluator
}

const isEvaluator = (module: unknown): module is IamEvaluator =>
  typeof module === 'object' &&
  module !== null &&
  'runSimulation' in module &&
  'runUnsafeSimulation' in module

/** Skips the tests of a `describe` where the evaluator is not there, and says why. */
export function needsIamEvaluator(): void {
  before(async function () {
    if ((await iamEvaluator()) !== undefined) return
    process.stdout.write(
      '    skipped: no IAM evaluator (AGPL-3.0) here, which npm run iam-evaluator brings\n',
    )
    this.skip()
  })
}
