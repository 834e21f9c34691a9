import { meaningsOf, type ParameterKind, type ParameterMeaning } from '../recipes/parameters.ts'
import type { Recipe } from '../recipes/recipe.ts'
import { deny, environment, measure } from './intents/intent.ts'
import { metricParameters } from './metric-parameters.ts'
import { costOfParameters } from './money/cost-of-parameters.ts'
import { costParameters } from './money/cost-parameters.ts'
import { daysHeld } from './money/cost-periods.ts'
import { outageName } from './outage.ts'
import { personIn } from './person.ts'
import type { Plan } from './plan.ts'
import { postureParameters } from './posture-parameters.ts'
import { standingParameters } from './standing-parameters.ts'
import { dayMs } from './time/period.ts'
import { wayRound } from './which-way.ts'

/** What a plan says of a recipe's parameters, each by what it stands for. */
export function parametersOf(
  plan: Plan,
  { name, parameters }: Recipe,
  now: Date,
): Record<string, unknown> {
  const way = wayOf({ name, parameters }, plan.question)
  const own = readersOf[name]
  if (own !== undefined) return { ...way, ...own(plan, now) }
  const doers = name === 'recent_changes' ? doersIn(plan.question) : undefined
  const given = [...meaningsOf(parameters)].map(
    ([name, meaning]) => [name, readers[meaning.kind]?.(plan, now, meaning)] as const,
  )
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    ...(doers === undefined ? {} : { doers }),
    ...way,
  }
}

/** The opposite of what a recipe is for, where that is what is asked. */
function wayOf(
  { name, parameters }: Pick<Recipe, 'name' | 'parameters'>,
  question: string,
): { polarity?: string } {
  const [first, second] = meaningsOf(parameters).get('polarity')?.values ?? []
  const way = first === 'without' || second === undefined ? undefined : wayRound(name, question)
  return way === 'other' && second !== undefined ? { polarity: second } : {}
}

/** `only what people did, not the machines`. */
function doersIn(question: string): 'people' | 'machines' | undefined {
  const found = doersSaid.exec(question)
  if (found === null) return undefined
  const isPeople = /^(?:people|persons?|humans?|human beings|us|real)/i.test(found[2] ?? '')
  return isPeople === (found[1] === undefined) ? 'people' : 'machines'
}

const doersSaid =
  /\b(?:(not|without|except|excluding|ignore|ignoring|no|leave out)(?: what)?(?: the| by| any)* )?(people|persons|humans?|human beings|real people|machines|bots|robots|automation|pipelines?|ci)\b/i

/** Recipes whose parameters lie otherwise in a question than by what each of them stands for. */
const readersOf: Readonly<Record<string, (plan: Plan, now: Date) => Record<string, unknown>>> = {
  cost: costParameters,
  bill_increase: (plan, now) => {
    const { service } = costParameters(plan, now)
    const two = daysHeld(plan.question, now)
    const period = two?.period ?? readers.period?.(plan, now, { kind: 'period', description: '' })
    return {
      ...(period === undefined ? {} : { period }),
      ...(two === undefined ? {} : { compare: two.compare }),
      ...(service === undefined ? {} : { service }),
    }
  },
  cost_of: costOfParameters,
  metrics: metricParameters,
  unused_spend: ({ names, ids, kinds }) => {
    const nouns = new Set(kinds.map(({ kind }) => kind.noun))
    const [noun = ''] = nouns
    return {
      ...(names.length + ids.length === 0 ? {} : { only: [...names, ...ids].join(',') }),
      ...(nouns.size === 1 && unusedKinds.test(noun)
        ? { kind: noun === 'Elastic IP' ? 'address' : noun }
        : {}),
    }
  },
  // With its kind, where that is said: a role and an instance profile may share a name.
  connections: ({ names, ids, kinds, words, question }) => {
    const name = ids[0] ?? names[0] ?? words[0]?.word ?? ''
    const at = question.indexOf(name)
    const beside = kinds.find(
      (one) =>
        !/^triggers?$/.test(one.said) &&
        (at - (one.at + one.said.length) === 1 || one.at - (at + name.length) === 1),
    )
    return { name: beside === undefined ? name : `${beside.kind.noun} ${name}` }
  },
  untagged_resources: (plan, now) => {
    const [said] = plan.tags
    const value = said?.missing === true ? undefined : said?.value
    const polarity = polarityIn(plan, now, {
      kind: 'polarity',
      description: '',
      values: ['without', 'with'],
    })
    return {
      ...(said === undefined ? {} : { tag: said.key }),
      ...(polarity === undefined ? {} : { polarity }),
      ...(value === undefined ? {} : { value }),
    }
  },
  ...postureParameters,
  ...standingParameters,
}

/** What looks unused, and is asked for by its kind. */
export const unusedKinds =
  /^(?:instance|volume|address|Elastic IP|load balancer|NAT gateway|database|snapshot)$/

type Reader = (plan: Plan, now: Date, meaning: ParameterMeaning) => unknown

const readers: Readonly<Partial<Record<ParameterKind, Reader>>> = {
  // Of a choice among kinds, the one that is spoken of.
  choice: ({ kinds, question }, _now, { values: [first, ...others] = [] }) => {
    if (first !== 'everything') return undefined
    const said = others.filter(
      (value) =>
        kinds.some(({ kind }) => kind.noun === value) ||
        new RegExp(`\\b${value}s?\\b`, 'i').test(question),
    )
    return said.length === 1 ? said[0] : undefined
  },
  period: ({ period, age }, now) => {
    if (period !== undefined && period.kind !== 'before') {
      const { start, end } = period
      // A moment is asked for what led up to it.
      const from =
        start.getTime() === end.getTime() ? new Date(start.getTime() - 2 * 3_600_000) : start
      return { start: from.toISOString(), end: end.toISOString() }
    }
    return age === undefined
      ? undefined
      : { start: new Date(now.getTime() - age.days * dayMs).toISOString(), end: now.toISOString() }
  },
  days: ({ age, period }, now) => {
    if (age !== undefined) return Math.round(age.days)
    // “Within a year” of what is still to come.
    if (
      period !== undefined &&
      /^(?:with)?in\b/i.test(period.said) &&
      period.end.getTime() === now.getTime()
    )
      return Math.round((period.end.getTime() - period.start.getTime()) / dayMs)
    return period !== undefined && period.end > now
      ? Math.round((period.end.getTime() - now.getTime()) / dayMs)
      : undefined
  },
  tag: ({ tags }) => tags[0]?.key,
  environment: ({ words }) => words.find(({ word }) => environment.test(word))?.word,
  name: (plan) =>
    [...plan.ids, ...plan.names].find((name) => name !== personIn(plan)) ?? outageName(plan),
  person: personIn,
  polarity: polarityIn,
  measure: ({ question }) => measureSaid(question),
  words: ({ question }) => question.slice(0, 500),
}

/** `metrics` alone asks for all of them. */
function measureSaid(question: string): string | undefined {
  const said = question.replace(/\bmetrics?\b/gi, ' ')
  return (
    measure.exec(said)?.[0] ?? /\b(?:errors?|requests?|connections?|messages)\b/i.exec(said)?.[0]
  )
}

/** Of `without` and `with` the second, where nothing in the question denies. */
function polarityIn({ question }: Plan, _now: Date, { values }: ParameterMeaning) {
  const [first, second] = values ?? []
  const isHad = having.test(question) && !denies.test(question)
  return first === 'without' && isHad ? second : undefined
}

const having = /\b(?:have|has|having|with|carry|carries|tagged|uses?)\b/i
const denies = new RegExp(`\\b${deny}\\b|n't\\b|untagged|nobody`, 'i')
