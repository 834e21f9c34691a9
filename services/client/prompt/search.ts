import { type Editor, type Key, nameOf, type Search, written } from './editor.ts'
import { previousEdge } from './motions.ts'

/**
 * The editor after a key of a search by Ctrl-R; undefined where the key ends it, and means what it
 * always means.
 */
export function searching(
  editor: Editor,
  search: Search,
  key: Key,
  history: readonly string[],
): Editor | undefined {
  const name = nameOf(key)
  if (name === 'C-r') {
    return found(editor, { ...search, at: (search.at ?? history.length) - 1 }, history)
  }
  if (name === 'C-g' || name === 'C-c' || name === 'escape' || name === 'M-escape') {
    return { ...written(editor, search.before), search: undefined }
  }
  const wanted = name === 'backspace' ? withoutLast(search.wanted) : typedOnto(search.wanted, key)
  if (wanted === undefined) return undefined
  return found(editor, { ...search, wanted, at: history.length - 1 }, history)
}

const withoutLast = (text: string) => text.slice(0, previousEdge(text, text.length))

function typedOnto(wanted: string, { text, ctrl, meta }: Key): string | undefined {
  if (text === undefined || ctrl || meta || /\p{Cc}/u.test(text)) return undefined
  return wanted + text
}

/** From `search.at` towards the oldest; where there is none, what was found before stays. */
function found(editor: Editor, search: Search, history: readonly string[]): Editor {
  const { wanted } = search
  const isIt = (entry: string) => entry.toLowerCase().includes(wanted.toLowerCase())
  const at = history.findLastIndex((entry, index) => index <= (search.at ?? -1) && isIt(entry))
  if (wanted === '' || at === -1) {
    return { ...editor, search: { ...search, at: editor.search?.at, missed: wanted !== '' } }
  }
  const text = history[at] ?? ''
  const cursor = text.toLowerCase().indexOf(wanted.toLowerCase())
  return { ...written(editor, text, Math.max(0, cursor)), search: { ...search, at, missed: false } }
}
