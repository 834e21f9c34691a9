import { megabytes, ms, type Row } from './figures.ts'
import { childUrl, pairOfMedians, runChild } from './run-child.ts'

const rounds = 5

/** Markdown that streams in pieces of four characters, rendered for 80 columns in colours. */
export async function render(): Promise<Row[]> {
  const pair = (...args: string[]) =>
    pairOfMedians(
      rounds,
      () => runChild(childUrl('render.ts'), 'render', ...args),
      () => runChild(childUrl('render.ts'), 'strip', ...args),
    )
  return [
    { name: '1 MB of Markdown', unit: ms, ...(await pair('time', '1')) },
    { name: '8 MB of Markdown', unit: ms, ...(await pair('time', '8')) },
    { name: 'heap after 1 MB', unit: megabytes, ...(await pair('memory', '1')) },
    { name: 'heap after 8 MB', unit: megabytes, ...(await pair('memory', '8')) },
  ]
}
