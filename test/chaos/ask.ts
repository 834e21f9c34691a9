import assert from 'node:assert/strict'
import { problem } from '../../services/agent/api.ts'
import { eventsOf, textOf } from '../services/agent/running-agent.ts'
import { upstreamText } from '../stand-ins/fault-plan.ts'

export interface Question {
  message: string
  request_id: string
  conversation_id?: string | undefined
  use_tools?: boolean
}

/** What a person is told in the end. */
export interface Told {
  /** `done`, or the code of the error or of the refusal. */
  ends: string
  text: string
  /** Of the turn; none where the request was refused. */
  conversationId: string | undefined
  turn: number | undefined
}

/** Asks an agent over HTTP: it ends with one `done` or `error` or a problem, and gives nothing away. */
export async function ask(url: string, token: string, question: Question): Promise<Told> {
  const response = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-okta-token': token },
    body: JSON.stringify(question),
  })
  const body = await response.text()
  assert.doesNotMatch(body, new RegExp(`${upstreamText}|scripted secret|${token}`))
  if (response.status !== 200) return refused(response.status, body)
  const events = eventsOf(body)
  const [start] = events
  const [end, ...more] = events.filter(({ type }) => type === 'done' || type === 'error')
  assert.ok(start?.type === 'start' && end !== undefined, body)
  assert.deepEqual([more, events.at(-1)], [[], end])
  return {
    ends: end.type === 'error' ? end.code : end.type,
    text: textOf(events),
    conversationId: start.conversation_id,
    turn: start.turn,
  }
}

function refused(status: number, body: string): Told {
  const { code, status: said } = problem.parse(JSON.parse(body))
  assert.equal(status, said)
  return { ends: code, text: '', conversationId: undefined, turn: undefined }
}
