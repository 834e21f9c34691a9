import { login } from '../commands/login.ts'
import { logout } from '../commands/logout.ts'
import { whoami } from '../commands/whoami.ts'
import { ClientError } from '../errors.ts'
import { oneLine } from '../render/one-line.ts'
import type { Session } from '../session.ts'
import { type Chat, goOnWith } from './chat.ts'
import { filePath } from './file-path.ts'
import type { SlashCommand } from './slash-command.ts'

const logIn: SlashCommand = {
  name: '/login',
  argument: '[device]',
  help: 'signs you in, in a browser or (device) with a code',
  candidates: async () => ['device'],
  async run(chat, argument) {
    const before = await loginOf(chat.session).catch(() => undefined)
    await login(chat.context, { device: argument === 'device' })
    forgetConversationOf(before, chat, await loginOf(chat.session))
  },
}

const logOut: SlashCommand = {
  name: '/logout',
  help: 'forgets who is signed in',
  async run(chat) {
    const before = await loginOf(chat.session).catch(() => undefined)
    await logout(chat.context)
    forgetConversationOf(before, chat, undefined)
  },
}

const token: SlashCommand = {
  name: '/token',
  help: 'who is signed in, until when, and where the token is kept (never the token itself)',
  run: async ({ context }) => void (await whoami(context, {})),
}

const tokenFile: SlashCommand = {
  name: '/token-file',
  argument: 'PATH',
  help: 'goes on with the access token in a file',
  async run(chat, path) {
    if (path === '') throw new ClientError('wrong_usage', 'Write the path behind /token-file.')
    const before = await loginOf(chat.session).catch(() => undefined)
    const session = await chat.context.session(filePath(path))
    const login = await loginOf(session)
    chat.session = session
    forgetConversationOf(before, chat, login)
    chat.terminal.note(`From now on as ${oneLine(login ?? '', 200)}, by the token in ${path}\n`)
  },
}

/** A conversation is its owner's alone. */
function forgetConversationOf(owner: string | undefined, chat: Chat, login: string | undefined) {
  if (owner !== undefined && owner !== login) goOnWith(chat, undefined)
}

const loginOf = async ({ signIn }: Session) => (await signIn.identity())?.login

export const accountCommands: readonly SlashCommand[] = [logIn, logOut, token, tokenFile]
