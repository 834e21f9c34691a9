import { answerRecipe } from '../recipes/answer-recipe.ts'
import { groupMembers } from '../recipes/security/group-members.ts'
import type { ToolResult } from '../tool.ts'
import type { Asking } from './asking.ts'
import { deadLettersOf } from './dead-letters.ts'
import { lookAt } from './look-at.ts'
import { asksOwner, ownerBehind, ownersOf } from './owner-behind.ts'
import type { Plan, Word } from './plan.ts'
import { asksPolicies, policiesOf } from './policies-of.ts'
import { whySilent } from './silent-alarm.ts'
import { furtherHomes, kindsCalled, kindsNamed } from './things/find-things.ts'
import { withInner } from './things/inner-kind.ts'
import type { Kind } from './things/kind.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { resultOf } from './things-result.ts'
import { asksWhenDone, asksWhoDid, whoDid } from './who-did.ts'
import { asksWhoIsTold, whoIsTold } from './who-is-told.ts'
import { errorsLogged, whyBehind } from './why-behind.ts'
import { stem } from './words/stem.ts'

/** A question about things of one kind: they are listed, looked at with the question's words, and counted. */
export async function answerThings(
  asking: Asking,
  reader = new Reader(asking.context),
): Promise<ToolResult> {
  const { result } = await answerFor(asking, reader)
  return result
}

/** What has a name that a question gives, of whatever kind: that of which the question's words speak. */
export async function answerNamed({
  plan,
  context,
}: Omit<Asking, 'kind'>): Promise<ToolResult | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const names = [...plan.ids, ...plan.names]
  const [name = ''] = names
  const first = await answersOf(await kindsNamed(names, { reader, regions }))
  const [best] = first.toSorted((a, b) => a.unused - b.unused)
  if (best?.unused === 0) return best.result
  const further = await answersOf(await kindsNamed(names, { reader, regions }, furtherHomes))
  return [...first, ...further].toSorted((a, b) => a.unused - b.unused)[0]?.result

  function answersOf(kinds: readonly Kind[]) {
    return Promise.all(
      kinds.slice(0, 6).map(async (kind) => {
        // “The rules of prod-services” are asked of what is called so.
        const holder = { kind, said: name, denied: false, at: plan.question.indexOf(name) }
        const inner = await withInner({ ...plan, kinds: [holder] })
        const [main] = inner.kinds
        return main === undefined || main.kind === kind
          ? answerFor({ plan, kind, context }, reader)
          : answerFor({ plan: inner, kind: main.kind, context }, reader)
      }),
    )
  }
}

/** What a question calls by words of its name alone, where it says no kind: the bastion, the embedding thing. */
export async function answerCalled({
  plan,
  context,
}: Omit<Asking, 'kind'>): Promise<ToolResult | undefined> {
  const words = plan.words
    .map(({ word }) => word)
    .filter((word) => word.length > 2 && !ofNoThing.test(word))
  if (words.length === 0 || words.length > mostWords) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { kinds, said } = await kindsCalled(words, { reader, regions })
  // One of many words in a name is chance.
  if (kinds.length === 0 || said.length * 3 < words.length) return undefined
  const answers = await Promise.all(
    kinds.slice(0, 8).map((kind) => answerFor({ plan, kind, context }, reader)),
  )
  return answers.toSorted((a, b) => a.unused - b.unused)[0]?.result
}

/** A kind's word may be one of a name's, as in “the image resizer”. */
export async function answerKindOrCalled(asking: Asking): Promise<ToolResult> {
  const { plan, context } = asking
  const { result, unused } = await answerFor(asking, new Reader(context))
  const [main] = plan.kinds
  const isBeside =
    unused > 0 &&
    main !== undefined &&
    plan.words.some(({ at }) => at === main.at + main.said.length + 1)
  if (!isBeside) return result
  const said = main.said
    .split(' ')
    .map((word) => ({ word, stem: stem(word), denied: false, at: main.at }))
  const words = [...said, ...plan.words]
  const called = await answerCalled({ plan: { ...plan, kinds: [], words }, context })
  return called === undefined || called.notice !== undefined ? result : called
}

const mostWords = 8

/** Words that stand in many names, and name none. */
const ofNoThing =
  /^(?:prod(?:uction)?|stag(?:e|ing)|dev|test|main|default|root|aws|api|app|service|data|public|private|internal|eu|us|role|user|policy|team|customers?|people|money|world)$/

/** A kind that nothing of the name is of may be a word for a member: the image of a service. */
export async function answerKindOrNamed(asking: Asking): Promise<ToolResult> {
  const { plan, context } = asking
  const reader = new Reader(context)
  const first = await answerFor(asking, reader)
  if (!first.isUnknown) return first.result
  const words = plan.kinds.map(({ said, at, denied }) => ({
    word: said,
    stem: stem(said),
    denied,
    at,
  }))
  return (
    (await answerNamed({
      plan: { ...plan, kinds: [], words: [...words, ...plan.words] },
      context,
    })) ?? first.result
  )
}

/** Who may read something is decided by many policies together, which nothing here weighs. */
function withAccess(
  result: ToolResult,
  { plan: { question }, isNamed }: { plan: Plan; isNamed: boolean },
): ToolResult {
  const isAsked =
    isNamed &&
    /\bwho(?:ever)? (?:else )?(?:can|may|could|is allowed to|is able to|has (?:\w+ )?(?:access|permission))\b/i.test(
      question,
    ) &&
    !/\b(?:assum|confirm|tell|ask)/i.test(question)
  return isAsked
    ? {
        ...result,
        notice:
          'Who may do that is not known here: policies of users, roles and groups and of the thing itself decide it together, and are not weighed. What follows is what the thing says of itself.',
      }
    : result
}

/** “Who's in developers?” */
const asksWithin =
  /^\W*(?:and |so )?who(?:'s| is| are| all is| belongs)?(?: all)? (?:in|to|part of)\b/i
const ofFailing =
  /\b(?:fail\w*|errors?|errored|exceptions?|throw\w*|crash\w*|br[eo]+ke?\w*|wrong|d(?:ie[sd]?|ying)|dead|timeouts?|timing out|(?:not|n't) work\w*|root cause)\b/i
/** Of which a reader may be behind. */
const ofMessages = /^(?:queue|alarm)$/

/** “Compare the service web in prod and prod-eu”: both are names of what things of the kind are within. */
function inEachPlace(plan: Plan, { within }: Kind): Plan {
  const found =
    plan.asked === 'compare' && within !== undefined
      ? /\b(?:in|on|of|between) (?:the )?(?:clusters? )?([\w-]+)(?: cluster)?,? (?:and|vs\.?|versus|with|to|against) (?:in )?(?:the )?(?:cluster )?([\w-]+)/i.exec(
          plan.question,
        )
      : null
  if (found === null) return plan
  const places = found.slice(1)
  return {
    ...plan,
    names: [...new Set([...plan.names, ...places])],
    words: plan.words.filter(({ at }) => at < found.index),
  }
}

const saysMoreThanOwner = (unused: readonly Word[]) =>
  unused.some(({ word }) => !/^own|^whose|^respons|^belong/.test(word))

async function answerFor(given: Asking, reader: Reader) {
  const { kind } = given
  const plan = inEachPlace(given.plan, kind)
  const asking = { ...given, plan }
  const regions = await reader.regions(plan.regions)
  const listed = await listThings(kind, { reader, regions, names: [...plan.names, ...plan.ids] })
  const dead = kind.noun === 'queue' ? deadLettersOf(plan, listed.things) : undefined
  if (dead !== undefined && dead !== 'none' && dead !== plan.names[0]) {
    const question = plan.question.replace(plan.names[0] ?? dead, dead)
    return answerFor({ ...asking, plan: { ...plan, names: [dead], question } }, reader)
  }
  const looked = await lookAt(listed, asking, { reader, regions })
  const result = withAccess(await resultOf(looked, { ...asking, reader, listed }), {
    plan,
    isNamed: looked.isNamed,
  })
  const unused = looked.seen.unused.length
  if (looked.isNamed && asksOwner(plan)) {
    const owner = await ownerBehind(looked.kept, { reader, regions })
    if (owner !== undefined) {
      const { notice, ...told } = result
      const about = saysMoreThanOwner(looked.seen.unused)
      return {
        result: { ...told, ...(about && notice ? { notice } : {}), summary: owner },
        unused: 0,
        isUnknown: false,
      }
    }
  }
  if (looked.isNamed && looked.kept.length > 0 && asksPolicies(plan, kind)) {
    const { notice: _, ...told } = result
    const policies = await policiesOf(looked.kept, { plan, kind, reader })
    return { result: { ...told, summary: policies }, unused: 0, isUnknown: false }
  }
  const isUnknown = looked.unknownNames.length > 0 && !looked.isNamed
  const [only, ...others] = looked.kept
  // “Why did our latest training job fail?”: of the one that was found so.
  if (
    plan.asked === 'why' &&
    !looked.isNamed &&
    only !== undefined &&
    others.length === 0 &&
    (looked.seen.first === 1 || looked.seen.conditions.length > 0)
  ) {
    const { order: _o, first: _f, period: _p, age: _a, ...rest } = plan
    const named = {
      ...rest,
      names: [only.name],
      words: plan.words.filter(({ word }) =>
        /^(?:why|fail|br[eo]|stop|stuck|die|dead|crash)/.test(word),
      ),
    }
    return answerFor({ ...asking, plan: named }, reader)
  }
  if (plan.asked === 'why' && looked.isNamed && only !== undefined && others.length === 0) {
    const { context } = asking
    const logged =
      kind.noun === 'function' && ofFailing.test(plan.plain)
        ? await errorsLogged(only, context)
        : undefined
    if (logged !== undefined) return { result: logged, unused: 0, isUnknown: false }
    const silent = kind.noun === 'alarm' ? await whySilent(only, { reader, regions }) : undefined
    if (silent !== undefined) {
      const { notice: _, ...told } = result
      const summary = [`**${only.name}** has no data.`, silent].join(' ')
      return { result: { ...told, summary }, unused: 0, isUnknown: false }
    }
    const why = ofMessages.test(kind.noun)
      ? await whyBehind(only, { reader, regions, context })
      : undefined
    if (why !== undefined) {
      // Where logs may not be read, who reads the queue is told all the same.
      const { how, logs } = why
      const { notice: _, ...told } = result
      const shown =
        logs.status === 'error'
          ? { ...told, summary: [how, result.summary].filter(Boolean).join('\n\n') }
          : logs
      return { result: shown, unused: 0, isUnknown: false }
    }
  }
  if (
    kind.noun === 'group' &&
    looked.isNamed &&
    only !== undefined &&
    asksWithin.test(plan.plain)
  ) {
    const parameters = { name: only.name }
    const told = await answerRecipe(groupMembers, { parameters }, asking.context)
    return { result: told, unused: 0, isUnknown: false }
  }
  const who = asking.who ?? plan
  if (asksOwner(who) && !isUnknown && plan.group === undefined && looked.seen.group === undefined) {
    const owners = await ownersOf(kind, looked.kept, reader)
    if (owners !== undefined) {
      const { notice, ...rest } = result
      const about = saysMoreThanOwner(looked.seen.unused)
      return {
        result: {
          ...rest,
          ...(about && notice ? { notice } : {}),
          summary: `${owners}\n\n${result.summary ?? ''}`.trim(),
        },
        unused: about ? unused : 0,
        isUnknown,
      }
    }
  }
  if (asksWhoIsTold(who) && kind.list === 'cloudwatch:DescribeAlarms' && looked.kept.length > 0) {
    const told = await whoIsTold(looked.kept, reader)
    const { notice: _, ...rest } = result
    return { result: { ...rest, summary: told }, unused: 0, isUnknown }
  }
  const isDone = asksWhoDid(who) || (looked.isNamed && asksWhenDone(who))
  if (!isDone || looked.kept.length === 0) return { result, unused, isUnknown }
  const by = await whoDid(looked.kept, who, reader)
  const { notice: _, ...told } = result
  return {
    result: {
      ...(asksWhenDone(who) ? told : result),
      summary: [by, result.summary].filter(Boolean).join('\n\n'),
    },
    unused,
    isUnknown,
  }
}
