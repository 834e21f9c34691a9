import type { LoginOptions } from '../commands/login.ts'
import { type Entry, examples, type Json, jsonOption, wholeNumber } from './entry.ts'

export const signingIn: readonly Entry[] = [
  {
    name: 'login',
    define: (command, run) =>
      command
        .description('sign in with Okta')
        .option('--device', 'by a code typed into a browser on another machine')
        .option('--no-browser', 'show the address and open nothing')
        .option('--port <n>', 'that the browser comes back to', wholeNumber)
        .addHelpText('after', examples('aws-ops login --env prod', 'aws-ops login --device'))
        .action((options: LoginOptions) =>
          run(async (context) => (await import('../commands/login.ts')).login(context, options)),
        ),
  },
  {
    name: 'logout',
    define: (command, run) =>
      command
        .description('forget the tokens, and have them revoked')
        .action(() =>
          run(async (context) => (await import('../commands/logout.ts')).logout(context)),
        ),
  },
  {
    name: 'whoami',
    define: (command, run) =>
      command
        .description('say who is signed in, and until when')
        .addOption(jsonOption())
        .action((options: Json) =>
          run(async (context) => (await import('../commands/whoami.ts')).whoami(context, options)),
        ),
  },
  {
    name: 'token',
    define: (command, run) =>
      command
        .description('print an access token, for scripts')
        .addHelpText('after', examples('OKTA_TOKEN=$(aws-ops token) ./check.sh'))
        .action(() =>
          run(async (context) => (await import('../commands/token.ts')).token(context)),
        ),
  },
]
