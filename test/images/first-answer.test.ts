import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { strandsAgentAlone, tracerMethods } from '../../images/plugins/strands-agent-alone.ts'
import { writeBundle } from '../../images/write-bundle.ts'
import { bundleModule } from './bundle-module.ts'
import { bundled } from './bundled.ts'
import { deploySystem } from './deployed-system.ts'
import { bundlePlainRuntime, startFunction } from './runtimes.ts'

describe('the first answer of a process', () => {
  let folder: string

  before(async function () {
    // Both are bundled here, which takes a busy machine its time.
    this.timeout(240_000)
    folder = await mkdtemp(join(tmpdir(), 'first-answer-'))
    for (const name of ['agent', 'tool-handler'] as const) {
      await writeBundle(await bundled(name), join(folder, name))
    }
  })

  after(() => rm(folder, { recursive: true }))

  it('is made without fetch, HTTP/2, MCP’s SDK and what compiles schemas, which take longer to load than it does', async () => {
    const seen = join(folder, 'loaded.json')
    const runtime = await bundlePlainRuntime(folder)
    let agent = 0
    const system = await deploySystem(
      (name, address, env) => {
        const more = name === 'agent' ? { NODE_OPTIONS: `--import=${tellLoaded(seen)}` } : {}
        const started = startFunction({
          runtime,
          code: join(folder, name),
          address,
          env: { ...env, ...more },
        })
        if (name === 'agent') agent = started.pid
        return started
      },
      [{ text: ['Hello.'] }],
    )
    try {
      const { body } = await system.ask('Hello?')
      assert.match(body, /event: done/)
      process.kill(agent, 'SIGUSR2')
      while (!existsSync(seen)) await sleep(20)
      const builtins: string[] = JSON.parse(await readFile(seen, 'utf8'))
      assert.ok(builtins.some((name) => name.endsWith('node:http') || name.endsWith(' http')))
      assert.deepEqual(
        builtins.filter((name) => slow.test(name)),
        [],
      )
    } finally {
      await system.stop()
    }
  })

  it('has nothing of what Strands brings along in the agent’s bundle', async () => {
    const { files, inputs } = await bundled('agent')
    const code = files.map(({ contents }) => Buffer.from(contents).toString()).join('\n')
    assert.match(code, /Left out of the bundle: McpClient of Strands/)
    // What MCP servers would be started with; of its SDK the rest is there for gateways of earlier versions.
    assert.ok(!inputs.some((path) => path.includes('node_modules/cross-spawn/')))
  })

  it('says what it has nothing of, however that is asked for', async () => {
    const outfile = await bundleModule(join(folder, 'strands.mjs'), {
      contents: `export * from '@strands-agents/sdk'`,
      plugins: [strandsAgentAlone],
    })
    const { Agent, McpClient, NullConversationManager } = await import(pathToFileURL(outfile).href)
    const conversationManager = new NullConversationManager()
    const options = { model: { modelId: 'none' }, conversationManager }
    const agent = new Agent({ ...options, printer: false })
    assert.throws(() => agent.takeSnapshot({ preset: 'session' }), /Left out.* takeSnapshot of/)
    assert.throws(() => new Agent(options), /Left out.* getDefaultAppender of/)
    assert.throws(() => new McpClient({}), /Left out.* McpClient of/)
  })

  it('answers for each method of the tracer that Strands calls', async () => {
    const { inputs } = await bundled('agent')
    const strands = inputs.filter(
      (path) =>
        path.includes('@strands-agents/sdk/dist/src/') &&
        !/\/(telemetry|memory|multiagent)\//.test(path),
    )
    const called = new Set<string>()
    for (const path of strands) {
      const calls = (await readFile(path, 'utf8')).matchAll(/\b_?tracer\.(\w+)\(/g)
      for (const [, name = ''] of calls) called.add(name)
    }
    assert.deepEqual([...called].sort(), [...tracerMethods, 'withSpanContext'].sort())
  })
})

const slow = /undici|readline| (http2|assert|internal\/util\/diff|fs\/promises)$/

/** Has a process write down, when it is signalled, which of Node’s modules it has loaded. */
function tellLoaded(file: string): string {
  // As an import it would load more of `fs` itself.
  const code = `const { renameSync, writeFileSync } = process.getBuiltinModule('node:fs')
    process.on('SIGUSR2', () => {
      writeFileSync(${JSON.stringify(`${file}.part`)}, JSON.stringify(process.moduleLoadList))
      renameSync(${JSON.stringify(`${file}.part`)}, ${JSON.stringify(file)})
    })`
  return `data:text/javascript,${encodeURIComponent(code)}`
}
