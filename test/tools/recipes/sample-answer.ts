import { sampleAccount } from '../../../local/sample-account/sample-account.ts'
import type { Service } from '../../../tools/catalogue/services.ts'
import { sdkClients } from '../../../tools/executor/clients.ts'
import { readPlan } from '../../../tools/questions/plan.ts'
import { parametersOf } from '../../../tools/questions/recipe-parameters.ts'
import { answerRecipe } from '../../../tools/recipes/answer-recipe.ts'
import type { Recipe } from '../../../tools/recipes/recipe.ts'
import type { AwsCall, AwsClients, DataKind, RegionResult } from '../../../tools/tool.ts'
import { contextOf } from '../executor/scripted-clients.ts'

const now = new Date('2026-03-18T14:25:31.250Z')

const ownNow = (when: Date) => () => when

/**
 * The sample account behind real SDK clients; what `instead` answers (or throws) goes before it. Nothing changes
 * it: of one moment there is one, whose clients are made once, and whose regions are looked through once.
 */
export function sampleClients(
  when: Date = now,
  instead?: (call: AwsCall) => Record<string, unknown> | undefined,
): AwsClients {
  const account = accounts.get(when.getTime()) ?? accountAt(when)
  accounts.set(when.getTime(), account)
  return instead === undefined
    ? account
    : { send: async (call) => instead(call) ?? account.send(call) }
}

const accounts = new Map<number, AwsClients>()

function accountAt(when: Date): AwsClients {
  const { send } = sdkClients({ configure: sampleAccount({ now: ownNow(when) }).plugInto })
  return { send }
}

interface Asked {
  question?: string
  /** Instead of a question. */
  parameters?: Record<string, unknown>
  /** us-east-1 by default; `in use` leaves it to the recipe. */
  region?: string
  when?: Date
  clients?: AwsClients
  dataAccess?: readonly DataKind[]
  /** Those that the deployment has; all by default. */
  services?: readonly Service[]
}

export type Answered = Extract<RegionResult, { status: 'ok' }>

/** One region's answer of a recipe as a client gets it, of the sample account unless other clients are given. */
export async function answerOf(recipe: Recipe, asked: Asked = {}): Promise<Answered> {
  const region = await regionOf(recipe, asked)
  if (region.status === 'ok') return JSON.parse(JSON.stringify(region))
  throw new Error(`${region.code}: ${region.message}`)
}

export async function regionOf(recipe: Recipe, asked: Asked = {}): Promise<RegionResult> {
  const { question = recipe.questions[0] ?? '', when = now, dataAccess = [] } = asked
  const parameters = asked.parameters ?? parametersOf(readPlan(question, when), recipe, when)
  const region = asked.region ?? (recipe.scope === 'global' ? 'in use' : 'us-east-1')
  const context = contextOf(asked.clients ?? sampleClients(when), {
    now: ownNow(when),
    dataAccess: new Set(dataAccess),
    ...(asked.services && { services: asked.services }),
  })
  const result = await answerRecipe(
    recipe,
    { parameters, ...(region !== 'in use' && { region }) },
    context,
  )
  const [only, ...others] = result.regions
  if (only === undefined || others.length > 0) throw new Error(`Not one region: ${result.message}`)
  return only
}

/** The rows of one kind, without the member that says which. */
export const rowsOf = ({ items }: Answered, kind: string): object[] =>
  items.flatMap((item) => {
    if (typeof item !== 'object' || item === null || !('evidence' in item)) return []
    const { evidence, ...row } = item
    return evidence === kind ? [row] : []
  })

export const membersOf = (answer: Answered, member: string): unknown[] =>
  answer.items.map((item) => Object.entries(item ?? {}).find(([name]) => name === member)?.[1])
