import type { Plan } from '../plan.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import type { Reader } from '../things/reader.ts'

/** What is told of a thing by those of another kind: the runs of a state machine, the limits of an API. */
interface Telling {
  readonly of: string
  readonly by: string
  readonly words: RegExp
  /** What these words come to in the other kind's members. */
  readonly as?: readonly string[]
}

const runWords =
  /^(?:runs?|ran|running|executions?|succe\w+|fail\w*|success\w*|finish\w*|workflow)$/i

const tellings: readonly Telling[] = [
  ...kinds.flatMap((kind): Telling[] =>
    kind.runs === undefined ? [] : [{ of: kind.noun, by: kind.runs, words: runWords }],
  ),
  {
    of: 'REST API',
    by: 'usage plan',
    words:
      /^(?:usage|plans?|limits?|limited|throttl\w+|quotas?|rate|rates|burst|429s?|requests?|allowed|allowance|second|hit)$/i,
    as: ['throttle', 'quota'],
  },
]

/** A question about one named thing as one about what tells of it; the plan as it is where nothing else does. */
export async function retold(plan: Plan, reader: Reader): Promise<Plan> {
  const [name, other] = plan.names
  if (name === undefined || other !== undefined || plan.ids.length > 0) return plan
  if (!/^(?:count|yesno|list|which|what|when|howmuch)$/.test(plan.asked)) return plan
  const [main] = plan.kinds
  const said = tellings.filter(({ of, words }) => {
    if (main !== undefined && main.kind.noun !== of) return false
    return wordsOf(plan).some((word) => words.test(word)) && isOfThem(plan, of)
  })
  for (const telling of said) {
    const of = kinds.find(({ noun }) => noun === telling.of)
    const by = kinds.find(({ noun }) => noun === telling.by)
    if (of === undefined || by === undefined) continue
    if (main === undefined && !(await isCalled(name, of, reader))) continue
    return asOf(plan, { of, by, telling })
  }
  return plan
}

/** With those that say nothing of what is asked otherwise: the runs. */
const wordsOf = ({ question }: Plan): string[] => question.match(/[\w-]+/g) ?? []

/** Failures alone may be of many things; of runs only what has them is asked. */
const isOfThem = ({ question, kinds: [main] }: Plan, of: string) =>
  of === 'REST API'
    ? /\b(?:usage plans?|limit(?:s|ed)?|throttl\w+|quotas?|burst|429s?|requests? (?:per|a) (?:second|day|month)|rate)\b/i.test(
        question,
      )
    : /\b(?:runs|executions?)\b|\b(?:every|each|last|latest|any|no|all|one|a) run\b/i.test(
        question,
      ) ||
      (main !== undefined && /\b(?:how many|how often)\b/i.test(question))

async function isCalled(name: string, kind: Kind, reader: Reader): Promise<boolean> {
  const regions = await reader.regions(undefined)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  return withName(things, name).exact
}

function asOf(plan: Plan, { of, by, telling }: { of: Kind; by: Kind; telling: Telling }): Plan {
  const { threshold: _, ...rest } = plan
  const isRun = telling.as === undefined
  const kept = plan.words.filter(
    ({ word }) =>
      !(isRun ? /^(?:runs?|ran|executions?|workflow|many|often)$/i : telling.words).test(word),
  )
  const added = (telling.as ?? []).map((word) => ({ word, stem: word, denied: false, at: -1 }))
  const [main] = plan.kinds
  const at = main?.at ?? 0
  return {
    ...(isRun ? plan : rest),
    asked: isRun && plan.asked === 'when' ? 'list' : plan.asked,
    kinds: [
      { kind: by, said: by.noun, denied: false, at },
      ...(isRun ? [] : [{ kind: of, said: of.noun, denied: false, at }]),
    ],
    words: [...added, ...kept],
  }
}
