import type { Cell } from '../../test/services/client/pty/terminal-session.ts'

export interface Row {
  cells: Cell[]
  /** Seconds into the recording at which it came to be as it is. */
  atS: number
}

interface Window {
  columns: number
  rows: number
}

/**
 * A recording as a picture in text. Where nothing moves (CSS off, reduced motion) it is the last
 * screen; else rows appear and scroll as they did, once.
 */
export function svg(recorded: readonly Row[], window: Window): string {
  const last = recorded.findLastIndex(({ cells }) => cells.some(({ text }) => text.trim() !== ''))
  const startS = Math.min(...recorded.map(({ atS }) => atS))
  const rows = recorded.slice(0, last + 1).map((row) => ({ ...row, atS: row.atS - startS }))
  const width = Math.ceil(window.columns * cellWidth + 2 * margin)
  const height = window.rows * lineHeight + bar + margin
  const lines = rows.map((row, at) => line(row, at * lineHeight)).filter((each) => each !== '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A chat about the sample account in a terminal">
<style>${style}${scrolling(rows, window.rows)}</style>
<rect width="${width}" height="${height}" rx="8" fill="#16181d"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
<clipPath id="w"><rect width="${width - margin}" height="${window.rows * lineHeight}"/></clipPath>
<g transform="translate(${margin} ${bar})" clip-path="url(#w)"><g class="s">
${lines.join('\n')}
</g></g>
</svg>
`
}

const [cellWidth, lineHeight, margin, bar] = [8.4, 18, 16, 36]

const style =
  'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d5d9e0;white-space:pre}' +
  '.b{font-weight:700}.d{opacity:.6}' +
  '.red{fill:#ff7b72}.green{fill:#7ee787}.yellow{fill:#e3b341}.blue{fill:#79c0ff}.magenta{fill:#d2a8ff}.cyan{fill:#76e3ea}'

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

/** The rows of the window are always those that came last. */
function scrolling(rows: readonly Row[], shown: number): string {
  const scrolled = (count: number) =>
    `transform:translateY(${-Math.max(0, count - shown) * lineHeight}px)`
  const endS = Math.max(...rows.map(({ atS }) => atS))
  const frames = [...new Set(rows.map(({ atS }) => atS))]
    .toSorted((a, b) => a - b)
    .map((atS) => {
      const count = rows.findLastIndex((row) => row.atS <= atS) + 1
      return `${((100 * atS) / endS).toFixed(1)}%{${scrolled(count)}}`
    })
  return (
    `.s{${scrolled(rows.length)}}` +
    '@media(prefers-reduced-motion:no-preference){text[style]{animation:a .1s both}' +
    `.s{animation:s ${endS.toFixed(1)}s step-end both}}` +
    `@keyframes a{from{opacity:0}}@keyframes s{${frames.join('')}}`
  )
}

function line({ cells, atS }: Row, y: number): string {
  const runs: { column: number; text: string; look: string }[] = []
  for (const [column, { text, ...cell }] of cells.entries()) {
    const look = lookOf(cell)
    const last = runs.at(-1)
    if (last?.look === look) last.text += text
    else runs.push({ column, text, look })
  }
  const spans = runs.flatMap(({ column, text, look }) => {
    const shown = text.trim()
    if (shown === '') return []
    const x = (column + text.indexOf(shown)) * cellWidth
    const className = look === '' ? '' : ` class="${look}"`
    const length = (shown.length * cellWidth).toFixed(0)
    return `<tspan x="${x.toFixed(0)}" textLength="${length}"${className}>${escaped(shown)}</tspan>`
  })
  const delay = atS === 0 ? '' : ` style="animation-delay:${atS.toFixed(1)}s"`
  return spans.length === 0 ? '' : `<text y="${y + 14}"${delay}>${spans.join('')}</text>`
}

function lookOf({ bold, dim, colour }: Omit<Cell, 'text'>): string {
  const name = colour === undefined ? undefined : colours[colour % 8]
  return [bold ? 'b' : '', dim ? 'd' : '', name ?? ''].filter((each) => each !== '').join(' ')
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
