/** A statement that allows; all of them are of all resources. */
export interface Allow {
  Sid: string
  Effect: 'Allow'
  Action: readonly string[]
  Resource: '*'
}

export type Statement =
  | Allow
  | {
      Sid: string
      Effect: 'Deny'
      Action: readonly string[]
      Resource: '*' | readonly string[]
      Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
    }

/** IAM's limit of a managed policy, whitespace not counted. */
const maxCharacters = 6_144

/**
 * Statements in as few policies as a first fit needs. They stay whole, so that a new action changes
 * one line and moves no other; only one that is larger than a policy is split.
 */
export function packed<T extends Statement>(statements: readonly T[]): T[][] {
  const policies: T[][] = []
  for (const statement of statements.flatMap((each) => split(each))) {
    const roomy = policies.find((policy) => size([...policy, statement]) <= maxCharacters)
    if (roomy === undefined) policies.push([statement])
    else roomy.push(statement)
  }
  return policies
}

/** In parts of as many actions as fit. */
function split<T extends Statement>(statement: T): T[] {
  if (size([statement]) <= maxCharacters) return [statement]
  const parts: string[][] = [[]]
  const room = maxCharacters - size([{ ...statement, Sid: `${statement.Sid}Part10`, Action: [] }])
  let left = room
  for (const action of statement.Action) {
    const length = action.length + 3
    if (length > left) {
      parts.push([])
      left = room
    }
    parts.at(-1)?.push(action)
    left -= length
  }
  return parts.map((Action, part) => ({
    ...statement,
    Sid: `${statement.Sid}Part${part + 1}`,
    Action,
  }))
}

const size = (statements: readonly Statement[]): number =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }).length
