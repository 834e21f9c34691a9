import type { SentCall } from '../../tool.ts'

/** What the turn before showed. */
export interface Shown {
  /** As it was asked of the tool. */
  question: string
  call?: SentCall | undefined
  /** The rows in their order, each by its name and what it is. */
  rows: readonly Row[]
  /** What was said above the rows. */
  said?: string | undefined
  /** How many rows more there are, that were too many to show; undefined where that is not known. */
  more?: number | undefined
  /** What was asked after it and answered without looking again. */
  lately?: string | undefined
  /** What was shown before this. */
  before?: Shown | undefined
}

/** A question that stands alone, or one with the steps that led to it and the call that it changes. */
export interface Resolved {
  question: string
  call?: SentCall
  /** What is to be said in place of an answer, where there is none. */
  said?: string
  /** Whether that is an answer, out of what was shown. */
  isTold?: boolean
  /** What is to be said before the answer: of which of several it is, what of it was known. */
  note?: string
}

export interface Row {
  name: string
  /** Where it is known by a tag: what AWS calls it, which is of nothing else. */
  id?: string
  noun: string
  /** What else it says of itself in a word. */
  members?: Readonly<Record<string, string>>
}

/** `the rest`, `the others`: more of a list that was cut off, and those that were left out of one that was not. */
export const asksForOthers = (text: string): boolean =>
  /\b(?:rest|others?|other ones|remaining)\b/i.test(text)

/** `show more`, `next page`, `go on`: nothing but the rest of what was shown. */
export const asksForMore = (text: string): boolean =>
  /^\s*(?:please,? |ok(?:ay)?,? |and |now )*(?:(?:show|give|list|see|load|fetch|get)(?: me| us)? )?(?:(?:the |some )?(?:more|rest|others?|remaining|next(?: page| ones?)?)(?: (?:of (?:it|them|the list)|ones|rows|items|results|please))?|go on|continue|keep going|page \d+)(?:,? please)?\s*[.!?]*\s*$/i.test(
    text,
  )
