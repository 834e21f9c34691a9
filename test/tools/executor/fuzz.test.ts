import assert from 'node:assert/strict'
import fc from 'fast-check'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { services } from '../../../tools/catalogue/services.ts'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { isRecord, jsonBytes } from '../../../tools/json.ts'
import { dataKinds, type ToolResult } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { cpuMs } from '../../cpu-time.ts'
import { countingEndpoint, recordedHandler } from '../../services/tool-handler/counting-endpoint.ts'
import { sampleParameters } from '../../services/tool-handler/sample-parameters.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const soak = process.env.SOAK !== undefined
/** The same inputs each time, but for a soak. */
const runs = (count: number) => (soak ? { numRuns: count * 20 } : { numRuns: count, seed: 7 })

const readable = tools.filter(({ services }) => services.length > 0)

/** One tool, one of its readable operations, and parameters that fit it. */
const calls = await Promise.all(
  readable.map(async ({ name: tool, services: among }) => {
    const catalogues = await Promise.all(among.map(catalogueOf))
    return catalogues.flatMap((catalogue) =>
      Object.entries(catalogue.operations)
        .filter(([, { parameters }]) => parameters !== undefined)
        .map(([name, operation]) => ({
          tool,
          operation: `${services[catalogue.service].name}:${name}`,
          parameters: sampleParameters(catalogue, operation, 'name'),
        })),
    )
  }),
)
const anyCall = fc.constantFrom(...calls).chain((ofTool) => fc.constantFrom(...ofTool))

const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)

const odd = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: false, maxDepth: 3 }).map(json),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e308, '', '1', 'true', '\u0000', '\r\nHost: x', '..', '{}', '[]', '{'],
    ...['\ud800', '🦩', '%00', '%2e%2e', '../../x', 'x'.repeat(1_000_000), 'é'.repeat(40_000)],
    ...[[], {}, [[]], [null], [{}], deep(20), deep(3_000), '['.repeat(50_000)],
    ...[Array.from({ length: 20_000 }, (_, index) => index), Array(1_000).fill('x'.repeat(30))],
    ...[{ __proto__: null, x: 1 }, JSON.parse('{"__proto__":{"x":1}}'), { toString: 1 }],
  ),
)

/** As an event comes: JSON, in which much of what JavaScript has does not exist. */
function json(value: unknown): unknown {
  const text = JSON.stringify(value)
  return text === undefined ? null : JSON.parse(text)
}

const oddRegion = fc.oneof(
  odd,
  fc.constantFrom('all', 'us-east-1,', ',', 'us-east-1,eu-west-1', 'EU-WEST-1', 'eu-west-99'),
)

const oddQuery = fc.oneof(
  odd,
  fc.stringMatching(/^[\w.[\]*?`'"&|@{}(),:=<>! -]{0,60}$/),
  fc.constantFrom(
    ...['[]', '[?', '@', '$', '*.*.*.*', 'sort_by(@, &a)', 'to_string(@)', '`{"a":1}`', '[-9:9:0]'],
    ...['join(`,`, @)', 'map(&a, b)', 'abs(@)', 'a.b.c.d', '"', '`', `${'['.repeat(900)}`],
  ),
)

describe('odd input to a tool', () => {
  let endpoint: Awaited<ReturnType<typeof countingEndpoint>>
  const inherited = process.env.AWS_ENDPOINT_URL
  const { call } = recordedHandler({ dataAccess: dataKinds })

  before(async () => {
    endpoint = await countingEndpoint()
    process.env.AWS_ENDPOINT_URL = endpoint.url
    // The SDK's packages are loaded at their first call, which is not what is timed here.
    for (const calls of await Promise.all(readable.map(firstCalls))) await Promise.all(calls)
  })
  after(() => {
    endpoint.close()
    if (inherited === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = inherited
  })

  const firstCalls = async ({ name, services: among }: (typeof readable)[number]) =>
    among.map(async (service) => {
      const { operations } = await catalogueOf(service)
      const [first = ''] = Object.keys(operations).filter((key) => /^(List|Describe|Get)/.test(key))
      return call(name, { operation: `${services[service].name}:${first}` })
    })

  async function answers(tool: string, input: unknown): Promise<void> {
    const before = cpuMs()
    const result = await call(tool, input)
    const took = cpuMs() - before
    checkResult(result)
    assert.ok(took < 2_000, `${Math.round(took)} ms`)
  }

  const fields = {
    parameters: odd,
    region: oddRegion,
    query: oddQuery,
    max_items: odd,
    next_token: odd,
    question: odd,
    unknown: odd,
  }
  for (const [field, value] of Object.entries(fields)) {
    it(`is answered in ${field}`, async () => {
      await fc.assert(
        fc.asyncProperty(anyCall, value, ({ tool, ...good }, bad) =>
          answers(tool, { ...good, [field]: bad }),
        ),
        runs(150),
      )
    })
  }

  it('is answered in a parameter', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, odd, fc.nat(), ({ tool, operation, parameters }, bad, at) => {
        const names = Object.keys(parameters)
        const name = names[at % Math.max(1, names.length)] ?? 'Name'
        return answers(tool, { operation, parameters: { ...parameters, [name]: bad } })
      }),
      runs(300),
    )
  })

  it('is answered within a parameter', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, odd, ({ tool, operation, parameters }, bad) => {
        const inner = Object.entries(parameters).map(([name, value]) => [name, spoilt(value, bad)])
        return answers(tool, { operation, parameters: Object.fromEntries(inner) })
      }),
      runs(200),
    )
  })

  it('is answered as operation, question or the whole of it', async () => {
    const anyTool = fc.constantFrom(...tools.map(({ name }) => name))
    await fc.assert(
      fc.asyncProperty(anyTool, odd, async (tool, bad) => {
        await answers(tool, bad)
        await answers(tool, { operation: bad })
        await answers(tool, { question: bad })
      }),
      runs(200),
    )
  })
})

describe('a query over a large answer', () => {
  const tag = (index: number) => ({ Key: `key-${index}`, Value: 'v'.repeat(50) })
  const instance = (index: number) => ({
    InstanceId: `i-${index}`,
    Tags: Array.from({ length: 20 }, (_, at) => tag(at)),
  })
  const Instances = Array.from({ length: 1_000 }, (_, index) => instance(index))
  const { clients } = scriptedClients(() => ({ Reservations: [{ Instances }] }))

  const huge = [
    `@${'.{a:@,b:@}|@'.repeat(60)}`,
    `[]${'.[@,@,@,@,@,@][]'.repeat(9)}`,
    'join(to_string(@), [].Tags[].Key)',
    'reverse(join(to_string(@), [].Tags[].Key))',
    'pad_left(`x`, `400000000`)',
    "split('', to_string(@))",
  ]
  for (const query of huge) {
    it(`is answered or stopped in time: ${query.slice(0, 40)}`, async () => {
      const before = cpuMs()
      const call: Call = { services: ['ec2'], operation: 'DescribeInstances', query }
      const result = await execute(call, contextOf(clients))
      checkResult(result)
      assert.ok(cpuMs() - before < 2_000)
      assert.equal(result.code, 'invalid_query')
    })
  }
})

/** Lists and objects keep their form: what is in them does not. */
const spoilt = (value: unknown, bad: unknown): unknown => {
  if (Array.isArray(value)) return [...value, bad]
  return isRecord(value) ? { ...value, odd: bad } : value
}

function checkResult(result: ToolResult): void {
  const failed = result.regions.filter((region) => region.status === 'error')
  const errors = result.status === 'error' && failed.length === 0 ? [result] : failed
  for (const { code, message, ...rest } of errors) {
    const said = JSON.stringify({ code, message, ...rest }).slice(0, 500)
    assert.ok(code !== undefined && code !== 'internal', said)
    assert.ok(message, said)
    // What is asked in a language that is not read is told which ones are, in that language.
    if (code !== 'unclear_question') assert.ok(rest.hint ?? 'suggestions' in rest, said)
  }
  assert.ok(jsonBytes(result) <= 32_000, `${jsonBytes(result)} bytes`)
}
