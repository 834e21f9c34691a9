import type { CommandContext } from './commands/context.ts'
import { configurations } from './configuration.ts'
import { openSession } from './open-session.ts'
import type { GlobalOptions } from './program.ts'
import type { Session } from './session.ts'
import { processTerminal } from './terminal.ts'

type Env = Record<string, string | undefined>

/** What a command gets in a process of its own; nothing is opened before a command asks for it. */
export function openContext(options: GlobalOptions, env: Env): CommandContext {
  if (!options.color) {
    env.NO_COLOR = '1'
    delete env.FORCE_COLOR
  }
  const known = configurations()
  const open = (tokenFile: string | undefined) =>
    openSession({
      configurations: known,
      environment: options.env ?? env.AWS_OPS_ENV,
      profile: options.profile,
      region: options.region,
      tokenFile,
      env,
    })
  let session: Promise<Session> | undefined
  return {
    terminal: processTerminal(),
    env,
    configurations: known,
    session(tokenFile) {
      if (tokenFile !== undefined) return open(tokenFile)
      session ??= open(options.tokenFile)
      return session
    },
  }
}
