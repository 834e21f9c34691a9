import type { Look } from '../render/look.ts'
import { displayWidth, padTo } from '../render/width.ts'
import { wrapped } from '../render/wrapped.ts'
import { namesOf, type SlashCommand } from './slash-command.ts'

/** What each command does beside it; in a narrow window below it. */
export function helpText(commands: readonly SlashCommand[], look: Look): string {
  const usages = commands.map((command) =>
    `${namesOf(command).join(', ')} ${command.argument ?? ''}`.trim(),
  )
  const beside = Math.max(...usages.map(displayWidth)) + 2
  const isNarrow = look.columns < beside + leastRoom
  const indent = isNarrow ? 4 : beside
  const rows = commands.flatMap(({ help }, at) => {
    const usage = usages[at] ?? ''
    const lines = inColumns(help, look, look.columns - indent).map(
      (line) => padTo('', indent) + line,
    )
    return isNarrow ? [usage, ...lines] : [padTo(usage, indent) + lines.join('\n').trimStart()]
  })
  return `${[...rows, '', ...inColumns(keys, look, look.columns)].join('\n')}\n`
}

const leastRoom = 40

const inColumns = (text: string, { colours, symbols }: Look, columns: number): string[] =>
  wrapped([{ text, styles: [] }], { columns, colours, symbols })

const keys = `A number asks what an answer offers under it.
Alt-Enter, or a \\ at the end, goes on in a new line.
Up and Down go through the history (with what is typed, its entries that begin so), Ctrl-R searches it.
Tab completes commands. Ctrl-C cancels an answer; twice in a row on nothing typed, it leaves.`
