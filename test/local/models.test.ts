import assert from 'node:assert/strict'
import { startBedrock } from '../stand-ins/bedrock.ts'
import { startOpenAI } from '../stand-ins/openai.ts'
import { runStart } from './run-start.ts'

const useEc2 = (id: string, region: string) => ({
  id,
  name: 'ec2_read_operations',
  input: { operation: 'DescribeInstances', region, query: '[].InstanceId' },
})

describe('npm start -- --model', () => {
  describe('bedrock', () => {
    it('answers with the model, over real tools, in two model calls for one tool', async () => {
      const bedrock = await startBedrock([
        { tools: [useEc2('t1', 'us-east-1')] },
        { text: ['You have ', 'thirteen.'] },
      ])
      const { code, stdout, stderr } = await runStart(['--model', 'bedrock', 'How many?'], {
        env: bedrockEnv(bedrock.url),
      })
      await bedrock.close()
      assert.equal(code, 0, stderr)
      assert.equal(stdout, 'You have thirteen.\n')
      assert.match(stderr, /→ ec2 DescribeInstances us-east-1/)
      assert.match(stderr, /✓ ec2 DescribeInstances · us-east-1 · 13 items/)
      assert.equal(bedrock.requests.length, 2)
      assert.match(
        JSON.stringify(bedrock.requests[1]?.messages),
        /untrusted_aws_data.*i-[0-9a-f]{17}/,
      )
    })

    it('runs two tools of one turn and goes on after them', async () => {
      const bedrock = await startBedrock([
        { tools: [useEc2('t1', 'us-east-1'), useEc2('t2', 'eu-west-1')] },
        { text: ['Both.'] },
      ])
      const { stdout, stderr } = await runStart(['--model', 'bedrock', 'How many?'], {
        env: bedrockEnv(bedrock.url),
      })
      await bedrock.close()
      assert.equal(stdout, 'Both.\n')
      assert.equal(stderr.match(/✓ ec2 /g)?.length, 2)
      assert.equal(bedrock.requests.length, 2)
    })

    it('says that the model is busy, and exits 1', async () => {
      const throttled = { refuse: { exception: 'ThrottlingException', status: 429 } }
      const bedrock = await startBedrock(() => throttled)
      const { code, stderr } = await runStart(['--model', 'bedrock', 'How many?'], {
        env: bedrockEnv(bedrock.url),
      })
      await bedrock.close()
      assert.equal(code, 1)
      assert.match(stderr, /error: .*\(throttled\)/)
      assert.doesNotMatch(stderr, /scripted secret/)
    })

    it('keeps what was said when the model breaks off, and exits 1', async () => {
      const bedrock = await startBedrock([
        { text: ['Half an ans'], breakWith: { exception: 'internalServerException' } },
      ])
      const { code, stdout, stderr } = await runStart(['--model', 'bedrock', 'How many?'], {
        env: bedrockEnv(bedrock.url),
      })
      await bedrock.close()
      assert.equal(code, 1)
      assert.equal(stdout, 'Half an ans\n')
      assert.match(stderr, /error: .*\(model_unavailable\)/)
    })
  })

  describe('openai', () => {
    it('answers with any server that speaks chat completions', async () => {
      const openai = await startOpenAI([
        { tools: [useEc2('t1', 'us-east-1')] },
        { text: ['Thirteen.'] },
      ])
      const { code, stdout, stderr } = await runStart(['--model', 'openai', 'How many?'], {
        env: { OPENAI_BASE_URL: openai.url, MODEL_ID: 'scripted' },
      })
      await openai.close()
      assert.equal(code, 0, stderr)
      assert.equal(stdout, 'Thirteen.\n')
      assert.match(stderr, /^Model: scripted at http/m)
      assert.equal(openai.requests.length, 2)
    })

    it('asks for what it needs', async () => {
      const noModel = await runStart(['--model', 'openai', 'How many?'])
      assert.deepEqual([noModel.code, noModel.stdout], [1, ''])
      assert.match(noModel.stderr, /^error: --model openai needs MODEL_ID/m)
      const noServer = await runStart(['--model', 'openai', 'x'], { env: { MODEL_ID: 'm' } })
      assert.match(noServer.stderr, /^error: --model openai needs OPENAI_BASE_URL/m)
    })
  })
})

const bedrockEnv = (url: string) => ({
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_REGION: 'us-east-1',
})
