import { stem } from '../../../questions/words/stem.ts'
import { stopWords } from '../../../questions/words/stop-words.ts'

interface Nameable {
  names: readonly string[]
}

/** The things of whose names most parts are said: `search` of search-1, `payments` of payments-api. */
export function calledBy<T extends Nameable>(
  spoken: string | undefined,
  things: readonly T[],
): T[] {
  const said = new Set(
    (spoken ?? '')
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .filter((word) => word.length > 1 && !stopWords.has(word))
      .map(stem),
  )
  const scored = things.map((thing) => ({ thing, score: scoreOf(thing, said) }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ thing }) => thing)
}

/** How many of its parts; what is said whole goes before what is said in part. */
function scoreOf({ names }: Nameable, said: ReadonlySet<string>): number {
  return Math.max(
    0,
    ...names
      .filter((name) => !/^(?:arn:|https?:)/.test(name))
      .map((name) => {
        const parts = name
          .toLowerCase()
          .split(/[^\p{L}\d]+/u)
          .filter(Boolean)
          .map(stem)
        const count = parts.filter((part) => part.length > 1 && said.has(part)).length
        return count === 0 ? 0 : count + (count === parts.length ? 0.5 : 0)
      }),
  )
}
