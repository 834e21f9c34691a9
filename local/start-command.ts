import { Command } from 'commander'
import type { ChatOptions } from '../services/client/chat/run-chat.ts'
import type { AskOptions } from '../services/client/commands/ask.ts'
import type { WebOptions } from '../services/client/commands/web.ts'
import { answerOptions, modelOptions, webOptions } from '../services/client/program/asking.ts'
import { type LocalOptions, localOptions } from './options.ts'

export type StartOptions = LocalOptions &
  ChatOptions &
  AskOptions &
  Pick<WebOptions, 'browser'> & { tour?: boolean; web?: boolean }

/** What `npm start` takes. */
export function startCommand(): Command {
  return webOptions(localOptions(answerOptions(modelOptions(new Command('npm start --')))))
    .description(
      'Answers the question and exits, or opens a chat, on the whole system on this machine.',
    )
    .argument('[question...]')
    .option('--tour', 'six questions, and one that is refused: ten minutes to see what it does')
    .option('--web', 'a page in your browser, served on this machine alone, in place of the chat')
    .showHelpAfterError('All options: npm start -- --help')
    .exitOverride()
}
