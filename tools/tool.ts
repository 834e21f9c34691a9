import type { Service } from './catalogue/services.ts'
import type { FetchRange } from './executor/code/ranges.ts'
import type { Pace } from './executor/pace.ts'
import type { Pages } from './executor/pages.ts'

/** The part of JSON Schema that an AgentCore gateway target accepts. */
export type ToolSchema =
  | { type: 'string' | 'number' | 'integer' | 'boolean'; description?: string }
  | { type: 'array'; description?: string; items: ToolSchema }
  | ObjectSchema

export interface ObjectSchema {
  type: 'object'
  description?: string
  properties?: Readonly<Record<string, ToolSchema>>
  required?: readonly string[]
}

/** One tool: what the gateway shows, and the function that the handler runs. */
export interface Tool {
  /** Bare, as `ec2_read_operations`; with `target___` before it at most 64 characters. */
  readonly name: string
  readonly description: string
  readonly inputSchema: ObjectSchema
  /** The SDK clients of which it runs operations; none for tools that ask AWS nothing. */
  readonly services: readonly Service[]
  /** Never throws for what the caller can act on: that is a result with `status: 'error'`. */
  readonly run: (input: unknown, context: ToolContext) => Promise<ToolResult>
}

/** Kinds of data (rather than metadata) that configuration can open. */
export const dataKinds = [
  'logs',
  'objects',
  'items',
  'messages',
  // Values of environments that neither sound nor look secret.
  'environment',
  // The text files of functions and layers.
  'code',
] as const
export type DataKind = (typeof dataKinds)[number]

/** What a tool needs from outside, made once by the handler. */
export interface ToolContext {
  /** One SDK client a service and region, made at first use and kept warm. */
  readonly clients: AwsClients
  /** The kinds that `DATA_ACCESS` opens. */
  readonly dataAccess: ReadonlySet<DataKind>
  /** The account that calls are made as, where the platform says. */
  readonly account?: string | undefined
  /** Further accounts whose resources a call may name. */
  readonly readableAccounts?: ReadonlySet<string> | undefined
  /** The services that are on; all where nothing is said. */
  readonly services?: readonly Service[] | undefined
  /** What the calls of one tool call were billed; made for each. */
  readonly spending?: Bill | undefined
  /** What this answer has read so far; made for each answer, and never part of another's. */
  readonly pages?: Pages | undefined
  /** Of requests that go at once: hears what came of each. */
  readonly pace?: Pace | undefined
  /** Where a call goes that names no region. */
  readonly defaultRegion: string
  readonly now: () => Date
  /** Of the person who asks, an IANA name: times in words are by its clock; UTC where it is not said. */
  readonly timeZone?: string | undefined
  /** Aborted when the caller or the deadline ends the call. */
  readonly signal: AbortSignal
}

/** What a tool call asks for of what AWS bills; `ask` and `scanned` throw where it would be too much. */
export interface Bill {
  ask(service: Service, operation: string, input: Readonly<Record<string, unknown>>): void
  scanned(query: string, bytes: number): void
  /** Nothing where nothing billed was asked. */
  charges(): Charge[]
}

/** What AWS bills for reads of one kind: 3 requests of Cost Explorer, 0.03 dollars. */
export interface Charge {
  service: string
  count: number
  unit: string
  usd: number
}

/** A sender of one SDK command. `service` is the SDK client's name, as `elastic-load-balancing-v2`. */
export interface AwsClients {
  /** The account of their credentials, where it is known. */
  readonly account?: string | undefined
  /** What they send reaches AWS, and so whomever a call names. */
  readonly reachAws?: boolean
  send(call: AwsCall): Promise<Record<string, unknown>>
  /** Where what they answer links to code of Lambda's is a stand-in's too. */
  readonly fetchRange?: FetchRange
}

export interface AwsCall {
  service: string
  operation: string
  input: Record<string, unknown>
  region: string
  signal: AbortSignal
}

/** Data that a model can act on; errors too. Sizes and cuts are said, never silent. */
export interface ToolResult {
  status: 'ok' | 'partial' | 'error'
  /** `ec2:DescribeInstances`; absent where none was chosen. */
  operation?: string
  /** What was really sent, also where a question chose it: given again, it asks the same. */
  call?: SentCall
  /** `call.query` as the AWS command line takes it: over AWS's whole answer, not its items. */
  cli_query?: string
  /** The reads that a recipe made, at most a bounded number of them. */
  calls?: RecipeRead[]
  /** The answer to a question in a sentence or two, over all regions. */
  summary?: string
  /** The plan of a question in one line. */
  understood?: string
  /** Members that matter for this kind of thing, best first; dotted where nested (`State.Name`). */
  columns?: string[]
  /** Where a list stood in one name's place, or `all`: what it was run for. */
  for_each?: ForEach
  /** What AWS bills for the requests that were made: `Cost Explorer: 3 requests, $0.03`. */
  billed?: string
  /** The same in figures. */
  charges?: Charge[]
  /** What a reader must know before the data: this only reads, this is an estimate, … */
  notice?: string
  regions: RegionResult[]
  /** Regions that answered and have nothing at all, in place of an entry each in `regions`. */
  empty_regions?: string[]
  /** Of a question that asked several things: each of them, in the order asked. */
  parts?: AnsweredPart[]
  /** With status `error` and no regions: why no call was made. */
  code?: ToolErrorCode
  message?: string
  hint?: string
  /** Where a question was not clear, some near to it: each is answered when it is taken. */
  questions?: string[]
  /** The nearest operations, best first, where none was chosen or another may have been meant. */
  suggestions?: { operation: string; description: string; parameters: string[] }[]
}

/** One of the things that a question asked: what is said of it, with the regions that have its number. */
export interface AnsweredPart
  extends Pick<
    ToolResult,
    | 'status'
    | 'operation'
    | 'summary'
    | 'understood'
    | 'columns'
    | 'notice'
    | 'message'
    | 'empty_regions'
  > {
  question: string
}

/** In the words of the tool's own input; without `region` where the service has none. */
export interface SentCall {
  operation: string
  parameters?: Record<string, unknown>
  query?: string
  /** One, several separated by commas, or `all`. */
  region?: string
}

interface RecipeRead {
  service: string
  operation: string
  region: string
  parameters?: Record<string, unknown>
}

export interface ForEach {
  /** The parameter that takes one name; each row has its name under this. */
  parameter: string
  /** How many names were asked about, in all regions together. */
  names: number
  /** Where `all` was given: the operation that listed the names. */
  listed_by?: string
}

/** One name's, beside the rows of the others; the name stands under its parameter. */
export type NameFailure = { code: ToolErrorCode; message: string; hint?: string } & Record<
  string,
  unknown
>

export type RegionResult =
  | {
      region: string
      status: 'ok'
      /** Which of `parts` it belongs to, counted from 0. */
      part?: number
      /** A recipe's conclusion; `items` are then its evidence. */
      summary?: string
      /** What could not be looked at, and what would open it. */
      notes?: string[]
      /** Questions that a recipe's answer leads to. */
      follow_ups?: string[]
      items: unknown[]
      /** What AWS said beside the list: counts, totals, a summary, the thing the list is of. */
      about?: Record<string, unknown>
      /** Names, of many, that could not be answered. */
      failures?: NameFailure[]
      /** True where there is more than `items`: go on with `next_token`, or narrow the question. */
      truncated: boolean
      next_token?: string
      hint?: string
    }
  | {
      region: string
      status: 'error'
      part?: number
      code: ToolErrorCode
      message: string
      hint?: string
      /** The position that this call was to go on from: it is still good. */
      next_token?: string
      /** Names, of many, none of which could be answered. */
      failures?: NameFailure[]
    }

export type ToolErrorCode =
  | 'invalid_input'
  | 'unknown_tool'
  | 'unknown_operation'
  | 'operation_refused'
  | 'data_access_off'
  | 'invalid_parameter'
  | 'invalid_region'
  | 'invalid_query'
  | 'invalid_next_token'
  | 'unclear_question'
  | 'access_denied'
  | 'not_found'
  | 'throttled'
  | 'timeout'
  | 'limit_exceeded'
  | 'budget_spent'
  | 'not_ready'
  | 'aws_error'
  | 'network_error'
  | 'invalid_event'
  | 'internal'
