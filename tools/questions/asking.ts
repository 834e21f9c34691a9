import type { ToolContext } from '../tool.ts'
import type { Plan } from './plan.ts'
import type { Kind } from './things/kind.ts'
import type { Reader } from './things/reader.ts'

/** What is asked of the questions' reader. */
export interface Question {
  question: string
  /** What the caller set beside the question goes before what it says. */
  region?: string | string[] | undefined
}

/** A question about things of one kind. */
export interface Asking {
  plan: Plan
  kind: Kind
  context: ToolContext
  /** Who did something to what is left is asked in other words than what is left. */
  who?: Plan
  /** JMESPath that has picked among the things before: they are looked at further. */
  base?: string
}

/** Who reads for it, and where. */
export interface Around {
  reader: Reader
  regions: readonly string[]
}
