/** What the evaluating thread is asked. JSON goes as text: quicker than a structured clone. */
export interface Job {
  query: string
  subject: string
  /** The result's length in letters, at most. */
  most: number
}

/** A member that no item has. */
export interface Absent {
  name: string
  /** What it was looked for in: the names there, a list, or a text or number. */
  within: readonly string[] | 'list' | 'value'
}

export type Answer = { found: string; absent: Absent[]; mixed: boolean } | { failure: string }

/** The AWS command line takes literals such as `running` without quotes in the backticks. */
export const parseOptions = { enable_legacy_literals: true }
