import type { Text } from './text.ts'

export interface TagSaid {
  key: string
  value?: string
  /** True where things are asked for that lack it. */
  missing: boolean
  at: number
}

/** Tags that a question names as such: `tagged Env=prod`, `without an Owner tag`, `tag CostCenter`. */
export function takeTags(text: Text): TagSaid[] {
  const missing = text.take(
    /\b(?:without|with no|lack(?:s|ing)?|miss(?:es|ing)?|(?:is|are) without|(?:do|does|is|are)(?:n[o']?t| not)(?: have| carry)?|have not?|has not?) (?:an? |the |any |our |their |its )?(?:tag (?:named |called )?["']?([\w:.-]*\w)["']?(?=$|[ ?.,!\uE000])|["']?([\w:.-]+)["']? tags?\b(?: keys?\b)?)/i,
    ([, after, before]) => !grammar.test(after ?? before ?? ''),
  )
  const valued = text.take(
    /\b(?:with (?:the )?|have (?:the )?|has (?:the )?)?tag(?:ged|s)?(?: with| as| by)?:? ?["']?([\w:.-]+)["']?(?: is | set to | ?[=:] ?| with value )["']?([\w.@:/-]*\w)["']?/i,
  )
  const paired = text.take(/(?<![\w./-])([A-Za-z][\w:.-]*?) ?= ?["']?([\w.@:/-]*\w)["']?/)
  const having = text.take(
    /\b(?:with|have|has|having|carry|carries) (?:an? |the |any )?["']?([\w:.-]+)["']? tags?\b/i,
    ([, key = '']) => !grammar.test(key),
  )
  // “Tagged with an owner”, “not tagged with their team”.
  const tagged = text.take(
    /\b(n't |not )?tagged (?:with|by) (?:(?:an?|the|their|its|any) ["']?([A-Za-z][\w:.-]*\w)|(owner|env|environment|service|team|project|stage|cost-?center))["']?(?: tags?)?(?=[ ?.!,\uE000]|$)/i,
    ([, , key = '']) => !grammar.test(key),
  )
  const unnamed = text.take(/\b(?:without|with no|(?:have|has) no) (?:a )?names?\b|\bunnamed\b/i)
  return [
    ...unnamed.map(({ index = 0 }) => ({ key: 'Name', missing: true, at: index })),
    ...missing.map(({ index = 0, 1: after, 2: before }) => ({
      key: after ?? before ?? '',
      missing: true,
      at: index,
    })),
    ...[...valued, ...paired].map(({ index = 0, 1: key = '', 2: value = '' }) => ({
      key,
      value,
      missing: false,
      at: index,
    })),
    ...tagged.map(({ index = 0, 1: not, 2: named, 3: known }) => ({
      key: named ?? known ?? '',
      missing: not !== undefined,
      at: index,
    })),
    ...having.map(({ index = 0, 1: key = '' }) => ({ key, missing: false, at: index })),
  ]
}

const grammar =
  /^(?:a|an|any|not|mutable|immutable|all|at|in|on|of|for|no|the|their|required|mandatory|needed|proper|correct|good|cost|some|set|copy|propagate|resource|billing|more|other|few|many|same|image|container|docker|release|git|version|latest)$/i
