import { jsonBytes } from '../json.ts'
import type { ToolResult } from '../tool.ts'

type Call = NonNullable<ToolResult['calls']>[number]

interface Read {
  /** With its service: `ec2:DescribeInstances`. */
  operation: string
  region: string
  parameters: Record<string, unknown> | undefined
}

/** The reads that an answer rests on, in their order: of one that is made for each of many things, a few. */
export class Calls {
  readonly #made: Call[] = []
  readonly #counts = new Map<string, number>()

  get made(): Call[] {
    return [...this.#made]
  }

  add({ operation, region, parameters }: Read): void {
    const count = (this.#counts.get(`${operation} ${region}`) ?? 0) + 1
    this.#counts.set(`${operation} ${region}`, count)
    if (count > mostOfOne || this.#made.length >= most) return
    const [service = '', name = ''] = operation.split(':')
    const fits = parameters !== undefined && jsonBytes(parameters) <= mostBytes
    this.#made.push({ service, operation: name, region, ...(fits && { parameters }) })
  }
}

const mostOfOne = 2
const most = 40
const mostBytes = 600
