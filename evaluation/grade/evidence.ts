import { enabledRegions } from '../../local/sample-account/facts/company.ts'
import type { TranscriptCall } from '../run/transcript.ts'
import { numbersIn } from './numbers.ts'

/** All that an answer may have its names, numbers and times from. */
export interface Evidence {
  /** Stands there, whole, in any case of letters. */
  has(token: string): boolean
  /** Is there, as a rounding of what is there, or is counted, added up or converted from it. */
  hasNumber(value: number, slack: number, unit: string): boolean
  moments: readonly Date[]
}

/** Of the results of a conversation and its questions; what a call itself said is none. */
export function evidenceOf(
  calls: readonly TranscriptCall[],
  questions: readonly string[],
  now: Date,
): Evidence {
  const pieces = calls.flatMap(({ input, result }) => [
    seen(result, input),
    understood(result, input),
  ])
  const text = [...pieces.map((piece) => JSON.stringify(piece)), ...questions, ...enabledRegions]
    .join('\n')
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll('\\"', '"')
    .toLowerCase()
  const called = new Set(
    [...operationsOf(calls), ...parametersOf(calls)].flatMap((one) => [
      one.toLowerCase(),
      one.toLowerCase().split(':').at(-1),
    ]),
  )
  const numbers = new Numbers()
  for (const piece of pieces) numbers.gather(piece, '')
  for (const text of [...questions, ...pieces.flatMap(textsOf)]) {
    const undated = text.replaceAll(/\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+Z?)?/g, ' ')
    for (const { value } of numbersIn(undated)) numbers.add(value)
  }
  numbers.settle()
  return {
    has: (token) => called.has(token.toLowerCase()) || stands(text, token.toLowerCase()),
    hasNumber: (value, slack, unit) => numbers.has(value, slack, unit),
    moments: [now, ...pieces.flatMap((piece) => momentsOf(piece))],
  }
}

const echoes = new Set([
  'calls',
  'operation',
  'call',
  'query',
  'cli_query',
  'understood',
  'columns',
  'for_each',
  'suggestions',
  'questions',
  'next_token',
])

/** A result without what it repeats of the call. A refused call says nothing of the account but its refusal. */
function seen(result: unknown, input: Record<string, unknown>): unknown {
  if (typeof result !== 'object' || result === null) return result
  if ('status' in result && result.status === 'error') {
    let text = JSON.stringify(result)
    for (const said of textsOf(input))
      text = text.replaceAll(JSON.stringify(said).slice(1, -1), ' ')
    return text
  }
  return Object.fromEntries(Object.entries(result).filter(([member]) => !echoes.has(member)))
}

function operationsOf(calls: readonly TranscriptCall[]): string[] {
  return calls
    .flatMap(({ input, result }): unknown[] => [input.operation, Object(result).operation])
    .filter((one) => typeof one === 'string')
}

const parametersOf = (calls: readonly TranscriptCall[]): string[] =>
  calls.flatMap(({ input, result }) => [
    ...Object.keys(Object(input.parameters)),
    ...Object.keys(Object(Object(Object(result).call).parameters)),
  ])

/** How the tools read a question, without the words that the call itself brought. */
function understood(result: unknown, input: Record<string, unknown>): string {
  const said = new Set(textsOf(input).flatMap((text) => text.toLowerCase().split(/[^\w./:-]+/)))
  const read: unknown = Object(result).understood
  if (typeof read !== 'string') return ''
  return read
    .split(/\s+/)
    .filter((word) => !said.has(word.toLowerCase()))
    .join(' ')
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

function stands(text: string, token: string): boolean {
  const isLetter = (at: number) => /[a-z0-9]/.test(text.charAt(at))
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    if (!(at > 0 && isLetter(at - 1)) && !isLetter(at + token.length)) return true
  }
  return false
}

function momentsOf(value: unknown): Date[] {
  if (typeof value === 'number') {
    const ms =
      value > 1e12 && value < 4e12 ? value : value > 1e9 && value < 4e9 ? value * 1000 : undefined
    return ms === undefined ? [] : [new Date(ms)]
  }
  if (typeof value === 'string') {
    const times = value.matchAll(
      /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?: ?UTC|Z|\+00:00)?/g,
    )
    return [...times].flatMap(([text]) => {
      const bare = text.replace(/(?: ?UTC|Z|\+00:00)$/, '').replace(' ', 'T')
      const moment = new Date(bare.includes('T') ? `${bare}Z` : `${bare}T00:00:00Z`)
      return Number.isNaN(moment.getTime()) ? [] : [moment]
    })
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(momentsOf)
}

/** Numbers, and those that one makes of them: counts of a list, its sum, two of a column compared, other units. */
class Numbers {
  readonly #plain = new Set<number>()
  readonly #columns = new Map<string, number[]>()
  readonly #derived = new Set<number>()
  readonly #percents = new Set<number>()
  #longest = 0
  #items = 0

  add(value: number): void {
    this.#plain.add(Math.abs(value))
  }

  gather(value: unknown, path: string): void {
    if (
      typeof value === 'number' ||
      (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value))
    ) {
      this.add(Number(value))
      const column = this.#columns.get(path) ?? []
      column.push(Number(value))
      this.#columns.set(path, column)
    } else if (Array.isArray(value)) {
      this.#longest = Math.max(this.#longest, value.length)
      this.#items += path.endsWith('items') ? value.length : 0
      for (const one of value) this.gather(one, path)
    } else if (typeof value === 'object' && value !== null) {
      for (const [member, one] of Object.entries(value)) this.gather(one, `${path}.${member}`)
    }
  }

  settle(): void {
    for (const column of this.#columns.values()) {
      this.#derived.add(column.reduce((sum, one) => sum + one, 0))
      this.#derived.add(column.reduce((sum, one) => sum + one, 0) / column.length)
      for (const one of column.slice(0, 60)) {
        for (const other of column.slice(0, 60)) {
          this.#derived.add(one + other)
          this.#derived.add(Math.abs(one - other))
          if (other !== 0)
            this.#percents.add((one / other) * 100).add(Math.abs(one / other - 1) * 100)
          if (other !== 0 && one / other >= 2)
            this.#derived.add(Math.round((one / other) * 10) / 10)
        }
        const sum = column.reduce((total, each) => total + each, 0)
        if (sum !== 0) this.#percents.add((one / sum) * 100)
      }
    }
  }

  has(value: number, slack: number, unit: string): boolean {
    const isCount = Number.isInteger(value) && value <= Math.max(12, this.#longest, this.#items)
    if (isCount && !/^(?:\$|%|percent|usd|dollars?)/.test(unit)) return true
    const near = (one: number) => Math.abs(one - value) <= slack
    if (/^(?:%|percent)/.test(unit)) return [...this.#percents, ...this.#plain].some(near)
    if ([...this.#plain, ...this.#derived].some(near)) return true
    return [...this.#plain].some((one) => conversions.some((by) => near(one * by)))
  }
}

const conversions = [
  ...[1, 2, 3, 4].flatMap((power) => [1024 ** -power, 1000 ** -power]),
  ...[60, 3600, 86_400, 1000, 1440].map((by) => 1 / by),
  ...[24, 30, 30.4, 31, 365, 730, 12, 7, 60, 100],
]
