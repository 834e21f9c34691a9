import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { proof } from '../../../../services/client/commands/proof.ts'
import {
  contextOf,
  type LocalStack,
  localAgent,
  sessionOf,
  startLocalStack,
} from '../local-session.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

describe('proof', () => {
  let local: LocalStack
  let id: string
  before(async () => {
    local = await startLocalStack()
    const agent = localAgent(local.stack, 'ana')
    id = await asked('list the buckets')
    await Array.fromAsync(
      agent.ask({ message: 'which instances are stopped?', conversation_id: id }, never),
    )
  })
  after(() => local.close())

  async function asked(message: string): Promise<string> {
    const events = await Array.fromAsync(localAgent(local.stack, 'ana').ask({ message }, never))
    const [start] = events
    return start?.type === 'start' ? start.conversation_id : ''
  }

  async function run(options: Omit<Parameters<typeof proof>[1], 'id'>, of = id, login = 'ana') {
    const terminal = scriptedTerminal([])
    const shown = { ...terminal, columns: 200, interactive: false }
    const code = await proof(contextOf(sessionOf(local.stack, login), shown), {
      ...options,
      id: of,
    })
    return { code, answers: shown.answers, notes: shown.notes }
  }

  it('has each claim with call, row and aws command, of the newest turn or the one named', async () => {
    const newest = await run({})
    match(newest.answers, /^2 · .* · which instances are stopped\?\n\n/)
    match(newest.answers, /\n {2}\$ .*aws ec2 describe-instances/)
    match(
      newest.answers,
      /\n {2}[a-z-]+ +regions\[\d\]\.items\[\d+\]\.Tags\[0\]\.Value {2}of [\w-]+ \(i-[0-9a-f]{17}\)\n/,
    )
    equal(newest.code, 0)
    match((await run({ turn: 1 })).answers, /^1 · .* · list the buckets\n/)
  })

  it('asks the same calls again, and finds all as it was', async () => {
    const { code, answers } = await run({ turn: 1, rerun: true })
    match(
      answers,
      /\nAsked again\n\n.*\n {2}as it was.*\n\nEach claim that rests on these calls stands still\.\n$/s,
    )
    equal(code, 0)
  })

  it('tells as JSON what each claim was and is', async () => {
    const { answers } = await run({ rerun: true, json: true })
    const { claims, calls, turn, conversation_id } = JSON.parse(answers)
    deepEqual([turn, conversation_id], [2, id])
    const claim = claims.find((one: { kind: string }) => one.kind === 'name')
    equal(claim.before, claim.text)
    equal(claim.now, claim.text)
    equal(claim.stands, true)
    match(claim.row, /^[\w-]+ \(i-[0-9a-f]{17}\)$/)
    match(calls[0].command, /aws ec2 describe-instances/)
    deepEqual(calls[0].differences.changed, [])
  })

  it("says that there is no such turn or conversation, and shows nobody another's", async () => {
    await rejects(run({ turn: 9 }), {
      code: 'no_proof',
      message: /Turn 9 .* those with one: 1, 2\./,
    })
    await rejects(run({}, id, 'bob'), { code: 'conversation_not_found' })
    const bare = await asked('hello')
    await rejects(run({}, bare), { code: 'no_proof', message: /nothing was read for it/ })
  })
})

const never = new AbortController().signal
