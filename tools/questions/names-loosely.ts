import type { ToolContext } from '../tool.ts'
import { inEnglish } from './languages/gloss.ts'
import { personIn } from './person.ts'
import { readPlan } from './plan.ts'
import { homes } from './things/find-things.ts'
import type { Kind } from './things/kind.ts'
import { kindsSaid } from './things/kind-said.ts'
import { kinds as allKinds, coreKinds } from './things/kinds.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { isKnown } from './words/spelling.ts'
import { stem } from './words/stem.ts'
import { stopWords } from './words/stop-words.ts'

/**
 * A question with names as the account writes them: “orders db”, “order_events dlq”, “checkoutapi” are
 * `orders-db`, `order-events-dlq`, `checkout-api`, where there are such things.
 */
export async function withNames(
  question: string,
  context: ToolContext,
): Promise<{ question: string; said?: string }> {
  const spans = spansOf(question)
  if (spans.length === 0) return { question }
  const { kinds, regions: asked } = readPlan(inEnglish(question), context.now())
  const reader = new Reader(context)
  const around = { reader, regions: await reader.regions(asked) }
  const secrets = /\b(?:tokens?|secrets?|api keys?)\b/i.test(question) ? secretKinds : []
  const own = [...new Set([...kinds.map(({ kind }) => kind), ...secrets])]
  for (const some of [own, homes.slice(0, mostHomes).filter((kind) => !own.includes(kind))]) {
    const named = await namesOfKinds(some, around)
    const read = longest(spans.filter(({ key }) => named.has(key)))
    if (read.length > 0) return withEach(question, read, named)
  }
  return { question }
}

/** A first name where somebody is meant: “does user jonas have MFA” is of `jonas.weber`, where one is called so. */
export async function withPeople(
  question: string,
  context: ToolContext,
): Promise<{ question: string; said?: string }> {
  const said = [...question.matchAll(somebody)]
    .flatMap(({ groups }) => groups?.name ?? [])
    .filter((word) => !stopWords.has(word.toLowerCase()) && !isKnown(word))
  if (said.length === 0) return { question }
  // Who changed something is known by any part of a name.
  const doer = personIn(readPlan(question, context.now()))?.toLowerCase()
  const words = said.filter((word) => word !== doer)
  const kind = allKinds.find(({ noun }) => noun === 'user')
  if (words.length === 0 || kind === undefined) return { question }
  const { things } = await listThings(kind, { reader: new Reader(context), regions: [], names: [] })
  const read = words.flatMap((word) => {
    const [found, ...others] = things.filter(({ name }) =>
      name.toLowerCase().startsWith(`${word.toLowerCase()}.`),
    )
    return found === undefined || others.length > 0 ? [] : [{ word, name: found.name }]
  })
  return {
    question: read.reduce(
      (said, { word, name }) =>
        said.replace(new RegExp(`(?<![\\w.@/-])${word}(?![\\w@/-]|\\.\\w)`), name),
      question,
    ),
    ...(read.length === 0
      ? {}
      : { said: `read ${read.map(({ word, name }) => `“${word}” as “${name}”`).join(', ')}` }),
  }
}

/** Where a person's name stands. */
const somebody =
  /(?<=\b(?:users?|by|did|does|can|could|may|has|was) )(?<name>[a-z]{3,20})(?='s\b|[ ?.!,]|$)(?![.@/-]\w| (?:or|and) )/gi

/** Instances, databases, services … clusters: what people call by name. */
const mostHomes = 15

const secretKinds = allKinds.filter(({ noun }) => noun === 'secret')

/** Words that stand side by side, or one that may be grown together. */
interface Span {
  said: string
  at: number
  key: string
}

const most = 4

function spansOf(question: string): Span[] {
  const words = [...question.matchAll(plain)].map(({ 0: said, index: at }) => ({ said, at }))
  const plurals = kindsSaid(question).filter(({ said }) => /s$/.test(said))
  const runs = words.flatMap((first, from) =>
    Array.from({ length: most }, (_, more) => words.slice(from, from + more + 1))
      .filter((run, more) => run.length === more + 1 && isOne(run, question))
      .map((run) => ({
        run,
        at: first.at,
        said: run.map(({ said }) => said).join(' '),
      })),
  )
  return runs
    .filter(
      ({ run, at, said }) =>
        canBeName(run.map((one) => one.said.toLowerCase())) &&
        !plurals.some((kind) => kind.at + kind.length === at + said.length),
    )
    .map(({ said, at }) => ({ said: question.slice(at, at + said.length), at, key: keyOf(said) }))
}

/** Of letters and digits, and no part of what has the form of a name. */
const plain = /(?<![\p{L}\d./@:'"`-])[\p{L}\d]+(?:_[\p{L}\d]+)*(?![\p{L}\d/@'"`]|[-.:][\p{L}\d])/gu

const isOne = (run: readonly { said: string; at: number }[], question: string) =>
  run.every(
    ({ said, at }, place) =>
      place === run.length - 1 || question.slice(at + said.length, run[place + 1]?.at) === ' ',
  )

function canBeName(words: readonly string[]): boolean {
  if (words.some((word) => stopWords.has(word) || never.test(word) || /^\d{3,}$/.test(word)))
    return false
  const [only = '', ...others] = words
  if (others.length === 0) return only.includes('_') || (only.length > 5 && !isKnown(only))
  return words.some((word) => !ofKinds.has(word))
}

/** When, how much and in which state: no part of a name that is said in several words. */
const never =
  /^(?:last|next|first|past|latest|hours?|days?|weeks?|months?|years?|today|yesterday|minutes?|percent|per|than|right|older|newer|running|stopped|failed|unused|unattached|cost|costs|spend|spent|cpu|usage|owns|owned|who|whose|de|der|die|das|el|la|los|las|le|les|du|von|des|del)$/

const ofKinds: ReadonlySet<string> = new Set(
  coreKinds.flatMap(({ said }) => said.flatMap((words) => words.replace(/!$/, '').split(' '))),
)

/** `Orders-DB`, `orders db` and `order database` are one. */
const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\bdatabases?\b|\bdatenbank\b/g, 'db')
    .split(/[^\p{L}\d]+/u)
    .map(stem)
    .join('')
    .replace(/s$/, '')

async function namesOfKinds(
  kinds: readonly Kind[],
  { reader, regions }: { reader: Reader; regions: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const names = await reader.each(kinds, async (kind) => {
    const { things } = await listThings(kind, { reader, regions, names: [] })
    return things.map(({ name }) => name).filter((name) => /[-_.\d]/.test(name))
  })
  return new Map(
    names.flatMap((name) => [
      // Of a path its end: `partner-api/token`.
      ...(/^\w[^/]*\//.test(name)
        ? [[keyOf(name.slice(name.indexOf('/') + 1)), name] as const]
        : []),
      [keyOf(name), name],
      [
        name
          .toLowerCase()
          .replace(/[^\p{L}\d]+/gu, '')
          .replace(/s$/, ''),
        name,
      ],
    ]),
  )
}

/** Of spans that overlap the longest. */
function longest(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => b.said.length - a.said.length))
    if (
      kept.every(({ at, said }) => at >= span.at + span.said.length || span.at >= at + said.length)
    )
      kept.push(span)
  return kept
}

function withEach(
  question: string,
  spans: readonly Span[],
  named: ReadonlyMap<string, string>,
): { question: string; said?: string } {
  let text = question
  const told: string[] = []
  for (const { said, at, key } of spans.toSorted((a, b) => b.at - a.at)) {
    const name = named.get(key) ?? said
    if (name === said) continue
    text = `${text.slice(0, at)}${name}${text.slice(at + said.length)}`
    told.unshift(`“${said}” as “${name}”`)
  }
  return { question: text, ...(told.length === 0 ? {} : { said: `read ${told.join(', ')}` }) }
}
