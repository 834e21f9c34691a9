import { deepEqual, ok } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { localSession } from '../../../../local/local-session.ts'
import { type Stack, startStack } from '../../../../local/stack.ts'
import type { AgentClient } from '../../../../services/client/agent-client.ts'

const questions = z.array(z.looseObject({ question: z.string() }))

/** The offline model invents nothing: whatever is said to be unbacked in its answers is a false alarm. */
describe('evidence of answers about the sample company', () => {
  let data: string
  let stack: Stack
  let agent: AgentClient
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'evidence-'))
    const options = {
      account: 'sample',
      model: 'offline',
      user: 'evidence',
      port: 0,
      data,
    } as const
    stack = await startStack(options, { LOG_LEVEL: 'silent' })
    agent = localSession(stack, { login: 'evidence' }).agent
  })
  after(async () => {
    await stack.close()
    await rm(data, { recursive: true, force: true })
  })

  it('finds every claim of them backed', async function () {
    this.timeout(300_000)
    const text = await readFile('test/questions/fresh.json', 'utf8')
    const asked = questions.parse(JSON.parse(text)).map(({ question }) => question)
    const alarms: string[] = []
    let claims = 0
    for (const message of asked) {
      for await (const event of agent.ask({ message }, AbortSignal.timeout(60_000))) {
        if (event.type !== 'evidence') continue
        claims += event.claims
        for (const { text } of event.unbacked) alarms.push(`${message} → ${text}`)
      }
    }
    deepEqual(alarms, [])
    ok(claims > 5 * asked.length, `only ${claims} claims in ${asked.length} answers`)
  })
})
