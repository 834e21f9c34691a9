import { isOfPart } from '../money/cost-parameters.ts'
import { cost, type Intent, ownBudget, rise, why } from './intent.ts'

/** Two times that are both said are held against each other. */
const twoTimes = /\b(?:compared? (?:to|with)|versus|vs\.?|against)\b/i

/** Why a bill is higher. */
export const billIncreases: readonly Intent[] = [
  {
    recipe: 'bill_increase',
    needs: [cost, rise],
    not: [twoTimes, /\bforecast|predict|\beach service\b|\bper service\b/i],
    knows: /why|come|month|aws|service|compar|did|high/i,
    when: (plan) =>
      plan.kinds.every(({ kind }) => kind.noun === 'service') &&
      plan.names.length === 0 &&
      !isOfPart(plan),
  },
  {
    recipe: 'bill_increase',
    needs: [cost, why],
    not: [twoTimes],
    knows: /month|come|aws|service|high/i,
    when: (plan) => !isOfPart(plan),
  },
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
  {
    recipe: 'cost',
    needs: [cost],
    not: [ownBudget, /\bsavings? plans?\b|\breserv|\banomal|\ballocation tags\b/i],
  },
  {
    recipe: 'cost',
    needs: [/\b(?:forecast\w*|projections?)\b/i],
    not: [/\bcapacity\b|\btraffic\b|\busage of\b|\bcpu\b|\bmemory\b/i],
    when: ({ kinds, names, ids }) => kinds.length + names.length + ids.length === 0,
  },
]
