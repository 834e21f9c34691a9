import { object } from '../../evidence/values.ts'
import type { Item } from '../../recipe.ts'
import { listOf } from '../trust/trusted.ts'
import type { Carried, Principal } from './principals.ts'

/** What the policies of one user, role or group say of one action. */
export interface Ruling {
  /** `some`: only of some of an action with a `*`, on some resources, or where a condition holds. */
  verdict: 'allowed' | 'some' | 'denied' | 'not allowed' | 'unknown'
  /** What decided it. */
  by: readonly Match[]
  /** What denies a part of what is allowed: some resources, or where a condition holds. */
  but: readonly Match[]
  /** The boundary that takes it away, where one does. */
  bounded?: string
  /** Policies whose text could not be read. */
  unread: readonly string[]
}

/** A statement that speaks of the action. */
export interface Match {
  policy: string
  how: string
  /** Absent: all of them. */
  resources?: readonly string[]
  conditions: readonly string[]
  /** Of an action that is asked with a `*`: those that it speaks of. */
  actions?: readonly string[]
}

/** AWS's own order: a denial goes before all, and the boundary has to allow as well. */
export function rulingOf(principal: Principal, action: string, resource?: string): Ruling {
  const { carried, boundary } = principal
  const unread = [...carried, ...(boundary === undefined ? [] : [boundary])]
    .filter(({ statements }) => statements === undefined)
    .map(({ policy }) => policy)
  const denials = carried.flatMap((one) => matchesOf(one, { effect: 'Deny', action, resource }))
  const whole = denials.filter((one) => isWhole(one))
  if (whole.length > 0) return { verdict: 'denied', by: whole, but: [], unread }
  const allowed = carried.flatMap((one) => matchesOf(one, { effect: 'Allow', action, resource }))
  if (allowed.length === 0)
    return { verdict: unread.length > 0 ? 'unknown' : 'not allowed', by: [], but: denials, unread }
  const within =
    boundary?.statements === undefined
      ? undefined
      : {
          allows: matchesOf(boundary, { effect: 'Allow', action, resource }),
          denies: matchesOf(boundary, { effect: 'Deny', action, resource }),
        }
  if (within !== undefined && (within.allows.length === 0 || within.denies.some(isWhole)))
    return {
      verdict: 'not allowed',
      by: allowed,
      but: denials,
      bounded: boundary?.policy ?? '',
      unread,
    }
  if (boundary !== undefined && within === undefined)
    return { verdict: 'unknown', by: allowed, but: denials, unread }
  const but = [...denials, ...(within?.denies ?? [])]
  const clear = allowed.filter(isWhole)
  const isClear = clear.length > 0 && (within === undefined || within.allows.some(isWhole))
  return isClear
    ? { verdict: 'allowed', by: clear, but, unread }
    : { verdict: 'some', by: allowed, but, unread }
}

const isWhole = ({ resources, conditions, actions }: Match) =>
  resources === undefined && conditions.length === 0 && actions === undefined

interface Wanted {
  effect: 'Allow' | 'Deny'
  action: string
  resource: string | undefined
}

function matchesOf({ policy, how, statements = [] }: Carried, wanted: Wanted): Match[] {
  return statements
    .filter(({ Effect }) => Effect === wanted.effect)
    .flatMap((statement) => {
      const actions = actionsIn(statement, wanted.action)
      const resources = resourcesIn(statement, wanted.resource)
      if (actions === undefined || resources === undefined) return []
      const conditions = Object.values(object(statement.Condition)).flatMap((one) =>
        Object.keys(object(one)),
      )
      return [
        {
          policy,
          how,
          conditions: [...new Set(conditions)],
          ...(resources.length === 0 ? {} : { resources }),
          ...(actions.length === 0 ? {} : { actions }),
        },
      ]
    })
}

/** None: all that is asked; undefined: nothing of it. */
function actionsIn({ Action, NotAction }: Item, asked: string): string[] | undefined {
  if (NotAction !== undefined) {
    const except = listOf(NotAction)
    if (except.some((one) => covers(one, asked))) return undefined
    return except.some((one) => covers(asked, one)) ? [`all but ${except.join(', ')}`] : []
  }
  const own = listOf(Action)
  if (own.some((one) => covers(one, asked))) return []
  const inner = asked.includes('*') ? own.filter((one) => covers(asked, one)) : []
  return inner.length === 0 ? undefined : inner
}

function resourcesIn({ Resource, NotResource }: Item, asked?: string): string[] | undefined {
  if (NotResource !== undefined) {
    const except = listOf(NotResource)
    if (asked === undefined) return [`all but ${except.join(', ')}`]
    return except.some((one) => covers(one, asked)) ? undefined : []
  }
  const own = Resource === undefined ? ['*'] : listOf(Resource)
  if (own.includes('*')) return []
  if (asked === undefined) return own
  return own.some((one) => covers(one, asked) || isCalled(one, asked)) ? [] : undefined
}

/** A pattern of IAM: `*` is any text, `?` one character; actions are the same in any case. */
export function covers(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped.replaceAll('?', '.')}$`, 'i').test(text)
}

/** A resource that is asked by its name: `table/orders`, `logs` of a bucket; of a bucket's objects its name is none. */
function isCalled(arn: string, name: string): boolean {
  if (name.startsWith('arn:')) return false
  const [first = '', second] = arn.split(':').slice(5).join(':').split(/[:/]/)
  if (second === undefined) return covers(first, name)
  return !arn.startsWith('arn:aws:s3:') && /^[a-z-]+$/.test(first) && covers(second, name)
}
