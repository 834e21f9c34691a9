import type { Chat } from './chat.ts'

/** What a chat does besides answering. */
export interface SlashCommand {
  name: string
  aliases?: readonly string[]
  /** As the help shows it: `[N|ID|TITLE]`. */
  argument?: string
  help: string
  /** What Tab makes of the argument. */
  candidates?: (chat: Chat) => Promise<readonly string[]>
  /** Throws ClientErrors; Ctrl-C aborts the signal. */
  run: (chat: Chat, argument: string, signal: AbortSignal) => Promise<void>
}

export const namesOf = ({ name, aliases = [] }: SlashCommand): string[] => [name, ...aliases]
