import { isRecord } from '../json.ts'

/** How many of a call's requests go at once: as many as AWS lets through without throttling. */
export interface Pace {
  readonly atOnce: number
  /** Hears what came of each request: its output, or what was thrown. */
  heard(outcome: unknown): void
}

/** Begins with the most; half as many after one that was throttled, one more after a round without. */
export function pace(most: number): Pace {
  let atOnce = most
  let well = 0
  /** Under way when it was slowed down: they say nothing of the new pace. */
  let begunBefore = 0
  return {
    get atOnce() {
      return atOnce
    },
    heard(outcome) {
      if (begunBefore > 0) {
        begunBefore -= 1
      } else if (wasThrottled(outcome)) {
        begunBefore = atOnce - 1
        atOnce = Math.max(least, Math.floor(atOnce / 2))
        well = 0
      } else if (++well >= atOnce) {
        atOnce = Math.min(most, atOnce + 1)
        well = 0
      }
    },
  }
}

const least = 2

/** The SDK repeats what is throttled by itself: what took several attempts most often was. */
function wasThrottled(outcome: unknown): boolean {
  const { $metadata = {} } = isRecord(outcome) ? outcome : {}
  const metadata = isRecord($metadata) ? $metadata : {}
  if (typeof metadata.attempts === 'number' && metadata.attempts > 1) return true
  return outcome instanceof Error && /throttl|TooMany|LimitExceeded|SlowDown/i.test(outcome.name)
}
