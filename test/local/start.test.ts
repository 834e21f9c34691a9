import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { decodeJwt } from 'jose'
import { runStart } from './run-start.ts'

describe('npm start', () => {
  it('answers a question and exits 0: the answer on standard output, the call beside it', async () => {
    const { code, stdout, stderr } = await runStart(['List my EC2 instances in us-east-1'])
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^13 instances[^\n]*\.\n[\s\S]*\nName +Instance ID +State /)
    assert.match(stdout, /^legacy-backoffice +i-[0-9a-f]{17} +running /m)
    assert.match(stderr, /^→ ec2 "List my EC2 instances in us-east-1"$/m)
    assert.match(stderr, /^✓ ec2 DescribeInstances · us-east-1 · 13 items · \d+ ms · [\d.]+ kB$/m)
    assert.match(stderr, /made-up company/)
    assert.match(stderr, /It is no language model/)
  })

  it('opens a chat without one, and answers line by line', async () => {
    const input = 'list the buckets\n\n/help\nlist my VPCs in eu-west-1\n/quit\nlist the queues\n'
    const { code, stdout, stderr } = await runStart([], { input })
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^10 buckets\.[\s\S]*\n1 VPC/)
    assert.match(stderr, /\/new +a new conversation/)
    assert.doesNotMatch(stderr, /list the queues/)
  })

  it('gives an answer in the form that is asked for, and nothing else with --quiet', async () => {
    const args = ['--output', 'csv', '--quiet', 'list the buckets']
    const { code, stdout, stderr } = await runStart(args)
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^Name,BucketRegion.*\r?\n/)
  })

  it('says so where npm took an option for its own', async () => {
    const { code, stderr } = await runStart([], { env: { npm_config_tour: 'true' } })
    assert.equal(code, 2)
    assert.match(stderr, /^error: npm took --tour for an option of its own: npm start -- --tour …/)
  })

  it('goes on with the newest conversation with -c, asked as a question or in a chat', async () => {
    const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
    try {
      const none = await runStart(['-c', 'and in eu-west-1?'], { data })
      assert.deepEqual([none.code, none.stdout], [1, ''])
      assert.match(none.stderr, /error: There is no conversation yet to go on with\./)
      await runStart(['Which instances are running in us-east-1?'], { data })
      const next = await runStart(['-c', 'and in eu-west-1?'], { data })
      assert.match(next.stdout, /eu-west-1/)
      const chat = await runStart(['--continue'], { data, input: '/history\n' })
      assert.match(chat.stdout, /Which instances are running[\s\S]*› and in eu-west-1\?/)
    } finally {
      await rm(data, { recursive: true, force: true })
    }
  })

  it('helps, and refuses what it does not know', async () => {
    const help = await runStart(['--help'])
    assert.deepEqual([help.code, help.stderr], [0, ''])
    for (const option of ['--account', '--tour', '--output', '--continue', '--no-tools']) {
      assert.match(help.stdout, new RegExp(`^ +(?:-\\w, )?${option} `, 'm'))
    }
    const wrong = await runStart(['--account', 'mine'])
    assert.deepEqual([wrong.code, wrong.stdout], [2, ''])
    assert.match(wrong.stderr, /^error: .*'mine' is invalid\. Allowed choices are sample, aws\./)
    const unfit = await runStart(['--temperature', 'hot', 'list the buckets'])
    assert.deepEqual([unfit.code, unfit.stdout], [2, ''])
    const lone = await runStart(['--output', 'csv'])
    assert.deepEqual([lone.code, lone.stdout], [2, ''])
    assert.match(lone.stderr, /^error: --output is of one answer: name a question\./)
  })
})

describe('npm run local', () => {
  it('prints its addresses as one JSON line, and local:token a token from it', async () => {
    const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
    const stack = spawn(process.execPath, ['local/serve.ts', '--port', '0', '--data', data])
    try {
      const [line = ''] = await firstLines(stack.stdout, 1)
      const addresses = JSON.parse(line)
      assert.deepEqual(Object.keys(addresses), [
        'functionUrl',
        'gatewayUrl',
        'issuer',
        'clientId',
        'audience',
        'region',
        'credentials',
        'tableName',
        'tableEndpoint',
      ])
      const token = spawn(process.execPath, ['local/token.ts', 'alice', '--data', data])
      const [jwt = ''] = await firstLines(token.stdout, 1)
      const { iss, aud, sub, cid, scp } = decodeJwt(jwt)
      assert.deepEqual(
        { iss, aud, sub, cid, scp },
        {
          iss: addresses.issuer,
          aud: addresses.audience,
          sub: 'alice',
          cid: addresses.clientId,
          scp: ['openid', 'profile', 'aws-operations.read'],
        },
      )
      stack.kill('SIGTERM')
      assert.deepEqual(await new Promise((resolve) => stack.on('close', resolve)), 0)
    } finally {
      stack.kill('SIGKILL')
      await rm(data, { recursive: true, force: true })
    }
  })

  it('has no token to give where no stack runs', async () => {
    const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
    const token = spawn(process.execPath, ['local/token.ts', 'alice', '--data', data])
    const [line] = await firstLines(token.stderr, 1)
    assert.equal(line, 'error: no local stack runs here. Start one with `npm run local`.')
    await rm(data, { recursive: true })
  })
})

async function firstLines(stream: NodeJS.ReadableStream, count: number): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: stream })) {
    lines.push(line)
    if (lines.length === count) break
  }
  return lines
}
