import { kindsSaid } from '../things/kind-said.ts'
import { focusOf } from './meant.ts'
import type { Row, Shown } from './shown.ts'

/** The one thing that an answer was about, though its rows be of errors, changes or figures. */
export function subjectOf(shown: Shown, now: Date): Row | undefined {
  const own = ownSubject(shown, now)
  const { before } = shown
  // What changed, and what it cost, is told of what was spoken of before.
  return own === undefined && before !== undefined && ofPeopleOrMoney.test(operationOf(shown))
    ? subjectOf(before, now)
    : own
}

function ownSubject(shown: Shown, now: Date): Row | undefined {
  const { call, rows } = shown
  const recipe = /^recipe:(.+)$/.exec(call?.operation ?? '')?.[1]
  if (recipe === undefined) return focusOf(shown, now)
  const { name } = call?.parameters ?? {}
  if (typeof name === 'string' && name !== '' && !/,/.test(name))
    return withNoun(name, recipe, shown)
  const [first] = rows
  // The worst comes first.
  if (recipe === 'overview' && first !== undefined) return first
  if (ofPeopleOrMoney.test(recipe)) return undefined
  if (recipe === 'log_errors') return ofLogGroup(first)
  const [risky, ...others] = rows.filter(({ members = {} }) =>
    /^(?:high|critical)$/i.test(members.Risk ?? ''),
  )
  if (risky !== undefined && others.length === 0) return plainly(risky)
  return focusOf(shown, now)
}

const operationOf = ({ call }: Shown) => call?.operation ?? ''

const ofPeopleOrMoney = /^(?:recipe:)?(?:recent_changes|cost|spend_by_service|bill_increase)$/

/** `queue order-events`, or a name of which the recipe, its rows or the question say what it is of. */
function withNoun(name: string, recipe: string, shown: Shown): Row {
  const { rows, question, before } = shown
  const [said] = kindsSaid(name).filter(({ at }) => at === 0)
  if (said !== undefined && name.length > said.said.length)
    return { name: name.slice(said.said.length).trim(), noun: said.kind.noun }
  const own = rows.find((row) => row.name === name && row.noun !== '')
  const kind = kindsSaid(own?.members?.Kind ?? '')[0]?.kind.noun
  const spoken = kindsSaid(question).find(({ at, said }) =>
    question
      .slice(at + said.length)
      .trimStart()
      .startsWith(name),
  )
  const earlier = before?.rows.find((row) => row.name === name && row.noun !== '')
  const noun =
    ofRecipe[recipe] ??
    ofLogs(recipe, shown) ??
    kind ??
    spoken?.kind.noun ??
    byLogGroup(rows) ??
    earlier?.noun ??
    ''
  return { name, noun: kindsSaid(noun)[0]?.kind.noun ?? '' }
}

const ofRecipe: Readonly<Record<string, string>> = {
  service_errors: 'service',
  services_short_of_tasks: 'service',
  database_load: 'database',
  failed_stacks: 'stack',
}

/** Whose logs they are, as the answer calls the group. */
function ofLogs(recipe: string, { said = '' }: Shown): string | undefined {
  if (recipe !== 'log_errors') return undefined
  const [, of] = /`\/(?:aws\/)?(lambda|ecs)\//.exec(said) ?? []
  return of === undefined ? undefined : of === 'lambda' ? 'function' : 'service'
}

/** `security group ops-bastion (sg-…)` by its id. */
function plainly(row: Row): Row {
  const [said] = kindsSaid(row.name).filter(({ at }) => at === 0)
  if (said === undefined) return row
  const id = /\(([a-z]+-[\da-f]{8,17})\)$/.exec(row.name)?.[1]
  return {
    ...row,
    noun: said.kind.noun,
    name: id ?? row.name.slice(said.said.length).trim(),
  }
}

/** What wrote the errors that were told of first. */
function ofLogGroup(row: Row | undefined): Row | undefined {
  const { LogGroup: group = '' } = row?.members ?? {}
  const [, of = '', name = ''] = /^\/(?:aws\/)?(lambda|ecs)\/(.+)$/.exec(group) ?? []
  if (name === '') return group === '' ? undefined : { name: group, noun: 'log group' }
  return { name, noun: of === 'lambda' ? 'function' : 'service' }
}

function byLogGroup(rows: readonly Row[]): string | undefined {
  const groups = rows.flatMap(({ members = {} }) => members.LogGroup ?? [])
  if (groups.some((group) => group.startsWith('/aws/lambda/'))) return 'function'
  return groups.some((group) => group.startsWith('/ecs/')) ? 'service' : undefined
}
