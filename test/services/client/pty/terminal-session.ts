import { EventEmitter, once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type * as Pty from '@lydell/node-pty'
import xterm from '@xterm/headless'

interface Started {
  /** The program; Node by default. */
  file?: string
  args: readonly string[]
  env?: Record<string, string>
  columns?: number
  rows?: number
}

export interface Cell {
  text: string
  bold: boolean
  dim: boolean
  /** Of the sixteen; undefined: the terminal's own. */
  colour: number | undefined
}

/** A program in a terminal as a person has it: keys go in, and the screen is what they would see. */
export class TerminalSession {
  readonly #terminal: InstanceType<typeof xterm.Terminal>
  readonly #process: Pty.IPty
  readonly #events = new EventEmitter()
  /** Bytes as the program wrote them. */
  written = ''
  exitCode: number | undefined

  /** Throws where node-pty has no build for this platform. */
  static async start(started: Started): Promise<TerminalSession> {
    const pty = await import('@lydell/node-pty')
    return new TerminalSession(pty, started)
  }

  constructor(
    pty: typeof Pty,
    { file = process.execPath, args, env = {}, columns = 100, rows = 40 }: Started,
  ) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 10_000,
      allowProposedApi: true,
    })
    this.#process = pty.spawn(file, [...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env },
    })
    this.#process.onData((data) => {
      this.written += data
      this.#terminal.write(data, () => this.#events.emit('change'))
    })
    this.#process.onExit(({ exitCode }) => {
      this.exitCode = exitCode
      this.#events.emit('change')
    })
  }

  /** Keys as a terminal sends them: Enter is `\r`. */
  type(keys: string): void {
    this.#process.write(keys)
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
    this.#process.resize(columns, rows)
  }

  /** Everything from the first row on, what has scrolled away too; rows broken by width are one. */
  screen(): string {
    const buffer = this.#terminal.buffer.active
    let text = ''
    for (let at = 0; at < buffer.length; at += 1) {
      const line = buffer.getLine(at)
      if (at > 0 && line?.isWrapped !== true) text += '\n'
      text += line?.translateToString(true) ?? ''
    }
    return text.trimEnd()
  }

  /** All rows as they are drawn now, those that have scrolled away too. */
  rows(): Cell[][] {
    const buffer = this.#terminal.buffer.active
    return Array.from({ length: buffer.length }, (_, row) =>
      Array.from({ length: this.#terminal.cols }, (_, column) => {
        const cell = buffer.getLine(row)?.getCell(column)
        return {
          text: cell === undefined || cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
          bold: cell?.isBold() !== 0,
          dim: cell?.isDim() !== 0,
          colour: cell?.isFgPalette() ? cell.getFgColor() : undefined,
        }
      }),
    )
  }

  /** The row that the cursor is in, and where in it. */
  cursor(): { line: string; column: number } {
    const buffer = this.#terminal.buffer.active
    const line = buffer.getLine(buffer.baseY + buffer.cursorY)
    return { line: line?.translateToString(true) ?? '', column: buffer.cursorX }
  }

  /**
   * Resolves once the screen shows it, behind its first `from` characters; says what it shows instead
   * where that takes too long.
   */
  async waitFor(wanted: string | RegExp, from = 0): Promise<void> {
    const has = () => {
      const shown = this.screen().slice(from)
      return typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown)
    }
    await this.#until(has, `Waited for ${wanted}`)
  }

  async ended(): Promise<number> {
    await this.#until(() => this.exitCode !== undefined, 'Waited for the end')
    // Its last words may come after the news of its end.
    await setTimeout(100)
    await new Promise<void>((drawn) => this.#terminal.write('', drawn))
    return this.exitCode ?? -1
  }

  kill(): void {
    if (this.exitCode === undefined) this.#process.kill('SIGKILL')
    this.#terminal.dispose()
  }

  async #until(done: () => boolean, what: string): Promise<void> {
    const signal = AbortSignal.timeout(45_000)
    while (!done()) {
      if (this.exitCode !== undefined) throw new Error(`${what}; it ended:\n${this.screen()}`)
      await once(this.#events, 'change', { signal }).catch(() => {
        throw new Error(`${what}; the screen shows:\n${this.screen()}`)
      })
    }
  }
}
