import type { Service } from '../catalogue/services.ts'
import type { Json } from '../json.ts'
import type { Slots } from '../planner/slots.ts'
import type { Period } from '../planner/time.ts'
import type { DataKind } from '../tool.ts'

/** A question that takes more than one call, or a judgement over one: data and one function. */
export interface Recipe {
  /** In snake case; the result's operation is `recipe:<name>`. */
  readonly name: string
  /** What it answers, in one sentence. */
  readonly description: string
  /** Ways of asking it, as people do: the search over questions reads these. */
  readonly questions: readonly string[]
  /** `global`: one answer, whatever regions are asked. */
  readonly scope: 'regional' | 'global'
  /** The SDK clients that it reads; the first is the one that it belongs to. */
  readonly services: readonly [Service, ...Service[]]
  /** Data kinds that make the answer fuller; where one is off, the answer says what opens it. */
  readonly uses?: readonly DataKind[]
  /** Throws a ToolError where there is no answer at all. */
  readonly answer: (ask: Ask) => Promise<Answer>
}

/** What a recipe has to work with: the question, and reads. */
export interface Ask extends Reads {
  /** As it was asked, for names in it that only this account has. */
  question: string
  region: string
  now: Date
  slots: Slots
  period: Period | undefined
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
