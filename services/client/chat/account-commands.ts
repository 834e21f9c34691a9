import { resolve } from 'node:path'
import { login } from '../commands/login.ts'
import { logout } from '../commands/logout.ts'
import { whoami } from '../commands/whoami.ts'
import { ClientError } from '../errors.ts'
import type { SlashCommand } from './slash-command.ts'

const logIn: SlashCommand = {
  name: '/login',
  argument: '[device]',
  help: 'signs you in, in a browser or (device) with a code',
  candidates: async () => ['device'],
  run: async ({ context }, argument) =>
    void (await login(context, { device: argument === 'device' })),
}

const logOut: SlashCommand = {
  name: '/logout',
  help: 'forgets who is signed in',
  run: async ({ context }) => void (await logout(context)),
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
    const session = await chat.context.session(resolve(path))
    const who = await session.signIn.identity()
    chat.session = session
    chat.terminal.note(`From now on as ${who?.login}, by the token in ${path}\n`)
  },
}

export const accountCommands: readonly SlashCommand[] = [logIn, logOut, token, tokenFile]
