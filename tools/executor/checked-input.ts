import { fetches } from '../policy/foreign.ts'
import { guesses } from '../policy/guessing.ts'
import { revealingParameter } from '../policy/revealing.ts'
import { runsOrPays } from '../policy/running.ts'
import { ToolError } from '../tool-error.ts'
import type { FoundOperation } from './find-operation.ts'
import { checkedParameters } from './parameters.ts'

/** The parameters of a call as AWS takes them; throws a ToolError for what it may not be given. */
export function checkedInput(found: FoundOperation, parameters: unknown): Record<string, unknown> {
  const input = checkedParameters(parameters, found)
  const refused =
    revealingParameter(found.service, found.name, input) ??
    runsOrPays(found.service, input) ??
    fetches(input) ??
    guesses(input)
  if (refused !== undefined) throw new ToolError('invalid_parameter', refused)
  return input
}
