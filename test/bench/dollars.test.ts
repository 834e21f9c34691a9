import assert from 'node:assert/strict'
import { questionCosts } from '../../bench/turns/dollars.ts'
import { fiveInstances } from '../../bench/turns/five-instances.ts'
import { jsonBytes } from '../../tools/json.ts'
import { tools } from '../../tools/tools.ts'
import { pointBedrockAt, startAgent } from '../services/agent/running-agent.ts'
import { startBedrock } from '../stand-ins/bedrock.ts'

describe('what a question sends to the model, and costs', function () {
  this.timeout(60_000)
  let costs: ReturnType<typeof questionCosts>

  before(async () => {
    costs = questionCosts(await fiveInstances())
  })

  it('is at most 7,300 tokens and 28 kB in both calls with one tool over five instances', () => {
    const { bytes, tokens } = costs['with a tool'].ours
    assert.ok(bytes <= 28_000 && tokens <= 7_300, `${bytes} bytes, ${tokens} tokens`)
  })

  it('is what the agent itself sends', async () => {
    const result = await fiveInstances()
    const ask = { id: 'tooluse_1234567890abcdefghijkl', name: 'ec2_read_operations' }
    const input = { operation: 'DescribeInstances', region: 'us-east-1' }
    const bedrock = await startBedrock([{ tools: [{ ...ask, input }] }, { text: ['Five.'] }])
    const restore = pointBedrockAt(bedrock.url)
    const agent = await startAgent({
      tools: tools.map(({ name, description, inputSchema }) => ({
        ...{ name, description, inputSchema: JSON.parse(JSON.stringify(inputSchema)) },
        run: () => result,
      })),
    })
    try {
      await agent.ask({ message: 'Which instances run in us-east-1, and who owns them?' })
      const sizes = bedrock.requests.map(({ modelId: _, ...body }) => jsonBytes(body))
      const sent = sizes.reduce((sum, size) => sum + size, 0)
      assert.equal(sizes.length, 2)
      // Cache points and options beside what is counted.
      assert.ok(sent - costs['with a tool'].ours.bytes < 800, `${sent} bytes`)
      assert.ok(sent <= 28_000, `${sent} bytes`)
    } finally {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    }
  })

  it('is at most $3.5 a thousand questions, and $7 with a tool, with the prompt in the cache', () => {
    const [plain, tool] = [costs.plain, costs['with a tool']].map(({ ours }) => ours.usd * 1000)
    assert.ok(Number(plain) <= 3.5, `$${plain}`)
    assert.ok(Number(tool) <= 7, `$${tool}`)
  })

  it('is at most $0.04 at the fiftieth turn after a pause, and $0.07 at the 178th', () => {
    const [fiftieth, later] = [costs['turn 50 after a pause'], costs['turn 178 after a pause']]
    assert.ok(fiftieth.ours.usd <= 0.04, `$${fiftieth.ours.usd}`)
    assert.ok(later.ours.usd <= 0.07, `$${later.ours.usd}`)
  })
})
