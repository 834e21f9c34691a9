import type { z } from 'zod'
import type { Service } from '../catalogue/services.ts'
import type { Json } from '../json.ts'
import type { DataKind } from '../tool.ts'

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
  /** `global`: one answer, whatever regions are asked. */
  readonly scope: 'regional' | 'global'
  /** The SDK clients that it reads: tools of any of them run it, that of the first names it. */
  readonly services: readonly [Service, ...Service[]]
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

/** What a recipe has to work with beside its parameters: reads of a region. */
export interface Ask extends Reads {
  region: string
  /** As they were asked for, `all` among them; none where the recipe is to choose. */
  regionsAsked: readonly string[]
  now: Date
  signal: AbortSignal
  /** Reads of another region, for an answer that leads there. */
  elsewhere(region: string): Reads
  /** Requests sent for this answer so far, each page one: Cost Explorer bills them. */
  requests(): number
  /** Something the reader must know, as what could not be looked at. */
  note(text: string): void
}

/** Reads of one region. */
export interface Reads {
  /** All items of a read operation, redacted, or the first `most`; throws a ToolError. */
  read(operation: string, parameters?: Record<string, unknown>, most?: number): Promise<Item[]>
  /** As `read`, for evidence that an answer can do without: a failure becomes a note and no items. */
  tryRead(operation: string, parameters?: Record<string, unknown>, most?: number): Promise<Item[]>
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
