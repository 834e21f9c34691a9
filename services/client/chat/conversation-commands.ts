import {
  deleteConversations,
  exportConversation,
  showConversation,
} from '../commands/conversations.ts'
import { ClientError } from '../errors.ts'
import { columns } from '../render/columns.ts'
import { lookOf } from '../render/look.ts'
import { minuteOf } from '../render/minute-of.ts'
import { oneLine } from '../render/one-line.ts'
import type { Terminal } from '../terminal.ts'
import { untilAborted } from '../until-aborted.ts'
import { goOnWith } from './chat.ts'
import { filePath } from './file-path.ts'
import { currentId, namedConversation, titles } from './named-conversation.ts'
import type { SlashCommand } from './slash-command.ts'

const startAnew: SlashCommand = {
  name: '/new',
  help: 'a new conversation',
  async run(chat) {
    goOnWith(chat, undefined)
    chat.terminal.note('A new conversation.\n')
  },
}

const list: SlashCommand = {
  name: '/conversations',
  help: 'your newest conversations, numbered for /resume',
  async run(chat, _argument, signal) {
    const { conversations } = await chat.session.agent.listConversations({ limit: listed }, signal)
    chat.listed = conversations
    if (conversations.length === 0) return chat.terminal.note('There are no conversations yet.\n')
    const rows = conversations.map(({ conversation_id, updated_at, turns, title }, at) => [
      `${conversation_id === chat.conversationId ? '*' : ' '}${at + 1}`,
      conversation_id,
      minuteOf(updated_at),
      String(turns),
      title,
    ])
    const look = lookOf(chat.terminal, 'answer', chat.context.env)
    const heads = [' N', 'ID', 'UPDATED', 'TURNS', 'TITLE']
    chat.terminal.answer(columns(look, heads, rows))
  },
}

const resume: SlashCommand = {
  name: '/resume',
  argument: 'N|ID|TITLE',
  help: 'goes on with a conversation: its number, or the beginning of its id or title',
  candidates: titles,
  async run(chat, argument, signal) {
    if (argument === '') return list.run(chat, '', signal)
    const { conversation_id, title } = await namedConversation(chat, argument, signal)
    goOnWith(chat, conversation_id, title)
    chat.terminal.note(`On with: ${oneLine(title, 200)} (/history shows it)\n`)
  },
}

const current: SlashCommand = {
  name: '/conv',
  argument: '[N|ID|TITLE]',
  help: 'which conversation this is, or on with another',
  candidates: titles,
  async run(chat, argument, signal) {
    if (argument !== '') return resume.run(chat, argument, signal)
    if (chat.conversationId === undefined) {
      return chat.terminal.note('A new conversation: your next question begins it.\n')
    }
    const { title } = await chat.session.agent.readConversation(
      chat.conversationId,
      { limit: 1 },
      signal,
    )
    chat.terminal.note(`${chat.conversationId}  ${oneLine(title, 200)}\n`)
  },
}

const showHistory: SlashCommand = {
  name: '/history',
  help: 'all of this conversation',
  run: async (chat, _argument, signal) => {
    const id = currentId(chat)
    await untilAborted(showConversation(chat.context, { id, json: false }), signal)
  },
}

const clear: SlashCommand = {
  name: '/clear',
  aliases: ['/clear-history'],
  help: 'forgets what was said in this conversation, and keeps it',
  async run(chat, _argument, signal) {
    const id = currentId(chat)
    if (!(await isMeant(chat.terminal))) {
      return chat.terminal.note('Nothing was cleared. /new begins another conversation.\n')
    }
    await chat.session.agent.clearConversation(id, signal)
    goOnWith(chat, id, chat.title)
    chat.terminal.note('Cleared.\n')
  },
}

/** Elsewhere such a command begins anew, and loses nothing. Who pipes commands in means it. */
async function isMeant(terminal: Terminal): Promise<boolean> {
  if (!terminal.interactive) return true
  const typed = await terminal.ask('Forget all that was said in this conversation? [y/N] ')
  return typed !== undefined && /^y(es)?$/i.test(typed.trim())
}

const rename: SlashCommand = {
  name: '/rename',
  argument: 'TITLE',
  help: 'another title for this conversation',
  async run(chat, title, signal) {
    if (title === '') throw new ClientError('wrong_usage', 'Write the title behind /rename.')
    const renamed = await chat.session.agent.renameConversation(currentId(chat), title, signal)
    chat.title = renamed.title
    chat.terminal.note(`This is now: ${oneLine(renamed.title, 200)}\n`)
  },
}

const remove: SlashCommand = {
  name: '/delete',
  argument: '[N|ID|TITLE]',
  help: 'deletes this conversation, or another',
  candidates: titles,
  async run(chat, argument, signal) {
    const id =
      argument === ''
        ? currentId(chat)
        : (await namedConversation(chat, argument, signal)).conversation_id
    // Who pipes commands in has nobody to be asked.
    const yes = !chat.terminal.interactive
    const code = await deleteConversations(chat.context, { ids: [id], all: false, yes })
    if (code === 0 && id === chat.conversationId) goOnWith(chat, undefined)
  },
}

const write: SlashCommand = {
  name: '/export',
  argument: '[FILE]',
  help: 'this conversation as Markdown, or into a FILE.html or FILE.json',
  run: async (chat, file, signal) => {
    const output = (['json', 'html'] as const).find((one) => file.endsWith(`.${one}`)) ?? 'markdown'
    const options = {
      id: currentId(chat),
      output,
      ...(file === '' ? {} : { file: filePath(file) }),
    } as const
    await untilAborted(exportConversation(chat.context, options), signal)
  },
}

export const conversationCommands: readonly SlashCommand[] = [
  startAnew,
  list,
  resume,
  current,
  showHistory,
  clear,
  rename,
  remove,
  write,
]

const listed = 20
