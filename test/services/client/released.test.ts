import assert from 'node:assert/strict'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { readEvents } from '../../../services/client/agent-client/read-events.ts'
import type { AgentApi } from '../../../services/client/agent-client.ts'
import { tokenStore } from '../../../services/client/auth/token-store.ts'
import { configurations } from '../../../services/client/configuration.ts'
import { refusal } from '../../../services/client/errors.ts'
import {
  released,
  releasedFolder,
  releasedText,
  releasedVersions,
} from '../../released/released.ts'
import { answersInstead, startFaultyAgent } from '../../stand-ins/faulty-agent.ts'
import { clientOf } from './agent-client/ask-faulty.ts'

const never = new AbortController().signal

for (const version of releasedVersions) {
  describe(`a client of an agent of version ${version}`, () => {
    it('reads each event of its streams', async () => {
      const others = await released<Record<string, string>>(version, 'streams.json')
      for (const stream of [await releasedText(version, 'stream.txt'), ...Object.values(others)]) {
        assert.deepEqual(await eventsIn(stream), sentIn(stream))
      }
    })

    it('reads its other answers', async () => {
      const answers = await released<Record<string, object>>(version, 'answers.json')
      const calls: [string, (api: AgentApi) => Promise<unknown>][] = [
        ['GET /health', (api) => api.health(never)],
        ['GET /api/conversations', (api) => api.listConversations({}, never)],
        ['GET /api/conversations/{id}', (api) => api.readConversation('c', {}, never)],
        ['POST /api/tools/fetch', (api) => api.tools(never)],
      ]
      for (const [name, call] of calls) {
        const agent = await startFaultyAgent(answersInstead(200, answers[name] ?? {}))
        assert.deepEqual(await call(clientOf(agent.url).client), answers[name])
        await agent.close()
      }
    })

    it('reads its problems', async () => {
      const problems = await released<Record<string, { detail: string; status: number }>>(
        version,
        'problems.json',
      )
      for (const [code, problem] of Object.entries(problems)) {
        const read = refusal(problem.status, JSON.stringify(problem))
        assert.equal(read.code, code)
        assert.ok(read.message.startsWith(problem.detail))
      }
    })

    it('finds its environments and tokens as a client of that version left them', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
      await cp(releasedFolder(version, 'client'), folder, { recursive: true })
      const path = join(folder, 'sign-in.json')
      await chmod(path, 0o600)
      const known = configurations(folder)
      assert.deepEqual(await known.load(undefined), await released(version, 'outputs.json'))
      assert.deepEqual(await known.load('local'), await released(version, 'client/local.json'))
      const kept = await tokenStore({ path, keyring: undefined }).read()
      assert.deepEqual(kept?.tokens, await released(version, 'client/sign-in.json'))
      await rm(folder, { recursive: true })
    })
  })
}

describe('a stream of an agent of another version', () => {
  it('may hold events and members that are not known here', async () => {
    const stream = [
      'event: start\ndata: {"conversation_id":"c1","request_id":"r1","turn":1,"region":"eu"}\n\n',
      'event: evidence_of_tomorrow\ndata: {"claims":[]}\n\n',
      'event: done\ndata: {"stop_reason":"end_turn","cost_usd":0.1}\n\n',
    ].join('')
    assert.deepEqual(await eventsIn(stream), [
      { type: 'start', conversation_id: 'c1', request_id: 'r1', turn: 1 },
      { type: 'done', stop_reason: 'end_turn' },
    ])
  })

  it('may lack, or have in another form, whatever an event is not about', async () => {
    const stream = [
      'event: start\ndata: {"conversation_id":"c1","turn":"first"}\n\n',
      'event: tool_call\ndata: {"id":"t1","input":7}\n\n',
      'event: tool_result\ndata: {"id":"t1","status":"skipped"}\n\n',
      'event: notice\ndata: {"message":"Careful."}\n\n',
      'event: usage\ndata: {"input_tokens":1}\n\n',
      'event: error\ndata: {"retryable":1}\n\n',
    ].join('')
    assert.deepEqual(await eventsIn(stream), [
      { type: 'start', conversation_id: 'c1', request_id: '', turn: 1 },
      { type: 'tool_call', id: 't1', tool: 'tool', input: {} },
      {
        ...{ type: 'tool_result', id: 't1', tool: 'tool', status: 'partial', duration_ms: 0 },
        ...{ summary: '', truncated: false, result: null },
      },
      { type: 'notice', code: '', message: 'Careful.' },
      {
        ...{ type: 'usage', input_tokens: 1, output_tokens: 0, cache_read_tokens: 0 },
        ...{ cache_write_tokens: 0, model_calls: 0, tool_calls: 0 },
      },
      {
        ...{ type: 'error', code: 'internal', message: 'The agent failed to answer.' },
        retryable: false,
      },
    ])
  })

  it('is read on where an event cannot be, which is said once', async () => {
    const stream = [
      'event: start\ndata: {"conversation_id":"c1"}\n\n',
      'event: text\ndata: {"words":"Two."}\n\n',
      'event: text\ndata: no JSON\n\n',
      'event: done\ndata: {"stop_reason":"tired"}\n\n',
    ].join('')
    const events = await eventsIn(stream)
    assert.deepEqual(
      events.map((event) => (event.type === 'notice' ? event.code : event.type)),
      ['start', 'unreadable_event', 'done'],
    )
  })

  it('says so where it ends for a reason that is not known', async () => {
    assert.deepEqual(await eventsIn('event: done\ndata: {"stop_reason":"tired"}\n\n'), [
      {
        type: 'notice',
        code: 'unreadable_event',
        message:
          'A part of this answer (done) is of a kind that this version of aws-ops cannot read.',
      },
      { type: 'done', stop_reason: 'end_turn' },
    ])
  })
})

async function eventsIn(stream: string): Promise<AgentEvent[]> {
  return await Array.fromAsync(readEvents(piecesOf(Buffer.from(stream))))
}

async function* piecesOf(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 700) yield bytes.subarray(from, from + 700)
}

/** What stands in a stream, without our reader. */
function sentIn(stream: string): object[] {
  const messages = stream.split('\n\n').filter((message) => message.startsWith('event: '))
  return messages.map((message) => {
    const [type = '', data = ''] = message.split('\n')
    return { type: type.slice('event: '.length), ...JSON.parse(data.slice('data: '.length)) }
  })
}
