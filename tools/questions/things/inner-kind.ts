import { catalogueOf, fullName } from '../../catalogue/catalogue.ts'
import { serviceNames } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import type { KindSaid, Plan } from '../plan.ts'
import { isDenied } from '../words/negation.ts'
import { stem } from '../words/stem.ts'
import { isAsked, parameterFor } from './attributes.ts'
import { nounsOf } from './identity.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'

/**
 * The plan of a question about what things have within them, as of a kind of its own: the versions
 * of a function, the grants of a key, the rules of a security group, the resources of a stack.
 */
export async function withInner(plan: Plan): Promise<Plan> {
  for (const holder of plan.kinds) {
    if (holder.denied) continue
    for (const { said, at, isOf = false } of innerSaid(plan, holder)) {
      if (plan.kinds.some((one) => at < one.at + one.said.length && one.at < at + said.length))
        continue
      const kind = await innerKind(holder.kind, said)
      if (kind === undefined) continue
      const inner = { kind, said, at, denied: isDenied(plan.question, at, said.length) }
      return {
        ...plan,
        asked: plan.asked === 'about' ? 'list' : plan.asked,
        kinds: isOf ? [...plan.kinds, inner] : [inner, ...plan.kinds],
        words: plan.words.filter((word) => word.at < at || word.at >= at + said.length),
      }
    }
  }
  return plan
}

interface Inner {
  said: string
  at: number
  /** It says which of the things are asked for: “stacks with more than ten resources”. */
  isOf?: boolean
}

/** Where a question says what it asks for of a kind: before “of the KIND”, after “how many” or “which”. */
function* innerSaid({ question, names, ids }: Plan, { at, said }: KindSaid): Generator<Inner> {
  const named = [...names, ...ids].map((name) => RegExp.escape(name)).join('|')
  const name = named === '' ? '' : `(?:["']?(?:${named})["']? )?`
  const before = new RegExp(
    `(${phrase})(?: \\d+)?(?: that \\w+| \\w+ed)? (?:of|on|in|for|from|within|inside|under|behind|per|by)(?: (?:of|the|our|all|each|every|any|an?|my|this))* ${name}$`,
    'i',
  ).exec(question.slice(0, at))
  if (before?.[1] !== undefined) yield* phrasesAt(before[1], before.index)
  const asked = new RegExp(
    `\\b(?:how many|number of|which|what|list|show(?: me)?)(?: all)?(?: the)? (${phrase})|\\b(?:most|fewest|least|(?:more|less|fewer|at least|at most|over|under|exactly)(?: than)? (?:\\d+|two|three|four|five|ten)|without(?: any)?|with no|(?:has|have) no) (${phrase})`,
    'gi',
  )
  for (const match of question.matchAll(asked)) {
    const text = match[1] ?? match[2] ?? ''
    const place = match.index + match[0].length - text.length
    for (const one of phrasesAt(text, place)) yield { ...one, isOf: match[1] === undefined }
  }
  const own = new RegExp(`^(?: ${name})?'s (${phrase})`, 'i').exec(question.slice(at + said.length))
  if (own?.[1] !== undefined)
    yield* phrasesAt(own[1], at + said.length + own[0].length - own[1].length)
}

const phrase = '[a-z]{3,}(?: [a-z]{3,})?'

/** Both words, the last one, the first one. */
function* phrasesAt(text: string, at: number): Generator<Inner> {
  const [first = '', second] = text.split(' ')
  if (second !== undefined) {
    yield { said: text, at }
    yield { said: second, at: at + first.length + 1 }
  }
  yield { said: first, at }
}

/** What is within things of a kind and is called so: a kind that is known, or what an operation lists of each. */
async function innerKind(holder: Kind, said: string): Promise<Kind | undefined> {
  const roots = said.toLowerCase().split(' ').map(stem)
  if (!/s$|^port$/i.test(said) || isOfAccess(holder, roots)) return undefined
  const own = holder.noun.toLowerCase().split(' ').map(stem)
  const known = kinds.find(
    ({ noun, within, inner }) =>
      isSame(noun, [...own, ...roots]) ||
      (noun.startsWith(`${holder.noun} `) && inner?.some((one) => isSame(one, roots))) ||
      (within?.list === holder.list && (isSame(noun, roots) || isSame(noun, [...own, ...roots]))),
  )
  if (known !== undefined) return known
  const { service } = await findOperation(holder.list, serviceNames)
  const { operations } = await catalogueOf(service)
  const nouns = nounsOf(holder.list)
  for (const [name, operation] of Object.entries(operations)) {
    if (!isAsked(name, operation) || operation.items === undefined) continue
    const beside = nounsOf(name).filter((noun) => !nouns.includes(noun) && noun !== 'for')
    const rest = beside.filter((noun) => noun !== 'by')
    const parameter = parameterFor(operation, nouns)
    if (parameter === undefined || rest.join() !== roots.join()) continue
    return {
      noun: said.toLowerCase().replace(/ies$/, 'y').replace(/s$/, ''),
      said: [],
      list: fullName(service, name),
      within: { list: holder.list, parameter, of: holder },
    }
  }
  return undefined
}

/** Which policies somebody has is read of several lists together. */
const isOfAccess = ({ noun }: Kind, roots: readonly string[]) =>
  /^(?:user|role|group)$/.test(noun) && roots.at(-1) === 'policy'

const isSame = (noun: string, roots: readonly string[]) =>
  noun.toLowerCase().split(' ').map(stem).join() === roots.join()
