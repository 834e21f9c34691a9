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

/** Those of nested blocks, outermost first. */
export class Margins {
  all: readonly Margin[] = []
  readonly #begun = new WeakSet<Margin>()

  /** What stands left of the next line, and of an empty one before it. */
  next(columns: number): { now: string; before: string } {
    const margins = this.#shown(columns)
    const begun = margins.filter((margin) => this.#begun.has(margin))
    const now = margins.map((margin) => (begun.includes(margin) ? margin.rest : margin.first))
    for (const margin of this.all) this.#begun.add(margin)
    return { now: now.join(''), before: restOf(begun).trimEnd() }
  }

  width(columns: number): number {
    return displayWidth(restOf(this.#shown(columns)))
  }

  /** Deep nesting in a narrow window shows its innermost levels alone. */
  #shown(columns: number): readonly Margin[] {
    let shown = this.all
    while (shown.length > 0 && displayWidth(restOf(shown)) > columns / 2) shown = shown.slice(1)
    return shown
  }
}

const restOf = (margins: readonly Margin[]): string => margins.map(({ rest }) => rest).join('')
