import { type Editor, written } from './editor.ts'

/** The next older or newer entry that begins with what was typed. */
export function recalled(editor: Editor, step: -1 | 1, history: readonly string[]): Editor {
  const { typed, at } = editor.recall ?? { typed: editor.text, at: history.length }
  let next = at + step
  while (next >= 0 && next < history.length && !fits(history[next], typed, editor.text)) {
    next += step
  }
  if (next < 0) return editor
  if (next >= history.length) return editor.recall === undefined ? editor : written(editor, typed)
  const text = history[next] ?? ''
  return { ...written(editor, text), recall: { typed, at: next } }
}

const fits = (entry: string | undefined, typed: string, shown: string) =>
  entry?.startsWith(typed) === true && entry !== shown
