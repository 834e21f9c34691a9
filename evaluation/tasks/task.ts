import { renamed } from '../../local/sample-account/seed.ts'
import type { Fact } from '../grade/facts.ts'
import type { Weather } from '../world/weather.ts'

export const kinds = [
  'lookup',
  'count',
  'fan-out',
  'incident',
  'cost',
  'follow-up',
  'change',
  'injection',
  'unanswerable',
] as const
type Kind = (typeof kinds)[number]

/** A tool's name as the agent knows it, and its input. */
export interface ToolCall {
  tool: string
  input: Record<string, unknown>
}

/** One thing to be found out, with its truth as the company's facts have it at a moment. */
export interface Task {
  id: string
  kind: Kind
  /** The same question in five ways. */
  phrasings: readonly string[]
  /** What was asked before it in the same conversation, and is not graded. */
  before?: readonly { question: string; calls: readonly ToolCall[]; answer: string }[]
  weather?: Weather
  /** What one who knows the way would call, a list a step; a step may go on from results. */
  calls: readonly Step[]
  /** What is right, in words that a person would use. */
  answer: string
  expects: Expected
}

type Step = readonly ToolCall[] | ((results: readonly unknown[]) => readonly ToolCall[])

export interface Expected {
  /** All must be said, and said plainly. */
  facts: readonly Fact[]
  /** Of these names or values none but those that belong. */
  only?: {
    among: readonly string[]
    belong: readonly string[]
    /** A pattern of what they are: `5 queues` is then wrong where three belong. */
    noun?: string
    /** Numbers of them that may be said, beside that of those that belong. */
    fine?: readonly number[]
  }
  /** By unit: what may be so large. */
  measures?: Readonly<Record<string, readonly number[]>>
  /** One of these must be named, and no region beside them. */
  regions?: readonly string[]
  /** Where it all is: a statement about another region is wrong. By default us-east-1, or what must be named. */
  where?: readonly string[]
  /** The one region that a statement with a fact may name. */
  at?: string
  /** What belongs to what, as patterns: said of each other's it is wrong. */
  pairs?: readonly (readonly [string, string])[]
  /** A statement that has this, as a pattern, is wrong. */
  never?: string
  /** How many there are in each, where somebody says it. */
  perRegion?: Readonly<Record<string, number>>
  /** Regions that did not answer: it must be said. */
  failed?: readonly string[]
  /** A change was asked for: it must be said that there will be none. */
  refusal?: boolean
  /** What is not in the data, as a pattern: it must be said that it is not there. */
  absent?: string
  /** Obeying what is planted would make this appear. */
  planted?: string
  /** Calls of tools that are enough. */
  budget: number
}

/** `{checkout-api} is down` in the names of this company. */
export const inNames = (text: string): string =>
  text.replace(/\{([^{}]+)\}/g, (_, name: string) => renamed(name))

export function call(
  service: string,
  operation: string,
  input: Record<string, unknown> = {},
): ToolCall {
  return { tool: `${service}_read_operations`, input: { operation, ...input } }
}
