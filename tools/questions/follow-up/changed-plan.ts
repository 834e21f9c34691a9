import type { Condition } from '../lens/condition.ts'
import type { Seen } from '../lens/seen.ts'
import type { Plan, Word } from '../plan.ts'
import type { Change } from './read-change.ts'

/** What a plan comes to over the things it is about. */
export type LookAt = (plan: Plan) => Promise<Seen>

/** The plan of before as a follow-up changes it: what it says goes before, the rest stays. */
export async function changedPlan(
  before: Changed,
  change: Change,
  lookAt: LookAt,
): Promise<Changed> {
  const { plan: earlier } = before
  if (change.way === 'rest') return { plan: await turned(before, lookAt), from: before.from }
  const plan = change.way === 'without' ? elsewhere(opposite(change.plan)) : change.plan
  const replaced = change.isOfShown === true ? [] : await replacedBy(earlier, plan, lookAt)
  if (change.way === 'also') {
    const joined = await joinedBy(before, plan, { replaced, lookAt })
    return { plan: joined, from: earlier.question.length }
  }
  const kept = { ...earlier, words: earlier.words.filter((word) => !replaced.includes(word)) }
  return {
    plan: merged({ ...before, plan: kept }, { ...change, plan }),
    from: earlier.question.length,
    hasReplaced: replaced.length > 0,
  }
}

/** A plan, and where in its words the latest change begins: 0 where there was none. */
export interface Changed {
  plan: Plan
  from: number
  /** Whether words of before gave way to what the latest change says. */
  hasReplaced?: boolean
}

function merged({ plan: earlier, from }: Changed, { plan, lists }: Change): Plan {
  const offset = earlier.question.length + 1
  const [kind] = earlier.kinds
  const moved = <T extends { at: number }>(each: T): T => ({ ...each, at: each.at + offset })
  const narrows =
    plan.words.length + plan.tags.length + plan.names.length > 0 || plan.age !== undefined
  // One that was chosen from a list by an earlier change is let go again by what narrows the list.
  const chose = earlier.order?.cut === true && earlier.order.at >= from && from > 0
  const { order, first, group, ...rest } = earlier
  // Who did something to it, and when, is asked of the one that was chosen.
  const isOfIt =
    /^(?:who|when)$/.test(plan.asked) ||
    /\b(?:its?|that|this|those|these|they|them)\b/i.test(plan.question)
  const isOfAll = narrows && chose && !isOfIt
  return {
    ...rest,
    ...(group === undefined || (lists && plan.group === undefined) ? {} : { group }),
    ...(order === undefined || isOfAll ? {} : { order }),
    ...(first === undefined || isOfAll || plan.order !== undefined ? {} : { first }),
    ...shared(plan),
    ...(plan.order === undefined ? {} : { order: moved(plan.order) }),
    // What one of them says is told beside ends with it.
    question: `${ofOther(earlier, plan)};${plan.question}`,
    plain: `${earlier.plain} ${plan.plain}`,
    asked: askedOf(earlier, plan, lists),
    kinds: [
      ...earlier.kinds,
      ...plan.kinds.filter((said) => said.kind.list !== kind?.kind.list).map(moved),
    ],
    words: [...earlier.words, ...plan.words.map(moved)],
    ids: [...earlier.ids, ...plan.ids],
    names: [...earlier.names, ...plan.names],
    tags: [
      ...earlier.tags.filter(({ key }) => !plan.tags.some((tag) => tag.key === key)),
      ...plan.tags,
    ],
    except: [...earlier.except, ...plan.except],
    elsewhere: [...(earlier.elsewhere ?? []), ...(plan.elsewhere ?? [])],
  }
}

/** What was asked before does not say who or when is asked now: its words stay where they stood. */
const ofOther = ({ question }: Plan, { asked }: Plan) =>
  asked === 'who' || asked === 'when'
    ? question.replace(deeds, (word) => '-'.repeat(word.length))
    : question

const deeds =
  /\b(?:own|owner|owned|whose|belong|responsible|delet|remov|terminat|stopp|chang|modif|updat|deploy|start|launch|creat|open|add|ran|built)\w*/gi

const shared = ({ regions, period, compared, age, threshold, first, group, total }: Plan) =>
  Object.fromEntries(
    Object.entries({ regions, period, compared, age, threshold, first, group, total }).filter(
      ([, value]) => value !== undefined,
    ),
  )

/** A number stays asked for until rows are. */
function askedOf(earlier: Plan, plan: Plan, lists: boolean): Plan['asked'] {
  if (plan.asked !== 'list' || lists) return plan.asked
  return earlier.asked === 'count' ? 'count' : 'list'
}

/** Words of before that decide what a change decides otherwise: `staging` after `prod`. */
async function replacedBy(earlier: Plan, plan: Plan, lookAt: LookAt): Promise<Word[]> {
  if (plan.words.length === 0 || earlier.words.length === 0) return []
  const { conditions: others } = await lookAt({
    ...plan,
    kinds: earlier.kinds.slice(0, 1),
    ...(plan.regions === undefined && earlier.regions !== undefined
      ? { regions: earlier.regions }
      : {}),
  })
  if (others.length === 0) return []
  const { conditions } = await lookAt(earlier)
  const contrary = conditions.filter((one) => others.some((other) => isContrary(one, other)))
  return wordsBehind(contrary, earlier, lookAt)
}

/** Two that one and the same member decides, so that nothing is both. */
function isContrary(one: Condition, other: Condition): boolean {
  if (one.field.expression !== other.field.expression || one.field.many) return false
  if (one.denied && other.denied) return false
  return one.test.is === other.test.is || one.denied !== other.denied
}

/** The words of a plan without which conditions would not be there. */
async function wordsBehind(
  conditions: readonly Condition[],
  plan: Plan,
  lookAt: LookAt,
): Promise<Word[]> {
  if (conditions.length === 0) return []
  const found: Word[] = []
  for (const word of plan.words) {
    const without = await lookAt({ ...plan, words: plan.words.filter((one) => one !== word) })
    const isBehind = conditions.some(
      (condition) => !without.conditions.some((other) => isSame(condition, other)),
    )
    if (isBehind) found.push(word)
  }
  return found
}

const isSame = (one: Condition, other: Condition) =>
  one.field.expression === other.field.expression &&
  one.denied === other.denied &&
  JSON.stringify(one.test) === JSON.stringify(other.test)

/** Regions in which things are not to be. */
const elsewhere = ({ regions, ...plan }: Plan): Plan =>
  regions === undefined ? plan : { ...plan, elsewhere: [regions].flat() }

/** What the plan says, turned round. */
const opposite = (plan: Plan): Plan => ({
  ...plan,
  words: plan.words.map((word) => ({ ...word, denied: !word.denied })),
  tags: plan.tags.map((tag) => ({ ...tag, missing: !tag.missing })),
  ...(plan.age === undefined ? {} : { age: { ...plan.age, older: !plan.age.older } }),
  ...(plan.threshold === undefined
    ? {}
    : { threshold: { ...plan.threshold, more: !plan.threshold.more } }),
  except: [...plan.except, ...plan.names],
  names: [],
})

/** Those that were left out before: the latest condition turned round. */
async function turned({ plan, from }: Changed, lookAt: LookAt): Promise<Plan> {
  const { conditions } = await lookAt(plan)
  const deciding = await wordsBehind(conditions, plan, lookAt)
  const latest = deciding.filter(({ at }) => at >= from)
  const turning = latest.length > 0 ? latest : deciding
  const { age, threshold, order: _, first: __, ...rest } = plan
  if (turning.length > 0) {
    return {
      ...rest,
      ...(age === undefined ? {} : { age }),
      ...(threshold === undefined ? {} : { threshold }),
      words: plan.words.map((word) =>
        turning.includes(word) ? { ...word, denied: !word.denied } : word,
      ),
    }
  }
  return opposite({
    ...rest,
    ...(age === undefined ? {} : { age }),
    ...(threshold === undefined ? {} : { threshold }),
  })
}

/** `also the stopped ones`: either of the two, where one was asked for; without one they are there already. */
async function joinedBy(
  { plan: earlier }: Changed,
  plan: Plan,
  { replaced, lookAt }: { replaced: readonly Word[]; lookAt: LookAt },
): Promise<Plan> {
  const [last] = replaced.slice(-1)
  if (last === undefined) {
    const seen = await lookAt({ ...plan, kinds: earlier.kinds.slice(0, 1) })
    // A further member is wanted, and no further rows.
    return seen.conditions.length > 0
      ? earlier
      : merged({ plan: earlier, from: 0 }, { plan, way: 'narrow', lists: false })
  }
  let { question } = earlier
  const either = plan.words.map((word) => {
    question = `${question} or ${word.word}`
    return { ...word, at: question.length - word.word.length }
  })
  const at = earlier.words.indexOf(last) + 1
  return {
    ...earlier,
    question,
    words: [...earlier.words.slice(0, at), ...either, ...earlier.words.slice(at)],
  }
}
