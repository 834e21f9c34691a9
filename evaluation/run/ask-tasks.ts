import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalModel } from '../../local/model.ts'
import { seed } from '../../local/sample-account/seed.ts'
import { type Script, ScriptedModel } from '../models/scripted-model.ts'
import type { Task } from '../tasks/task.ts'
import { tasksAt } from '../tasks/tasks.ts'
import { openWorld } from '../world/open-world.ts'
import { attempted } from './attempt.ts'
import type { Transcript } from './transcript.ts'

export interface Wanted {
  model: 'offline' | 'bedrock' | 'openai' | Script
  /** Ids of tasks, as patterns; none: all. */
  tasks: readonly RegExp[]
  phrasings: number
  repeats: number
}

/** Every question of this process's company in turn, each in a conversation of its own; ends where `signal` says. */
export async function* askTasks(wanted: Wanted, signal: AbortSignal): AsyncGenerator<Transcript> {
  let current = tasksAt(new Date())[0]
  const task = (): Task => {
    if (current === undefined) throw new Error('There is no task.')
    return current
  }
  const world = await openWorld(modelOf(wanted.model, task), process.env)
  try {
    for (const { id, phrasing, repeat } of attemptsOf(wanted)) {
      if (signal.aborted) return
      // Truth is told relative to the moment of asking.
      current = tasksAt(new Date()).find((one) => one.id === id)
      const { before = [], phrasings, weather = {} } = task()
      world.setWeather(weather)
      const questions = [...before.map(({ question }) => question), phrasings[phrasing] ?? '']
      try {
        yield await attempted(
          world.agent,
          { task: id, seed: seed ?? '', phrasing, repeat, questions },
          signal,
        )
      } catch (error) {
        if (!signal.aborted) throw error
      }
    }
  } finally {
    // The agent still stores the turn that was cut off.
    if (signal.aborted) await sleep(graceMs)
    await world.close()
  }
}

const graceMs = 2_000

/** Every task once, before any is asked in another phrasing: a run that is cut short has seen all kinds. */
export function attemptsOf({ tasks, phrasings, repeats }: Omit<Wanted, 'model'>) {
  const chosen = tasksAt(new Date()).filter(
    ({ id }) => tasks.length === 0 || tasks.some((one) => one.test(id)),
  )
  const to = (count: number) => Array.from({ length: count }, (_, at) => at)
  return to(repeats).flatMap((repeat) =>
    to(phrasings).flatMap((phrasing) => chosen.map(({ id }) => ({ id, phrasing, repeat }))),
  )
}

function modelOf(
  model: Wanted['model'],
  task: () => Task,
): 'offline' | 'bedrock' | 'openai' | LocalModel {
  if (typeof model === 'string') return model
  const scripted = new ScriptedModel(model, task)
  return {
    banner: `Model: ${model.name}, a script.`,
    env: { MODEL_PROVIDER: 'bedrock', MODEL_ID: model.name },
    factory: () => scripted,
  }
}
