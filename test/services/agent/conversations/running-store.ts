import assert from 'node:assert/strict'
import type { NewTurn } from '../../../../services/agent/conversations/claim-turn.ts'
import {
  type Conversations,
  conversations,
  type Turn,
} from '../../../../services/agent/conversations/conversations.ts'
import type { StoredMessage } from '../../../../services/agent/conversations/messages.ts'
import { startConversationsTable } from '../../../stand-ins/conversations-table.ts'

export const alice = 'https://issuer|alice'
export const usage = {
  input_tokens: 1,
  output_tokens: 2,
  cache_read_tokens: 3,
  cache_write_tokens: 4,
  model_calls: 1,
  tool_calls: 0,
}
export const asked: NewTurn = {
  owner: alice,
  conversationId: undefined,
  requestId: 'r1',
  bodyHash: 'hash-1',
  clientId: 'laptop',
  message: 'Which instances?',
}

export const user = (text: string): StoredMessage => ({ role: 'user', content: [{ text }] })
export const assistant = (text: string): StoredMessage => ({
  role: 'assistant',
  content: [{ text }],
})

/** A store on a table of its own, whose clock stands still until a test moves it. */
export async function startStore({ historyTokens = 50_000, cacheMs = 300_000 } = {}) {
  const table = await startConversationsTable()
  const clock = { now: new Date('2026-01-01T00:00:00Z') }
  const leftBehind: unknown[] = []
  const requests: string[] = []
  const logger = {
    ...{ trace() {}, debug() {}, warn() {}, error() {} },
    info: ({ commandName }: { commandName: string }) => requests.push(commandName),
  }
  /** One more process that works on the same table. */
  const open = (): Conversations =>
    conversations({
      tableName: table.tableName,
      timeoutMs: 30_000,
      ttlDays: 30,
      historyTokens: () => historyTokens,
      cacheMs,
      now: () => clock.now,
      onLeftBehind: (error) => leftBehind.push(error),
      dynamodb: { ...table.config, logger },
    })
  const store = open()
  return {
    table,
    clock,
    store,
    open,
    leftBehind,
    /** Names of the requests that the table was sent, in order. */
    requests,
    pass(seconds: number) {
      clock.now = new Date(clock.now.getTime() + seconds * 1000)
    },
    /** A turn begun, though not answered. */
    begin: (change: Partial<NewTurn> = {}) => begin(store, { ...asked, ...change }),
    /** A turn answered in full. */
    async say(change: Partial<NewTurn> = {}, answer = 'Two.'): Promise<Turn> {
      const question = { ...asked, ...change }
      const turn = await begin(store, question)
      assert.equal(await finish(store, turn, [user(question.message), assistant(answer)]), true)
      return turn
    },
    [Symbol.asyncDispose]: () => table.close(),
  }
}

export async function begin(store: Conversations, question: NewTurn): Promise<Turn> {
  const turn = await store.startTurn(question)
  assert.ok(!('answered' in turn), 'was answered before')
  return turn
}

export function finish(store: Conversations, turn: Turn, messages: StoredMessage[]) {
  return store.finishTurn(turn, { messages, usage, stopReason: 'end_turn', tools: ['get_time'] })
}

export function cutOff(store: Conversations, turn: Turn, messages: StoredMessage[]) {
  return store.finishTurn(turn, { messages, usage, stopReason: undefined, tools: [] })
}
