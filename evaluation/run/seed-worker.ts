import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { liar } from '../models/liar.ts'
import { oracle } from '../models/oracle.ts'
import type { Script } from '../models/scripted-model.ts'
import { subtleLiar } from '../models/subtle-liar.ts'
import { askTasks, type Wanted } from './ask-tasks.ts'
import { gradedOf } from './graded.ts'
import { type Transcript, transcript } from './transcript.ts'

/**
 * One seed's company: facts are made as modules are loaded, so each seed has a thread of its own, with
 * `SAMPLE_SEED` in its environment. It asks, or only grades what is handed in.
 */
export const seedWork = z.union([
  z.object({
    ask: z.object({
      model: z.string(),
      tasks: z.array(z.string()),
      phrasings: z.int(),
      repeats: z.int(),
    }),
  }),
  z.object({ regrade: z.array(transcript) }),
])

const port = parentPort
if (port === null) throw new Error('Started as a worker alone.')
const work = seedWork.parse(workerData)
const stop = new AbortController()
port.on('message', () => stop.abort())

if ('regrade' in work) for (const one of work.regrade) tell(one)
else for await (const one of askTasks(await wanted(work.ask), stop.signal)) tell(one)
port.close()
// What the stack leaves open (keep-alive connections, say) must not hold the thread.
process.exit(0)

function tell(one: Transcript): void {
  port?.postMessage({ transcript: one, graded: gradedOf(one) })
}

async function wanted({
  model,
  tasks,
  ...rest
}: Extract<z.infer<typeof seedWork>, { ask: unknown }>['ask']): Promise<Wanted> {
  return { ...rest, model: await modelOf(model), tasks: tasks.map((one) => new RegExp(one)) }
}

async function modelOf(model: string): Promise<Wanted['model']> {
  switch (model) {
    case 'offline':
    case 'bedrock':
    case 'openai':
      return model
    case 'oracle':
      return oracle
    case 'liar':
      return liar
    case 'subtle-liar':
      return subtleLiar
  }
  const file: unknown = await import(pathToFileURL(resolve(model.replace(/^script:/, ''))).href)
  return scriptOf(file)
}

/** Of what `--model script:FILE` names. */
function scriptOf(file: unknown): Script {
  const isScript = (value: unknown) =>
    typeof Object(value).say === 'function' && typeof Object(value).name === 'string'
  const message = 'A script exports `model`, an object with `name` and `say`: evaluation/README.md'
  return z.object({ model: z.custom<Script>(isScript, { message }) }).parse(file).model
}
