import { type AskedServer, leastContext } from '../services/agent/model-capacity.ts'
import { isLoopback } from '../services/client/is-loopback.ts'
import { StartError } from './start-error.ts'

interface Server {
  model: string
  url: string | undefined
}

/**
 * What a person should know of the server before they ask. Throws a StartError where no question could
 * be answered: nobody is there, the key is wrong, the context is too small for the tools, or the model
 * calls none.
 */
export function saidOf(said: AskedServer, { model, url = '' }: Server): string[] {
  const { context, tools, models = [], failed, set } = said
  if (failed === 'none') {
    throw new StartError(`No model server answers at ${url}: start it, or correct OPENAI_BASE_URL.`)
  }
  if (failed === 401) {
    throw new StartError(
      `The model server at ${url} refuses the API key: OPENAI_API_KEY is wrong, or missing.`,
    )
  }
  if (tools === false) {
    throw new StartError(`${model} cannot call tools: name a model that can as MODEL_ID.`)
  }
  if (context !== undefined && context < leastContext) {
    throw new StartError(
      `${model} has a context of ${tokens(context)} there. The tools, an answer and what it is made from need ${tokens(leastContext)}: ` +
        `start the server with a larger one${set === undefined ? '' : ` (${set})`}.`,
    )
  }
  const isListed = models.length === 0 || models.includes(model)
  return [
    ...(context === undefined ? [] : [`Its context is ${tokens(context)}.`]),
    ...(failed === 503 ? ['It is still loading: the first answer waits for it.'] : []),
    ...(isListed ? [] : [`It does not list that model; it has ${models.slice(0, 5).join(', ')}.`]),
  ]
}

/** A processor of this machine reads the tools for a minute before it says the first word. */
export function patience(
  url: string,
  env: Record<string, string | undefined>,
): Record<string, string> {
  const isOwn = isLoopback(new URL(url))
  return isOwn && !env.MODEL_STALL_SECONDS ? { MODEL_STALL_SECONDS: '240' } : {}
}

const tokens = (count: number): string => `${count.toLocaleString('en-US')} tokens`
