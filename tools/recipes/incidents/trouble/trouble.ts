import type { Item, Place } from '../../recipe.ts'

/** Something that is wrong right now. */
export interface Trouble {
  /** In the singular: `firing alarm`. */
  kind: string
  name: string
  /** What is wrong with it, in a few words. */
  state: string
  since: Date | undefined
  /** From 0 to 100: what is down before what may come. */
  weight: number
  region: string
  /** Names of what it is about, besides its own: an alarm's service. */
  about?: readonly string[]
}

/** Finds one kind of trouble in a region. */
export type Finder = (place: Place) => Promise<Trouble[]>

/** A time of AWS's; undefined where it gave none. */
export function timeOf(time: Item[string] | undefined): Date | undefined {
  const at = new Date(typeof time === 'string' ? time : Number.NaN)
  return Number.isNaN(at.getTime()) ? undefined : at
}
