import { agentIs } from '../agent-client/versions.ts'
import { tools } from '../commands/tools.ts'
import { ClientError } from '../errors.ts'
import { chargesText } from '../render/charges.ts'
import { proof } from '../render/evidence.ts'
import { lookOf } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import { priceText } from '../render/price.ts'
import { toolDetails } from '../render/tool-call.ts'
import { stripControls } from '../strip-controls.ts'
import { untilAborted } from '../until-aborted.ts'
import type { Chat } from './chat.ts'
import type { SlashCommand } from './slash-command.ts'

const details: SlashCommand = {
  name: '/details',
  argument: '[N]',
  help: 'what the tool calls of the last answer sent and got, and the same as aws commands',
  async run({ terminal, context, calls }, argument) {
    const wanted = argument === '' ? calls : calls.slice(Number(argument) - 1, Number(argument))
    if (wanted.length === 0) {
      throw new ClientError('no_tool_call', `The last answer made ${calls.length} tool calls.`)
    }
    const look = lookOf(terminal, 'answer', context.env)
    for (const { call, result } of wanted) terminal.answer(toolDetails(call, result, look))
  },
}

const showProof: SlashCommand = {
  name: '/proof',
  help: 'where each fact of the last answer stands: call, row and aws command',
  async run({ terminal, context, calls, evidence }) {
    if (evidence === undefined || evidence.claims === 0) {
      throw new ClientError('no_proof', 'The last answer states nothing that was read.')
    }
    terminal.answer(proof(evidence, calls, lookOf(terminal, 'answer', context.env)))
  },
}

const thinking: SlashCommand = {
  name: '/thinking',
  help: 'what the model thought before its last answer, where it tells',
  async run({ terminal, thoughts }) {
    if (thoughts.trim() === '') {
      throw new ClientError('no_thoughts', 'The model told no thoughts before its last answer.')
    }
    terminal.answer(`${stripControls(thoughts).trim()}\n`)
  },
}

const listTools: SlashCommand = {
  name: '/tools',
  help: 'the tools that answers can use',
  run: async ({ context }, _argument, signal) =>
    void (await untilAborted(tools(context, { json: false }), signal)),
}

const model: SlashCommand = {
  name: '/model',
  help: 'which model answers',
  async run({ terminal, session }, _argument, signal) {
    const health = await session.agent.health(signal)
    terminal.note(
      `${oneLine(health.model, 200)} in ${oneLine(health.environment, 60)}, agent ${oneLine(agentIs(health), 60)}.` +
        ' The agent is configured with it: a chat cannot choose another.\n',
    )
  },
}

const temperature: SlashCommand = {
  name: '/temp',
  argument: '[0 to 1|default]',
  help: 'how freely the model words its answers',
  run: async (chat, argument) =>
    set(chat, argument, {
      name: 'temperature',
      range: 'a number from 0 to 1',
      allowed: (value) => value >= 0 && value <= 1,
    }),
}

const maxTokens: SlashCommand = {
  name: '/max-tokens',
  argument: '[1 to 64000|default]',
  help: 'the most that one answer may be long',
  run: async (chat, argument) =>
    set(chat, argument, {
      name: 'max_tokens',
      range: 'a whole number from 1 to 64000',
      allowed: (value) => Number.isInteger(value) && value >= 1 && value <= 64_000,
    }),
}

interface Setting {
  name: keyof Chat['settings']
  /** In words. */
  range: string
  allowed: (value: number) => boolean
}

/** Without an argument it says what is set. */
function set(
  { terminal, settings }: Chat,
  argument: string,
  { name, range, allowed }: Setting,
): void {
  const value = Number(argument)
  if (argument === 'default') delete settings[name]
  else if (argument !== '') {
    if (!allowed(value))
      throw new ClientError(
        'wrong_usage',
        `${argument} is not allowed: write ${range}, or default.`,
      )
    settings[name] = value
  }
  terminal.note(`${name}: ${settings[name] ?? 'the default of the agent'}\n`)
}

const usage: SlashCommand = {
  name: '/usage',
  help: 'tokens, calls and what they cost, of this session',
  async run({ terminal, used }) {
    const count = (value: number) => value.toLocaleString('en-US')
    const { charges = [], price } = used
    terminal.note(
      `Questions      ${count(used.questions)}\n` +
        `Tokens in      ${count(used.input_tokens)}, from the cache ${count(used.cache_read_tokens)}, into it ${count(used.cache_write_tokens)}\n` +
        `Tokens out     ${count(used.output_tokens)}\n` +
        `Calls          ${count(used.model_calls)} to the model, ${count(used.tool_calls)} to tools\n` +
        (charges.length === 0 ? '' : `Billed by AWS  ${chargesText(charges)}\n`) +
        (price === undefined ? '' : `Price          ${priceText(price)}\n`),
    )
  },
}

export const answerCommands: readonly SlashCommand[] = [
  details,
  showProof,
  thinking,
  listTools,
  model,
  temperature,
  maxTokens,
  usage,
]
