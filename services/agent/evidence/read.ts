import type { WrittenNumber } from './numbers.ts'

/** What one call read, as evidence of an answer. */
export interface ReadResult {
  /** Of the call. */
  id: string
  tool: string
  input: Record<string, unknown>
  /** Whole, as it came from the tool. */
  result: unknown
}

/** Where something stands: in which result, under which path, and in which row of it. */
export interface Place {
  call: number
  path: string
  /** Of all rows that were read, from 0; -1 outside of rows. */
  row: number
}

export interface NumberRead extends Place {
  value: number
  /** Of the member: `CodeSize` is `code`, `size`. */
  words: readonly string[]
  /** Path without the numbers of list members: what is one column of a table. */
  column: string
}

export interface Row {
  call: number
  region: string
  /** What it is one of: rows of one kind are never said of each other. */
  kind: string
  /** The list that it stands in. */
  list: string
}

/** A list that was read, whose length may be told. */
export interface List extends Place {
  length: number
}

export interface Column {
  call: number
  words: readonly string[]
  /** A value that is text or a boolean, and the rows with it. */
  groups: Map<string, ReadonlySet<number>>
  rows: Set<number>
}

/** Numbers in the sentences that tools write, with the words beside them. */
export interface ProseNumber extends Place, WrittenNumber {
  words: ReadonlySet<string>
  /** What comes next, two words or numbers. */
  next: readonly string[]
  /** Whole, in small letters: the number stands in it at `index`. */
  said: string
}
