import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { meaningsOf } from '../../recipes/parameters.ts'
import type { Recipe } from '../../recipes/recipe.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerThings } from '../answer-things.ts'
import { readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { rowsOf } from './rows-of.ts'
import { thingsIn } from './things-in.ts'

/** `the others`, `the ones that are fine`, `and the healthy ones?`: those of which a recipe did not tell. */
export const asksOtherSide = (step: string): boolean => others.test(step.trim())

const lead =
  '^(?:(?:and|but|so|ok(?:ay)?|now|then|what about|how about|show(?: me)?|list|only|just),? )*'
const fine =
  '(?:fine|ok(?:ay)?|good|healthy|clean|safe|compliant|not affected|unaffected|in order|all right|alright|as they should be|correct|right)'
const others = new RegExp(
  `${lead}(?:(?:the )?(?:others?|other ones|rest|remaining(?: ones)?|opposite|other way (?:round|around))|(?:which|the)(?: ones?| of them)? (?:that |which )?(?:are|is|do|does|did|have|has)(?:n'?t| not)?(?: (?:have|do) (?:it|one|any))?|(?:which|the)(?: ones?| of them)? (?:that |which )?(?:are|is) ${fine}|(?:the )?${fine} ones)\\W*$`,
  'i',
)

/** The recipe the other way round, where it knows one; else what else there is of the kind that its rows name. */
export async function otherSide(
  recipe: Recipe,
  { call, first }: { call: SentCall; first: string },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const [name, meaning] =
    [...meaningsOf(recipe.parameters)].find(([, { kind }]) => kind === 'polarity') ?? []
  const [own, other] = meaning?.values ?? []
  const given = call.parameters ?? {}
  if (name !== undefined && own !== undefined && other !== undefined) {
    const { state: _, ...rest } = given
    const turned = given[name] === other ? own : other
    return answerRecipe(
      recipe,
      { parameters: { ...rest, [name]: turned }, region: call.region },
      context,
    )
  }
  // After one that was named the others are all of them.
  if (given.name !== undefined) {
    const { name: _, kind: __, ...rest } = given
    return answerRecipe(recipe, { parameters: rest, region: call.region }, context)
  }
  const result = await answerRecipe(recipe, { parameters: given, region: call.region }, context)
  const plan = readPlan(first, context.now())
  const rows = rowsOf(result)
  const { kind, names } = thingsIn(rows, plan.kinds[0]?.kind)
  const named =
    names.length > 0 ? names : rows.flatMap(({ Name }) => (typeof Name === 'string' ? [Name] : []))
  const wanted = kind ?? plan.kinds[0]?.kind
  if (wanted === undefined || named.length === 0) return undefined
  const listed = readPlan(`list ${pluralOf(wanted)}`, context.now())
  return answerThings({
    plan: { ...listed, except: named.map((one) => one.toLowerCase()) },
    kind: wanted,
    context,
  })
}
