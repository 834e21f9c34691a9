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
export function packed(statements: readonly Allow[]): Allow[][] {
  const policies: Allow[][] = []
  for (const statement of statements.flatMap(split)) {
    const roomy = policies.find((policy) => size([...policy, statement]) <= maxCharacters)
    if (roomy === undefined) policies.push([statement])
    else roomy.push(statement)
  }
  return policies
}

function split(statement: Allow): Allow[] {
  if (size([statement]) <= maxCharacters) return [statement]
  const parts = Math.ceil(size([statement]) / (maxCharacters - reserve))
  const length = Math.ceil(statement.Action.length / parts)
  return Array.from({ length: parts }, (_, part) => ({
    ...statement,
    Sid: `${statement.Sid}Part${part + 1}`,
    Action: statement.Action.slice(part * length, (part + 1) * length),
  }))
}

/** Parts have the same number of actions, whose names are longer in one than in the other. */
const reserve = 600

const size = (statements: readonly Allow[]): number =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }).length
