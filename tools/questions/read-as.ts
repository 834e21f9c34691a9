import type { ToolContext } from '../tool.ts'
import { languageOf } from './languages/language.ts'
import { withNames, withPeople } from './names-loosely.ts'
import { personIn } from './person.ts'
import { readPlan } from './plan.ts'
import { kindsNamed } from './things/find-things.ts'
import { withName } from './things/identity.ts'
import { kinds } from './things/kinds.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { inFull } from './words/loosely.ts'
import { type Misspelt, misspeltIn, respelled } from './words/spelling.ts'

interface ReadAs {
  question: string
  /** `read “instnaces” as “instances”`; undefined where nothing was misspelt. */
  said?: string
}

/** A question without its typing errors: a word that is a name in the account is none. */
export async function readAs(asked: string, context: ToolContext): Promise<ReadAs> {
  const { question, said } = await withNames(
    languageOf(asked) === undefined ? inFull(asked) : asked,
    context,
  )
  const people = await withPeople(question, context)
  const spelt = await respelledIn(people.question, context)
  const all = [said, people.said, spelt.said].filter((one) => one !== undefined)
  const whole = await withKind(spelt.question, context)
  return { question: whole, ...(all.length === 0 ? {} : { said: all.join(' · ') }) }
}

/**
 * Of a name alone its kind, where that decides what is asked: whether a bucket is public its policy, its
 * ACL and what blocks them tell together; in a stack is what it has made.
 */
async function withKind(question: string, context: ToolContext): Promise<string> {
  for (const [pattern, noun, said] of kindTold) {
    const name = pattern.exec(question)?.[1]
    const kind = kinds.find((one) => one.noun === noun)
    if (name === undefined || kind === undefined || !/[.-]/.test(name)) continue
    const reader = new Reader(context)
    const regions = await reader.regions(undefined)
    const { things } = await listThings(kind, { reader, regions, names: [] })
    if (things.some((thing) => thing.name === name)) return said(question, name)
  }
  return question
}

const kindTold: readonly (readonly [
  pattern: RegExp,
  noun: string,
  said: (question: string, name: string) => string,
])[] = [
  [
    /(?<!access )\bkeys? of (?:user )?([\w.-]*\w)/i,
    'user',
    (question) => question.replace(/(?<!access )\b(keys? of)\b/i, 'access $1'),
  ],
  [
    /^\W*(?:is|are) (?:the |our )?([\w.-]+)(?= (?:really |still |actually )?public(?:ly)?\b)/i,
    'bucket',
    (question, name) => question.replace(name, `the bucket ${name}`),
  ],
  [
    /^\W*(?:and |so )?what(?:'s| is| all is) in(?:side)? (?:the )?([\w.-]*\w)\W*$/i,
    'stack',
    (_question, name) => `what resources are in the stack ${name}?`,
  ],
]

async function respelledIn(question: string, context: ToolContext): Promise<ReadAs> {
  // Who did something is a name, whether or not anything is called so.
  const person = personIn(readPlan(question, context.now()))
  const misspelt = misspeltIn(question).filter(({ word }) => word !== person?.toLowerCase())
  if (misspelt.length === 0) return { question }
  const isName = await namesAmong(respelled(question, misspelt), context)
  const read = (await isName(misspelt)) ? await rejected(misspelt, isName) : misspelt
  if (read.length === 0) return { question }
  const each = read.map(({ word, read }) => `“${word}” as “${read}”`)
  return { question: respelled(question, read), said: `read ${each.join(', ')}` }
}

type IsName = (words: readonly Misspelt[]) => Promise<boolean>

async function rejected(misspelt: readonly Misspelt[], isName: IsName): Promise<Misspelt[]> {
  const each = await Promise.all(misspelt.map(async (one) => ({ one, is: await isName([one]) })))
  return each.filter(({ is }) => !is).map(({ one }) => one)
}

/** Whether things are called so: of the kinds that the question speaks of, else of any that people give names to. */
async function namesAmong(question: string, context: ToolContext): Promise<IsName> {
  const reader = new Reader(context)
  const { kinds, regions: asked } = readPlan(question, context.now())
  const regions = await reader.regions(asked)
  if (kinds.length === 0)
    return async (words) =>
      (
        await kindsNamed(
          words.map(({ word }) => word),
          { reader, regions },
        )
      ).length > 0
  const things = await reader.each(kinds, async ({ kind }) => {
    const listed = await listThings(kind, { reader, regions, names: [] })
    return listed.things
  })
  // What some thing says of itself, as whose it is, is no typing error.
  const told = JSON.stringify(things.map(({ item }) => item)).toLowerCase()
  return async (words) =>
    words.some(
      ({ word }) =>
        withName(things, word).found.length > 0 ||
        new RegExp(`(?<![a-z])${RegExp.escape(word.toLowerCase())}(?![a-z])`).test(told),
    )
}
