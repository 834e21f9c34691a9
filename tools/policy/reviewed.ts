import { readFileSync } from 'node:fs'
import { type Service, services } from '../catalogue/services.ts'

/** Whether a person has looked at a reading operation, and found that it shows metadata alone. */
export const isReviewed = (service: Service, operation: string): boolean =>
  reviewed.has(`${services[service].name}:${operation}`)

/** Those of `text`, by `service:Operation`; a line that begins with # says something to people. */
const reviewedIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

/** As the list has them, in its order. For the generator and tests: no bundle carries the list. */
export const reviewedOperations: readonly string[] = reviewedIn(
  readFileSync(new URL('reviewed.txt', import.meta.url), 'utf8'),
)

const reviewed: ReadonlySet<string> = new Set(reviewedOperations)
