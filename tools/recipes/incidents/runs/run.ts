import type { Service } from '../../../catalogue/services.ts'
import { text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'

/** What runs again and again, or once: a pipeline, a state machine, a job. */
export interface Runs {
  name: string
  item: Item
}

export interface FailedRun {
  /** Of what runs. */
  name: string
  id: string
  /** When it ended, or where that is not told, began. */
  at: string
  status: string
  /** The stage, phase or state in which it failed, where that is known. */
  step?: string | undefined
  /** AWS's own words, or those of what ran; undefined where they could not be read. */
  cause?: string | undefined
}

/** How one kind of runs is read. */
export interface RunSource {
  service: Service
  /** In the singular, as it is asked for: `state machine`. */
  kind: RunKind
  /** What of it fails: `execution`. */
  run: string
  /** What there is of it in a region; undefined where that could not be read. */
  list: (place: Place, since: Date) => Promise<Runs[] | undefined>
  /** Their failed runs since then, the newest first, without their causes. */
  failed: (place: Place, some: readonly Runs[], since: Date) => Promise<Failure[]>
  /** For how long AWS tells of them, where that is less than a year. */
  keptDays?: number
  /** Only what failed, or ran lately, is listed: of other names it is not known that there are none. */
  listsSome?: true
}

export const runKinds = [
  'pipeline',
  'build project',
  'state machine',
  'training job',
  'processing job',
  'Glue job',
  'deployment',
  'batch job',
] as const
type RunKind = (typeof runKinds)[number]

export interface Newest {
  status: string
  at: string
  /** Of what runs once each: which one is newest. */
  called?: string
}

/** A failed run whose cause is read where it is the newest of its kind. */
export interface Failure extends FailedRun {
  why?: (place: Place) => Promise<Partial<FailedRun>>
  /** How the newest run of the same ended, where that is another one. */
  newest?: (place: Place) => Promise<Newest | undefined>
}

/** What a list of them tells, by the member that has their names. */
export async function listed(
  place: Place,
  operation: string,
  name: string,
): Promise<Runs[] | undefined> {
  const found = await place.tryRead(operation)
  return found?.map((item) => ({ name: text(item[name]), item }))
}

/** Where as many as were asked for came, and the oldest of them is of the time asked, there are more. */
export function missFurther(
  place: Pick<Place, 'missed'>,
  what: string,
  { runs, most, since }: { runs: readonly { at: string }[]; most: number; since: Date },
): void {
  const oldest = runs.map(({ at }) => at).toSorted()[0]
  if (runs.length >= most && oldest !== undefined && new Date(oldest) > since)
    place.missed(`${what} further back`, 'The newest ones were read.')
}

/** Of a list of all runs, the newest first, those that failed; with what became of the newest. */
export function failures<T extends { at: string; status: string }>(
  runs: readonly T[],
  isBad: (status: string) => boolean,
  since: Date,
): T[] {
  return runs
    .filter(({ at, status }) => isBad(status) && new Date(at) >= since)
    .toSorted((a, b) => b.at.localeCompare(a.at))
}
