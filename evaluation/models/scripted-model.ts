import {
  type BaseModelConfig,
  type Message,
  Model,
  type ModelStreamEvent,
  type StreamOptions,
} from '@strands-agents/sdk'
import { resultIn } from '../../services/agent/model-form/read.ts'
import type { Task, ToolCall } from '../tasks/task.ts'

/** What a scripted model knows as it is asked: more than any real one, the task and its truth. */
export interface Asked {
  task: Task
  question: string
  /** In the conversation, from 0. */
  turn: number
  /** Names of the tools that are offered. */
  tools: readonly string[]
  /** Of this turn's calls so far, oldest first; AWS's data as the model reads it. */
  results: readonly unknown[]
  /** How often the model was asked in this turn before. */
  step: number
}

/** Calls, which are run and come back as results of the next step, or the answer. */
export type Said = { calls: readonly ToolCall[] } | { text: string }

/** A model that is a program. A file of `--model script:FILE` exports one as `model`. */
export interface Script {
  name: string
  say(asked: Asked): Said | Promise<Said>
}

/** Speaks as providers do: a step is a stream of Strands' events, calls are run by the agent's own loop. */
export class ScriptedModel extends Model<BaseModelConfig> {
  readonly #script: Script
  readonly #task: () => Task

  constructor(script: Script, task: () => Task) {
    super()
    this.#script = script
    this.#task = task
  }

  override updateConfig(): void {}

  override getConfig(): BaseModelConfig {
    return { modelId: this.#script.name, maxTokens: 0, contextWindowLimit: 1_000_000 }
  }

  override async *stream(
    messages: Message[],
    options: StreamOptions = {},
  ): AsyncGenerator<ModelStreamEvent> {
    const said = await this.#script.say(asked(this.#task(), messages, options))
    yield { type: 'modelMessageStartEvent', role: 'assistant' }
    if ('text' in said) yield* text(said.text)
    else for (const call of said.calls) yield* toolUse(call)
    yield { type: 'modelMessageStopEvent', stopReason: 'text' in said ? 'endTurn' : 'toolUse' }
  }
}

function asked(task: Task, messages: readonly Message[], options: StreamOptions): Asked {
  const questions = messages.flatMap((message, at) => (isQuestion(message) ? [at] : []))
  const from = questions.at(-1) ?? 0
  const since = messages.slice(from)
  return {
    task,
    question: textOf(messages[from]),
    turn: questions.length - 1,
    tools: (options.toolSpecs ?? []).map(({ name }) => name),
    results: since.flatMap(resultsOf),
    step: since.filter(({ role }) => role === 'assistant').length,
  }
}

const isQuestion = ({ role, content }: Message) =>
  role === 'user' && content.some(({ type }) => type === 'textBlock')

const textOf = (message: Message | undefined): string =>
  (message?.content ?? []).map((block) => (block.type === 'textBlock' ? block.text : '')).join('\n')

function resultsOf({ content }: Message): unknown[] {
  return content.flatMap((block) => {
    if (block.type !== 'toolResultBlock') return []
    return block.content.map((part) => {
      if (part.type !== 'jsonBlock') return part.type === 'textBlock' ? part.text : undefined
      return resultIn(part.json)
    })
  })
}

function* text(words: string): Generator<ModelStreamEvent> {
  yield { type: 'modelContentBlockStartEvent' }
  for (const line of words.split(/(?<=\n)/)) {
    yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: line } }
  }
  yield { type: 'modelContentBlockStopEvent' }
}

function* toolUse({ tool, input }: ToolCall): Generator<ModelStreamEvent> {
  const start = {
    type: 'toolUseStart',
    name: tool,
    toolUseId: `scripted_${crypto.randomUUID()}`,
  } as const
  yield { type: 'modelContentBlockStartEvent', start }
  const delta = { type: 'toolUseInputDelta', input: JSON.stringify(input) } as const
  yield { type: 'modelContentBlockDeltaEvent', delta }
  yield { type: 'modelContentBlockStopEvent' }
}
