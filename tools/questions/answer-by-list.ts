import { fullName } from '../catalogue/catalogue.ts'
import { coreServices, moreServices, serviceNames } from '../catalogue/services.ts'
import { execute } from '../executor/execute.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import {
  answerCalled,
  answerKindOrCalled,
  answerKindOrNamed,
  answerNamed,
  answerThings,
} from './answer-things.ts'
import { kindsAlike, ofKind, together } from './both-kinds.ts'
import { type FoundCall, findCall } from './operations/find-call.ts'
import type { Plan } from './plan.ts'
import { sameMember } from './same-member.ts'
import { servicesSaid } from './services-said.ts'
import { countEach } from './things/count-each.ts'
import { nounsOf } from './things/identity.ts'
import { withInner } from './things/inner-kind.ts'
import type { Kind } from './things/kind.ts'
import { kindListedBy } from './things/kind-listed.ts'
import { kinds } from './things/kinds.ts'
import { ofBuckets } from './things/objects-of-buckets.ts'
import { webAclOf } from './web-acl-of.ts'

export async function answerByThings(
  asked: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const plan = ofBuckets(await withInner(asked))
  const each = await countEach(plan, context)
  if (each !== undefined) return each
  const guarded = await webAclOf(plan, context)
  if (guarded !== undefined) return guarded
  const same = await sameMember(plan, context)
  if (same !== undefined) return same
  const alike = kindsAlike(plan)
  if (alike.length > 1 && plan.asked !== 'compare') {
    const each = await Promise.all(
      alike
        .slice(0, mostAlike)
        .map((said) => answerThings({ plan: ofKind(plan, said, alike), kind: said.kind, context })),
    )
    return together(each)
  }
  const target = dnsTarget(plan)
  if (target !== undefined) return answerThings({ ...target, context })
  const [main] = plan.kinds
  const isNamed = plan.names.length + plan.ids.length > 0
  const call = await callSaid(plan, context)
  if (call !== undefined && (main === undefined || saysMore(call, main, plan))) {
    const result = await runCall(call, plan, context)
    // An operation of such a name that has nothing, where something is called so, was not meant.
    if (main === undefined && (isEmpty(result) || result.status === 'error')) {
      const called = await answerCalled({ plan, context })
      if (called !== undefined && !isEmpty(called)) return called
      // Nothing is said of what was guessed from some of the words.
      if (call.left.length > 0 || ofWhatWas.test(plan.question)) return undefined
    }
    return call.operation === 'GetCallerIdentity' && /\bregions?\b/i.test(plan.question)
      ? {
          ...result,
          notice: `Where a question names no region, ${context.defaultRegion} is the default one.`,
        }
      : result
  }
  if (main !== undefined)
    return isNamed
      ? answerKindOrNamed({ plan, kind: main.kind, context })
      : answerKindOrCalled({ plan, kind: main.kind, context })
  return isNamed ? answerNamed({ plan, context }) : answerCalled({ plan, context })
}

/** “Where does shop.example point to”: asked of the records. */
function dnsTarget(plan: Plan): { plan: Plan; kind: Kind } | undefined {
  const record = kinds.find(({ noun }) => noun === 'record')
  const name = plan.names.find((one) => /^[\w-]+(?:\.[\w-]+)+$/.test(one))
  const isAsked =
    /\b(?:point(?:s|ing)?(?: (?:to|at))?|resolv(?:e|es|ing)(?: to)?|lead(?:s)? to|go(?:es)? to)(?= |[?.! ]*$)/i.test(
      plan.question,
    ) && /\b(?:where|what|which|who)\b/i.test(plan.question)
  const others = plan.kinds.filter(({ kind }) => kind !== record)
  if (record === undefined || name === undefined || !isAsked || others.length > 0) return undefined
  const read: Plan = {
    ...plan,
    asked: 'about',
    // As if it stood before the name, which is its own.
    kinds: [{ kind: record, said: 'record', denied: false, at: plan.question.indexOf(name) - 7 }],
    words: plan.words.filter(({ word }) => !/^(?:point|resolv|lead|go|dns|domain|host)/.test(word)),
  }
  return { plan: read, kind: record }
}

/** The operation that a question names: of the services it speaks of, else of those with tools of their own, else of any. */
export async function callSaid(
  { question, names, ids, kinds }: Plan,
  { services: on = serviceNames, now }: Pick<ToolContext, 'services' | 'now'>,
): Promise<FoundCall | undefined> {
  const said = new Set(servicesSaid(question).flatMap(({ read }) => read))
  const further = [...said].filter((one) => on.includes(one))
  if (further.length > 0) return findCall(question, { services: further, now: now(), each: true })
  if (names.length + ids.length > 0) return undefined
  const own = await findCall(question, { services: coreServices, now: now() })
  if (own !== undefined || kinds.length > 0) return own
  const services = moreServices.filter((one) => on.includes(one))
  const any = await findCall(question, { services, now: now(), each: true })
  return any !== undefined && any.left.length < 2 ? any : undefined
}

/** What it is asked of was said before, and not here. */
const ofWhatWas = /\b(?:of (?:it|that|this|them|those|these)|their|its)\b/i

const mostAlike = 4

const isEmpty = ({ status, regions }: ToolResult) =>
  status !== 'error' &&
  regions.every((region) => region.status !== 'ok' || region.items.length === 0)

/** `database subnet groups` are no databases: the operation has the kind's words and further ones. */
function saysMore(
  { nouns, service, operation }: FoundCall,
  { kind, at, said }: Plan['kinds'][number],
  { words }: Plan,
): boolean {
  const name = fullName(service, operation)
  if (name === kind.list || name === kind.each?.operation || ofAws.test(operation)) return false
  const own = nounsOf(kind.list)
  return (
    own.some((noun) => nouns.includes(noun)) &&
    words.some(
      (word) =>
        nouns.includes(word.stem) &&
        !own.includes(word.stem) &&
        // “Instances that could be scheduled” are no scheduled instances.
        (word.at + word.word.length + 1 === at || at + said.length + 1 === word.at),
    )
  )
}

/** What AWS offers, rather than what an account has. */
const ofAws =
  /Types$|Offerings|EngineVersions|ClusterVersions|AvailableOptions|Orderable|FoundationModels/

async function runCall(
  { service, operation, parameters, query, left }: FoundCall,
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult> {
  const called = { operation: fullName(service, operation), parameters }
  const kind =
    query === undefined && Object.keys(parameters).length === 0 ? kindListedBy(called) : undefined
  if (kind !== undefined && left.length < 4) {
    const stems = new Set(nounsOf(called.operation))
    const words = plan.words.filter((word) => !stems.has(word.stem))
    return answerThings({
      plan: { ...plan, words, kinds: [{ kind, said: kind.noun, denied: false, at: 0 }] },
      kind,
      context,
    })
  }
  const region = plan.regions === undefined ? {} : { region: plan.regions }
  const result = await execute(
    { services: [service], ...called, ...region, ...(query === undefined ? {} : { query }) },
    context,
  )
  return left.length === 0 ? result : { ...result, notice: `Not narrowed by “${left.join(' ')}”.` }
}
