import { styleText } from 'node:util'
import type { Terminal } from '../terminal.ts'
import { type Symbols, symbols } from './symbols.ts'

/** How something is drawn. */
export interface Look {
  /** Infinity where nothing is wrapped. */
  readonly columns: number
  /** Whether escape sequences for colours may be written. */
  readonly colours: boolean
  readonly symbols: Symbols
}

export type Style =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'cyan'
  | 'green'
  | 'yellow'
  | 'red'

/** The look of a terminal's answers, or of the notes beside them; its columns are always those of now. */
export function lookOf(
  terminal: Terminal,
  side: 'answer' | 'note',
  env: Readonly<Record<string, string | undefined>>,
): Look {
  return {
    get columns() {
      // Some pseudo-terminals say 0.
      return terminal.columns || 80
    },
    colours: terminal.colours[side],
    symbols: symbols(env),
  }
}

/** `text` in these styles, where the look has colours. */
export function paint(look: Look, styles: readonly Style[], text: string): string {
  if (!look.colours || styles.length === 0 || text === '') return text
  return styleText([...styles], text, { validateStream: false })
}
