import type { Command } from 'commander'
import { bashCompletion } from '../completion/bash.ts'
import { fishCompletion } from '../completion/fish.ts'
import { grammarOf } from '../completion/grammar.ts'
import { zshCompletion } from '../completion/zsh.ts'
import type { CommandContext } from './context.ts'

export type Shell = keyof typeof scripts

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

/** Prints a script for a shell, made from the program as commander knows it. */
export async function completion(
  { terminal, configurations }: CommandContext,
  { shell, program }: { shell: Shell; program: Command },
): Promise<number> {
  const environments = (await configurations.list()).map(({ environment }) => environment)
  terminal.answer(scripts[shell](grammarOf(program, environments)))
  return 0
}
