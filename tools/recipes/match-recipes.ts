import { isThing, questionWords } from './question-words.ts'
import type { Recipe } from './recipe.ts'

export interface Match {
  recipe: Recipe
  /** From 0 to 1: how much of the question and of the recipe's nearest own one is the same. */
  fit: number
}

/** A search over the recipes' own questions, in which rare words count more. */
export function recipeMatcher(recipes: readonly Recipe[]): (question: string) => Match[] {
  const known = recipes.map((recipe) => {
    const samples = recipe.questions.map(questionWords)
    return { recipe, samples, words: new Set(samples.flatMap((words) => [...words])) }
  })
  const rareness = (word: string) => {
    const count = known.filter(({ words }) => words.has(word)).length
    return count === 0 ? unknownWeight : Math.log((recipes.length + 1) / (count + 0.5))
  }
  return (question) => {
    const asked = questionWords(question)
    return known
      .map(({ recipe, samples, words }) => ({
        recipe,
        fit: Math.max(...samples.map((sample) => alike(asked, { sample, words, rareness }))),
      }))
      .toSorted((a, b) => b.fit - a.fit)
  }
}

/** A word that no recipe has is often a name. */
const unknownWeight = 1
/** That it is about alarms says less than that they are firing. */
const thingWeight = 0.35

interface Known {
  sample: ReadonlySet<string>
  /** Of all the recipe's questions: such a word leads away from the sample, but not far. */
  words: ReadonlySet<string>
  rareness: (word: string) => number
}

function alike(asked: ReadonlySet<string>, { sample, words, rareness }: Known): number {
  const sum = (all: Iterable<string>, weight = weightOf) =>
    [...all].reduce((total, word) => total + weight(word), 0)
  const weightOf = (word: string) => rareness(word) * (isThing(word) ? thingWeight : 1)
  const shared = sum(asked.intersection(sample))
  const beside = [...asked.difference(sample)]
  const near = sum(beside.filter((word) => words.has(word)))
  // Another thing than the recipe is about leads away with all its weight.
  const far = sum(
    beside.filter((word) => !words.has(word)),
    rareness,
  )
  const all = 2 * shared + sum(sample.difference(asked)) + 0.3 * near + far
  return all === 0 ? 0 : ((2 * shared) / all) * (isOfOtherThings(asked, words) ? otherThings : 1)
}

/** Things that are open are not buckets that are open: what names things is of these things. */
function isOfOtherThings(asked: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  const things = [...asked].filter(isThing)
  return things.length > 0 && !things.some((thing) => words.has(thing))
}

const otherThings = 0.75
