import type { Plan } from '../plan.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import type { Reader } from '../things/reader.ts'
import { stem } from '../words/stem.ts'

/** What is told of a thing by those of another kind: the runs of a state machine, the stages of an API. */
interface Telling {
  readonly of: string
  readonly by: string
  /** What a question about those says. */
  readonly asks: RegExp
  /** Words that say no more than that. */
  readonly words: RegExp
  /** Whether what is told of stays a kind of the question, which relates the two. */
  readonly isRelated?: true
  /** Whether it is so of no named thing, too. */
  readonly isOfAll?: true
  /** Whether its kind has to be said: a bare name may be that of something else. */
  readonly isOfSaid?: true
}

const runs =
  /\bexecutions?\b|\b(?:how many|the|its|all|any|no|failed|failing|successful|last|latest|recent|every|each|one|a)(?: \S+)? runs?\b(?! (?:on|in|where|as)\b)|\bruns? (?:of|failed|fail|succeeded|were|have|went)\b|\b(?:did|ever|often|last|latest)(?: \S+){0,3} (?:run|ran)\b|\b(?:run|ran) last\b/i
const runWords = /^(?:runs?|ran|executions?|workflow|many|often|machine)$/i

const tellings: readonly Telling[] = [
  ...kinds.flatMap(({ noun, runs: by }): Telling[] =>
    by === undefined ? [] : [{ of: noun, by, asks: runs, words: runWords }],
  ),
  { of: 'build project', by: 'build', asks: /\b(?:code ?)?builds?\b/i, words: /^builds?$/i },
  {
    of: 'REST API',
    by: 'API stage',
    asks: /\bstages?\b|\bdeploy\w*|\bcach(?:e|ing)\b|\btracing\b|\bx-?ray\b|\baccess logs?\b/i,
    words: /^(?:stages?|deploy\w*|last)$/i,
    isOfAll: true,
  },
  {
    of: 'topic',
    by: 'subscription',
    asks: /\bsubscri\w+/i,
    words: /^(?:subscri\w+)$/i,
    isRelated: true,
  },
  {
    of: 'image repository',
    by: 'container image',
    asks: /\btags?\b|\bimages?\b(?! repo)|\bversions?\b|\b(?<!on )push\w*\b|\bpull\w*\b/i,
    words: /^(?:tags?|images?|versions?)$/i,
    isOfSaid: true,
  },
  {
    of: 'image',
    by: 'container image',
    asks: /\b(?:pushed|pulled|tags?|docker|ecr|registry)\b/i,
    words: /^(?:docker|ecr|registry|images?)$/i,
    isOfAll: true,
  },
]

/** A question about one thing as one about what tells of it; the plan as it is where nothing else does. */
export async function retold(given: Plan, reader: Reader): Promise<Plan> {
  // “Pipelines with the result of their last run” are told each with its own.
  if (/\btheir (?:last|latest|most recent)\b/i.test(given.question)) return given
  const plan = lastOnes(await ofGroups(ofKeys(given), reader))
  const [main] = plan.kinds
  if (plan.names.length > 1 || plan.ids.length > 0 || plan.asked === 'why') return plan
  const name = plan.names[0] ?? nameBeside(plan)
  for (const telling of tellings) {
    const isTold = main === undefined || main.kind.noun === telling.of || telling.isRelated === true
    if (!isTold || !telling.asks.test(plan.question) || main?.kind.noun === telling.by) continue
    if (main === undefined && (name === undefined || telling.isOfSaid === true)) continue
    // The one that ran last is told by its run.
    const isRun = telling.asks === runs && plan !== given && /\bran\b|\brun\b/i.test(plan.question)
    if (name === undefined && telling.isOfAll !== true && !(isRun && main !== undefined)) continue
    const of = kinds.find(({ noun }) => noun === telling.of)
    const by = kinds.find(({ noun }) => noun === telling.by)
    if (of === undefined || by === undefined) continue
    const isKnown = main?.kind.noun === telling.of
    if (!isKnown && name !== undefined && !(await isCalled(name, of, reader))) continue
    return asOf(name === undefined ? plan : named(plan, name), { of, by, telling })
  }
  return plan
}

/** “Users with access keys that were never used”: what is said of the keys they tell themselves, and whose they are. */
function ofKeys(plan: Plan): Plan {
  const [main, other, ...more] = plan.kinds
  const isOfKeys =
    main?.kind.noun === 'user' &&
    other?.kind.noun === 'access key' &&
    more.length === 0 &&
    /\bkeys? (?:that |which )?(?:(?:were|was|are|is|have|has|had) )?(?:been )?(?:never|not|un)|\b(?:never[- ]used|unused|inactive) (?:access )?keys?\b/i.test(
      plan.question,
    )
  return isOfKeys && other !== undefined ? { ...plan, kinds: [other] } : plan
}

/** “Which groups is priya in?”: of the user who is called so, by the whole name or the first. */
async function ofGroups(plan: Plan, reader: Reader): Promise<Plan> {
  const kind = kinds.find(({ noun }) => noun === 'user')
  const [, said] =
    /^\W*(?:and |so )?(?:which|what) (?:iam )?groups? (?:is|are|does|do|was) ([\w.@-]+) (?:in|part of|an? members? of|belong(?:ing)? to|assigned to)\W*$/i.exec(
      plan.question,
    ) ?? []
  if (
    kind === undefined ||
    said === undefined ||
    plan.kinds.some((one) => one.kind.noun !== 'group')
  )
    return plan
  const { things } = await listThings(kind, { reader, regions: ['global'], names: [] })
  const who = said.toLowerCase()
  const found = things.filter(
    ({ name }) => name.toLowerCase() === who || name.toLowerCase().split(/[._@]/)[0] === who,
  )
  const [one, ...more] = found
  return one === undefined || more.length > 0
    ? plan
    : {
        ...plan,
        names: [one.name],
        kinds: [{ kind, said: 'user', denied: false, at: 0 }],
        words: plan.words.filter(({ word }) => /^groups?$/.test(word)),
      }
}

/** “The image repository web”: a plain word right behind the kind of what tells of itself elsewhere. */
function nameBeside({ kinds: [main], words }: Plan): string | undefined {
  const isOne = main !== undefined && main.kind.noun !== 'image' && !/s$/i.test(main.said)
  const beside = isOne
    ? words.find(({ at }) => at === main.at + main.said.length + 1)?.word
    : undefined
  return beside !== undefined && /^(?:ran|run|fail\w*|succe\w*|last\w*|took)$/.test(beside)
    ? undefined
    : beside
}

const named = (plan: Plan, name: string): Plan =>
  plan.names.includes(name)
    ? plan
    : { ...plan, names: [name], words: plan.words.filter(({ word }) => word !== name) }

/** “Was pushed last”, “last run successfully”: a bare `last` beside what was done picks the newest. */
function lastOnes(plan: Plan): Plan {
  const last = plan.words.find(({ word }) => /^(?:last|latest)$/.test(word))
  const isOne =
    last !== undefined &&
    plan.order === undefined &&
    plan.period === undefined &&
    plan.asked !== 'count' &&
    new RegExp(
      `\\b(?:ran|pushed|built|deployed|started|run|finished|succeeded|failed|executed) ${last.word}\\b|\\b${last.word} (?:time )?(?:ran|run|pushed|built|started|finished|succeeded?|failed|executed|execution|build)\\b`,
      'i',
    ).test(plan.question)
  if (!isOne) return plan
  return {
    ...plan,
    words: plan.words.filter((word) => word !== last),
    order: { by: 'age', descending: true, cut: true, said: last.word, at: last.at },
  }
}

async function isCalled(name: string, kind: Kind, reader: Reader): Promise<boolean> {
  const regions = await reader.regions(undefined)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  return withName(things, name).exact
}

function asOf(plan: Plan, { of, by, telling }: { of: Kind; by: Kind; telling: Telling }): Plan {
  const [main] = plan.kinds
  const at = main?.at ?? 0
  const words = plan.words
    .filter(({ word }) => !telling.words.test(word))
    .map((word) =>
      /^success?\w*$|^succe+d\w*$/i.test(word.word)
        ? { ...word, word: 'succeeded', stem: stem('succeeded') }
        : word,
    )
  const [name] = plan.names
  // “Who subscribes to NAME?” says no kind: it is asked as what it means.
  if (telling.isRelated && main === undefined && words.length === 0 && name !== undefined) {
    const before = `${by.noun}s of the `
    return {
      ...plan,
      question: `${before}${of.noun} ${name}`,
      asked: 'list',
      kinds: [
        { kind: by, said: `${by.noun}s`, denied: false, at: 0 },
        { kind: of, said: of.noun, denied: false, at: before.length },
      ],
      words,
    }
  }
  return {
    ...plan,
    asked: plan.asked === 'when' || plan.asked === 'who' ? 'list' : plan.asked,
    kinds: [
      { kind: by, said: by.noun, denied: false, at },
      ...(telling.isRelated ? [{ kind: of, said: of.noun, denied: false, at }] : []),
    ],
    words,
  }
}
