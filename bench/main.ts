import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { bundles } from './bundles.ts'
import { bytes } from './bytes.ts'
import { clientStart } from './client-start.ts'
import { evidence } from './evidence.ts'
import { fanOut } from './fan-out.ts'
import { table } from './figures.ts'
import { firstAnswer } from './first-answer/first-answer.ts'
import { firstCall } from './first-call.ts'
import { functionStarts } from './function-starts.ts'
import { latency } from './latency.ts'
import { memory } from './memory.ts'
import { offlineAnswers } from './offline-answers.ts'
import { redaction } from './redaction.ts'
import { render } from './render.ts'
import { turnCosts } from './turns/costs.ts'
import { dollars } from './turns/dollars.ts'
import { fiveInstances } from './turns/five-instances.ts'
import { modelUse } from './turns/model-use.ts'
import { startTurnServers } from './turns/servers.ts'
import { turnThroughput } from './turns/throughput.ts'
import { turnTimes } from './turns/times.ts'
import { gatewayWaits } from './turns/waits.ts'

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
print(table('Over 17 regions that answer after 250 ms', 'bare requests', await fanOut()))
print(table('Redaction of log lines', 'JSON and back', redaction()))
print(table('Evidence of an answer', 'JSON and back', evidence()))
print(table('First call of a service', 'SDK alone', await firstCall(handler, firstSdkCall)))
print(table('Start until the first invocation', 'empty process', await functionStarts()))
const first = await firstAnswer()
print(table('First answer of a process', 'bare requests', first.bare))
print(table('Start of the agent', 'a handler that is nothing', first.nothing))
print(table('Start of the client', 'empty process', await clientStart()))
print(table('Rendering an answer', 'stripping alone', await render()))
print(table('Memory', 'empty process', await memory(handler)))
print(table('Bytes of an answer', "AWS's as JSON", await bytes()))

const servers = await startTurnServers()
print(table('When a turn’s answer comes', 'bare requests', await turnTimes(servers)))
print(table('Turns on one process', 'bare requests', await turnThroughput(servers)))
print(table('What a model is sent', 'bare requests', await modelUse(servers)))
print(table('What a question costs', 'prompt and answer alone', dollars(await fiveInstances())))
print(table('What a turn takes of the table', 'bare requests', await turnCosts()))

await servers.stop()
print(table('First text at 60 ms a gateway request', 'bare requests', await gatewayWaits()))
print(table('Answers without a language model', 'least of the kind', await offlineAnswers()))

await rm(folder, { recursive: true })
await worker.terminate()
