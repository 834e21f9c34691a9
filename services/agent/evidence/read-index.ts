import { nextOf, wordsAround } from './beside-number.ts'
import { Links } from './links.ts'
import { numbersIn } from './numbers.ts'
import type { Column, List, NumberRead, Place, ProseNumber, ReadResult, Row } from './read.ts'
import { RowSets } from './row-sets.ts'
import { mostPlaces, TextIndex } from './text-index.ts'
import { stem, wordsOf } from './words.ts'

/** All results of a conversation, read once; each look-up afterwards is of one claim. */
export class ReadIndex {
  readonly rows: Row[] = []
  readonly lists: List[] = []
  readonly numbers: NumberRead[] = []
  readonly prose: ProseNumber[] = []
  readonly moments: (Place & { at: number })[] = []
  /** The days on which periods begin and end that columns are of, and the last day of each. */
  readonly bounds: number[] = []
  /** Those that were asked. */
  readonly regionsRead = new Set<string>()
  /** Regions that did not answer. */
  readonly failed = new Set<string>()
  readonly columns = new Map<string, Column>()
  readonly members = new Set<string>()
  /** Rows by the names, ids and other words that stand in them as whole values. */
  readonly #texts = new TextIndex()
  #sorted: NumberRead[] = []
  #byColumn: NumberRead[][] | undefined
  #momentsOfRow = new Map<number, (Place & { at: number })[]>()
  readonly #sizes = new Map<number, number>()
  #numbersOf = new Map<number, NumberRead[]>()
  readonly #labelled = new Map<string, ReadonlySet<number>>()
  readonly #ownRegion = new Map<number, string>()
  readonly #regionsOf = new Map<number, Set<string>>()
  readonly #wordsOf = new Map<string, readonly string[]>()
  readonly #whole = new Map<string, ReadonlySet<number>>()
  readonly #sets = new RowSets()
  readonly #operations: string[] = []
  readonly #columnsOf: Map<string, Column>[] = []
  readonly #below = new Map<string, Map<string, string>>()
  readonly #links = new Links(this.#sets)

  add(call: number, { result, input, tool }: ReadResult): void {
    const said = isError(result) ? textsOf(input) : []
    const { operation } = Object(result) as { operation?: unknown }
    this.#operations[call] = `${tool} ${String(operation ?? input.operation ?? call)}`
    this.#walk(result, { call, path: '', row: -1 }, { region: '', column: '', words: [], said })
  }

  /** What a call asked for: reads of one kind have the same. */
  operationOf(call: number): string {
    return this.#operations[call] ?? ''
  }

  /** How many rows all calls of one kind have. */
  sizeOf(operation: string): number {
    return this.#operations.reduce(
      (sum, one, call) => sum + (one === operation ? (this.#sizes.get(call) ?? 0) : 0),
      0,
    )
  }

  /** To be called once, after the last `add`. */
  settle(): void {
    this.#texts.settle()
    this.#numbersOf = Map.groupBy(this.numbers, ({ row }) => row)
    this.#momentsOfRow = Map.groupBy(this.moments, ({ row }) => row)
    this.#sorted = this.numbers.toSorted((one, other) => one.value - other.value)
  }

  /** Where a name, an id or an address stands, whole, in any case of letters. */
  placesOf(token: string): Place[] {
    return this.#texts.placesOf(token)
  }

  /** Ids, ARNs and names in parts that a row has. */
  linksOf(row: number): readonly string[] {
    return this.#links.of(row)
  }

  /** Rows that are labelled with a word, as figures of what is called so. */
  labelledWith(name: string): ReadonlySet<number> | undefined {
    return this.#labelled.get(name.toLowerCase())
  }

  /** Where the texts of a row stand. */
  textsOf(row: number): readonly Place[] {
    return this.#texts.of(row)
  }

  /** The text that stands there, in small letters. */
  textAt(place: Place): string {
    return this.#texts.textAt(place)
  }

  /** After `settle`: the numbers of each column. */
  get numbersByColumn(): readonly NumberRead[][] {
    this.#byColumn ??= [...Map.groupBy(this.numbers, ({ column }) => column).values()]
    return this.#byColumn
  }

  /** Numbers within `slack` of `value`. */
  numbersNear(value: number, slack: number): NumberRead[] {
    const sorted = this.#sorted
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle]?.value ?? 0) < value - slack) low = middle + 1
      else high = middle
    }
    const found: NumberRead[] = []
    for (let at = low; at < sorted.length && found.length < mostPlaces; at += 1) {
      const one = sorted[at]
      if (one === undefined || one.value > value + slack) break
      found.push(one)
    }
    return found
  }

  /** Whether a row has that value: a text, a number, or a time, whatever is written behind it. */
  has(row: number, text: string): boolean {
    if (text === '') return false
    const name = text.toLowerCase()
    if (this.#whole.get(name)?.has(row) || this.rows[row]?.region === name) return true
    const [number] = /^\W{0,2}\d/.test(text) ? numbersIn(text) : []
    if (
      number !== undefined &&
      this.numbersIn(new Set([row])).some(
        ({ value }) => Math.abs(value - number.value) <= number.slack,
      )
    )
      return true
    const time = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?/.exec(text)?.[0].replace(' ', 'T')
    if (time === undefined) return false
    return (this.#momentsOfRow.get(row) ?? []).some(({ at }) =>
      new Date(at).toISOString().startsWith(time),
    )
  }

  /** Whether a row has that text as a value. */
  hasText(row: number, text: string): boolean {
    return this.#whole.get(text.toLowerCase())?.has(row) === true
  }

  /** Whether some row has it as a value: `stopped`, `python3.9`. */
  isValue(text: string): boolean {
    return this.#whole.has(text.toLowerCase())
  }

  /** One of very few: what a query counted, and not one of many that have such a member. */
  isAlone(row: number): boolean {
    const { call } = this.rows[row] ?? {}
    return row === -1 || call === undefined || (this.#sizes.get(call) ?? 0) <= 3
  }

  numbersIn(rows: ReadonlySet<number>): NumberRead[] {
    return [...rows].flatMap((row) => this.#numbersOf.get(row) ?? [])
  }

  /** Those that are about a name or an id: rows that have it as a value, else rows where it stands. */
  rowsOf(text: string): ReadonlySet<number> {
    const whole = this.#whole.get(text.toLowerCase()) ?? this.#whole.get(`${text.toLowerCase()}.`)
    if (whole !== undefined) return whole
    const rows = new Set(this.placesOf(text).map(({ row }) => row))
    rows.delete(-1)
    return rows
  }

  /** Rows that have a text as a value, if it is one that may be what a row is about. */
  rowsWith(text: string): ReadonlySet<number> | undefined {
    if (!/[a-z]{3}/i.test(text) && !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
    return this.#whole.get(text.toLowerCase())
  }

  /** Rows with those of other kinds that are about the same: an id leads there that one of both has alone. */
  withLinked(rows: ReadonlySet<number>): ReadonlySet<number> {
    return this.#links.with(rows, (row) => this.rows[row]?.kind)
  }

  #walk(value: unknown, place: Place, around: Around): void {
    if (Array.isArray(value)) this.#list(value, place, around)
    else if (typeof value === 'object' && value !== null) this.#object(value, place, around)
    else if (typeof value === 'string') this.#string(value, place, around)
    else if (typeof value === 'number') this.#number(value, place, around)
    else if (typeof value === 'boolean') this.#group(String(value), place, around)
  }

  #object(value: object, place: Place, around: Around): void {
    const region = 'region' in value && typeof value.region === 'string' ? value.region : ''
    for (const [name] of region.matchAll(regionNames)) this.regionsRead.add(name)
    if (region !== '' && 'status' in value && value.status === 'error') this.failed.add(region)
    const { call, row } = place
    for (const name of Object.keys(value)) {
      if (row === -1 && echoes.has(name)) continue
      const path = place.path === '' ? name : `${place.path}.${name}`
      const words = name === 'Size' ? this.#sizeOf(place, around.words) : this.#wordsOfMember(name)
      this.#walk(
        (value as Record<string, unknown>)[name],
        { call, path, row },
        {
          region: region === '' ? around.region : region,
          column: this.#columnOf(around.column, name),
          words,
          said: around.said,
        },
      )
    }
    // A tag's or a dimension's value stands under its key.
    const { Key, Value, Name } = value as Record<string, unknown>
    const key = typeof Key === 'string' ? Key : Name
    if (typeof key === 'string' && typeof Value === 'string' && key.length < 60) {
      const words = this.#wordsOfMember(key)
      this.#group(Value.toLowerCase(), place, {
        ...around,
        column: this.#columnOf(around.column, key),
        words,
      })
    }
  }

  /** A size is that of what has it, or of what is listed: `EphemeralStorage.Size`, that of volumes. */
  #sizeOf({ call, path }: Place, parent: readonly string[]): readonly string[] {
    const isOwn = /\]$/.test(path)
    const [noun = ''] = /[a-z]+(?=s$)/i.exec(wordsOf(this.operationOf(call)).at(-1) ?? '') ?? []
    return isOwn ? [noun, 'size'] : [...parent, 'size']
  }

  #wordsOfMember(name: string): readonly string[] {
    const known = this.#wordsOf.get(name)
    if (known !== undefined) return known
    const words = wordsOf(name).map(stem)
    this.#wordsOf.set(name, words)
    return words
  }

  #list(value: readonly unknown[], place: Place, around: Around): void {
    const isOfRows = place.row === -1 && !isRegions(place.path) && value.length > 0
    if (place.path === 'empty_regions') for (const one of value) this.regionsRead.add(String(one))
    this.lists.push({ ...place, length: value.length })
    // That it has some: another row may have none.
    if (
      place.row !== -1 &&
      value.length > 0 &&
      typeof value[0] === 'object' &&
      !/\]$/.test(place.path)
    )
      this.#groupOf(around.column, { call: place.call, words: around.words }).rows.add(place.row)
    value.forEach((one, at) => {
      const path = `${place.path}[${at}]`
      if (isOfRows) {
        const { call } = place
        const list = `${around.column} ${around.region}`
        const { evidence } = Object(one) as { evidence?: unknown }
        const kind = `${this.#operations[call]} ${around.column} ${String(evidence ?? '')}`
        this.#sizes.set(call, (this.#sizes.get(call) ?? 0) + 1)
        this.rows.push({ call, region: around.region, kind, list })
        const row = this.rows.length - 1
        if (around.region !== '') {
          const column = this.#groupOf('region', { call, words: ['region'] })
          this.#intoGroup(column, around.region, row)
        }
        this.#walk(one, { call, path, row }, around)
      } else this.#walk(one, { ...place, path }, around)
    })
  }

  #string(value: string, place: Place, around: Around): void {
    if (value === '') return
    let text = value
    for (const said of around.said) text = text.replaceAll(said, ' ')
    const name = text.toLowerCase()
    this.#texts.add(name, place)
    // A policy, say, is JSON within a text.
    const inner = place.row !== -1 && /^[{[]"?/.test(text) ? jsonIn(text) : undefined
    if (inner !== undefined) this.#walk(inner, place, around)
    if (place.row !== -1) {
      if (text.length <= 200) this.#sets.into(this.#whole, name, place.row)
      this.#links.add(text, place.row)
      // `web-logs BucketSizeBytes` is of what is called so.
      if (around.column.endsWith('.Label') && /\.Label$/.test(place.path))
        for (const word of text.split(' ')) {
          this.#links.add(word, place.row)
          this.#sets.into(this.#labelled, word.toLowerCase(), place.row)
        }
      if (text.length <= 120) this.#group(name, place, around)
    }
    if (!/\d/.test(text)) return
    if (place.row !== -1 && /-\d/.test(text)) this.#regions(text, place)
    if (/^-?\d+(?:\.\d+)?$/.test(text)) this.#number(Number(text), place, around)
    else this.#amount(text, place, around)
    this.#momentsOf(text, place)
    if (!/[\s%$]/.test(text)) return
    for (const number of numbersIn(text.replace(isoTimes, (time) => ' '.repeat(time.length)))) {
      const words = wordsAround(text, number)
      const next = nextOf(text, number)
      const both = new Set([...words, ...around.words])
      this.prose.push({ ...place, ...number, next, words: both, said: name })
    }
  }

  #number(value: number, place: Place, around: Around): void {
    const { words } = around
    this.numbers.push({ ...place, value, words, column: `${place.call} ${around.column}` })
    if (value > 1e9 && value < 4e9) this.moments.push({ ...place, at: value * 1000 })
    else if (value > 1e12 && value < 4e12) this.moments.push({ ...place, at: value })
    if (place.row !== -1) this.#group(String(value), place, around)
  }

  /** `$9,261`, `+$72.75 (+1 %)`, `550 GiB`: a recipe writes its figures with their units. */
  #amount(text: string, place: Place, { column, words }: Around): void {
    if (text.length > 40 || !/^[-+−]?\$?\d[\d,]*(?:\.\d+)?(?![.\-:/\d])/.test(text)) return
    const [one, ...more] = numbersIn(text.replace(/^[-+−]/, '').replace(/ \(.*\)$/, ''))
    if (one === undefined || more.length > 0 || one.unit === 'none') return
    const rest = text.replace(/^[-+−]/, '').slice(one.index + one.text.length)
    if (one.index > 0 || !/^(?:$| \()/.test(rest)) return
    const value = /^[-−]/.test(text) ? -one.value : one.value
    const unit = this.#wordsOfMember(one.unitText.replace('%', 'percent'))
    const named = [...words, ...unit]
    this.numbers.push({ ...place, value, words: named, column: `${place.call} ${column}` })
  }

  #regions(text: string, { row, path }: Place): void {
    if (!hasRegion.test(text)) return
    for (const [region] of text.matchAll(regionNames)) {
      // Where it is, wherever it was read.
      if (region === text && /region$/i.test(path)) this.#ownRegion.set(row, region)
      const known = this.#regionsOf.get(row)
      if (known === undefined) this.#regionsOf.set(row, new Set([region]))
      else known.add(region)
    }
  }

  /** That it was read in, and those that it names. */
  regionsOf(row: number): ReadonlySet<string> {
    const own = this.#ownRegion.get(row)
    if (own !== undefined) return new Set([own])
    const { call = -1, region = '' } = this.rows[row] ?? {}
    // What is of no region is read in one all the same.
    const read = global.test(this.operationOf(call)) ? '' : region
    const named = this.#regionsOf.get(row) ?? []
    return new Set([...named, ...(/^[a-z]{2}-(?:[a-z]+-){1,2}\d$/.test(read) ? [read] : [])])
  }

  /** Rows that were read in a region, or name it. */
  rowsIn(region: string): ReadonlySet<number> {
    return new Set([...this.rows.keys()].filter((row) => this.regionsOf(row).has(region)))
  }

  #momentsOf(text: string, place: Place): void {
    if (!/\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}/.test(text)) return
    for (const [, day = '', hour, zone = ''] of text.matchAll(isoTimes)) {
      const isDated = /(?:[+-]\d{2}:?\d{2})$/.test(zone)
      const at = Date.parse(`${day}T${hour ?? '00:00'}${isDated ? zone : 'Z'}`)
      if (!Number.isNaN(at)) this.moments.push({ ...place, at })
    }
  }

  #group(value: string, place: Place, { column, words }: Around): void {
    if (place.row === -1) return
    const found = this.#groupOf(column, { call: place.call, words })
    this.#intoGroup(found, value, place.row)
  }

  #intoGroup(column: Column, value: string, row: number): void {
    column.rows.add(row)
    this.#sets.into(column.groups, value, row)
  }

  #groupOf(name: string, { call, words }: Pick<Column, 'call' | 'words'>): Column {
    const ofCall = this.#columnsOf[call] ?? new Map<string, Column>()
    this.#columnsOf[call] = ofCall
    const found = ofCall.get(name)
    if (found !== undefined) return found
    const column = { call, words, groups: new Map(), rows: new Set<number>() }
    ofCall.set(name, column)
    this.columns.set(`${call} ${name}`, column)
    return column
  }

  /** The same text each time: what is put together anew has to be read again to be looked up. */
  #columnOf(parent: string, name: string): string {
    let below = this.#below.get(parent)
    if (below === undefined) {
      below = new Map()
      this.#below.set(parent, below)
    }
    const known = below.get(name)
    if (known !== undefined) return known
    const made = `${parent}.${name}`
    this.members.add(name.toLowerCase())
    const [, first = '', last = ''] = period.exec(name) ?? []
    if (last !== '')
      this.bounds.push(Date.parse(first), Date.parse(last), Date.parse(last) - 86_400_000)
    below.set(name, made)
    return made
  }
}

interface Around {
  region: string
  column: string
  words: readonly string[]
  /** What the call itself said: an error that repeats it is no evidence of it. */
  said: readonly string[]
}

/** What a result repeats of its call, or says of itself: no evidence of anything. */
const echoes = new Set([
  ...['call', 'calls', 'query', 'cli_query', 'columns', 'for_each', 'suggestions'],
  ...['questions', 'next_token', 'next', 'charges', 'truncated'],
])

const global =
  /^(?:route53|iam|cloudfront|cost_explorer|organizations)_| (?:route53|iam|cloudfront|ce|organizations):/

/** `2026-07-01 to 2026-07-08`, which may end before or behind the last day. */
const period = /^(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})$/

function jsonIn(text: string): unknown {
  if (text.length > 4000) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const hasRegion = /[a-z]{4,9}-\d(?![\d-])/
const regionNames = /(?<![a-z])[a-z]{2}-(?:gov-)?[a-z]{4,9}-\d(?![\d-])/g

const isRegions = (path: string) => /^(?:regions|empty_regions)$/.test(path)

const isoTimes =
  /(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?( ?UTC| ?GMT|Z|[+-]\d{2}:?\d{2})?/g

function isError(result: unknown): boolean {
  return (
    typeof result === 'object' && result !== null && 'status' in result && result.status === 'error'
  )
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 2 ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}
