import type { Recipe } from '../recipes/recipe.ts'
import type { Plan, Word } from './plan.ts'
import { parametersOf } from './recipe-parameters.ts'

/** What a question says that the recipe it is answered by makes nothing of. */
export interface Rest {
  /** The question with that alone. */
  plan: Plan
  /** The same in its words, for whoever is to be told that it was not taken into account. */
  said: readonly string[]
}

/** Conditions, order, number and groups that the recipe would be run without all the same, and the words that are left. */
export function restOf(plan: Plan, recipe: Recipe, unread: readonly Word[], now: Date): Rest {
  // How a place is left out says nothing more than that it is.
  const isElsewhere = (plan.elsewhere ?? []).length > 0
  const words = unread.filter(({ word }) => !(isElsewhere && /^outside$/.test(word)))
  const whole = given(plan, recipe, now)
  // Who takes the words as they are reads amounts itself, and tells the dearest first.
  const own = readsItself.test(recipe.name) ? [] : slots
  const left = own.flatMap((slot) => {
    const said = slot.said(plan)
    if (said === undefined || slot.isMoot?.(plan, recipe) === true) return []
    const question = said === '' ? plan.question : plan.question.replace(said, ' ')
    const without = { ...omit(plan, slot.members), question, plain: question }
    return given(without, recipe, now) === whole ? [{ slot, said }] : []
  })
  const kept = new Set(left.flatMap(({ slot }) => slot.members))
  const gone = slots.flatMap(({ members }) => members.filter((member) => !kept.has(member)))
  const others = othersIn(plan, recipe)
  return {
    plan: {
      ...omit(plan, gone),
      kinds: [...plan.kinds.slice(0, 1), ...others],
      words,
      names: [],
      ids: [],
    },
    said: [
      ...others.map(({ said }) => said),
      ...words.map(({ word }) => word),
      ...left.map(({ slot, said }) => slot.told?.(plan) ?? said.trim()),
    ],
  }
}

/** Other things than those that a recipe of one kind is about: “firing alarms about queues”. */
const othersIn = ({ kinds: [main, ...others] }: Plan, { name }: Recipe) =>
  ofOneKind.test(name)
    ? others.filter(
        ({ kind }) =>
          kind.list !== main?.kind.list && !name.includes(kind.noun.replaceAll(' ', '_')),
      )
    : []

const ofOneKind =
  /^(?:firing_alarms|unattached_volumes|public_buckets|unencrypted_buckets|old_access_keys|old_runtimes|failed_stacks|instances_without_tag)$/

const readsItself = /^(?:cost|spend_by_service|password_policy)$/

/** What a plan gives a recipe, but for the words that are handed on as they are. */
function given(plan: Plan, recipe: Recipe, now: Date): string {
  const { words: _, ...parameters } = parametersOf(plan, recipe, now)
  return JSON.stringify(parameters)
}

type Member =
  | 'age'
  | 'weekday'
  | 'threshold'
  | 'order'
  | 'first'
  | 'group'
  | 'groupMost'
  | 'total'
  | 'period'
  | 'tags'
  | 'except'
  | 'elsewhere'
  | 'spelt'
  | 'regions'

interface Slot {
  members: readonly Member[]
  /** As the question says it; empty where its own words are not known. */
  said: (plan: Plan) => string | undefined
  told?: (plan: Plan) => string
  /** Where it asks for nothing that the recipe does not do anyway. */
  isMoot?: (plan: Plan, recipe: Recipe) => boolean
}

const slots: readonly Slot[] = [
  { members: ['age'], said: ({ age }) => age?.said },
  { members: ['weekday'], said: ({ weekday }) => weekday?.said },
  { members: ['spelt'], said: ({ spelt }) => spelt?.said },
  { members: ['threshold'], said: ({ threshold }) => threshold?.said },
  {
    members: ['order'],
    said: ({ order }) => order?.said,
    // The highest figures stand first.
    isMoot: ({ order }, { name }) => name === 'metrics' && order?.descending === true,
  },
  {
    members: ['first'],
    said: ({ first }) => (first === undefined ? undefined : ''),
    told: ({ first }) => `first ${first}`,
  },
  {
    members: ['group', 'groupMost'],
    said: ({ group }) => (group === undefined ? undefined : ''),
    told: ({ group }) => `by ${group}`,
  },
  {
    members: ['total'],
    said: ({ total }) => total?.said,
    // Figures are told on average anyway.
    isMoot: (_plan, { name }) => /^(?:metrics|database_load|service_errors)$/.test(name),
  },
  {
    members: ['period'],
    said: ({ period }) => period?.said,
    isMoot: ({ period }) => period !== undefined && ofNow.test(period.said),
  },
  {
    members: ['tags'],
    said: ({ tags }) => (tags.length === 0 ? undefined : ''),
    told: ({ tags }) =>
      tags.map(({ key, value }) => [key, value].filter(Boolean).join(' ')).join(' '),
  },
  {
    members: ['except'],
    said: ({ except }) => (except.length === 0 ? undefined : except.join(' ')),
    told: ({ except }) => `except ${except.join(', ')}`,
  },
  {
    members: ['elsewhere'],
    said: ({ elsewhere = [] }) => (elsewhere.length === 0 ? undefined : ''),
    told: ({ elsewhere = [] }) => `not ${elsewhere.join(', ')}`,
  },
  {
    members: ['regions'],
    said: ({ regions }) => (regions === undefined || regions === 'all' ? undefined : ''),
    told: ({ regions }) => [regions].flat().join(', '),
    // Of one that looks at regions it is the place where it looks.
    isMoot: (_plan, { scope, about }) => scope === 'estate' || about === 'money',
  },
]

/** How it is now is asked of now. */
const ofNow =
  /^(?:right |just |as of )?(?:now|today|tonight|currently|at (?:the|this) moment|this (?:morning|evening|afternoon))$/i

const omit = (plan: Plan, members: readonly Member[]): Plan => {
  const rest: Plan = { ...plan }
  for (const member of members) {
    if (member === 'tags' || member === 'except') Object.assign(rest, { [member]: [] })
    else delete (rest as Partial<Plan>)[member]
  }
  return rest
}
