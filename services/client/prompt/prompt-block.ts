import type { WriteStream } from 'node:tty'
import { cutTo } from '../render/width.ts'
import type { Block } from './bottom.ts'
import { layOut } from './layout.ts'

interface Shown {
  prompt: string
  text: string
  cursor: number
  /** Rows under what is typed, as what it could become; each is cut to the window's width. */
  below: readonly string[]
}

/** A prompt with what is typed at it, `shown` being asked at each drawing. */
export interface PromptBlock extends Block {
  /** What was drawn is not there any more, as after a while in the shell. */
  forget(): void
}

export function promptBlock(output: WriteStream, shown: () => Shown): PromptBlock {
  /** Widths of the rows above the cursor. */
  let above: number[] = []
  return {
    isPrompt: true,
    draw() {
      const { below, ...typed } = shown()
      const window = { columns: output.columns || 80, rows: Math.max(1, (output.rows || 24) - 1) }
      const { rows, cursor } = layOut(typed, window)
      const room = window.rows - rows.length
      const all = [
        ...rows.map(({ text }) => text),
        ...below.slice(0, room).map((row) => cutTo(row, window.columns, '')),
      ]
      above = rows.slice(0, cursor.row).map(({ width }) => width)
      return `${all.join('\n')}${up(all.length - 1 - cursor.row)}\r${right(cursor.column)}`
    },
    // From the second column on: erasing all from the first row's first is a clear to tmux, which
    // keeps what was there in its scrollback.
    erase: () => `${up(rowsNow(above, output.columns || 80))}\r \u001b[J\r`,
    forget() {
      above = []
    },
  }
}

/** A terminal that becomes narrower breaks rows that were drawn before; the cursor's it leaves. */
function rowsNow(widths: readonly number[], columns: number): number {
  return widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0)
}

const up = (rows: number) => (rows > 0 ? `\u001b[${rows}A` : '')
const right = (columns: number) => (columns > 0 ? `\u001b[${columns}C` : '')
