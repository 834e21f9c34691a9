import type { z } from 'zod'
import type { Service } from '../catalogue/services.ts'
import { didYouMean, nearest } from '../executor/nearest.ts'
import { isRecord } from '../json.ts'
import type { ToolResult } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { givenPeriod, meaningsOf, periodOf } from './parameters.ts'
import type { Recipe } from './recipe.ts'
import { recipes } from './recipes.ts'

/** How a recipe is called: `recipe:old_runtimes`, or its bare name. */
export const isRecipeName = (operation: string): boolean =>
  operation.startsWith('recipe:') || recipes.some(({ name }) => name === plain(operation))

/** The recipe that a call was of; undefined where it was of an operation of AWS. */
export const recipeCalled = (operation: string): Recipe | undefined =>
  recipes.find(({ name }) => operation === `recipe:${name}`)

const plain = (operation: string) => operation.replace(/^recipe:/, '').replaceAll('-', '_')

/** The recipe of this name among those of a tool's services; throws a ToolError that says where it is. */
export function findRecipe(operation: string, services: readonly Service[]): Recipe {
  const name = plain(operation)
  const found = recipes.find((recipe) => recipe.name === name)
  const own = recipes.filter((recipe) => isOf(recipe, services))
  if (found === undefined) {
    const near = nearest(name, new Set(recipes.map((recipe) => recipe.name)), 3)
    const meant = near.flatMap((one) => recipes.filter((recipe) => recipe.name === one))
    throw new ToolError('unknown_operation', `No recipe is called ${name.slice(0, 80)}`, {
      hint: `Recipes of this tool: ${own.map((recipe) => recipe.name).join(', ') || 'none'}.`,
      suggestions: meant.map(suggestion),
    })
  }
  if (isOf(found, services)) return found
  throw new ToolError('unknown_operation', `recipe:${name} is none of this tool`, {
    hint: `It is of the tool for ${found.services[0]}: call it there, with the same input.`,
    suggestions: [suggestion(found)],
  })
}

const isOf = (recipe: Recipe, services: readonly Service[]) =>
  recipe.services.some((service) => services.includes(service))

const suggestion = (recipe: Recipe): NonNullable<ToolResult['suggestions']>[number] => ({
  operation: `recipe:${recipe.name}`,
  description: recipe.description,
  parameters: describeParameters(recipe),
})

/** `period: the time looked at, as …`, `polarity: attached, unattached (…)`. */
export const describeParameters = ({ parameters }: Recipe): string[] =>
  [...meaningsOf(parameters)].map(([name, { description, values }]) =>
    values === undefined
      ? `${name}: ${description}`
      : `${name}: ${values.join('|')}, ${description}`,
  )

/** Parameters as a recipe takes them, from an object or its JSON text; throws a ToolError. */
export function checkedParameters(
  recipe: Recipe,
  given: unknown,
  now: Date,
): Record<string, unknown> {
  const parsed = recipe.parameters.safeParse(withoutBlanks(parse(given)))
  if (parsed.success) {
    periodOf(givenPeriod.optional().parse(parsed.data.period), now)
    return parsed.data
  }
  const [issue] = parsed.error.issues
  throw new ToolError('invalid_parameter', wrong(recipe, issue), {
    hint: `Accepted: ${describeParameters(recipe).join('; ') || 'none'}.`,
  })
}

function parse(given: unknown): unknown {
  if (given === undefined || given === null || given === '') return {}
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    throw new ToolError('invalid_parameter', 'parameters is neither an object nor JSON of one')
  }
}

const withoutBlanks = (given: unknown): unknown =>
  isRecord(given)
    ? Object.fromEntries(Object.entries(given).filter(([, one]) => one !== null && one !== ''))
    : given

function wrong({ parameters }: Recipe, issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return `Unknown parameter: ${key.slice(0, 80)}.${didYouMean(key, Object.keys(parameters.shape))}`
  }
  const path = issue?.path.join('.') || 'parameters'
  return `${path}: ${issue?.message ?? 'not valid'}`.slice(0, 300)
}
