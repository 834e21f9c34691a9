/** Something drawn below all that was written: a prompt, or a status. */
export interface Block {
  draw(): string
  /** Takes away what was drawn, and goes back to where that began. */
  erase(): string
  /** A line that has begun is ended for it; else it waits until that ends by itself. */
  isPrompt: boolean
}

/** The last rows of a terminal. Each change is one write, so that nothing flickers. */
export interface Bottom {
  /** In place of what is there; undefined: nothing. */
  show(block: Block | undefined): void
  /** Draws the block again, as it is now. */
  redraw(): void
  /** Takes the block off the screen until it is drawn again. */
  hide(): void
  /** What is drawn stays as text, and there is no block any more. */
  keep(): void
  /** Writes text above the block, to this terminal or to another stream that ends there. */
  above(stream: Stream, text: string): void
}

interface Stream {
  write(text: string): unknown
}

/** Without a terminal there are no blocks. */
export function bottomOf(output: Stream | undefined): Bottom {
  let block: Block | undefined
  let drawn: Block | undefined
  let isLineStart = true

  const erased = () => {
    const text = drawn?.erase() ?? ''
    drawn = undefined
    return text
  }
  const redrawn = () => {
    if (output === undefined || block === undefined) return ''
    if (!isLineStart && !block.isPrompt) return ''
    drawn = block
    const newLine = isLineStart ? '' : '\n'
    isLineStart = true
    return newLine + block.draw()
  }
  const write = (text: string) => {
    if (text !== '') output?.write(text)
  }
  return {
    show(next) {
      const before = erased()
      block = next
      write(before + redrawn())
    },
    redraw: () => write(erased() + redrawn()),
    hide: () => write(erased()),
    keep() {
      if (drawn !== undefined) write('\n')
      block = undefined
      drawn = undefined
    },
    above(stream, text) {
      if (text === '') return
      const before = erased()
      isLineStart = text.endsWith('\n')
      stream.write(before + text + redrawn())
    },
  }
}
