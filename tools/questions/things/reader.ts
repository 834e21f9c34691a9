import { regionsInUse } from '../../estate/regions-in-use.ts'
import { inParallel } from '../../executor/in-parallel.ts'
import { readAll } from '../../executor/read-all.ts'
import { regionList, regionsNamed } from '../../executor/regions.ts'
import type { Json } from '../../json.ts'
import type { ToolContext } from '../../tool.ts'
import { ToolError } from '../../tool-error.ts'

export interface Where {
  region: string
  parameters?: Record<string, unknown>
  /** Of the items; all where it is absent. */
  most?: number
}

/** What lists of things are read with: of a question, or of a recipe. */
export type Reading = Pick<Reader, 'each' | 'tryRead'> & Partial<Pick<Reader, 'failures' | 'cut'>>

/** Reads for one question: each call is made once, and what failed is known at the end. */
export class Reader {
  readonly #context: ToolContext
  readonly #reads = new Map<string, Promise<Json[]>>()
  readonly failures: { region: string; operation: string; error: ToolError }[] = []
  /** Operations of which there is more than was looked at. */
  readonly cut = new Set<string>()

  constructor(context: ToolContext) {
    this.#context = context
  }

  get defaultRegion(): string {
    return this.#context.defaultRegion
  }

  /** The regions meant: those named, else all with anything in them. */
  async regions(named: string | readonly string[] | undefined): Promise<readonly string[]> {
    if (named !== undefined && named !== 'all')
      return regionsNamed(regionList(named), this.#context)
    try {
      return (await regionsInUse(this.#context)).regions
    } catch (error) {
      // Whoever may not list the regions is answered for the one that is configured.
      if (!(error instanceof ToolError) && !isServiceFault(error)) throw error
      return [this.#context.defaultRegion]
    }
  }

  read(operation: string, { region, parameters, most }: Where): Promise<Json[]> {
    const key = JSON.stringify([operation, region, parameters ?? {}])
    const known = this.#reads.get(key)
    if (known !== undefined) return known
    const call = { operation, region, most, ...(parameters === undefined ? {} : { parameters }) }
    const reading = readAll(call, this.#context).then(({ items, more }) => {
      if (more && most === undefined) this.cut.add(operation)
      return items
    })
    this.#reads.set(key, reading)
    return reading
  }

  /** As `read`; a failure is noted, and there is nothing then. */
  async tryRead(operation: string, where: Where): Promise<Json[]> {
    try {
      return await this.read(operation, where)
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code !== 'not_found') this.failures.push({ region: where.region, operation, error })
      return []
    }
  }

  /** `work` for each, several at once, and all that comes of it. */
  async each<T, R>(entries: readonly T[], work: (entry: T) => Promise<readonly R[]>): Promise<R[]> {
    return (await inParallel(entries, atOnce, work)).flat()
  }
}

const atOnce = 12

const isServiceFault = (error: unknown) => error instanceof Error && '$metadata' in error
