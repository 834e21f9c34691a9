import type { AgentEvent } from '../../../agent/events.ts'
import { ClientError } from '../../errors.ts'
import { jsonText } from '../../render/json-text.ts'
import { showWaiting } from '../../render/waiting.ts'
import { eventView } from '../../show-event.ts'
import { stripControls } from '../../strip-controls.ts'
import type { CommandContext } from '../context.ts'
import { csvOf } from './csv.ts'
import { toolItems } from './tool-items.ts'

export type OutputFormat = 'text' | 'markdown' | 'json' | 'csv'

/** What becomes of an answer's events; `end` or `fail` is called once, after the last. */
export interface AskOutput {
  take(event: AgentEvent): void
  /** Throws a ClientError where the answer holds nothing to put out. */
  end(): void
  fail(failure: ClientError): void
}

export interface OutputOptions {
  output?: OutputFormat
  toolCall?: number
  quiet?: boolean
}

/** Throws a ClientError for options that do not go together. */
export function askOutput(context: CommandContext, options: OutputOptions): AskOutput {
  const { output = 'text', toolCall } = options
  if (toolCall !== undefined && output !== 'csv') {
    throw new ClientError('wrong_usage', '--tool-call goes with --output csv.')
  }
  switch (output) {
    case 'text':
    case 'markdown':
      return shown(context, options)
    case 'json':
      return lines(context)
    case 'csv':
      return table(context, options)
  }
}

function shown(
  { terminal, env }: CommandContext,
  { output, quiet = false }: OutputOptions,
): AskOutput {
  const view = eventView(terminal, { env, quiet, markdown: output === 'markdown' })
  const waiting = showWaiting(terminal, env)
  const end = () => {
    waiting.stop()
    view.finish()
  }
  return {
    take(event) {
      waiting.after(event)
      view.show(event)
    },
    end,
    fail(failure) {
      end()
      terminal.note(failureLine(failure))
    },
  }
}

/** An event a line. */
function lines({ terminal }: CommandContext): AskOutput {
  const line = (event: AgentEvent) => terminal.answer(`${jsonText(event)}\n`)
  return {
    take: line,
    end() {},
    fail({ code, message, passing, retryAfterS }) {
      const wait = retryAfterS === undefined ? {} : { retry_after_s: retryAfterS }
      line({ type: 'error', code, message, retryable: passing, ...wait })
    },
  }
}

/** The items of one tool call; all else is shown beside them. */
function table(context: CommandContext, options: OutputOptions): AskOutput {
  const { terminal } = context
  const beside = shown(context, { ...options, output: 'text' })
  const items = toolItems(options.toolCall)
  let isFailed = false
  return {
    take(event) {
      items.take(event)
      isFailed ||= event.type === 'error'
      if (event.type !== 'text') beside.take(event)
    },
    end() {
      beside.end()
      if (isFailed) return
      const found = items.found()
      terminal.answer(csvOf(found.items))
      if (found.isCut) terminal.note('! There are more items than these: ask for less at once.\n')
    },
    fail: beside.fail,
  }
}

function failureLine({ code, message }: ClientError): string {
  return `${code === 'cancelled' ? '!' : 'error:'} ${stripControls(message)}\n`
}
