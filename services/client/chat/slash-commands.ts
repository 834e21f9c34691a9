import { lookOf } from '../render/look.ts'
import { accountCommands } from './account-commands.ts'
import { answerCommands } from './answer-commands.ts'
import { cancellable } from './cancellable.ts'
import type { Chat } from './chat.ts'
import { conversationCommands } from './conversation-commands.ts'
import { helpText } from './help-text.ts'
import { nearest } from './nearest.ts'
import { namesOf, type SlashCommand } from './slash-command.ts'

const help: SlashCommand = {
  name: '/help',
  help: 'this list',
  run: async ({ terminal, context }) =>
    terminal.note(helpText(slashCommands, lookOf(terminal, 'note', context.env))),
}

const quit: SlashCommand = {
  name: '/quit',
  aliases: ['/exit'],
  help: 'leaves, as Ctrl-D does',
  run: async (chat) => {
    chat.isLeft = true
  },
}

/** All of them, in the order of the help. */
const slashCommands: readonly SlashCommand[] = [
  help,
  ...conversationCommands,
  ...answerCommands,
  ...accountCommands,
  quit,
]

/** What is typed after a slash. Never throws. */
export async function runCommand(chat: Chat, typed: string): Promise<void> {
  const [, name = '', argument = ''] = /^(\S+)\s*(.*)$/s.exec(typed) ?? []
  const command = slashCommands.find((each) => namesOf(each).includes(name))
  if (command === undefined) {
    const meant = nearest(name, slashCommands.flatMap(namesOf))
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    chat.terminal.note(`There is no ${name}.${hint} /help lists all.\n`)
    return
  }
  await cancellable(chat.terminal, (signal) => command.run(chat, argument.trim(), signal))
}

/** What Tab makes of a command that has begun; nothing where no command has. */
export async function completeCommand(chat: Chat, typed: string): Promise<readonly string[]> {
  const [, name = '', space, argument = ''] = /^(\/\S*)(\s+)?(.*)$/s.exec(typed) ?? []
  if (name === '') return []
  if (space === undefined) {
    const beginning = slashCommands.filter((command) => command.name.startsWith(name))
    const aliases = slashCommands.flatMap(({ aliases = [] }) => aliases)
    const names = beginning.map((command) => command.name + (command.argument ? ' ' : ''))
    return names.length > 0 ? names : aliases.filter((alias) => alias.startsWith(name))
  }
  const command = slashCommands.find((each) => namesOf(each).includes(name))
  const candidates = (await command?.candidates?.(chat).catch(() => [])) ?? []
  return candidates
    .filter((each) => each.toLowerCase().startsWith(argument.toLowerCase()))
    .map((each) => `${name} ${each}`)
}
