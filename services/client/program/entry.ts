import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CommandContext } from '../commands/context.ts'

/** A command as commander has to know it. Its code is loaded when it runs, not before. */
export interface Entry {
  name: string
  define: (command: Command, run: Run) => void
}

/** Runs a command's function with its context, and keeps its exit code. */
export type Run = (act: (context: CommandContext) => Promise<number>) => Promise<void>

/** For the end of a command's help. */
export function examples(...lines: string[]): string {
  const heading = lines.length === 1 ? 'Example' : 'Examples'
  return `\n${heading}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`
}

export interface Json {
  json?: boolean
}

export const jsonOption = () => new Option('--json', 'as JSON')

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Not a whole number.')
  return Number(text)
}

export function port(text: string): number {
  const value = wholeNumber(text)
  if (value > 65_535) throw new InvalidArgumentError('Not a number from 0 to 65535.')
  return value
}

export function maxTokens(text: string): number {
  const value = wholeNumber(text)
  if (value < 1 || value > 64_000) throw new InvalidArgumentError('Not a number from 1 to 64000.')
  return value
}

export function temperature(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('Not a number from 0 to 1.')
  }
  return value
}
