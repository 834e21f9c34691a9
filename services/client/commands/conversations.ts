import { writeFile } from 'node:fs/promises'
import type { ConversationMessage, ConversationSummary } from '../../agent/api.ts'
import {
  allConversations,
  findConversation,
  wholeConversation,
  wholeWithCalls,
} from '../conversations.ts'
import { ClientError } from '../errors.ts'
import { answerStream } from '../render/answer-stream.ts'
import { columns } from '../render/columns.ts'
import { jsonText } from '../render/json-text.ts'
import { type Look, lookOf, paint } from '../render/look.ts'
import { minuteOf } from '../render/minute-of.ts'
import { oneLine } from '../render/one-line.ts'
import { reportText } from '../report-text.ts'
import { stripControls } from '../strip-controls.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandContext } from './context.ts'

/** The newest `limit` of them, as a table or as JSON. */
export async function listConversations(
  { terminal, env, session }: CommandContext,
  { limit, json = false }: { limit: number; json?: boolean },
): Promise<number> {
  const { agent } = await session()
  const listed: ConversationSummary[] = []
  let more = false
  for await (const conversation of allConversations(agent, never)) {
    more = listed.length === limit
    if (more) break
    listed.push(conversation)
  }
  if (json) {
    terminal.answer(`${jsonText(listed, 2)}\n`)
    return 0
  }
  if (listed.length === 0) terminal.note('There are no conversations yet.\n')
  else terminal.answer(table(listed, lookOf(terminal, 'answer', env)))
  if (more) terminal.note(`There are more than these ${limit}: --limit shows more.\n`)
  return 0
}

function table(listed: readonly ConversationSummary[], look: Look): string {
  const rows = listed.map(({ conversation_id, updated_at, turns, title }) => [
    conversation_id,
    minuteOf(updated_at),
    String(turns),
    title,
  ])
  return columns(look, ['ID', 'UPDATED', 'TURNS', 'TITLE'], rows)
}

/** All of its questions and answers. */
export async function showConversation(
  { terminal, env, session }: CommandContext,
  { id, json = false }: { id: string; json?: boolean },
): Promise<number> {
  const { agent } = await session()
  const { conversation_id } = await findConversation(agent, id, never)
  const conversation = await wholeConversation(agent, conversation_id, never)
  if (json) {
    terminal.answer(`${jsonText(conversation, 2)}\n`)
    return 0
  }
  const look = lookOf(terminal, 'answer', env)
  terminal.answer(`${paint(look, ['bold'], oneLine(conversation.title, 200))}\n`)
  for (const [at, message] of conversation.messages.entries()) {
    terminal.answer(messageText(message, look))
    const next = conversation.messages[at + 1]
    const isAnswered = message.role === 'assistant' || next?.turn === message.turn
    if (!isAnswered) terminal.answer(`! ${whyNot[message.status]}\n`)
  }
  return 0
}

/** Under a question without an answer. */
const whyNot = {
  running: 'It is being answered.',
  interrupted: 'Its answer was cut off before it began.',
  complete: 'Nothing was answered.',
}

function messageText({ role, content, status }: ConversationMessage, look: Look): string {
  if (role === 'user') {
    const question = `${look.symbols.prompt} ${stripControls(content)}`
    return `\n${paint(look, ['cyan'], question)}\n\n`
  }
  const stream = answerStream(look)
  const ending = status === 'interrupted' ? '! This answer was cut off.\n' : ''
  return `${stream.write(content)}${stream.end()}${ending}`
}

export async function renameConversation(
  { terminal, session }: CommandContext,
  { id, title }: { id: string; title: string },
): Promise<number> {
  const { agent } = await session()
  const { conversation_id } = await findConversation(agent, id, never)
  const renamed = await agent.renameConversation(conversation_id, title, never)
  terminal.note(`${conversation_id} is now: ${oneLine(renamed.title, 200)}\n`)
  return 0
}

/** To standard output, or to a file. */
export async function exportConversation(
  { terminal, session }: CommandContext,
  { id, output, file }: { id: string; output: ExportFormat; file?: string },
): Promise<number> {
  const opened = await session()
  const { conversation_id } = await findConversation(opened.agent, id, never)
  const conversation = await wholeWithCalls(opened.agent, conversation_id, never)
  const text =
    output === 'json'
      ? `${jsonText(conversation, 2)}\n`
      : await reportText(conversation, output, opened)
  if (file === undefined) {
    terminal.answer(text)
    return 0
  }
  await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw new ClientError('not_written', whyNotWritten(file, cause), { cause })
  })
  terminal.note(`${conversation_id} is in ${file}\n`)
  return 0
}

export type ExportFormat = 'markdown' | 'html' | 'json'

function whyNotWritten(file: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'EEXIST':
      return `${file} is there already: name another file, or remove it first.`
    case 'ENOENT':
      return `${file} cannot be written: there is no such folder.`
    case 'EACCES':
      return `${file} cannot be written: you may not write there.`
    case 'EISDIR':
      return `${file} is a folder: name a file in it.`
    default:
      return `${file} cannot be written: ${String(cause)}`
  }
}

/** Those named, or all; asks first, but where `yes` says that this is not needed. */
export async function deleteConversations(
  { terminal, session }: CommandContext,
  { ids, all = false, yes = false }: { ids: readonly string[]; all?: boolean; yes?: boolean },
): Promise<number> {
  if (all === ids.length > 0) {
    throw new ClientError('wrong_usage', 'Name the conversations to delete, or say --all.')
  }
  if (!yes && !terminal.interactive) {
    throw new ClientError('wrong_usage', 'Nobody can be asked here: say --yes to delete.')
  }
  const { agent } = await session()
  const named = new Map<string, string>()
  for (const id of ids) {
    const { conversation_id, title } = await findConversation(agent, id, never)
    named.set(conversation_id, title)
  }
  for (const [id, title] of named) terminal.note(`${id}  ${oneLine(title, 100)}\n`)
  if (!yes && !(await isMeant(terminal, all ? 'all of your conversations' : 'for good'))) {
    terminal.note('Nothing was deleted.\n')
    return 130
  }
  const deleted = all ? await agent.deleteConversations(never) : named.size
  for (const id of named.keys()) await agent.deleteConversation(id, never)
  terminal.note(`Deleted: ${deleted}.\n`)
  return 0
}

async function isMeant(terminal: Terminal, what: string): Promise<boolean> {
  const typed = await terminal.ask(`Delete ${what}? [y/N] `)
  return typed !== undefined && /^y(es)?$/i.test(typed.trim())
}

/** Ctrl-C ends the process. */
const never = new AbortController().signal
