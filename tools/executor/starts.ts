import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { describeFailure } from './failure.ts'
import type { FoundOperation } from './find-operation.ts'
import { invalidNextToken, type Position, readToken } from './next-token.ts'
import { checkedParameters } from './parameters.ts'
import { isRegionName } from './region-names.ts'
import { regionList, targetsOf } from './regions.ts'

/** Where one region's part of a call begins. */
interface Start {
  start: Position
  /** The region's name in the result. */
  shown: string
}

interface Request {
  region?: string | readonly string[]
  nextToken?: string
  input: Record<string, unknown>
  digest: string
}

/** Where to begin: in each region asked, or where a next_token left off. */
export async function startsOf(
  found: FoundOperation,
  { region, nextToken, input, digest }: Request,
  context: ToolContext,
): Promise<Start[]> {
  const asked = region === undefined ? [] : regionList(region)
  const from = nextToken === undefined ? undefined : resumed(found, nextToken, { input, digest })
  try {
    const regions = from === undefined ? asked : [from.region]
    const targets = await targetsOf({ found, regions, parameters: input }, context)
    return targets.map(({ region, shown }) => ({
      start: from ?? { region, tokens: {}, skip: 0 },
      shown,
    }))
  } catch (error) {
    const failure = describeFailure(error, ['ec2:DescribeRegions'])
    if (error instanceof ToolError || failure === undefined) throw error
    const { code, message, ...hint } = failure
    throw new ToolError(code, message, hint)
  }
}

/** A token is text from outside: it can set nothing but the operation's own paging members. */
function resumed(
  found: FoundOperation,
  nextToken: string,
  { input, digest }: { input: Record<string, unknown>; digest: string },
): Position {
  const position = readToken(nextToken, digest)
  const paging = found.operation.paging?.tokens ?? {}
  const names = Object.keys(position.tokens)
  const misfit = invalidNextToken('next_token does not fit this operation')
  const known = names.every((name) => Object.hasOwn(paging, name))
  if (!known || !isRegionName(position.region)) throw misfit
  try {
    const checked = checkedParameters({ ...input, ...position.tokens }, found)
    return { ...position, tokens: Object.fromEntries(names.map((name) => [name, checked[name]])) }
  } catch (error) {
    throw error instanceof ToolError ? misfit : error
  }
}
