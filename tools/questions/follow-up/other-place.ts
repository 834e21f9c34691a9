import { pluralOf } from '../say.ts'
import { containerSaid } from '../words/container.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import type { Resolved, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'

/**
 * `same for prod-eu`, `and in the staging cluster?` after what was asked of a cluster, `and staging?` after
 * what a recipe told of production: the same question of that place.
 */
export function otherPlace(text: string, { question, call }: Shown): Resolved | undefined {
  const [, cluster = '', name = ''] = onlyPlace.exec(text) ?? []
  const place = cluster === '' ? name : cluster
  if (place === '') return undefined
  const steps = stepsOf(question)
  const at = steps.findLastIndex((step) => containerSaid(step) !== undefined)
  const before = containerSaid(steps[at] ?? '')
  // What is one word may be a condition of any kind, what has the form of the name before is one.
  const isCluster = cluster !== '' || place.includes('-') || environment.test(place)
  if (before !== undefined && isCluster)
    return { question: asSteps(steps.with(at, swapped(steps[at] ?? '', before, place))) }
  const isRecipe = call?.operation.startsWith('recipe:') === true
  const own = steps.findLastIndex((step) => environmentIn.test(step))
  if (!isRecipe || own === -1 || !environment.test(place)) return undefined
  const [said = ''] = environmentIn.exec(steps[own] ?? '') ?? []
  return { question: asSteps(steps.with(own, swapped(steps[own] ?? '', said, place))) }
}

/** `and the us ones, are they encrypted?`: of their kind what is in other regions than were looked at. */
export function onesElsewhere(text: string, shown: Shown): Resolved | undefined {
  const [, place = '', rest = ''] = someOnes.exec(text) ?? []
  const regions = place === '' ? undefined : takeRegions(new Text(`in ${place}`))
  const [noun, ...nouns] = new Set(shown.rows.map((row) => row.noun))
  if (regions === undefined || noun === undefined || noun === '' || nouns.length > 0)
    return undefined
  const isAmong = shown.rows.some(({ members = {} }) =>
    Object.values(members).some((value) => [regions].flat().some((one) => value.includes(one))),
  )
  // Where some of them are there, those are meant; of a list it is the list's question once more.
  if (isAmong || (rest === '' && shown.rows.length > 1)) return undefined
  const those = `${pluralOf({ noun })} in ${place}`
  const pronoun = /\b(?:they|them|those|these|all of them)\b/i
  if (pronoun.test(rest)) return { question: rest.replace(pronoun, `the ${those}`) }
  return { question: rest === '' ? `list ${those}` : `${those} with their ${rest}` }
}

const someOnes =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|what about|how about)\b,? *)*(?:the |those )(?:in )?([\w-]+(?: [\w-]+)?) ones(?:[,:;–-]+ *(.+?))?[?.!]*$/i

const swapped = (step: string, before: string, place: string) =>
  step.replace(new RegExp(`(?<![\\w-])${RegExp.escape(before)}(?![\\w-])`), place)

const onlyPlace =
  /^\W*(?:(?:and|but|so|now|ok(?:ay)?|then|also|(?:what|how) about|the same|same|again|for|in|on|of|with|only|just)\b,? *)+(?:the )?(?:(?:ecs |eks )?cluster ([\w-]*\w)|([\w-]*\w)(?: (?:cluster|environment|env|one|account))?)\W*$/i

const environments = 'prod(?:uction)?|staging|stage|dev(?:elopment)?|test|qa|sandbox'
const environment = new RegExp(`^(?:${environments})(?:-[\\w-]+)?$`, 'i')
const environmentIn = new RegExp(`(?<![\\w-])(?:${environments})(?![\\w-])`, 'i')
