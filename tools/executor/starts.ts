import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import type { FoundOperation } from './find-operation.ts'
import type { Each } from './for-each/each-of.ts'
import { type EachPosition, invalidNextToken, type Position, readToken } from './next-token.ts'
import { checkedParameters } from './parameters.ts'
import { isRegionName, partitionOf } from './region-names.ts'
import { checkPartition, regionList, targetsOf } from './regions.ts'

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
  /** Of a call for each of many names. */
  each?: Each | undefined
}

/** Where to begin: in each region asked, or where a next_token left off. */
export async function startsOf(
  found: FoundOperation,
  { region, nextToken, input, digest, each }: Request,
  context: ToolContext,
): Promise<Start[]> {
  const asked = region === undefined ? [] : regionList(region)
  checkPartition(asked, context)
  const from =
    nextToken === undefined
      ? undefined
      : resumed(found, nextToken, { input, digest, each, context })
  try {
    const regions = from === undefined ? asked : [from.region]
    const parameters = each === undefined ? input : each.others
    const targets = await targetsOf({ found, regions, parameters }, context)
    return targets.map(({ region, shown }) => ({
      start: from ?? { region, tokens: {}, skip: 0 },
      shown,
    }))
  } catch (error) {
    const { describeFailure } = await import('./failure.ts')
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
  {
    input,
    digest,
    each,
    context,
  }: Pick<Request, 'input' | 'digest' | 'each'> & { context: ToolContext },
): Position {
  const position = readToken(nextToken, digest)
  if (partitionOf(position.region) !== partitionOf(context.defaultRegion)) throw misfit()
  if (!isRegionName(position.region) || (position.each === undefined) !== (each === undefined)) {
    throw misfit()
  }
  const one = each === undefined ? input : { ...each.others, [each.parameter]: 'name' }
  const tokens = checkedTokens(found, one, position.tokens)
  return each === undefined
    ? { ...position, tokens }
    : { ...position, tokens, each: checkedEach(each, position.each) }
}

const misfit = () => invalidNextToken('next_token does not fit this operation')

function checkedEach({ names }: Each, position: EachPosition | undefined): EachPosition {
  if (position === undefined || 'at' in position !== Array.isArray(names)) throw misfit()
  if ('at' in position || !('found' in names)) return position
  const { found, parameters } = names
  const tokens = checkedTokens(found, parameters, position.list.tokens)
  return { list: { ...position.list, tokens } }
}

function checkedTokens(
  found: FoundOperation,
  input: Record<string, unknown>,
  tokens: Record<string, unknown>,
): Record<string, unknown> {
  const paging = found.operation.paging?.tokens ?? {}
  const names = Object.keys(tokens)
  if (!names.every((name) => Object.hasOwn(paging, name))) throw misfit()
  try {
    const checked = checkedParameters({ ...input, ...tokens }, found)
    return Object.fromEntries(names.map((name) => [name, checked[name]]))
  } catch (error) {
    throw error instanceof ToolError ? misfit() : error
  }
}
