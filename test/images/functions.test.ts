import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { imageNames } from '../../images/bundle.ts'
import { writeBundle } from '../../images/write-bundle.ts'
import { assertAnswers, script } from './answers-a-question.ts'
import { bundled } from './bundled.ts'
import { type DeployedSystem, deploySystem } from './deployed-system.ts'
import { type Answer, startRuntimeApi, streamError } from './runtime-api.ts'
import {
  copyAwsRuntime,
  hasAwsRuntime,
  noAwsRuntime,
  plainRuntime,
  startFunction,
} from './runtimes.ts'

describe('the bundled functions', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundles-'))
    for (const name of imageNames) await writeBundle(await bundled(name), join(folder, name))
    if (hasAwsRuntime) await copyAwsRuntime(join(folder, 'runtime'))
  })

  after(() => rm(folder, { recursive: true }))

  describe('under the plain runtime', () =>
    answersUnder(
      () => plainRuntime,
      () => folder,
    ))

  describe("under AWS's runtime", () => {
    before(function () {
      if (hasAwsRuntime) return
      process.stderr.write(`    skipped: ${noAwsRuntime}\n`)
      this.skip()
    })
    answersUnder(
      () => join(folder, 'runtime', 'index.mjs'),
      () => folder,
    )
  })
})

/** Folder and runtime are there by the time that a test runs. */
function answersUnder(runtime: () => string, folder: () => string): void {
  let system: DeployedSystem

  before(async () => {
    const start = (name: string, address: string, env: Record<string, string>) =>
      startFunction({ runtime: runtime(), code: join(folder(), name), address, env })
    system = await deploySystem(start, script)
  })

  after(() => system?.stop())

  it('answer a question with a tool, as a stream', () => assertAnswers(system))

  it('answer a refusal with its status', async () => {
    const { status, type, body } = await system.ask('')
    assert.deepEqual(
      { status, type, code: JSON.parse(body).code },
      { status: 400, type: 'application/problem+json; charset=utf-8', code: 'invalid_request' },
    )
  })

  it('evaluate a query in a thread of its own', async () => {
    const query = "[?InstanceType >= 't3'].InstanceId"
    const input = { operation: 'DescribeInstances', query }
    const custom = { bedrockAgentCoreToolName: 'target___ec2_read_operations' }
    const { regions } = Object(await system.callTool(input, custom))
    assert.deepEqual(regions[0].items, ['i-0123456789abcdef0'])
  })

  it('answer a call without its context with a coded error', async () => {
    const { code } = Object(await system.callTool({ operation: 'DescribeInstances' }, {}))
    assert.equal(code, 'invalid_event')
  })

  it('say what is wrong where they cannot start', async () => {
    const api = await startRuntimeApi()
    const code = join(folder(), 'agent')
    const started = startFunction({ runtime: runtime(), code, address: api.address, env: {} })
    await api.gaveUp()
    started.stop()
    await api.close()
    assert.match(api.initErrors[0] ?? '', /The agent's environment is not right/)
  })

  it('end a stream that fails with the error in its trailers', async () => {
    const code = await mkdtemp(join(folder(), 'failing-'))
    await writeFile(join(code, 'handler.mjs'), failing)
    const api = await startRuntimeApi()
    const started = startFunction({ runtime: runtime(), code, address: api.address, env: {} })
    const answer = await api.invoke({})
    assert.deepEqual(await failureOf(answer), { said: 'so far', type: 'Error', error: 'cut off' })
    started.stop()
    await api.close()
  })
}

const failing = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
  stream.write('so far')
  throw new Error('cut off')
})`

async function failureOf(answer: Answer) {
  assert.ok(answer.kind === 'response' && answer.streaming)
  const said = await text(answer.body)
  const failure = streamError(answer.body)
  return { said, type: failure?.type, error: JSON.parse(failure?.body ?? '{}').errorMessage }
}
