/** The one that was probably meant: it begins so, or a few letters make the difference. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const beginning = names.find((name) => name.startsWith(typed))
  if (beginning !== undefined) return beginning
  const [best] = names
    .map((name) => ({ name, edits: editsBetween(typed, name) }))
    .toSorted((a, b) => a.edits - b.edits)
  return best !== undefined && best.edits <= Math.ceil(typed.length / 3) ? best.name : undefined
}

/** Levenshtein's distance: letters to put in, take out or replace. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [to, wanted] of [...other].entries()) {
      const replaced = (row[to] ?? 0) + (letter === wanted ? 0 : 1)
      next.push(Math.min(replaced, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
