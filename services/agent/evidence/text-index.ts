import type { Place } from './read.ts'

/** All texts that were read, for where a name stands whole in them. */
export class TextIndex {
  readonly #texts: string[] = []
  readonly #starts: number[] = []
  readonly #places: Place[] = []
  #textOf: Map<Place, string> | undefined
  #ofRow: Map<number, Place[]> | undefined
  #length = 0
  #haystack = ''
  readonly #runs = new Map<string, number[]>()

  /** In small letters. */
  add(text: string, place: Place): void {
    this.#texts.push(text)
    this.#starts.push(this.#length)
    this.#places.push(place)
    this.#length += text.length + 1
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
        if (found === undefined) this.#runs.set(run, [start])
        else found.push(start)
        start = -1
      }
    }
  }

  placesOf(token: string): Place[] {
    const text = token.toLowerCase()
    let rarest: number[] | undefined
    let offset = 0
    for (const { 0: run, index } of text.matchAll(runs)) {
      const found = this.#runs.get(run)
      if (found === undefined) return []
      if (rarest === undefined || found.length < rarest.length) {
        rarest = found
        offset = index
      }
    }
    const places: Place[] = []
    for (const at of rarest ?? []) {
      const start = at - offset
      if (start < 0 || !this.#haystack.startsWith(text, start)) continue
      if (isRun(this.#haystack.charCodeAt(start - 1)) && isRun(text.charCodeAt(0))) continue
      const end = start + text.length
      if (isRun(this.#haystack.charCodeAt(end)) && isRun(text.charCodeAt(text.length - 1))) continue
      places.push(this.#placeAt(start))
      if (places.length === mostPlaces) break
    }
    return places
  }

  /** What stands there. */
  textAt(place: Place): string {
    this.#textOf ??= new Map(this.#places.map((one, at) => [one, this.#texts[at] ?? '']))
    return this.#textOf.get(place) ?? ''
  }

  /** All texts of a row. */
  of(row: number): readonly Place[] {
    this.#ofRow ??= Map.groupBy(this.#places, (place) => place.row)
    return this.#ofRow.get(row) ?? []
  }

  #placeAt(offset: number): Place {
    let low = 0
    let high = this.#starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return this.#places[low] ?? { call: 0, path: '', row: -1 }
  }
}

/** Enough to know whether one of them is in a row that is meant. */
export const mostPlaces = 400

/** Runs of letters and digits; of other alphabets any sign counts as one. */
const runs = /[a-z\d\u0080-\uffff]+/g
const isRun = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128
