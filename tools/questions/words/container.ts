import type { Json } from '../../json.ts'

/** `in cluster prod-eu`, `in the prod cluster`: by its name what holds the things that are asked for. */
export function containerSaid(question: string): string | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(question)?.[1]
    if (name !== undefined && !notNamed.test(name)) return name
  }
  return undefined
}

const patterns: readonly RegExp[] = [
  /\b(?:in|of|on|from|inside|within) (?:the |our )?(?:(?:ecs|eks) )?cluster (?:called |named )?["']?([\w-]*\w)/i,
  /\b(?:in|of|on|from|inside|within) (?:the |our )?(?:(?:ecs|eks) )?([\w-]*\w) (?:(?:ecs|eks) )?cluster(?!\w)/i,
]

const notNamed =
  /^(?:ecs|eks|the|an?|our|same|this|that|which|what|each|every|any|all|whole|other|one|rds|aurora|db|database|and|or|is|are|has|have|with|by|called|named)$/i

/** `how many tasks run there?`, where what was asked before says of what place: asked of that place. */
export function withPlace(text: string, before: string): string {
  const name = containerSaid(before)
  if (name === undefined || containerSaid(text) !== undefined) return text
  return text.replace(
    /(?<!\b(?:is|are|was|were|isn't|aren't|from|over|ones?) )\b(?:in )?there\b(?! (?:is|are|was|were|any|a|no)\b)|\bin (?:that|this|the same) cluster\b/i,
    `in cluster ${name}`,
  )
}

/** Whether a thing says that it is in the cluster of that name; a tag of the same value says nothing of it. */
export function isInCluster(item: Json, name: string): boolean {
  const own = RegExp.escape(name)
  return new RegExp(
    `"cluster(?:_?name)?":"${own}"|:(?:cluster|service|task|nodegroup|container-instance)/${own}["/]`,
    'i',
  ).test(JSON.stringify(item))
}
