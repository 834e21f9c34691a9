import { edgeFrom } from './motions.ts'

/** What is typed and where the cursor is: all state of a prompt, changed by `press` alone. */
export interface Editor {
  readonly text: string
  /** In UTF-16 units, always between two graphemes. */
  readonly cursor: number
  /** What Ctrl-K, Ctrl-U, Ctrl-W and Alt-D took last, for Ctrl-Y. */
  readonly killed: string
  /** Up and down: what was typed before, and which entry of the history shows. */
  readonly recall: Recall | undefined
  readonly search: Search | undefined
}

interface Recall {
  typed: string
  /** Counted from the oldest. */
  at: number
}

/** Ctrl-R: what is looked for, and the entry that has it. */
export interface Search {
  wanted: string
  at: number | undefined
  /** Nothing (more) in the history has it. */
  missed: boolean
  /** What Ctrl-G and Ctrl-C go back to. */
  before: string
}

/** As `readline.emitKeypressEvents` says it; `text` is what a key types. */
export interface Key {
  name?: string | undefined
  ctrl?: boolean | undefined
  meta?: boolean | undefined
  text?: string | undefined
}

export const emptyEditor: Editor = {
  text: '',
  cursor: 0,
  killed: '',
  recall: undefined,
  search: undefined,
}

/** The editor with `text` typed, or pasted, at the cursor. */
export function insert(editor: Editor, text: string): Editor {
  const { text: before, cursor } = editor
  return written(
    editor,
    before.slice(0, cursor) + text + before.slice(cursor),
    cursor + text.length,
  )
}

/** The editor with another text, the cursor at its end unless it is said. */
export function written(editor: Editor, text: string, cursor = text.length): Editor {
  // What is typed, or stands together now, may join a grapheme.
  return { ...editor, text, cursor: edgeFrom(text, cursor), recall: undefined }
}

/** `C-a`, `M-b`, `left`, `C-left`: one word for a key. */
export function nameOf({ name, ctrl, meta, text }: Key): string {
  return `${ctrl ? 'C-' : ''}${meta ? 'M-' : ''}${name ?? text ?? ''}`
}
