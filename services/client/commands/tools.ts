import { columns } from '../render/columns.ts'
import { jsonText } from '../render/json-text.ts'
import { lookOf } from '../render/look.ts'
import type { CommandContext } from './context.ts'

/** The tools as the gateway gives them to whoever is signed in. */
export async function tools(
  { terminal, env, session }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<number> {
  const { agent } = await session()
  const listed = await agent.tools(new AbortController().signal)
  if (json) {
    terminal.answer(`${jsonText(listed.tools, 2)}\n`)
    return 0
  }
  const rows = listed.tools.map(({ name, description }) => [name, description])
  if (rows.length === 0) terminal.note('The gateway shows no tools.\n')
  else {
    terminal.answer(columns(lookOf(terminal, 'answer', env), ['TOOL', 'WHAT IT DOES'], rows))
  }
  return 0
}
