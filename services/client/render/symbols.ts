/** The marks that we draw ourselves; what others wrote is shown as they wrote it. */
export interface Symbols {
  call: string
  ok: string
  partial: string
  error: string
  prompt: string
  separator: string
  ellipsis: string
  bullet: string
  unchecked: string
  checked: string
  quote: string
  rule: string
  bar: string
  /** From the lowest value to the highest. */
  spark: readonly string[]
  spinner: readonly string[]
}

/** Unicode's, or ASCII's where the locale says that this terminal shows no UTF-8. */
export function symbols(env: Readonly<Record<string, string | undefined>>): Symbols {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  const isUtf8 = locale ? /utf-?8/i.test(locale) : env.TERM !== 'linux'
  return isUtf8 ? unicode : ascii
}

const unicode: Symbols = {
  call: '→',
  ok: '✓',
  partial: '◐',
  error: '✗',
  prompt: '›',
  separator: '·',
  ellipsis: '…',
  bullet: '•',
  unchecked: '☐',
  checked: '☑',
  quote: '│',
  rule: '─',
  bar: '█',
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
}

const ascii: Symbols = {
  call: '->',
  ok: '+',
  partial: '~',
  error: 'x',
  prompt: '>',
  separator: '-',
  ellipsis: '...',
  bullet: '*',
  unchecked: '[ ]',
  checked: '[x]',
  quote: '|',
  rule: '-',
  bar: '#',
  spark: ['_', '.', '-', '=', '+', '*', '%', '#'],
  spinner: ['|', '/', '-', '\\'],
}
