import type { Json } from '../json.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { recentLogErrors } from '../recipes/incidents/log-errors.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { withName } from './things/identity.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'
import { mentions } from './things/speaks-of.ts'

interface Around {
  reader: Reader
  regions: readonly string[]
  context: ToolContext
}

interface Behind {
  /** Which function, and how it comes in. */
  how: string
  logs: ToolResult
}

/**
 * Why a queue fills, or its alarm rings, stands in the logs of the function that reads it, or that
 * reads the queue whose failed messages it takes: undefined where no function is known to.
 */
export async function whyBehind(thing: Thing, around: Around): Promise<Behind | undefined> {
  const queues = await listed('queue', around)
  const queue = withName(queues, thing.name).exact ? thing : queueOf(thing, queues)
  if (queue === undefined) return undefined
  const sources = queues.filter(
    ({ item }) =>
      isObject(item) &&
      typeof item.RedrivePolicy === 'string' &&
      new RegExp(`:${RegExp.escape(queue.name)}"`).test(item.RedrivePolicy),
  )
  const mappings = await listed('event source mapping', around)
  const read = [queue, ...sources].flatMap((one) =>
    mappings
      .filter(({ item, region }) => region === one.region && mentions(item, one.name))
      .map(({ item }) => ({ queue: one, reader: functionOf(item) })),
  )
  const [found] = read.filter(({ reader }) => reader !== '')
  if (found === undefined) return undefined
  const result = await logErrors(found.reader, { region: queue.region, context: around.context })
  const alarm = queue === thing ? '' : `${thing.name} watches ${queue.name}. `
  const dead =
    found.queue === queue ? '' : `${queue.name} takes what fails of ${found.queue.name}. `
  const how = `${alarm}${dead}**${found.reader}** reads ${found.queue.name}: its logs say why messages stay.`
  const regions = result.regions.map((region) => toldFirst(region, how))
  return { how, logs: { ...result, regions } }
}

/** Why a function fails stands in its own logs; undefined where they may not be read, or have no errors. */
export async function errorsLogged(
  { name, region }: Thing,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const logs = await logErrors(name, { region, context })
  const isTold = logs.regions.some((one) => one.status === 'ok' && one.items.length > 0)
  return logs.status === 'ok' && isTold ? logs : undefined
}

const logErrors = (name: string, { region, context }: { region: string; context: ToolContext }) =>
  answerRecipe(recentLogErrors, { parameters: { name, period: 'last 24 hours' }, region }, context)

/** With a sentence before what is told. */
export const toldFirst = (region: RegionResult, how: string): RegionResult =>
  region.status === 'ok'
    ? { ...region, summary: [how, region.summary].filter(Boolean).join(' ') }
    : { ...region, message: `${how} ${region.message}` }

/** The queue that an alarm watches. */
const queueOf = ({ item, region }: Thing, queues: readonly Thing[]): Thing | undefined =>
  isObject(item) && item.Namespace === 'AWS/SQS'
    ? queues.find((one) => one.region === region && mentions(item.Dimensions ?? '', one.name))
    : undefined

async function listed(noun: string, { reader, regions }: Around): Promise<Thing[]> {
  const kind = kinds.find((one) => one.noun === noun)
  return kind === undefined ? [] : (await listThings(kind, { reader, regions, names: [] })).things
}

const functionOf = (item: Json): string =>
  isObject(item) && typeof item.FunctionArn === 'string'
    ? (/:function:([^:]+)/.exec(item.FunctionArn)?.[1] ?? '')
    : ''
