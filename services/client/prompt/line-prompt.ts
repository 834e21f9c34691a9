import type { WriteStream } from 'node:tty'
import type { Bottom } from './bottom.ts'
import { type Candidates, completed } from './completion.ts'
import { type Editor, emptyEditor, type Key, written } from './editor.ts'
import type { History } from './history.ts'
import type { Keyboard } from './keyboard.ts'
import { press, type Wish } from './press.ts'
import { type PromptBlock, promptBlock } from './prompt-block.ts'

/** What a chat's prompt has over one for a word. One Ctrl-C does not leave it. */
export interface Chatting {
  history: History
  /** What the text before the cursor could become. */
  complete(text: string): Promise<Candidates>
}

interface Parts {
  keyboard: Keyboard
  output: WriteStream
  bottom: Bottom
}

/** What is typed at a prompt; undefined for Ctrl-D on nothing typed, and for leaving by Ctrl-C. */
export async function readTyped(
  { keyboard, output, bottom }: Parts,
  prompt: string,
  chatting: Chatting | undefined,
): Promise<string | undefined> {
  const line = new TypedLine({ prompt, chatting, keyboard, output })
  output.on('resize', bottom.redraw)
  try {
    bottom.show(line.block)
    for await (const key of keyboard.keys()) {
      const outcome = await line.press(key)
      if (outcome === 'typed') return line.text
      if (outcome === 'left') return undefined
      if (!keyboard.hasMore) bottom.redraw()
    }
    return undefined
  } finally {
    output.off('resize', bottom.redraw)
    line.leave()
    bottom.redraw()
    bottom.keep()
  }
}

interface LineParts extends Omit<Parts, 'bottom'> {
  prompt: string
  chatting: Chatting | undefined
}

class TypedLine {
  readonly block: PromptBlock
  readonly #parts: LineParts
  #editor: Editor = emptyEditor
  #below: Candidates = []
  /** The key before was a Ctrl-C at this prompt with nothing typed. */
  #isLeaving = false

  constructor(parts: LineParts) {
    this.#parts = parts
    this.block = promptBlock(parts.output, () => this.#shown())
  }

  get text(): string {
    return this.#editor.text
  }

  async press(key: Key): Promise<'more' | 'typed' | 'left'> {
    const { editor, wish } = press(this.#editor, key, this.#parts.chatting?.history.entries ?? [])
    this.#editor = editor
    this.#below = []
    if (wish === 'submit') return 'typed'
    if (wish === 'end' || (wish === 'interrupt' && this.#leaves())) return 'left'
    if (wish !== 'interrupt') this.#isLeaving = false
    await this.#grant(wish)
    return 'more'
  }

  /** What was typed stays on the screen, and nothing else. */
  leave(): void {
    this.#editor = { ...this.#editor, search: undefined, cursor: this.#editor.text.length }
    this.#below = []
  }

  /** A Ctrl-C takes away what is typed; of two with nothing typed, the second leaves. */
  #leaves(): boolean {
    if (this.#parts.chatting === undefined || this.#isLeaving) return true
    this.#isLeaving = this.text === ''
    if (this.#isLeaving) this.#below = ['Ctrl-C again leaves.']
    this.#editor = written(this.#editor, '')
    return false
  }

  async #grant(wish: Wish): Promise<void> {
    const { keyboard, chatting, output } = this.#parts
    if (wish === 'clear-screen') {
      output.write('\u001b[H\u001b[2J')
      this.block.forget()
    }
    if (wish === 'suspend') {
      await keyboard.suspend()
      this.block.forget()
    }
    if (wish === 'complete' && chatting !== undefined) {
      const before = this.text.slice(0, this.#editor.cursor)
      const { editor, others } = completed(this.#editor, await chatting.complete(before))
      this.#editor = editor
      this.#below = others
    }
  }

  #shown() {
    const { text, cursor, search } = this.#editor
    const searching = `(${search?.missed ? 'nothing with' : 'search'} "${search?.wanted}") `
    return {
      prompt: search === undefined ? this.#parts.prompt : searching,
      text,
      cursor,
      below: this.#below,
    }
  }
}
