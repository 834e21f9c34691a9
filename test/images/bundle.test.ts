import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bundle, bundle } from '../../images/bundle.ts'
import { clientPackage } from '../../images/client.ts'
import { leftOut } from '../../images/plugins/leave-out.ts'
import { serializer } from '../../images/plugins/long-strings-at-once.ts'
import { jsonSchemas } from '../../images/plugins/open-api-as-built.ts'
import { schemas, withPlainKeys } from '../../images/plugins/plain-schema-keys.ts'
import { writeBundle } from '../../images/write-bundle.ts'
import { openApi } from '../../services/agent/openapi.ts'
import { catalogueOf } from '../../tools/catalogue/catalogue.ts'
import { type Service, serviceNames } from '../../tools/catalogue/services.ts'
import { isAllowed } from '../../tools/executor/allow.ts'
import { dataKinds } from '../../tools/tool.ts'
import { bundled } from './bundled.ts'

describe('the bundles', () => {
  let agent: Bundle
  let toolHandler: Bundle

  before(async function () {
    // Both are bundled here, which takes a busy machine its time.
    this.timeout(240_000)
    agent = await bundled('agent')
    toolHandler = await bundled('tool-handler')
  })

  it('stay small, and load little before the first invocation', () => {
    assertAtMost(agent.bytes, { all: 2_000_000, atStart: 675_000 })
    assertAtMost(toolHandler.bytes, { all: 8_000_000, atStart: 240_000 })
  })

  it('leave out each of what a Lambda never uses, and write long strings at once', () => {
    const stays = [...leftOut, jsonSchemas, serializer, schemas].filter(
      (module) => !agent.inputs.some((path) => module.test(path)),
    )
    assert.deepEqual(stays, [])
  })

  it('have no shapes of what would change anything', () => {
    const file = toolHandler.files.find(({ name }) => /^client-ec2-\w{8}\.mjs$/.test(name))
    const ec2 = new TextDecoder().decode(file?.contents)
    assert.match(ec2, /"DescribeAddressesRequest"/)
    assert.doesNotMatch(ec2, /"(?:AllocateAddress|CreateVpc|ModifyVpcEndpoint)Request"/)
  })

  it('have keys of schemas as what they are', () => {
    const source = 'const _a = "One";\nvar x = [{ [_a]: 1, [_b]: [_a] }];'
    assert.equal(withPlainKeys(source), 'const _a = "One";\nvar x = [{ "One": 1, [_b]: [_a] }];')
  })

  it('have the OpenAPI document that the sources make', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'))
    await writeBundle(agent, folder)
    const file = agent.files.find(({ name }) => /^openapi-\w{8}\.mjs$/.test(name))?.name ?? ''
    const made = await import(join(folder, file))
    assert.deepEqual(made.openApi(), openApi())
    await rm(folder, { recursive: true })
  })

  it('have what a start loads in two files, and what a first question does in one more', () => {
    const [handler, start, firstTurn] = ['handler', 'start', 'first-turn'].map((name) =>
      imported(agent, `${name}.mjs`),
    )
    assert.deepEqual(handler, ['start.mjs'])
    assert.deepEqual(start, [])
    assert.deepEqual(firstTurn, ['start.mjs'])
    const thread = imported(toolHandler, 'query-worker.mjs')
    assert.ok(!thread.includes('start.mjs'), 'the thread of queries loads what a start does')
  })

  it('are of sources that import zod as a namespace, as { z } has all of it', async () => {
    const inputs = [...agent.inputs, ...toolHandler.inputs, ...(await clientPackage()).inputs]
    const sources = new Set(inputs.filter((path) => !path.startsWith('node_modules/')))
    const whole: string[] = []
    for (const path of sources) {
      const source = await readFile(path, 'utf8')
      if (/^import \{[^}]*\bz\b[^}]*\} from 'zod'$/m.test(source)) whole.push(path)
    }
    assert.deepEqual(whole, [])
  })

  it('are the same bytes for the same sources', async () => {
    assert.deepEqual(await bundle('agent'), agent)
    assert.deepEqual(await bundle('tool-handler'), toolHandler)
  })

  it('import nothing but themselves and what Node has', () => {
    const foreign = (imports: readonly string[]) => imports.filter((name) => !isBuiltin(name))
    assert.deepEqual(foreign(toolHandler.imports), [])
    // What Strands asks for where OpenAI's models are those of Bedrock; ours are not.
    assert.deepEqual(foreign(agent.imports), ['@aws/bedrock-token-generator'])
  })

  it('hold of AWS no operation that every configuration refuses', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'))
    await writeBundle(toolHandler, folder)
    const files = await readdir(folder)
    for (const service of serviceNames) {
      const chunk = files.find((file) => new RegExp(`^client-${service}-[A-Z0-9]{8}\\.`).test(file))
      const sdk: object = await import(join(folder, chunk ?? service))
      const held = Object.keys(sdk).filter((name) => name.endsWith('Command'))
      assert.deepEqual(held.sort(), (await allowedCommands(service)).sort(), service)
    }
    await rm(folder, { recursive: true })
  })

  it('are written so that any user can read them, and nothing else is left there', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'bundle-'))
    const folder = join(parent, 'agent')
    await writeBundle({ ...agent, files: [{ name: 'old.mjs', contents: Buffer.from('') }] }, folder)
    await writeBundle(agent, folder)
    const written = await readdir(folder)
    assert.deepEqual(
      written.sort(),
      agent.files.map(({ name }) => name),
    )
    const modes = await Promise.all(['.', ...written].map((name) => stat(join(folder, name))))
    assert.deepEqual(new Set(modes.map(({ mode }) => mode & 0o777)), new Set([0o755, 0o644]))
    await rm(parent, { recursive: true })
  })
})

/** Of its own files, those that one loads at once. */
function imported({ files }: Bundle, name: string): string[] {
  const contents = files.find((file) => file.name === name)?.contents ?? ''
  const imports = Buffer.from(contents)
    .toString()
    .matchAll(/(?:from|import)"\.\/([\w.-]+)"/g)
  return [...new Set([...imports].map(([, file = '']) => file))]
}

function assertAtMost({ all, atStart }: Bundle['bytes'], limits: Bundle['bytes']): void {
  assert.ok(all <= limits.all, `${all} bytes in all, of at most ${limits.all}`)
  assert.ok(atStart <= limits.atStart, `${atStart} bytes at start, of at most ${limits.atStart}`)
}

async function allowedCommands(service: Service): Promise<string[]> {
  const { operations } = await catalogueOf(service)
  const allowed = Object.entries(operations).filter(([, operation]) =>
    isAllowed(operation, new Set(dataKinds)),
  )
  const names = [...allowed.map(([name]) => name), ...(partsOfAllowed[service] ?? [])]
  return names.map((name) => `${name}Command`)
}

/** Of what is allowed as a whole: Logs Insights, and the code of functions and layers. */
const partsOfAllowed: Partial<Record<Service, readonly string[]>> = {
  'cloudwatch-logs': ['StartQuery', 'StopQuery'],
  lambda: ['GetFunction', 'GetLayerVersion'],
}
