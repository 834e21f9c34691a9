import type { WriteStream } from 'node:tty'
import { cutTo } from '../render/width.ts'
import type { Block } from './bottom.ts'

/** One row, cut to the window's width; the cursor stays at its start. */
export function statusBlock(output: WriteStream, text: string): Block {
  return {
    isPrompt: false,
    draw: () => `${cutTo(text, (output.columns || 80) - 1, '')}\r`,
    erase: () => '\u001b[K',
  }
}
