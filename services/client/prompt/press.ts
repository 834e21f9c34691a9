import { type Editor, insert, type Key, nameOf, written } from './editor.ts'
import { killed, type Motion, moved, nextEdge, previousEdge } from './motions.ts'
import { recalled } from './recall.ts'
import { searching } from './search.ts'

/** What a key asks of the terminal, besides what it changed. */
export type Wish =
  | 'submit'
  | 'interrupt'
  | 'end'
  | 'complete'
  | 'clear-screen'
  | 'suspend'
  | undefined

/** The editor after a key; `history` is oldest first. */
export function press(
  editor: Editor,
  key: Key,
  history: readonly string[],
): { editor: Editor; wish: Wish } {
  if (editor.search !== undefined) {
    const found = searching(editor, editor.search, key, history)
    if (found !== undefined) return { editor: found, wish: undefined }
    return press({ ...editor, search: undefined }, key, history)
  }
  const name = nameOf(key)
  const wish = wishes[name]?.(editor)
  if (wish === 'newline') return { editor: insert(continued(editor), '\n'), wish: undefined }
  if (wish !== undefined) return { editor, wish }
  return { editor: edited(editor, { name, key, history }), wish: undefined }
}

const wishes: Record<string, (editor: Editor) => Wish | 'newline'> = {
  return: submitted,
  enter: submitted,
  'M-return': () => 'newline',
  'M-enter': () => 'newline',
  tab: () => 'complete',
  'C-c': () => 'interrupt',
  'C-d': ({ text }) => (text === '' ? 'end' : undefined),
  hangup: () => 'end',
  'C-l': () => 'clear-screen',
  'C-z': () => 'suspend',
}

/** A backslash before the cursor goes on with the next line. */
function submitted({ text, cursor }: Editor): Wish | 'newline' {
  return text.slice(0, cursor).endsWith('\\') ? 'newline' : 'submit'
}

function continued(editor: Editor): Editor {
  const { text, cursor } = editor
  if (!text.slice(0, cursor).endsWith('\\')) return editor
  return written(editor, text.slice(0, cursor - 1) + text.slice(cursor), cursor - 1)
}

interface Pressed {
  name: string
  key: Key
  history: readonly string[]
}

function edited(editor: Editor, { name, key, history }: Pressed): Editor {
  const motion = motions[name]
  if (motion !== undefined) return { ...editor, cursor: moved(editor.text, editor.cursor, motion) }
  const kill = kills[name]
  if (kill !== undefined) return afterKill(editor, kill)
  const change = changes[name]
  if (change !== undefined) return change(editor, history)
  if (name === 'paste') return insert(editor, key.text ?? '')
  const types = key.text !== undefined && !key.ctrl && !key.meta && !/\p{Cc}/u.test(key.text)
  return types && key.text !== undefined ? insert(editor, key.text) : editor
}

const motions: Record<string, Motion> = {
  left: 'previous',
  'C-b': 'previous',
  right: 'next',
  'C-f': 'next',
  'M-b': 'word-start',
  'M-left': 'word-start',
  'C-left': 'word-start',
  'M-f': 'word-end',
  'M-right': 'word-end',
  'C-right': 'word-end',
  home: 'line-start',
  'C-a': 'line-start',
  end: 'line-end',
  'C-e': 'line-end',
}

const kills: Record<string, Motion> = {
  'C-k': 'line-end',
  'C-u': 'line-start',
  'C-w': 'blank',
  'M-backspace': 'word-start',
  'C-backspace': 'word-start',
  'M-d': 'word-end',
  'C-delete': 'word-end',
}

function afterKill(editor: Editor, motion: Motion): Editor {
  const { text, cursor, removed } = killed(editor.text, editor.cursor, motion)
  const kept = removed === '' ? editor.killed : removed
  return { ...written(editor, text, cursor), killed: kept }
}

const changes: Record<string, (editor: Editor, history: readonly string[]) => Editor> = {
  backspace: (editor) => cut(editor, previousEdge(editor.text, editor.cursor), editor.cursor),
  'C-h': (editor) => cut(editor, previousEdge(editor.text, editor.cursor), editor.cursor),
  delete: (editor) => cut(editor, editor.cursor, nextEdge(editor.text, editor.cursor)),
  'C-d': (editor) => cut(editor, editor.cursor, nextEdge(editor.text, editor.cursor)),
  'C-y': (editor) => insert(editor, editor.killed),
  up: (editor, history) => upOrDown(editor, -1, history),
  down: (editor, history) => upOrDown(editor, 1, history),
  'C-p': (editor, history) => recalled(editor, -1, history),
  'C-n': (editor, history) => recalled(editor, 1, history),
  'C-r': (editor) => ({
    ...editor,
    search: { wanted: '', at: undefined, missed: false, before: editor.text },
  }),
}

const cut = (editor: Editor, from: number, to: number): Editor =>
  written(editor, editor.text.slice(0, from) + editor.text.slice(to), from)

/** Within several lines the arrows move between them; at the first and last, through the history. */
function upOrDown(editor: Editor, step: -1 | 1, history: readonly string[]): Editor {
  const cursor = moved(editor.text, editor.cursor, step === -1 ? 'up' : 'down')
  const isRecalled = editor.recall !== undefined && editor.cursor === editor.text.length
  if (cursor === editor.cursor || isRecalled) return recalled(editor, step, history)
  return { ...editor, cursor }
}
