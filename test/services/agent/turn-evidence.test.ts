import { deepEqual, equal, ok } from 'node:assert/strict'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import type { ScriptedTool } from '../../stand-ins/gateway.ts'
import { ec2, pointBedrockAt, startAgent } from './running-agent.ts'

const items = ['i-0128ce979f62a879a', 'i-07da301bc12c50d11'].map((InstanceId, at) => ({
  InstanceId,
  State: { Name: at === 0 ? 'running' : 'stopped' },
}))
const reading = {
  ...ec2,
  run: () => ({
    status: 'ok',
    operation: 'ec2:DescribeInstances',
    regions: [{ region: 'us-east-1', status: 'ok', items, truncated: false }],
  }),
}
const call = { tools: [{ id: 't1', name: ec2.name, input: { operation: 'DescribeInstances' } }] }
const invented = 'i-07da301bc12c50d12'
const lie = `2 instances: i-0128ce979f62a879a runs, ${invented} is stopped.`

describe('evidence of a turn', () => {
  it('comes before usage and says what nothing backs', async () => {
    await using given = await answering([call, { text: [lie] }])
    const events = await given.agent.ask({ message: 'Which instances are there?' })
    deepEqual(
      events.slice(-3).map(({ type }) => type),
      ['evidence', 'usage', 'done'],
    )
    deepEqual(evidenceIn(events), {
      type: 'evidence',
      claims: 3,
      found: 1,
      derived: 1,
      asked: 0,
      unbacked: [{ text: invented, kind: 'id' }],
      rows: [
        {
          ...{ kind: 'id', text: 'i-0128ce979f62a879a', status: 'found' },
          ...{ call: callIn(events), path: 'regions[0].items[0].InstanceId' },
        },
        { kind: 'id', text: invented, status: 'unbacked' },
        {
          ...{ kind: 'count', text: '2', status: 'derived', how: 'count of the rows' },
          ...{ call: callIn(events) },
        },
      ],
    })
  })

  it('is in /chat, in the conversation, and told again with the answer', async () => {
    await using given = await answering([call, { text: [lie] }])
    const body = { message: 'Which instances are there?', request_id: 'r1' }
    const first = evidenceIn(await given.agent.ask(body))
    ok(first)
    const { type: _, ...evidence } = first
    deepEqual(evidenceIn(await given.agent.ask(body)), first)
    const chat = (await given.agent.post('/chat', body)).json()
    deepEqual(chat.evidence, evidence)
    const path = `/api/conversations/${chat.conversation_id}`
    const { messages } = (await given.agent.send('GET', path)).json()
    deepEqual(
      messages.map((message: { evidence?: object }) => message.evidence),
      [undefined, evidence],
    )
  })

  it('comes with the calls of the turn where a reader asks for them', async () => {
    await using given = await answering([call, { text: [lie] }])
    const events = await given.agent.ask({ message: 'Which instances are there?' })
    const [start] = events
    const path = `/api/conversations/${start?.type === 'start' ? start.conversation_id : ''}`
    const { messages: plain } = (await given.agent.send('GET', path)).json()
    equal(plain[1].tool_calls, undefined)
    const { messages } = (await given.agent.send('GET', `${path}?calls=true`)).json()
    equal(messages[0].tool_calls, undefined)
    const [{ at, duration_ms, ...made }] = messages[1].tool_calls
    deepEqual(made, {
      ...{ id: callIn(events), tool: ec2.name, status: 'ok' },
      input: { operation: 'DescribeInstances' },
      // The members that the model was shown: here all that there are.
      result: { ...reading.run(), columns: ['InstanceId', 'State'] },
    })
    ok(Date.parse(at) >= Date.parse(messages[1].created_at) && duration_ms >= 0)
    equal((await given.agent.send('GET', `${path}?calls=perhaps`)).statusCode, 400)
  })

  it('holds a later answer against what was read before, and not against what was invented', async () => {
    const later = `i-0128ce979f62a879a is the one that runs; ${invented} is not.`
    await using given = await answering([call, { text: [lie] }, { text: [later] }])
    const events = await given.agent.ask({ message: 'Which instances are there?' })
    const [start] = events
    const conversation_id = start?.type === 'start' ? start.conversation_id : ''
    const second = evidenceIn(await given.agent.ask({ message: 'Which runs?', conversation_id }))
    deepEqual(second?.unbacked, [{ text: invented, kind: 'id' }])
    equal(second?.found, 1)
  })

  it('is not there where nothing was read, or nothing is claimed', async () => {
    await using given = await answering([
      { text: ['You have 3 buckets.'] },
      call,
      { text: ['Done.'] },
    ])
    equal(evidenceIn(await given.agent.ask({ message: 'How many buckets?' })), undefined)
    equal(evidenceIn(await given.agent.ask({ message: 'Look.' })), undefined)
  })

  it('takes at most a fifth of what the turn takes of the table', async () => {
    const rows = Array.from({ length: 80 }, (_, at) => `i-0${String(at).padStart(16, '0')}`)
    const many = {
      ...reading,
      run: () => ({
        ...reading.run(),
        regions: [
          {
            ...{ region: 'us-east-1', status: 'ok', truncated: false },
            items: rows.map((InstanceId) => ({ InstanceId })),
          },
        ],
      }),
    }
    const text = rows.map((id) => `- ${id}`).join('\n')
    await using given = await answering([call, { text: [text] }], many)
    const events = await given.agent.ask({ message: 'Which instances are there?' })
    equal(evidenceIn(events)?.rows.length, 80)
    const [start] = events
    const id = start?.type === 'start' ? start.conversation_id : ''
    await takesAFifth(given.agent, id)
    const page = (await given.agent.send('GET', `/api/conversations/${id}`)).json()
    const { claims, unbacked, rows: kept } = page.messages[1].evidence
    deepEqual([claims, unbacked], [80, []])
    ok(kept.length > 0 && kept.length < 80)
  })

  it('takes at most a fifth of a short turn too, and keeps whatever nothing backs', async () => {
    const answers = [
      'i-0128ce979f62a879a runs.',
      lie,
      `No: ${invented}, i-07da301bc12c50d13 and i-07da301bc12c50d14 were made up.`,
    ]
    for (const text of answers) {
      await using given = await answering([call, { text: [text] }])
      const events = await given.agent.ask({ message: 'Which run?' })
      const [start] = events
      const id = start?.type === 'start' ? start.conversation_id : ''
      await takesAFifth(given.agent, id)
      const page = (await given.agent.send('GET', `/api/conversations/${id}`)).json()
      const { rows: _, ...counts } = page.messages[1].evidence
      const { rows: __, type: ___, ...told } = evidenceIn(events) ?? { rows: [], type: '' }
      deepEqual(counts, told)
    }
  })
})

/** Of the bytes of the turn's item without it. */
async function takesAFifth({ table }: Awaited<ReturnType<typeof startAgent>>, id: string) {
  const turn = (await table.items(id)).find(({ item }) => String(item).startsWith('turn#'))
  const { evidence, ...others } = turn ?? {}
  const bytes = Buffer.byteLength(`evidence${evidence}`)
  const of = Buffer.byteLength(JSON.stringify(others))
  ok(bytes <= of / 5, `${bytes} of ${of} bytes`)
}

function evidenceIn(events: readonly AgentEvent[]) {
  return events.find((event) => event.type === 'evidence')
}

function callIn(events: readonly AgentEvent[]): string {
  const found = events.find((event) => event.type === 'tool_call')
  return found?.id ?? ''
}

async function answering(script: Parameters<typeof startBedrock>[0], tool: ScriptedTool = reading) {
  const bedrock = await startBedrock(script)
  const restore = pointBedrockAt(bedrock.url)
  const agent = await startAgent({ tools: [tool] })
  return {
    agent,
    async [Symbol.asyncDispose]() {
      restore()
      await Promise.all([agent.close(), bedrock.close()])
    },
  }
}
