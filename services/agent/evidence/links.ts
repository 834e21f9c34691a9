import type { RowSets } from './row-sets.ts'
import { mostPlaces } from './text-index.ts'

type KindOf = (row: number) => string | undefined

/** Rows that have the same id, ARN or name in parts: what one read tells of what another does. */
export class Links {
  readonly #texts = new Map<number, string[]>()
  readonly #rows = new Map<string, ReadonlySet<number>>()
  readonly #sets: RowSets

  constructor(sets: RowSets) {
    this.#sets = sets
  }

  add(text: string, row: number): void {
    if (!linking.test(text)) return
    const texts = this.#texts.get(row)
    if (texts === undefined) this.#texts.set(row, [text])
    else texts.push(text)
    this.#sets.into(this.#rows, text, row)
  }

  of(row: number): readonly string[] {
    return this.#texts.get(row) ?? []
  }

  /** Two steps far, and to other kinds than `rows` are of. */
  with(rows: ReadonlySet<number>, kindOf: KindOf): ReadonlySet<number> {
    const kinds = new Set([...rows].map(kindOf))
    const all = new Set(rows)
    let last: ReadonlySet<number> = rows
    for (let hop = 0; hop < 2 && last.size > 0 && all.size < 60; hop += 1) {
      const next = new Set<number>()
      for (const row of last) {
        for (const other of this.#to(row, kindOf)) {
          if (!all.has(other) && !kinds.has(kindOf(other))) next.add(other)
        }
      }
      for (const row of next) all.add(row)
      last = next
    }
    return all
  }

  #to(row: number, kindOf: KindOf): number[] {
    const kind = kindOf(row)
    return this.of(row).flatMap((link) => {
      const rows = [...(this.#rows.get(link) ?? [])].slice(0, mostPlaces)
      const ofKind = Map.groupBy(rows, kindOf)
      const isOwn = ofKind.get(kind)?.length === 1
      return rows.filter((other) => {
        const its = kindOf(other)
        return its !== kind && (isOwn || ofKind.get(its)?.length === 1)
      })
    })
  }
}

/** Ids and ARNs, and names in parts: not times, regions or types of instances. */
const linking =
  /^(?:arn:|[a-z]+-[0-9a-f]{8,17}$|https?:|(?!(?:us|eu|ap|sa|ca|me|af)-)[A-Za-z][\w/]*(?:[-/][\w/]+)+$)/
