import { cost, type Intent, ownBudget, rise, why } from './intent.ts'

/** Why a bill is higher. */
export const billIncreases: readonly Intent[] = [
  {
    recipe: 'bill_increase',
    needs: [cost, rise],
    not: [/\bforecast|predict|\beach service\b|\bper service\b/i],
    knows: /why|month|aws|service|compar|did/i,
    when: ({ kinds, names }) =>
      kinds.every(({ kind }) => kind.noun === 'service') && names.length === 0,
  },
  { recipe: 'bill_increase', needs: [cost, why], knows: /month|aws|service|high/i },
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
      /\bforecast|predict|next month|\bwill\b|\btags?\b|\bregions?\b|\bdaily\b|\bper day\b|\baccounts?\b|\bcompar|\btrend/i,
    ],
    knows:
      /service|aws|what|expensive|breakdown|each|most|top|per|by|total|month|much|pay|budget|^(?:eat|burn|drain)/i,
    when: ({ kinds, names, regions, tags, threshold }) =>
      kinds.every(({ kind }) => kind.noun === 'service') &&
      names.length + tags.length === 0 &&
      regions === undefined &&
      threshold === undefined,
  },
  {
    recipe: 'cost',
    needs: [cost],
    not: [ownBudget, /\bsavings? plans?\b|\breserv/i],
    knows: /./,
  },
]
