import * as z from 'zod'
import { type Meaning, refusalTable } from './table.ts'

/** What a model server's refusal, or a failure on the way to it, comes to. */
export interface Refusal {
  /** Undefined where no row of the table fits. */
  means: Meaning | undefined
  status: number | undefined
  /** Amazon Bedrock, or else a server that speaks as OpenAI does. */
  isBedrock: boolean
  /** What to set there. */
  set: string | undefined
  tokens: Partial<Record<Counted, number>>
  retryAfterS: number | undefined
}

const counted = ['needed', 'given', 'asked', 'limit', 'prompt'] as const
type Counted = (typeof counted)[number]

export function refusalOf(error: unknown): Refusal {
  const chain = causes(error)
  const status = chain.map(statusOf).find((each) => each !== undefined)
  const text = chain.map(wordsOf).join('\n')
  return {
    ...meaningOf(text, status),
    status,
    isBedrock: chain.some(isAws),
    retryAfterS: chain.map(retryAfter).find((seconds) => seconds !== undefined),
  }
}

/** The first row that fits the words and the status. */
export function meaningOf(
  text: string,
  status: number | undefined,
): Pick<Refusal, 'means' | 'set' | 'tokens'> {
  const said = text.slice(0, mostWords)
  for (const row of refusalTable) {
    const match = row.says?.exec(said)
    if (row.says !== undefined && match === null) continue
    if (row.status !== undefined && !row.status.includes(status ?? 0)) continue
    return { means: row.means, set: row.set, tokens: tokensOf(match?.groups) }
  }
  return { means: undefined, set: undefined, tokens: {} }
}

/** The error and what caused it, outermost first. */
export function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause instanceof Error && chain.length < 10; cause = cause.cause) {
    chain.push(cause)
  }
  return chain
}

/** AWS SDK errors say `$metadata.httpStatusCode`, the OpenAI client's `status`, or a code that is one. */
export function statusOf(error: unknown): number | undefined {
  const parsed = providerError.safeParse(error).data
  const code = Number(parsed?.code ?? Number.NaN)
  return (
    parsed?.status ??
    parsed?.$metadata?.httpStatusCode ??
    (code >= 400 && code < 600 ? code : undefined)
  )
}

/** Whatever a refusal quotes, its sentence comes early. */
const mostWords = 8_000

function tokensOf(groups: Record<string, string | undefined> = {}): Refusal['tokens'] {
  const found = counted.flatMap((name) => {
    const value = groups[name]
    return value === undefined ? [] : [[name, Number(value)] as const]
  })
  return Object.fromEntries(found)
}

const word = z.union([z.string(), z.number()]).optional().catch(undefined)
const headers = z.looseObject({ 'retry-after': z.string().optional() })
/** `Headers`, known by what they do: to name them would load all of `fetch`. */
const fetched = z.custom<Pick<Headers, 'get'>>(
  (value) => typeof value === 'object' && value !== null && 'get' in value,
)
const providerError = z.looseObject({
  code: word,
  type: word,
  status: z.number().optional().catch(undefined),
  $metadata: z.looseObject({ httpStatusCode: z.number().optional() }).optional(),
  headers: fetched.optional().catch(undefined),
  $response: z.looseObject({ headers }).optional().catch(undefined),
})

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code, type } = providerError.safeParse(error).data ?? {}
  const inner = error instanceof AggregateError ? error.errors.map(wordsOf) : []
  return [error.name, code, type, error.message, ...inner].filter(Boolean).join(' ')
}

function isAws(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return '$metadata' in error || /^CredentialsProvider|Exception$/.test(error.name)
}

function retryAfter(error: unknown): number | undefined {
  const parsed = providerError.safeParse(error).data
  const header = parsed?.headers?.get('retry-after') ?? parsed?.$response?.headers['retry-after']
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
