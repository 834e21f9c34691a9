import { type Claim, claimsIn } from './claims.ts'
import type { Facts } from './facts.ts'
import { numbersIn, type WrittenNumber } from './numbers.ts'
import type { Place, ReadResult } from './read.ts'
import type { ReadIndex } from './read-index.ts'
import { type Scope, type Scopes, scopesOf } from './scopes.ts'
import { type Statement, statementsOf } from './statements.ts'
import { plainWords, stem, wordsOf } from './words.ts'

/** What all claims of an answer are held against. */
export interface Surroundings {
  index: ReadIndex
  facts: Facts
  results: readonly ReadResult[]
  /** The person's, of the whole conversation. */
  question: string
  /** As it was written. */
  asking: string
  /** What calls asked for: it says which period was looked at, and nothing of the account. */
  called: {
    text: string
    sent: string
    moments: readonly number[]
    numbers: readonly WrittenNumber[]
  }
  asked: readonly WrittenNumber[]
  questionWords: ReadonlySet<string>
  /** All of the answer. */
  statements: readonly Statement[]
  now: Date
  scopeOf(claim: Claim): Scope
  rowsBefore: Scopes['rowsBefore']
  whose: Scopes['whose']
  wordsOf(statement: Statement): ReadonlySet<string>
}

interface Asking {
  question: string
  now: Date
  claims: readonly Claim[]
  facts: Facts
  statements: readonly Statement[]
}

export function surroundingsOf(
  index: ReadIndex,
  results: readonly ReadResult[],
  { question, now, claims, facts, statements }: Asking,
): Surroundings {
  const called = results.map(({ input, result }) => calledText(input, result)).join('\n')
  const sent = results.map(({ input, result }) => sentText(input, result)).join('\n')
  const words = new Map<Statement, ReadonlySet<string>>()
  return {
    index,
    facts,
    results,
    question: question.toLowerCase(),
    asking: question,
    called: { text: called, sent, moments: momentsIn(called), numbers: numbersIn(called) },
    asked: numbersIn(question),
    questionWords: said(question),
    statements,
    now,
    ...scopesOf(
      { index, facts },
      {
        claims,
        statements,
        question: statementsOf(question).map((statement) => ({
          statement,
          claims: claimsIn([statement], { now, things: none }),
        })),
      },
    ),
    wordsOf(statement) {
      const known = words.get(statement)
      if (known !== undefined) return known
      const made = said(`${statement.context} ${statement.text}`)
      words.set(statement, made)
      return made
    },
  }
}

const none: ReadonlySet<string> = new Set()

/** States as answers in other tongues tell them. */
const others = new Map([
  ...['laufen', 'läuft', 'laufend', 'corriendo', 'ejecución'].map((word) => [word, 'run'] as const),
  ...['gestoppt', 'angehalten', 'parada', 'parado', 'detenida'].map(
    (word) => [word, 'stop'] as const,
  ),
])

/** Stems of a text's words; `unencrypted` says `encrypt` too. */
export function said(text: string): Set<string> {
  const stems = wordsOf(text).map(stem)
  const foreign = stems.flatMap((word) => others.get(word) ?? [])
  const contrary = stems.flatMap((word) => /^(?:un|non|in)(.{4,})$/.exec(word)?.[1] ?? [])
  return new Set([...stems, ...foreign, ...contrary])
}

export const isAmong = (place: Place, rows: ReadonlySet<number>): boolean => rows.has(place.row)

export function shareWord(words: Iterable<string>, others: ReadonlySet<string>): boolean {
  for (const word of words) if (!plainWords.has(word) && others.has(word)) return true
  return false
}

/** What the model asked for, without what a recipe then called. */
const sentText = (input: Record<string, unknown>, result: unknown): string =>
  JSON.stringify([input, (Object(result) as { call?: unknown }).call]).toLowerCase()

function calledText(input: Record<string, unknown>, result: unknown): string {
  const sent = typeof result === 'object' && result !== null && 'call' in result ? result.call : {}
  const made =
    typeof result === 'object' && result !== null && 'calls' in result ? result.calls : []
  const operation =
    typeof result === 'object' && result !== null && 'operation' in result ? result.operation : ''
  const offered =
    typeof result === 'object' && result !== null && 'questions' in result ? result.questions : ''
  return JSON.stringify([input, sent, made, operation, offered]).replaceAll(/[",:[\]{}]+/g, ' ')
}

function momentsIn(text: string): number[] {
  // Colons were taken out with JSON's own.
  const times = text.matchAll(/(\d{4}-\d{2}-\d{2})(?:T(\d{2}) (\d{2}))?/g)
  return [...times]
    .map(([, day, hour = '00', minute = '00']) => Date.parse(`${day}T${hour}:${minute}:00Z`))
    .filter((at) => !Number.isNaN(at))
}

/** What stands in more rows says nothing about which is meant. */
const mostRows = 12
export const noRows: ReadonlySet<number> = new Set()

/** The rows of what is called so, where they are few. */
export function fewRowsOf(
  name: string,
  { facts, index }: Pick<Surroundings, 'facts' | 'index'>,
): ReadonlySet<number> {
  const rows = facts.thing(name) ?? index.rowsWith(name) ?? noRows
  return rows.size > mostRows ? noRows : rows
}
