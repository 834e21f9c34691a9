import { inParallel } from '../executor/in-parallel.ts'
import { readAll } from '../executor/read-all.ts'
import { isRecord, type Json } from '../json.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { Calls } from './calls.ts'
import { wholeIf } from './evidence/whole.ts'
import { listed, whyMissed } from './evidence/wording.ts'
import type { Ask, Extent, Item, Place, Reads } from './recipe.ts'

/** What one answer of a recipe has read, and what it could not. */
export class Look {
  readonly calls = new Calls()
  readonly notes = new Set<string>()
  /** What was missed, in a few words each. */
  readonly missed = new Set<string>()
  #requests = 0
  /** The one region that is looked at, where it is one. */
  #only: string | undefined
  readonly #context: ToolContext
  readonly #lateAtMs: number

  constructor(context: ToolContext, timeMs: number) {
    this.#context = context
    this.#lateAtMs = performance.now() + timeMs
  }

  /** Of these regions: the first one is the answer's own. */
  ask(regions: readonly [string, ...string[]], regionsAsked: readonly string[]): Ask {
    const places = regions.map((region) => this.#place(region))
    this.#only = places.length === 1 ? regions[0] : undefined
    return {
      ...this.#place(regions[0]),
      places,
      regionsAsked,
      where: listed(regions, 4),
      everywhere: (look) => this.#everywhere(places, look),
      shownRegion: (region) => (places.length > 1 ? region : undefined),
    }
  }

  #place(region: string): Place {
    const { now, signal, services } = this.#context
    return {
      region,
      now: now(),
      signal,
      has: (service) => services?.includes(service) !== false,
      ...this.#reads(region),
      elsewhere: (other) => this.#place(other),
      requests: () => this.#requests,
      isLate: () => signal.aborted || performance.now() > this.#lateAtMs,
      note: (text) => void this.notes.add(text),
      whole: () => wholeIf(this.missed.size),
      attempt: async (what, look) => {
        try {
          return await look()
        } catch (error) {
          this.#missOf(this.#named(what, region), error)
          return undefined
        }
      },
      missed: (what, why) => this.miss(what, why),
    }
  }

  #reads(region: string): Reads {
    const read: Reads['read'] = async (operation, parameters, extent = {}) => {
      this.calls.add({ operation, region, parameters })
      const { items, more, requests } = await readAll(
        { operation, region, most: extent.most, ...(parameters && { parameters }) },
        this.#context,
      )
      this.#requests += requests
      if (more && !hasEnough(items.length, extent)) {
        this.miss(
          `the rest of ${this.#named(operation, region)}`,
          `${items.length} items were read`,
        )
      }
      return items.map(toItem)
    }
    const tryRead: Reads['tryRead'] = async (...call) => {
      try {
        return await read(...call)
      } catch (error) {
        this.#missOf(this.#named(call[0], region), error)
        return undefined
      }
    }
    return { read, tryRead }
  }

  async #everywhere<T>(
    places: readonly Place[],
    look: (place: Place) => Promise<readonly T[]>,
  ): Promise<T[]> {
    const failures: ToolError[] = []
    const found = await inParallel(places, regionsAtOnce, async (place) => {
      try {
        return await look(place)
      } catch (error) {
        if (!(error instanceof ToolError)) throw error
        failures.push(error)
        if (places.length > 1) this.#missOf(place.region, error)
        return []
      }
    })
    const [failure] = failures
    if (failure !== undefined && failures.length === places.length) throw failure
    return found.flat()
  }

  /** With its region, where there are others. */
  #named(operation: string, region: string): string {
    return region === this.#only ? operation : `${operation} (${region})`
  }

  /** A kind of data that is closed on purpose is no failure, and a note says what would open it. */
  #missOf(what: string, error: unknown): void {
    if (!(error instanceof ToolError)) throw error
    const why = whyMissed(error)
    if (error.code === 'data_access_off') this.notes.add(`Not looked at: ${what}. ${why}`)
    else this.miss(what, why)
  }

  /** What was to be seen, in a few words, and why it was not. */
  miss(what: string, why: string): void {
    this.missed.add(what)
    this.notes.add(`Not looked at: ${what}. ${why}${/[.!?]$/.test(why) ? '' : '.'}`)
  }
}

const regionsAtOnce = 6

const hasEnough = (count: number, { most, enough = false }: Extent) =>
  enough && most !== undefined && count >= most

const toItem = (item: Json): Item => (isRecord(item) ? item : { value: item })
