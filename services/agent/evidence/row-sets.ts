/**
 * Rows by value. Most values are of one row alone: those of a row share one set, for a set of each value is what
 * reading would spend most of its time on.
 */
export class RowSets {
  readonly #alone: Set<number>[] = []

  into(sets: Map<string, ReadonlySet<number>>, value: string, row: number): void {
    const rows = sets.get(value)
    if (rows === undefined) {
      this.#alone[row] ??= new Set([row])
      sets.set(value, this.#alone[row])
    } else if (!rows.has(row)) {
      if (rows.size === 1) sets.set(value, new Set([...rows, row]))
      // One of several rows was made here.
      else (rows as Set<number>).add(row)
    }
  }
}
