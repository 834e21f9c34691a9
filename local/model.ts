import { defaultModelId } from '../services/agent/config.ts'
import type { ModelFactory } from '../services/agent/model.ts'
import { askCapacity } from '../services/agent/model-capacity.ts'
import { serviceAsked, serviceOf } from '../tools/questions/service-asked.ts'
import type { SentCall } from '../tools/tool.ts'
import { tools } from '../tools/tools.ts'
import { patience, saidOf } from './model-server.ts'
import { checkOllama } from './ollama.ts'
import type { LocalOptions } from './options.ts'
import { StartError } from './start-error.ts'

/** What answers: the agent's own provider by environment, or a factory in its place. */
export interface LocalModel {
  banner: string
  env: Record<string, string>
  factory?: ModelFactory
}

export async function openModel(
  kind: LocalOptions['model'],
  env: Record<string, string | undefined>,
): Promise<LocalModel> {
  switch (kind) {
    case 'offline':
      return openOfflineModel()
    case 'bedrock':
      return {
        banner: `Model: ${env.MODEL_ID || defaultModelId} on Amazon Bedrock.`,
        env: { MODEL_PROVIDER: 'bedrock' },
      }
    case 'openai':
      return openOpenAi(env)
  }
}

async function openOfflineModel(): Promise<LocalModel> {
  const { OfflineModel } = await import('./offline-model/offline-model.ts')
  const model = new OfflineModel(chooseTool)
  return {
    banner:
      'Model: offline. It is no language model: recipes and a reader of questions find what fits your words ' +
      '(--model bedrock or openai for a real one).',
    env: { MODEL_PROVIDER: 'bedrock', MODEL_ID: 'offline', MODEL_PRICES: '0 0 0 0' },
    factory: Object.assign(() => model, { invents: false }),
  }
}

async function openOpenAi(env: Record<string, string | undefined>): Promise<LocalModel> {
  const { MODEL_ID: model, OPENAI_BASE_URL: url, OPENAI_API_KEY: key } = env
  if (!model) throw new StartError('--model openai needs MODEL_ID, the name of the model.')
  if (!url && !key) {
    throw new StartError(
      '--model openai needs OPENAI_BASE_URL (a server of yours, as http://127.0.0.1:11434/v1) or OPENAI_API_KEY.',
    )
  }
  if (url) await checkOllama(url, model)
  const said = await askCapacity({ provider: 'openai', id: model, baseUrl: url, apiKey: key })
  return {
    banner: [
      `Model: ${model} at ${url ?? 'api.openai.com'}.`,
      ...saidOf(said, { model, url }),
    ].join(' '),
    env: { MODEL_PROVIDER: 'openai', ...(url && patience(url, env)) },
  }
}

/** A call by name and the time have tools of their own; each question goes to the tool of what it is about. */
async function chooseTool(question: string, offered: readonly string[], before?: SentCall) {
  const simple = simpleTools.find(([words]) => words.test(question.trim()))?.[1]
  if (simple !== undefined && offered.includes(simple)) return { tool: simple, input: {} }
  const readers = tools.filter(
    ({ name, services }) => services.length > 0 && offered.includes(name),
  )
  const services = readers.flatMap((tool) => tool.services)
  const service =
    before === undefined
      ? await serviceAsked(question, { services, now: new Date() })
      : await serviceOf(before.operation, services)
  const reader = readers.find((tool) => service !== undefined && tool.services.includes(service))
  return reader && { tool: reader.name, input: { question, ...before } }
}

const simpleTools: readonly [RegExp, string][] = [
  [
    /^(?:(?:please |can you )?(?:call|run|use|try) )?(?:the )?hello[ _-]world(?: tool)?\b[!.?]*$/i,
    'hello_world',
  ],
  [/^what(?:'s| is) the (?:time|date)\b|^what time is it\b/i, 'get_time'],
]
