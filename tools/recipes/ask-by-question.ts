import { readSlots } from '../planner/slots.ts'
import { readPeriod } from '../planner/time.ts'
import { daysAsked } from './evidence/ages.ts'
import { environmentSaid } from './evidence/environment.ts'
import { tagAsked } from './evidence/tags.ts'
import { meaningsOf, type ParameterKind } from './parameters.ts'
import type { Recipe } from './recipe.ts'

/** What a question says of a recipe's parameters, each by what it stands for. */
export function parametersIn(
  question: string,
  { parameters }: Recipe,
  now: Date,
): Record<string, unknown> {
  const said = [...meaningsOf(parameters)].map(
    ([name, { kind }]) => [name, readers[kind]?.(question, now)] as const,
  )
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}

type Reader = (question: string, now: Date) => unknown

const readers: Readonly<Partial<Record<ParameterKind, Reader>>> = {
  period: (question, now) => {
    const period = readPeriod(question.replace(comparedWith, ' '), now)
    return period && { start: period.start.toISOString(), end: period.end.toISOString() }
  },
  days: daysAsked,
  tag: tagAsked,
  environment: environmentSaid,
  name: (question) => {
    const { ids, names } = readSlots(question)
    return ids[0] ?? names[0]?.name ?? formOfName.exec(question)?.[0]
  },
  words: (question) => question.slice(0, 500),
}

/** Of `more than last month`, last month is what another time is compared with. */
const comparedWith =
  /\b(?:than|to|with|from|vs\.?|versus|against) (?:the |in |it was )*(?:last|previous) \w+\b/i

const formOfName = /\b[a-z][a-z\d]*(?:[-_./][a-z\d]+)+\b/i
