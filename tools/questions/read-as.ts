import type { ToolContext } from '../tool.ts'
import { kindsNamed } from './things/find-things.ts'
import { Reader } from './things/reader.ts'
import { type Misspelt, misspeltIn, respelled } from './words/spelling.ts'

interface ReadAs {
  question: string
  /** `read “instnaces” as “instances”`; undefined where nothing was misspelt. */
  said?: string
}

/** A question without its typing errors: a word that is a name in the account is none. */
export async function readAs(question: string, context: ToolContext): Promise<ReadAs> {
  const misspelt = misspeltIn(question)
  if (misspelt.length === 0) return { question }
  const reader = new Reader(context)
  const regions = await reader.regions(undefined)
  const isName = async (words: readonly Misspelt[]) =>
    (
      await kindsNamed(
        words.map(({ word }) => word),
        { reader, regions },
      )
    ).length > 0
  const read = (await isName(misspelt))
    ? await reader.each(misspelt, async (one) => ((await isName([one])) ? [] : [one]))
    : misspelt
  if (read.length === 0) return { question }
  const each = read.map(({ word, read }) => `“${word}” as “${read}”`)
  return { question: respelled(question, read), said: `read ${each.join(', ')}` }
}
