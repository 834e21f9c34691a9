import * as z from 'zod'
import { placeOf } from './rows.ts'

/** What a result says that is no row of a list. */
export interface Said {
  /** By where it stands. */
  facts: ReadonlyMap<string, Fact>
  /** Names, of many, that could not be answered. */
  failures: ReadonlySet<string>
  /** It was kept from its beginning on alone. */
  isCut: boolean
}

interface Fact {
  /** For a person: its region, or what it is. */
  row: string
  region: string
  value: unknown
  /** Rows, where there are some, tell the same better. */
  isSentence: boolean
}

const said = z.object({
  status: z.string().optional().catch(undefined),
  summary: z.string().optional().catch(undefined),
  parts: z
    .array(z.object({ question: z.string().catch(''), summary: z.string().optional() }))
    .catch([]),
  regions: z.array(
    z.object({
      region: z.string().catch(''),
      part: z.int().optional().catch(undefined),
      summary: z.string().optional().catch(undefined),
      notes: z.array(z.string()).catch([]),
      about: z.unknown().optional(),
      failures: z.array(z.record(z.string(), z.unknown())).catch([]),
    }),
  ),
})

/** Conclusions in words, counts and totals beside a list, names that failed; of another tool all that it says. */
export function saidIn(result: unknown): Said {
  const data = said.safeParse(result).data
  if (data === undefined) return ofAnother(result)
  const facts = new Map<string, Fact>()
  const failures = new Set<string>()
  const tell = (key: string, fact: Fact) => {
    if (fact.value !== undefined && fact.value !== '') facts.set(key, fact)
  }
  const sentence = { region: '', isSentence: true }
  tell('summary', { ...sentence, row: 'the answer', value: data.summary })
  for (const [at, { question, summary }] of data.parts.entries())
    tell(`part ${at}`, { ...sentence, row: question, value: summary })
  for (const one of data.regions) {
    const region = placeOf(one)
    const row = region === '' ? 'the answer' : region
    tell(`${region} about`, { row, region, value: one.about, isSentence: false })
    tell(`${region} summary`, { row, region, value: one.summary, isSentence: true })
    tell(`${region} notes`, { row, region, value: one.notes.join(' '), isSentence: true })
    for (const { code: _, message: _m, hint: _h, ...names } of one.failures)
      failures.add([region, ...Object.values(names).map(String)].filter(Boolean).join(' '))
  }
  return { facts, failures, isCut: false }
}

const cut = z.object({ truncated: z.literal(true), beginning: z.string() })

/** The time, what a gateway’s other target says: a text, or members of its own. */
function ofAnother(result: unknown): Said {
  const isCut = cut.safeParse(result).success
  const isNothing = result === undefined || result === null || isCut
  const fact = { row: 'the answer', region: '', value: result, isSentence: false }
  const facts = new Map(isNothing ? [] : [['', fact] as const])
  return { facts, failures: new Set(), isCut }
}
