import type { z } from 'zod'
import type { Service } from '../catalogue/services.ts'
import type { Json } from '../json.ts'
import type { DataKind } from '../tool.ts'
import type { Whole } from './evidence/whole.ts'

/** A question that takes more than one call, or a judgement over one: data and one function. */
export interface Recipe<P extends z.ZodObject = z.ZodObject> {
  /** In snake case; as an operation it is `recipe:<name>`. */
  readonly name: string
  /** Its folder here. */
  readonly about: About
  /** What it answers, in one sentence. */
  readonly description: string
  /** Ways of asking it, as people do: the search over questions reads these. */
  readonly questions: readonly string[]
  /** `estate`: looks at the regions asked, else at all that are in use; `global`: is of the whole account. */
  readonly scope: 'estate' | 'global'
  /** The SDK clients that it reads: tools of any of them run it, that of the first names it. */
  readonly services: readonly [Service, ...Service[]]
  /** It answers from those of its services that are on; else it needs the first. */
  readonly parts?: true
  /** Data kinds that make the answer fuller; where one is off, the answer says what opens it. */
  readonly uses?: readonly DataKind[]
  /** Each made by one of parameters.ts, which says what it stands for; none is required. */
  readonly parameters: P
  /** Throws a ToolError where there is no answer at all. */
  run(parameters: z.output<P>, ask: Ask): Promise<Answer>
}

/** A recipe whose `run` gets its own parameters. */
export const defineRecipe = <P extends z.ZodObject>(recipe: Recipe<P>): Recipe => recipe

type About = 'incidents' | 'money' | 'security' | 'upkeep' | 'inventory'

/** What a recipe has to work with beside its parameters: the places that it looks at, the first as its own. */
export interface Ask extends Place {
  /** The regions asked, else those in use; one alone for what is of the whole account. */
  places: readonly Place[]
  /** As they were asked for, `all` among them; none where they were chosen here. */
  regionsAsked: readonly string[]
  /**
   * What `look` finds in each place, in one list. A place that cannot be looked at is missed; where
   * none can, the first failure is thrown.
   */
  everywhere<T>(look: (place: Place) => Promise<readonly T[]>): Promise<T[]>
  /** `us-east-1 and eu-west-1`, for sentences. */
  where: string
  /** The region of a row, where rows of several stand together. */
  shownRegion(region: string): string | undefined
}

/** Reads of one region, and what is to be said of them. */
export interface Place extends Reads {
  region: string
  now: Date
  signal: AbortSignal
  /** Whether this deployment has the service. */
  has(service: Service): boolean
  /** Reads of another region, for an answer that leads there. */
  elsewhere(region: string): Place
  /** Requests sent for this answer so far, each page one: Cost Explorer bills them. */
  requests(): number
  /** Whether the time is nearly up: what was not begun by now is to be missed. */
  isLate(): boolean
  /** Something the reader must know. */
  note(text: string): void
  /** Proof that all was seen so far, for `aboutAll`; undefined where something was missed. */
  whole(): Whole | undefined
  /** A part of an answer that it can do without: undefined, and missed, where AWS refuses it. */
  attempt<T>(what: string, look: () => Promise<T>): Promise<T | undefined>
  /** Something that was to be seen and was not: the answer is about a part, and says so first. */
  missed(what: string, why: string): void
}

/** Reads of one region. */
export interface Reads {
  /** All items of a read operation, redacted; throws a ToolError. */
  read(operation: string, parameters?: Record<string, unknown>, extent?: Extent): Promise<Item[]>
  /** As `read`; undefined, which is no absence, where it fails: that is missed, and said. */
  tryRead(
    operation: string,
    parameters?: Record<string, unknown>,
    extent?: Extent,
  ): Promise<Item[] | undefined>
}

/** Of so many items at most; `enough`: more than that are not missed. */
export interface Extent {
  most?: number
  enough?: boolean
}

/** An item that is an object, as nearly all are; a bare value comes as `{ value }`. */
export type Item = { readonly [name: string]: Json }

export interface Answer {
  /** The conclusion in one to four sentences of Markdown, with its numbers, names and times. */
  summary: string
  /** What it rests on, most telling first. Rows of one kind stand together, with the same members. */
  evidence: readonly Evidence[]
  /** Questions that it leads to, best first, as a person would ask them. */
  followUps?: readonly string[]
}

export type Evidence = { readonly evidence: string } & { readonly [name: string]: Json | undefined }
