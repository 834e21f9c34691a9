import { changes } from './changes.ts'
import { costs } from './costs.ts'
import { counts } from './counts.ts'
import { fanOuts } from './fan-outs.ts'
import { followUps } from './follow-ups.ts'
import { incidents } from './incidents.ts'
import { injections } from './injections.ts'
import { lookups } from './lookups.ts'
import type { Task } from './task.ts'
import { unanswerable } from './unanswerable.ts'

/** All tasks, with their truth as of `now`. */
export function tasksAt(now: Date): Task[] {
  const kinds = [
    lookups,
    counts,
    fanOuts,
    incidents,
    costs,
    followUps,
    changes,
    injections,
    unanswerable,
  ]
  return kinds.flatMap((make) => make(now))
}
