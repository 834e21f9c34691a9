import type { NumberRead } from './read.ts'
import type { ReadIndex } from './read-index.ts'

/**
 * Figures of one column by what their rows are labelled with beside a name: `web BucketSizeBytes` and
 * `api BucketSizeBytes` are of one kind, `web NumberOfObjects` is of another.
 */
export function byLabel(some: readonly NumberRead[], index: ReadIndex): NumberRead[][] {
  const kinds = new Map<string, NumberRead[]>()
  for (const one of some) {
    const kind = kindOf(one.row, index)
    if (kind === undefined) return []
    const known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, [one])
    else known.push(one)
  }
  return kinds.size > 1 ? [...kinds.values()] : []
}

function kindOf(row: number, index: ReadIndex): string | undefined {
  const place = index.textsOf(row).find(({ path }) => path.endsWith('.Label'))
  if (place === undefined) return undefined
  return index
    .textAt(place)
    .split(' ')
    .filter((word) => /^[a-z][a-z\d_]*$/.test(word))
    .at(-1)
}
