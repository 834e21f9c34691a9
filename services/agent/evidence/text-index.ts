import type { Place } from './read.ts'

/** All texts that were read, for where a name stands whole in them. */
export class TextIndex {
  /** Each once: in most reads the same few stand again and again. */
  readonly #texts: string[] = []
  readonly #nth = new Map<string, number>()
  readonly #starts: number[] = []
  readonly #places: Place[] = []
  /** Of each place, which text stands there, and the place before it where that does. */
  readonly #textOf: number[] = []
  readonly #before: number[] = []
  /** Of each text. */
  readonly #last: number[] = []
  #nthOf: Map<Place, number> | undefined
  #ofRow: Map<number, Place[]> | undefined
  #length = 0
  #haystack = ''
  /** Where a run of signs begins; most stand once. */
  readonly #runs = new Map<string, number | number[]>()

  /** In small letters. */
  add(text: string, place: Place): void {
    let nth = this.#nth.get(text)
    if (nth === undefined) {
      nth = this.#texts.length
      this.#nth.set(text, nth)
      this.#texts.push(text)
      this.#starts.push(this.#length)
      this.#length += text.length + 1
      this.#last.push(-1)
    }
    this.#before.push(this.#last[nth] ?? -1)
    this.#last[nth] = this.#places.length
    this.#textOf.push(nth)
    this.#places.push(place)
  }

  /** To be called once, after the last `add`. */
  settle(): void {
    this.#haystack = this.#texts.join('\n')
    const text = this.#haystack
    let start = -1
    for (let at = 0; at <= text.length; at += 1) {
      if (at < text.length && isRun(text.charCodeAt(at))) {
        if (start === -1) start = at
      } else if (start !== -1) {
        const run = text.slice(start, at)
        const found = this.#runs.get(run)
        if (found === undefined) this.#runs.set(run, start)
        else if (typeof found === 'number') this.#runs.set(run, [found, start])
        else found.push(start)
        start = -1
      }
    }
  }

  placesOf(token: string): Place[] {
    const text = token.toLowerCase()
    let rarest: readonly number[] | undefined
    let offset = 0
    for (const { 0: run, index } of text.matchAll(runs)) {
      const found = this.#runs.get(run)
      if (found === undefined) return []
      const starts = typeof found === 'number' ? [found] : found
      if (rarest === undefined || starts.length < rarest.length) {
        rarest = starts
        offset = index
      }
    }
    const places: number[] = []
    for (const at of rarest ?? []) {
      const start = at - offset
      if (start < 0 || !this.#haystack.startsWith(text, start)) continue
      if (isRun(this.#haystack.charCodeAt(start - 1)) && isRun(text.charCodeAt(0))) continue
      const end = start + text.length
      if (isRun(this.#haystack.charCodeAt(end)) && isRun(text.charCodeAt(text.length - 1))) continue
      places.push(...this.#placesAt(start))
    }
    return places
      .sort((one, other) => one - other)
      .slice(0, mostPlaces)
      .flatMap((at) => this.#places[at] ?? [])
  }

  /** What stands there. */
  textAt(place: Place): string {
    this.#nthOf ??= new Map(this.#places.map((one, at) => [one, this.#textOf[at] ?? -1]))
    return this.#texts[this.#nthOf.get(place) ?? -1] ?? ''
  }

  /** All texts of a row. */
  of(row: number): readonly Place[] {
    this.#ofRow ??= Map.groupBy(this.#places, (place) => place.row)
    return this.#ofRow.get(row) ?? []
  }

  /** Those of the text that stands at `offset`. */
  #placesAt(offset: number): readonly number[] {
    let low = 0
    let high = this.#starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    const places: number[] = []
    for (let at = this.#last[low] ?? -1; at !== -1; at = this.#before[at] ?? -1) places.push(at)
    return places
  }
}

/** Enough to know whether one of them is in a row that is meant. */
export const mostPlaces = 400

/** Runs of letters and digits; of other alphabets any sign counts as one. */
const runs = /[a-z\d\u0080-\uffff]+/g
const isRun = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128
