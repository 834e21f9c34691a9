import { type Editor, written } from './editor.ts'

/** What the text before the cursor could become, best first, each whole. */
export type Candidates = readonly string[]

/** The editor with as much as all candidates share; where that is nothing new, they are shown. */
export function completed(
  editor: Editor,
  candidates: Candidates,
): { editor: Editor; others: Candidates } {
  const { text, cursor } = editor
  const [only, ...more] = candidates
  if (only === undefined) return { editor, others: [] }
  const before = text.slice(0, cursor)
  const shared = more.reduce(sharedStart, only)
  const isLonger = shared.length > before.length
  const next = written(editor, shared + text.slice(cursor), shared.length)
  return {
    editor: isLonger || more.length === 0 ? next : editor,
    others: isLonger || more.length === 0 ? [] : candidates,
  }
}

function sharedStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}
