import { stripControls } from '../strip-controls.ts'

/** The same, its texts without control characters, escape sequences and what hides or turns text. */
export function strippedDeep<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, each) => textOf(each)))
}

const textOf = (value: unknown): unknown =>
  typeof value === 'string' ? stripControls(value) : value
