import type { Configurations } from '../configuration.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** What every command gets; each resolves to its exit code and throws ClientErrors. */
export interface CommandContext {
  terminal: Terminal
  /** The environment's variables, `process.env` but in tests. */
  env: Readonly<Record<string, string | undefined>>
  configurations: Configurations
  /** As a person calls it; `aws-ops` where it is not said. */
  program?: string
  /**
   * Of `--env`, or the only environment; opened at the first use. With a file, another one, with the
   * access token in it.
   */
  session(tokenFile?: string): Promise<Session>
}
