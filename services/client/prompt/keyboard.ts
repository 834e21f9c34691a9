import { EventEmitter, once } from 'node:events'
import { emitKeypressEvents } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { ReadStream, WriteStream } from 'node:tty'
import * as z from 'zod'
import { stripControls } from '../strip-controls.ts'
import type { Key } from './editor.ts'

/** A terminal's keys, one by one. */
export interface Keyboard {
  /** Those that nobody has read yet first. Ends with its reader alone. */
  keys(): AsyncGenerator<Key>
  /** Whether another key is there already: what is drawn now would be drawn again. */
  readonly hasMore: boolean
  /** What was typed and nobody has read yet; `enter` stands for that key. */
  ahead(enter: string): string
  /** Ctrl-C while nobody reads keys. */
  onInterrupt(listener: () => void): () => void
  /** Stops this program as Ctrl-Z does; resolves when it goes on. */
  suspend(): Promise<void>
  close(): void
}

/** What to do before this program stops by Ctrl-Z in an answer, and once it goes on. */
interface Pauses {
  before(): void
  after(): void
}

/** Takes the terminal out of its line mode, until it is closed. */
export function openKeyboard(input: ReadStream, output: WriteStream, pauses: Pauses): Keyboard {
  const events = new EventEmitter()
  const interrupted = new Set<() => void>()
  let waiting: Key[] = []
  let isRead = false

  const setRaw = (on: boolean) => {
    input.setRawMode(on)
    output.write(on ? pasteMode.on : pasteMode.off)
  }
  const setRawAgain = () => setRaw(true)
  const receive = (key: Key) => {
    const isInterrupt = key.ctrl === true && key.name === 'c'
    if (!isRead && key.ctrl === true && key.name === 'z') return void stopAndGoOn()
    if (isRead || !isInterrupt) {
      waiting.push(key)
      events.emit('key')
      return
    }
    waiting = []
    if (interrupted.size === 0) leave()
    for (const listener of [...interrupted]) listener()
  }
  const onKeypress = keypressListener(receive)
  const onEnd = () => receive({ name: 'hangup' })
  const close = () => {
    setRaw(false)
    input.off('keypress', onKeypress).off('end', onEnd).pause()
    process.off('SIGCONT', setRawAgain)
  }
  // Where Ctrl-C has nothing to cancel, it ends the program as it does everywhere.
  const leave = () => {
    close()
    process.kill(process.pid, 'SIGINT')
  }

  const suspend = async () => {
    if (process.platform === 'win32') return
    setRaw(false)
    process.kill(0, 'SIGTSTP')
    // Stopped, it ends when the shell wakes this program; where nothing can stop it, at once.
    await setTimeout(50)
    setRaw(true)
  }
  const stopAndGoOn = async () => {
    pauses.before()
    await suspend()
    pauses.after()
  }

  emitKeypressEvents(input)
  input.on('keypress', onKeypress).on('end', onEnd).resume()
  process.on('SIGCONT', setRawAgain)
  setRaw(true)
  return {
    async *keys() {
      isRead = true
      try {
        for (;;) {
          const key = waiting.shift()
          if (key === undefined) await once(events, 'key')
          else yield key
        }
      } finally {
        isRead = false
      }
    },
    get hasMore() {
      return waiting.length > 0
    },
    onInterrupt(listener) {
      interrupted.add(listener)
      return () => void interrupted.delete(listener)
    },
    ahead: (enter) =>
      waiting.map(({ name, text = '' }) => (name === 'return' ? enter : printable(text))).join(''),
    suspend,
    close,
  }
}

const printable = (text: string) => stripControls(text).replaceAll('\n', ' ')

const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' }

const keypress = z.object({
  name: z.string().optional(),
  ctrl: z.boolean().optional(),
  meta: z.boolean().optional(),
})

/** What is pasted comes as one key. */
function keypressListener(receive: (key: Key) => void) {
  let pasted: string | undefined
  return (text: string | undefined, described: unknown) => {
    const key = { ...keypress.parse(described), text }
    if (key.name === 'paste-start') pasted = ''
    else if (key.name === 'paste-end') {
      receive({ name: 'paste', text: asTyped(pasted ?? '') })
      pasted = undefined
    } else if (pasted === undefined) receive(key)
    else pasted += text ?? ''
  }
}

/** A paste keeps its lines, and has tabs and control characters of no terminal. */
const asTyped = (text: string) => stripControls(text.replace(/\r\n?/g, '\n')).replaceAll('\t', '  ')
