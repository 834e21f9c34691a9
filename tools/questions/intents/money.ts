import { namesThings } from '../money/cost-of-parameters.ts'
import { isOfPart, isOfServiceOrRegion } from '../money/cost-parameters.ts'
import { cost, type Intent, onTrack, ownBudget, rise, why } from './intent.ts'

/** Two times that are both said are held against each other. */
const twoTimes = /\b(?:compared? (?:to|with)|versus|vs\.?|against|chang\w* between)\b/i

/** What is to come, and what would change nothing of it. */
const ahead =
  /\b(?:forecast\w*|predict\w*|next (?:week|month|quarter|year|\d+ months|three months)|will|going to|on (?:track|course|pace))\b/i

/** Of days, weeks or months the dearest is no rise. */
const dearestTime =
  /^(?!.*\b(?:jump|spik|r(?:ise|ose|ising)|increas|went up|start(?:ed)?|began|begin|explod|doubl|shot up)\w*).*\b(?:most expensive|dearest|costliest|priciest|which|what) (?:days?|weeks?|months?)\b/i

/** Why one service, or one region, costs more. */
const increaseOfPart: Intent = {
  recipe: 'bill_increase',
  needs: [
    cost,
    new RegExp(
      `${why.source}|\\bwhat happened (?:to|with)\\b|\\bsince when\\b|\\bwhen did\\b`,
      'i',
    ),
    new RegExp(`${rise.source}|\\bwhat happened\\b`, 'i'),
  ],
  not: [twoTimes, ahead, dearestTime],
  when: (plan) => plan.names.length + plan.ids.length === 0 && isOfServiceOrRegion(plan),
}

/** Why a bill is higher. */
export const billIncreases: readonly Intent[] = [
  {
    recipe: 'bill_increase',
    needs: [cost, rise],
    not: [twoTimes, ahead, dearestTime, /\beach service\b|\bper service\b/i],
    knows: /why|come|month|aws|service|compar|did|high/i,
    when: (plan) =>
      plan.kinds.every(({ kind }) => kind.noun === 'service') &&
      plan.names.length === 0 &&
      !isOfPart(plan),
  },
  {
    recipe: 'bill_increase',
    needs: [cost, why],
    not: [twoTimes, dearestTime],
    knows: /month|come|aws|service|high/i,
    when: (plan) => !isOfPart(plan),
  },
  increaseOfPart,
]

/** Which services there are is known from the bill. */
export const servicesUsed: readonly Intent[] = [
  {
    recipe: 'spend_by_service',
    needs: [
      /\b(?:which|what|list|show)\b.*\b(?:aws|amazon|cloud) (?:services|products)\b.*\b(?:we|i|use[sd]?|using|active|account)\b/i,
    ],
    knows: /aws|service|product|use|using|actual|active|account/i,
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) => kind.noun === 'service'),
  },
]

/** What anything on the bill cost. */
export const ofBill: Intent = {
  recipe: 'cost',
  needs: [cost],
  not: [ownBudget, /\bsavings? plans?\b|\breserv|\banomal|\b(?:cost )?allocation\b/i],
}

/** What was spent: the widest, so the last. */
export const spending: readonly Intent[] = [
  {
    recipe: 'spend_by_service',
    needs: [cost, /\bservices?\b/i],
    not: [
      ownBudget,
      /\bforecast|predict|next month|\bwill\b|\btags?\b|\bregions?\b|\bdaily\b|\bper day\b|\baccounts?\b|\bcompar|\btrend|\b(?:cheapest|least|lowest|smallest|shares?|per ?cent\w*|fractions?|proportions?)\b/i,
    ],
    when: (plan) =>
      plan.kinds.every(({ kind }) => kind.noun === 'service') &&
      plan.tags.length === 0 &&
      plan.threshold === undefined &&
      !isOfPart(plan),
  },
  { ...ofBill, recipe: 'cost_of', when: namesThings },
  ofBill,
  {
    recipe: 'cost',
    needs: [new RegExp(`\\b(?:forecast\\w*|projections?)\\b|${onTrack.source}`, 'i')],
    not: [ownBudget, /\bcapacity\b|\btraffic\b|\busage of\b|\bcpu\b|\bmemory\b/i],
    when: ({ kinds, names, ids }) =>
      names.length + ids.length === 0 && kinds.every(({ kind }) => kind.noun === 'service'),
  },
]
