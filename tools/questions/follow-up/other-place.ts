import { containerSaid } from '../words/container.ts'
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

const swapped = (step: string, before: string, place: string) =>
  step.replace(new RegExp(`(?<![\\w-])${RegExp.escape(before)}(?![\\w-])`), place)

const onlyPlace =
  /^\W*(?:(?:and|but|so|now|ok(?:ay)?|then|also|(?:what|how) about|the same|same|again|for|in|on|of|with|only|just)\b,? *)+(?:the )?(?:(?:ecs |eks )?cluster ([\w-]*\w)|([\w-]*\w)(?: (?:cluster|environment|env|one|account))?)\W*$/i

const environments = 'prod(?:uction)?|staging|stage|dev(?:elopment)?|test|qa|sandbox'
const environment = new RegExp(`^(?:${environments})(?:-[\\w-]+)?$`, 'i')
const environmentIn = new RegExp(`(?<![\\w-])(?:${environments})(?![\\w-])`, 'i')
