import { meaningsOf } from '../recipes/parameters.ts'
import type { Recipe } from '../recipes/recipe.ts'
import { recipes } from '../recipes/recipes.ts'
import type { ToolResult } from '../tool.ts'
import { environment, type Intent, shiftWord } from './intents/intent.ts'
import { ofFigures } from './intents/measurements.ts'
import type { Plan, Word } from './plan.ts'
import { parametersOf } from './recipe-parameters.ts'
import { stem } from './words/stem.ts'

/** Words of a question that a recipe neither is about nor takes into account. */
export function wordsLeft(plan: Plan, intent: Intent): Word[] {
  const own = vocabularyOf(intent.recipe)
  // What is called so by nobody on the bill, an answer about money says itself.
  if (/^(?:cost|cost_of|spend_by_service|bill_increase)$/.test(intent.recipe)) return []
  const recipe = named(intent.recipe)
  const hasEnvironment = [...(meaningsOfRecipe(intent.recipe)?.values() ?? [])].some(
    ({ kind }) => kind === 'environment',
  )
  const taken = recipe === undefined ? '' : valuesIn(plan, recipe)
  return plan.words.filter(
    ({ word, stem: root }) =>
      !own.has(root) &&
      !taken.includes(word) &&
      !(hasEnvironment && environment.test(word)) &&
      !ofAsking.test(word) &&
      !(intent.recipe === 'connections' && ofConnections.test(word)) &&
      !(intent.recipe === 'metrics' && (ofFigures.test(word) || shiftWord.test(word))) &&
      !intent.needs.some((need) => need.test(word)) &&
      (isAny(intent.knows) || intent.knows?.test(word) !== true),
  )
}

/** What a question gives for a recipe's parameters, but for the words that are handed on as they are. */
function valuesIn(plan: Plan, recipe: Recipe): string {
  const { words: _, ...given } = parametersOf(plan, recipe, new Date(0))
  return JSON.stringify(given).toLowerCase()
}

/** Whether a recipe looks itself for what a plain word may be the name of. */
export const takesWords = ({ recipe, knows }: Intent): boolean =>
  isAny(knows) ||
  [...(meaningsOfRecipe(recipe)?.values() ?? [])].some(({ kind }) => kind === 'words')

const isAny = (knows: RegExp | undefined) => knows?.source === '.'

/** Of words that a recipe looks up itself, those that its answer says nothing of. */
export function unsaid(words: readonly Word[], { regions, call }: ToolResult): Word[] {
  const { words: _, ...parameters } = call?.parameters ?? {}
  const text = JSON.stringify([regions, parameters]).toLowerCase()
  return words.filter(({ word, stem: root }) => !text.includes(root) && !text.includes(word))
}

const meaningsOfRecipe = (name: string) => {
  const recipe = named(name)
  return recipe === undefined ? undefined : meaningsOf(recipe.parameters)
}

const named = (name: string): Recipe | undefined => recipes.find((one) => one.name === name)

const vocabularies = new Map<string, ReadonlySet<string>>()

/** The words in which a recipe says what it is for, and how it is asked. */
function vocabularyOf(name: string): ReadonlySet<string> {
  const known = vocabularies.get(name)
  if (known !== undefined) return known
  const recipe = named(name)
  const text = [name.replaceAll('_', ' '), recipe?.description ?? '', ...(recipe?.questions ?? [])]
  const made = new Set(
    (
      text
        .join(' ')
        .toLowerCase()
        .match(/[a-z']+/g) ?? []
    ).map(stem),
  )
  // The word for the opposite is understood where it is asked for, and not else.
  const [, other = ''] = meaningsOfRecipe(name)?.get('polarity')?.values ?? []
  for (const word of other.split('_')) made.delete(stem(word))
  vocabularies.set(name, made)
  return made
}

/** That something has to do with another, however that is said. */
const ofConnections =
  /^(?:depend\w*|trigger\w*|rel(?:y|ies|ying)|connect\w*|hang\w*|call(?:s|ing|ed)?|invok\w*|affect\w*|impact\w*)$/

/** What says how something is asked, and nothing of what. */
const ofAsking =
  /^(?:cannot|can't|hows?|say(?:s|ing)?|said|happen(?:ed|s|ing)?|seeing|showing|experiencing|keep|anywhere|somewhere|currently|plan|moment|wants?|return\w*|audit(?:ors?)?|bump|investigat\w*|pls|asap|rn|start(?:ed|ing|s)?|began|begin|behind|date|dates|incl|roughly|apparently|actually)$/
