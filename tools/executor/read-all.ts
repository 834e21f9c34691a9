import { actionsOf } from '../catalogue/catalogue.ts'
import { serviceNames } from '../catalogue/services.ts'
import type { Json } from '../json.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { allow } from './allow.ts'
import { page } from './ask-region.ts'
import { checkedInput } from './checked-input.ts'
import { collect } from './collect.ts'
import { findOperation } from './find-operation.ts'
import { targetsOf } from './regions.ts'

export interface Read {
  /** With its service: `ec2:DescribeInstances`. */
  operation: string
  parameters?: Record<string, unknown>
  region: string
  /** Of the items; all up to a bound of memory where it is absent. */
  most?: number | undefined
}

export interface ReadItems {
  items: Json[]
  /** There is more than a recipe looks at: its answer must say so. */
  more: boolean
  /** How many were sent, a page each; none where the answer had read it before. */
  requests: number
}

/**
 * All items of one read operation in one region, for recipes. Checked and redacted like any call,
 * but not cut to what a model can read: a recipe counts and compares. Throws a ToolError.
 */
export async function readAll(read: Read, context: ToolContext): Promise<ReadItems> {
  const found = await findOperation(read.operation, serviceNames)
  await allow(found, context)
  const input = checkedInput(found, read.parameters)
  let requests = 0
  const sent = () => {
    requests += 1
  }
  try {
    const [target] = await targetsOf({ found, regions: [read.region], parameters: input }, context)
    const region = target?.region ?? read.region
    const { items, end, cutOff } = await collect({
      found,
      input,
      start: { region, tokens: {}, skip: 0 },
      maxItems: read.most ?? bounds.items,
      maxBytes: bounds.bytes,
      signal: context.signal,
      send: (pageInput) => page(found, { input: pageInput, region, sent }, context),
    })
    return { items, more: end !== undefined || cutOff !== undefined, requests }
  } catch (error) {
    const actions = actionsOf(found.service, found.name, found.operation)
    const { describeFailure } = await import('./failure.ts')
    const failure = describeFailure(error, actions)
    if (error instanceof ToolError || failure === undefined) throw error
    const { code, message, ...hint } = failure
    throw new ToolError(code, message, hint)
  }
}

const bounds = { items: 10_000, bytes: 40_000_000 }
