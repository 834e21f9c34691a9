/**
 * IAM patterns that allow, of all actions that are known, exactly those given: each stands for two or
 * more, ends where a word does, and has at least two words, `Describe` and `List` one. What no such
 * pattern tells from others stays as it is. `known` has the names of each prefix.
 */
export function stemmed(
  actions: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): string[] {
  const byPrefix = Map.groupBy([...actions].sort(), (action) => prefixOf(action))
  return [...byPrefix].flatMap(([prefix, own]) => {
    const names = own.map((action) => action.slice(prefix.length + 1))
    return patterns(names, known[prefix] ?? []).map((pattern) => `${prefix}:${pattern}`)
  })
}

export const prefixOf = (action: string): string => action.slice(0, action.indexOf(':'))

/** IAM does not tell small letters from capital ones. */
function patterns(names: readonly string[], known: readonly string[]): string[] {
  const own = new Set(names.map((name) => name.toLowerCase()))
  const others = known.map((name) => name.toLowerCase()).filter((name) => !own.has(name))
  const found: string[] = []
  for (const name of names) {
    if (found.some((pattern) => pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)))) {
      continue
    }
    const stem = stemsOf(name).find((stem) =>
      others.every((other) => !other.startsWith(stem.toLowerCase())),
    )
    const covers = names.filter((each) => stem !== undefined && each.startsWith(stem)).length
    found.push(covers > 1 ? `${stem}*` : name)
  }
  return found
}

/** `DescribeDBClusters`: `Describe`, `DescribeDB`, `DescribeDBClusters`. */
function stemsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]/g) ?? []
  const least = /^(Describe|List)$/.test(words[0] ?? '') ? 1 : 2
  return words.slice(least - 1).map((_, at) => words.slice(0, least + at).join(''))
}
