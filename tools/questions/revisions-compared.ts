import { said } from '../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { told } from './further/told.ts'
import { inEnglish } from './languages/gloss.ts'
import { readPlan } from './plan.ts'
import { kinds } from './things/kinds.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { type Definition, definitionIn, differenceSaid, imagesIn } from './version-before.ts'

/**
 * What two revisions of a task definition differ in, however they are named: by their numbers, as the last two, as the
 * newest and the one before it, or by the release that the newer one brought. Undefined where no such thing is asked.
 */
export async function revisionsCompared(
  asked: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const question = inEnglish(asked)
  if (!differs.test(question) || asksElse.test(question)) return undefined
  const numbers = numbersIn(question)
  const [release, earlier] = releasesIn(question)
  const isOfLast = lastOnes.test(question)
  if (numbers.length === 0 && release === undefined && !isOfLast) return undefined
  const reader = new Reader(context)
  const plan = readPlan(question, context.now())
  const regions = await reader.regions(plan.regions)
  const list = async (noun: string) => {
    const kind = kinds.find((one) => one.noun === noun)
    return kind === undefined ? [] : (await listThings(kind, { reader, regions, names: [] })).things
  }
  const all = (await list('task definition')).flatMap(({ item, region }) => {
    const [, family = '', revision = ''] =
      /task-definition\/([\w-]+):(\d+)$/.exec(typeof item === 'string' ? item : '') ?? []
    return family === '' ? [] : [{ family, revision: Number(revision), region, arn: String(item) }]
  })
  const called = [...plan.names, ...plan.words.map(({ word }) => word)].map((name) =>
    name.replace(/:\d+$/, ''),
  )
  const ends = endsIn(question)
  const own = all.filter(({ family }) => called.includes(family))
  const known = own.length > 0 ? own : all.filter((one) => isOfService(one.family, called))
  const [end, other, ...more] = ends
  // Of two families each end is what it is.
  if (end !== undefined && other !== undefined && more.length === 0 && end.family !== other.family)
    return betweenFamilies([end, other], { all, reader })
  const families = [...new Set(known.map(({ family, region }) => `${region}/${family}`))]
  if (families.length === 0) return undefined
  const meant = families.length === 1 ? known : inPlace(known, question)
  const [first] = meant
  if (first === undefined || meant.some(({ family }) => family !== first.family))
    return told({
      operation: 'ecs:ListTaskDefinitions',
      understood: `revisions of ${called.join(', ')}`,
      summary: `Which task definition is meant is not clear: there are ${families
        .map((one) => said(one.replace(/^.*\//, ''), 80))
        .join(', ')}. Name the one that is meant.`,
      rows: [],
      reader,
    })
  const newest = Math.max(...meant.map(({ revision }) => revision))
  const read = async (revision: number): Promise<Definition | undefined> => {
    const [found] = await reader.tryRead('ecs:DescribeTaskDefinition', {
      region: first.region,
      parameters: { taskDefinition: first.arn.replace(/\d+$/, String(revision)) },
    })
    return definitionIn(found)
  }
  const around = { newest, read }
  const after =
    numbers.length > 0
      ? Math.max(...numbers)
      : release === undefined
        ? newest
        : await broughtBy(release, around)
  if (after === undefined)
    return told({
      operation: 'ecs:DescribeTaskDefinition',
      understood: `revisions of ${first.family} · release ${release}`,
      summary: `None of the newest revisions of **${first.family}** has an image of the release ${said(release ?? '', 40)}.`,
      rows: [],
      reader,
    })
  const before =
    numbers.length > 1
      ? Math.min(...numbers)
      : ((earlier === undefined ? undefined : await lastOf(earlier, after, around)) ?? after - 1)
  const [then, now] = await Promise.all([read(before), read(after)])
  const missing = [
    ...(then === undefined ? [before] : []),
    ...(now === undefined ? [after] : []),
  ].map((one) => `${first.family}:${one}`)
  const name = (revision: number) => `${first.family}:${revision}`
  return told({
    operation: 'ecs:DescribeTaskDefinition',
    understood: `revisions of ${first.family} · ${before} and ${after}`,
    summary:
      missing.length > 0
        ? `There is no ${missing.join(' and no ')} that ECS tells of, so it cannot be held against the other.`
        : `**${first.family}** (${first.region}): ${differenceSaid(name(before), name(after), { now, then })}`,
    rows: [
      { revision: before, definition: then },
      { revision: after, definition: now },
    ].flatMap(({ revision, definition }) =>
      definition === undefined
        ? []
        : [
            {
              region: first.region,
              item: {
                TaskDefinition: name(revision),
                Image: imagesIn(definition),
                Cpu: definition.cpu ?? null,
                Memory: definition.memory ?? null,
                RegisteredAt: definition.registeredAt ?? null,
              },
            },
          ],
    ),
    reader,
  })
}

interface End {
  family: string
  revision: number
}

/** `prod-checkout-api:87`. */
const endsIn = (question: string): End[] =>
  [...question.matchAll(/\b([a-z][\w-]*):(\d+)\b/gi)].map(([, family = '', revision]) => ({
    family,
    revision: Number(revision),
  }))

async function betweenFamilies(
  ends: readonly [End, End],
  { all, reader }: { all: readonly (End & { arn: string; region: string })[]; reader: Reader },
): Promise<ToolResult> {
  const read = await Promise.all(
    ends.map(async ({ family, revision }) => {
      const known = all.find((one) => one.family === family && one.revision === revision)
      if (known === undefined) return undefined
      const parameters = { taskDefinition: known.arn }
      const [found] = await reader.tryRead('ecs:DescribeTaskDefinition', {
        region: known.region,
        parameters,
      })
      return definitionIn(found)
    }),
  )
  const names = ends.map(({ family, revision }) => `${family}:${revision}`)
  const missing = names.filter((_, at) => read[at] === undefined)
  const [then, now] = read
  return told({
    operation: 'ecs:DescribeTaskDefinition',
    understood: `task definitions · ${names.join(' and ')}`,
    summary:
      missing.length > 0
        ? `There is no ${missing.join(' and no ')} that ECS lists, so they cannot be held against each other.`
        : differenceSaid(names[0] ?? '', names[1] ?? '', { then, now }).replace(/^from/, 'From'),
    rows: [],
    reader,
  })
}

/** The newer of the releases that are said, and the one before it where two are. */
function releasesIn(question: string): [string?, string?] {
  if (!/\b(?:releases?|versions?)\b/i.test(question)) return []
  const said = [...question.matchAll(/(?<![\w.-])v?(\d+\.\d+\.\d+(?:-[\w.]+)?)(?![\w.]*\d)/gi)]
  return [...new Set(said.map(([, one = '']) => one))].toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  ) as [string?, string?]
}

/** The newest revision of a release before another. */
async function lastOf(
  release: string,
  before: number,
  { read }: { read: (revision: number) => Promise<Definition | undefined> },
): Promise<number | undefined> {
  for (let revision = before - 1; revision > Math.max(0, before - mostRead); revision--) {
    const definition = await read(revision)
    if (definition === undefined) return undefined
    if (imagesIn(definition).includes(`:${release}`)) return revision
  }
  return undefined
}

const differs =
  /\b(?:differen(?:t|ce|ces)|differs?|chang(?:e|ed|es)|diff|compar\w+|vs\.?|versus|what(?:'s| is) new)\b/i

/** Who and when it was is asked of the trail. */
const asksElse =
  /\b(?:who|when|engine|kubernetes|runtimes?|cost\w*|lambda|functions?|launch templates?|ami)\b/i

const lastOnes =
  /\b(?:last|latest|newest|most recent) (?:two|2|and|\w+ and)\b|\b(?:last|latest|newest|current|new|previous|prior|earlier|most recent) (?:task ?def\w*|revisions?|task definition revisions?)\b/i

/** `86 and 87` of revisions, or the ends of `prod-checkout-api:86`. */
function numbersIn(question: string): number[] {
  const ends = [...question.matchAll(/[a-z][\w-]*:(\d+)\b/gi)].map(([, number]) => Number(number))
  if (ends.length > 0) return [...new Set(ends)]
  const [, one, other] =
    /\b[a-z][\w]*-[\w-]*[a-z] (\d+) (?:and|to|vs\.?|versus|with|against) (\d+)(?![\d.])/i.exec(
      question,
    ) ??
    /\b(?:revisions?|revs?|task ?def(?:inition)?s?|versions?)\b(?: of)?(?: [\w-]*[a-z][\w-]*)? #?(\d+)(?!\.)(?:\b.*?\b(?:and|to|vs\.?|versus|with|against|or)\b (?:revision |rev |version )?#?(\d+)(?![\d.]))?/i.exec(
      question,
    ) ??
    []
  return [one, other].flatMap((number) => (number === undefined ? [] : [Number(number)]))
}

/** `prod-checkout-api` is of checkout-api, which is called so too. */
const isOfService = (family: string, called: readonly string[]) =>
  called.some((name) => /[-_]/.test(name) && family.endsWith(`-${name}`))

/** Of one in each environment the one that is said, else that of production. */
function inPlace<T extends { family: string }>(known: readonly T[], question: string): T[] {
  const place =
    /\b(prod(?:uction)?(?:-\w+)?|stag(?:e|ing)|dev|test)\b/i.exec(question)?.[1] ?? 'prod'
  const short = place.replace(/^production$/i, 'prod').toLowerCase()
  const found = known.filter(({ family }) => family.startsWith(`${short}-`))
  const [first] = found
  return first !== undefined && found.every(({ family }) => family === first.family) ? found : []
}

/** The first revision that has an image of the release. */
async function broughtBy(
  release: string,
  { newest, read }: { newest: number; read: (revision: number) => Promise<Definition | undefined> },
): Promise<number | undefined> {
  let found: number | undefined
  for (let revision = newest; revision > Math.max(0, newest - mostRead); revision--) {
    const definition = await read(revision)
    // Older ones may be gone.
    if (definition === undefined) return found
    if (imagesIn(definition).includes(`:${release}`)) found = revision
    else if (found !== undefined) return found
  }
  return found
}

const mostRead = 8
