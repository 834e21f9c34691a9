import {
  type BaseModelConfig,
  type Message,
  Model,
  type ModelStreamEvent,
  type StreamOptions,
  type ToolResultBlock,
} from '@strands-agents/sdk'
import { resultIn } from '../../services/agent/model-form/read.ts'
import { changeRequest } from '../../tools/questions/change-request.ts'
import { isRead, readingsOf } from '../../tools/questions/follow-up/readings.ts'
import { asksForMore, asksForOthers } from '../../tools/questions/follow-up/shown.ts'
import type { SentCall } from '../../tools/tool.ts'
import { answerFirstWords } from './first-words/first-words.ts'
import { offersOf } from './first-words/offers.ts'
import { render } from './render.ts'
import { sameAgain } from './same-again.ts'
import { resultOf, shownBefore } from './shown-before.ts'

/** The call that a question is for, among the tools offered; undefined where none fits. */
export type ChooseTool = (
  question: string,
  offered: readonly string[],
  /** The call of the turn before that the question changes. */
  before?: SentCall,
) => Promise<{ tool: string; input: object } | undefined>

/**
 * Stands in for a language model where none is configured, and is none: it passes the question on
 * to a tool as it was asked, and shows the tool's result as it came.
 */
export class OfflineModel extends Model<BaseModelConfig> {
  readonly #chooseTool: ChooseTool

  constructor(chooseTool: ChooseTool) {
    super()
    this.#chooseTool = chooseTool
  }

  override updateConfig(): void {}

  override getConfig(): BaseModelConfig {
    return { modelId: 'offline', maxTokens: 0, contextWindowLimit: 1_000_000 }
  }

  override async *stream(
    messages: Message[],
    options: StreamOptions = {},
  ): AsyncGenerator<ModelStreamEvent> {
    const last = messages.at(-1)?.content ?? []
    if (last.some((block) => block.type === 'toolResultBlock')) {
      const next = await this.#readAnew(messages, options)
      if (next !== undefined) yield* call(next.tool, next.input)
      else yield* say(answerIn(messages))
      return
    }
    const around = { tools: options.toolSpecs ?? [], before: messages.slice(0, -1) }
    const said = answerFirstWords(textOf(last), around)
    if (said !== undefined) {
      yield* say(said)
      return
    }
    const shown = shownBefore(around.before)
    const isWhole = shown?.more === 0 && shown.rows.length > 0
    if (isWhole && asksForMore(textOf(last)) && !asksForOthers(textOf(last))) {
      yield* say('That was all: nothing of the answer before was left out.')
      return
    }
    const [reading] = readingsOf(textOf(last), shown, new Date())
    if (reading?.said !== undefined) {
      yield* say(reading.said)
      return
    }
    const question = reading?.question ?? textOf(last)
    const tools = (options.toolSpecs ?? []).map(({ name }) => name)
    const chosen = await this.#chooseTool(question, tools, reading?.call)
    if (chosen !== undefined) yield* call(chosen.tool, chosen.input)
    else yield* say([noAnswer(question, tools), offersOf(around)].join('\n\n').trim())
  }

  /** What else the question may mean, where what it was taken for was not understood. */
  async #readAnew(messages: Message[], { toolSpecs = [] }: StreamOptions) {
    const { text, before, results } = turnIn(messages)
    if (results.some((result) => isRead(result))) return undefined
    const reading = readingsOf(text, before, new Date())[results.length]
    const tools = toolSpecs.map(({ name }) => name)
    return reading && this.#chooseTool(reading.question, tools, reading.call)
  }
}

/** The turn that is answered: what was asked, what was shown before it, and what its calls came to. */
function turnIn(messages: Message[]) {
  const at = messages.findLastIndex(
    ({ role, content }) => role === 'user' && content.some(({ type }) => type === 'textBlock'),
  )
  const blocks = messages
    .slice(Math.max(at, 0))
    .flatMap(({ content }) => content)
    .filter((block) => block.type === 'toolResultBlock')
  return {
    text: textOf(messages[at]?.content ?? []),
    before: shownBefore(messages.slice(0, Math.max(at, 0))),
    blocks,
    results: blocks.map((block) => resultOf(block) ?? {}),
  }
}

/** The answer of the reading that was understood, else of the first, with what the question was taken for. */
function answerIn(messages: Message[]): string {
  const { text, before, blocks, results } = turnIn(messages)
  const at = Math.max(
    results.findIndex((result) => isRead(result)),
    0,
  )
  const block = blocks[at]
  const answer = block === undefined ? '' : renderBlock(block)
  const isTold = /^> Not /.test(answer)
  const { note } = readingsOf(text, before, new Date())[at] ?? {}
  const lead = note ?? (isTold ? undefined : sameAgain(messages))
  return lead === undefined ? answer : `> ${lead}\n\n${answer}`
}

const textOf = (content: Message['content']): string =>
  content
    .map((block) => (block.type === 'textBlock' ? block.text : ''))
    .join('\n')
    .trim()

function noAnswer(question: string, tools: readonly string[]): string {
  const verb = changeRequest(question)
  if (verb !== undefined) {
    return `This only reads: it cannot ${verb} anything. Name a thing, and it shows its state.`
  }
  return tools.length === 0
    ? 'This is the offline model, no language model: without tools it cannot answer.'
    : `This is the offline model, no language model: nothing that its ${tools.length} tools read is near to that question.`
}

function renderBlock(block: ToolResultBlock): string {
  return block.content
    .map((part) => {
      if (part.type === 'textBlock') return part.text
      if (part.type !== 'jsonBlock') return ''
      return render(resultIn(part.json))
    })
    .join('\n')
}

function* say(text: string): Generator<ModelStreamEvent> {
  yield { type: 'modelMessageStartEvent', role: 'assistant' }
  yield { type: 'modelContentBlockStartEvent' }
  // In lines, as a model would stream it.
  for (const line of text.split(/(?<=\n)/)) {
    yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: line } }
  }
  yield { type: 'modelContentBlockStopEvent' }
  yield { type: 'modelMessageStopEvent', stopReason: 'endTurn' }
}

function* call(name: string, input: object): Generator<ModelStreamEvent> {
  const toolUseId = `offline_${crypto.randomUUID()}`
  yield { type: 'modelMessageStartEvent', role: 'assistant' }
  yield {
    type: 'modelContentBlockStartEvent',
    start: { type: 'toolUseStart', name, toolUseId },
  }
  yield {
    type: 'modelContentBlockDeltaEvent',
    delta: { type: 'toolUseInputDelta', input: JSON.stringify(input) },
  }
  yield { type: 'modelContentBlockStopEvent' }
  yield { type: 'modelMessageStopEvent', stopReason: 'toolUse' }
}
