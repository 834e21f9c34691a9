import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { bundles } from './bundles.ts'
import { bytes } from './bytes.ts'
import { table } from './figures.ts'
import { firstCall } from './first-call.ts'
import { functionStarts } from './function-starts.ts'
import { latency } from './latency.ts'
import { memory } from './memory.ts'

/** Prints all figures, each beside its floor or peer of the same run: `npm run bench`. */
const worker = new Worker(new URL('canned-aws.ts', import.meta.url))
const { port } = z.object({ port: z.number() }).parse((await once(worker, 'message'))[0])
Object.assign(process.env, {
  AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
})
const { folder, handler, firstSdkCall } = await bundles()

const print = (text: string) => void process.stdout.write(text)
print(`Node ${process.version}, ${process.arch}, ${availableParallelism()} cores\n\n`)
print(table('A tool call through the handler', 'bare SDK call', await latency()))
print(table('First call of a service', 'SDK alone', await firstCall(handler, firstSdkCall)))
print(table('Start until the first invocation', 'empty process', await functionStarts()))
print(table('Memory', 'empty process', await memory(handler)))
print(table('Bytes of an answer', "AWS's as JSON", await bytes()))

await rm(folder, { recursive: true })
await worker.terminate()
