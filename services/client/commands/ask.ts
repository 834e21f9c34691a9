import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { QuestionBody } from '../../agent/api.ts'
import type { AgentEventOf } from '../../agent/events.ts'
import { conversationToGoOnWith } from '../conversations.ts'
import { ClientError, exitCodeOf } from '../errors.ts'
import type { Session } from '../session.ts'
import { untilAborted } from '../until-aborted.ts'
import { type AskOutput, askOutput, type OutputFormat } from './ask/output.ts'
import { pipedIn } from './ask/piped-in.ts'
import { questionOf } from './ask/question.ts'
import type { CommandContext } from './context.ts'

export interface AskOptions {
  output?: OutputFormat
  /** Of csv: whose items, counted from 1; without it, the last that has some. */
  toolCall?: number
  /** The beginning of the id or title of one to go on with. */
  conversation?: string
  /** Goes on with the newest. */
  continue?: boolean
  temperature?: number
  maxTokens?: number
  /** False: answers without looking at AWS. */
  tools?: boolean
  quiet?: boolean
}

/** Answers one question, of words and of what is piped in. Resolves to the exit code. */
export async function ask(
  context: CommandContext,
  words: readonly string[],
  options: AskOptions,
  input: () => Readable | undefined = pipedIn,
): Promise<number> {
  const cancelling = new AbortController()
  const { signal } = cancelling
  const stopListening = context.terminal.onInterrupt(() => cancelling.abort())
  const output = askOutput(context, options)
  try {
    const message = await questionOf(words, input(), { terminal: context.terminal, signal })
    const session = await untilAborted(context.session(), signal)
    const question = await questionBody(message, session, { options, signal })
    const exitCode = await answer(session, question, { output, signal })
    output.end()
    return exitCode
  } catch (error) {
    const failure = signal.aborted ? cancelled() : error
    if (!(failure instanceof ClientError)) throw failure
    output.fail(failure)
    return exitCodeOf(failure)
  } finally {
    stopListening()
  }
}

async function questionBody(
  message: string,
  session: Session,
  { options, signal }: { options: AskOptions; signal: AbortSignal },
): Promise<QuestionBody> {
  const { temperature, maxTokens, tools } = options
  const body: QuestionBody = { message, request_id: randomUUID(), client_id: session.clientId }
  const found = await conversationToGoOnWith(session.agent, options, signal)
  if (found !== undefined) body.conversation_id = found.conversation_id
  if (temperature !== undefined) body.temperature = temperature
  if (maxTokens !== undefined) body.max_tokens = maxTokens
  if (tools === false) body.use_tools = false
  return body
}

async function answer(
  session: Session,
  question: QuestionBody,
  { output, signal }: { output: AskOutput; signal: AbortSignal },
): Promise<number> {
  let text = ''
  const results: ToolStatus[] = []
  for await (const event of session.agent.ask(question, signal)) {
    output.take(event)
    if (event.type === 'error')
      return exitCodeOf(new ClientError({ ofAgent: event.code }, event.message))
    if (event.type === 'text') text += event.text
    if (event.type === 'tool_result') results.push(event.status)
  }
  // Whatever words came of it: nothing that was looked for could be read, or nothing was said.
  const isAnswered =
    results.length === 0 ? text.trim() !== '' : results.some((status) => status !== 'error')
  return isAnswered ? 0 : notAnswered
}

type ToolStatus = AgentEventOf<'tool_result'>['status']

/** For scripts: the agent said why, and that is no answer. */
const notAnswered = 5

const cancelled = () => new ClientError('cancelled', 'Cancelled. What was said so far is kept.')
