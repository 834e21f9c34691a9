import { factorsOf, type Unit, type WrittenNumber } from './numbers.ts'

/** Members of AWS's that have a unit without naming it; by their words, the first that has all. */
const known: readonly (readonly [readonly string[], string])[] = [
  [['allocated', 'storage'], 'GiB'],
  [['allocat', 'storage'], 'GiB'],
  [['volume', 'size'], 'GiB'],
  [['memory', 'size'], 'MiB'],
  [['code', 'size'], 'bytes'],
  [['timeout'], 's'],
  [['backup', 'retention', 'period'], 'day'],
  [['message', 'retention', 'period'], 's'],
  [['max', 'session', 'duration'], 's'],
]

const named = new Map([
  ...(['byte', 'kib', 'kb', 'mib', 'mb', 'gib', 'gb', 'tib', 'tb'] as const).map(
    (word) => [word, word === 'byte' ? 'bytes' : word] as const,
  ),
  ...(['second', 'minute', 'hour', 'day', 'week'] as const).map((word) => [word, word] as const),
  ['milli', 'ms'],
  ['millisecond', 'ms'],
  ['ms', 'ms'],
])

/** Whether a member with these words may be `number` once that is multiplied with `factor`. */
export function mayBeIn(
  { unit, unitText }: WrittenNumber,
  factor: number,
  words: readonly string[],
): boolean {
  if (unit !== 'bytes' && unit !== 'span') return true
  const own = unitOf(words)
  if (own === undefined || isBytes(own) !== (unit === 'bytes')) return true
  return factorsOf(unitText).some((written) =>
    factorsOf(own).some((one) => Math.abs(written / factor / one - 1) < 0.001),
  )
}

/** What such a member is in, where that is known. */
const unitOf = (words: readonly string[]): string | undefined =>
  words.map((word) => named.get(word)).findLast((one) => one !== undefined) ??
  known.find(([needed]) => needed.every((word) => words.includes(word)))?.[1]

export const hasUnit = (words: readonly string[]): boolean => unitOf(words) !== undefined

/** Whether a member is known to be in that unit. */
export function isIn(unit: Unit, words: readonly string[]): boolean {
  const own = unitOf(words)
  return own !== undefined && isBytes(own) === (unit === 'bytes')
}

const isBytes = (unit: string): boolean => /b$|byte/i.test(unit)
