import { pluralOf } from '../say.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { containerSaid } from '../words/container.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import type { Resolved, Row, Shown } from './shown.ts'
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
  // Who did it, and when, is asked of the other place in full; a list is narrowed by its tags.
  const isWhole = isRecipe || (steps.length === 1 && asksDeed.test(question))
  if (!isWhole || own === -1 || !environment.test(place)) return undefined
  const [said = ''] = environmentIn.exec(steps[own] ?? '') ?? []
  return { question: asSteps(steps.with(own, swapped(steps[own] ?? '', said, place))) }
}

/**
 * `and the ones behind the payments load balancer?` after what was asked of what is behind another, `and in
 * cluster prod?` after what the services in another run: what was asked last, of what stands to that as before.
 */
export function otherScope(text: string, shown: Shown): Resolved | undefined {
  const [, phrase = ''] = onlyScope.exec(text) ?? []
  const scope = scopeIn(phrase)
  if (scope === undefined) return undefined
  const last = lastAsked(shown)
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const steps = stepsOf(one.question)
    const at = steps.findIndex((step) => sameScope(step, scope) !== undefined)
    const before = at === -1 ? undefined : sameScope(steps[at] ?? '', scope)
    if (before === undefined) continue
    const other = (steps[at] ?? '').replace(before.said, scope.said)
    if (one === shown) return { question: asSteps(steps.with(at, other)) }
    const [row] = one.rows
    if (row === undefined || scope.noun === row.noun) return undefined
    return ofAll(last, one.rows, `${scope.join} the ${scope.said}`)
  }
  return undefined
}

interface Scope {
  /** `payments load balancer`, `cluster prod`. */
  said: string
  noun: string
  name: string
  /** What joins things to it: `in`, `behind`. */
  join: string
}

/** A kind with a name right before or after it. */
function scopeIn(text: string): Scope | undefined {
  const [kind] = kindsSaid(text).filter(({ said }) => !/[^s]s$/.test(said))
  if (kind === undefined) return undefined
  const { noun } = kind.kind
  const [, name = ''] =
    /^ (?:called |named )?["']?([\w.-]*\w)["']?/.exec(text.slice(kind.at + kind.length)) ?? []
  const [, front = ''] = /(?:^|[ "'])([\w.-]*\w)["']? $/.exec(text.slice(0, kind.at)) ?? []
  const join = /\b(in|on|behind|of|for|from|with|at|to|under)\b/i.exec(text)?.[1] ?? 'of'
  if (name !== '' && !small.test(name)) return { said: `${kind.said} ${name}`, noun, name, join }
  if (front !== '' && !small.test(front))
    return { said: `${front} ${kind.said}`, noun, name: front, join }
  return undefined
}

const small =
  /^(?:the|an?|our|my|this|that|same|other|which|what|each|every|any|all|of|in|on|for|is|are|do|does|did|has|have|had|run|runs|route|routes|with|and|or|to|by|ecs|eks|rds|sqs|sns|ec2|iam|kms|internal|public|private|first|second|last|next|one|it|also|instead|too|then|now)$/i

/** The same kind with another name. */
function sameScope(step: string, scope: Scope): Scope | undefined {
  const found = scopeIn(step)
  return found !== undefined &&
    found.noun === scope.noun &&
    found.name !== scope.name &&
    step.includes(found.said)
    ? found
    : undefined
}

const lastAsked = ({ question }: Shown) => stepsOf(question).at(-1) ?? ''

/** The question that names things one after another, of all that are so. */
function ofAll(question: string, rows: readonly Row[], scope: string): Resolved | undefined {
  const [row] = rows
  const noun = row?.noun ?? ''
  const [kind] = kindsSaid(noun)
  if (kind === undefined) return undefined
  const plural = pluralOf(kind.kind)
  const each = rows.map(({ name }) => `["']?(?:[\\w-]+/)?${RegExp.escape(name)}["']?`).join('|')
  const names = new RegExp(
    `(?:\\b(?:the )?(?:${noun}|${plural}) )?(?:${each})(?:(?:,| and|, and) (?:${each}))*`,
    'i',
  )
  if (names.test(question)) return { question: question.replace(names, `the ${plural} ${scope}`) }
  const pointing = /\b(?:all of |each of |any of )?(?:them|those|these|they)\b/i
  return pointing.test(question)
    ? { question: question.replace(pointing, `the ${plural} ${scope}`) }
    : undefined
}

const onlyScope =
  /^\W*(?:(?:and|but|so|now|ok(?:ay)?|then|also|(?:what|how) about|the same|same)\b,? *)+(?:(?:the|those|all) ones |those |them )?((?:(?:in|on|behind|of|for|from|with|at|to|under) )?(?:the |our )?[\w"'.-]+(?: [\w"'.-]+){1,3})\W*$/i

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

const asksDeed = /^\W*(?:who|when|which version|what version|why|how)\b/i

const swapped = (step: string, before: string, place: string) =>
  step.replace(new RegExp(`(?<![\\w-])${RegExp.escape(before)}(?![\\w-])`), place)

const onlyPlace =
  /^\W*(?:(?:and|but|so|now|ok(?:ay)?|then|also|(?:what|how) about|the same|same|again|for|in|on|of|with|only|just)\b,? *)+(?:the )?(?:(?:ecs |eks )?cluster ([\w-]*\w)|([\w-]*\w)(?: (?:cluster|environment|env|one|account))?)\W*$/i

const environments = 'prod(?:uction)?|staging|stage|dev(?:elopment)?|test|qa|sandbox'
const environment = new RegExp(`^(?:${environments})(?:-[\\w-]+)?$`, 'i')
const environmentIn = new RegExp(`(?<![\\w-])(?:${environments})(?![\\w-])`, 'i')
