import type { Container, Item } from './line-start.ts'
import type { Symbols } from './symbols.ts'
import { displayWidth } from './width.ts'

/** The left edge of a list item or a quote. */
export interface Margin {
  /** Before its first line; both are as wide. */
  first: string
  rest: string
}

export function marginOf(container: Container, symbols: Symbols): Margin {
  if (container.kind === 'quote') return { first: `${symbols.quote} `, rest: `${symbols.quote} ` }
  const first = `${markerOf(container, symbols)} `
  return { first, rest: ' '.repeat(displayWidth(first)) }
}

function markerOf({ marker, task }: Item, symbols: Symbols): string {
  if (task !== undefined) return task === 'done' ? symbols.checked : symbols.unchecked
  return /^\d/.test(marker) ? marker : symbols.bullet
}
