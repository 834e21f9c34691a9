import assert from 'node:assert/strict'
import { pino } from 'pino'
import { createApp } from '../../../services/agent/app.ts'
import { agentConfig } from '../../../services/agent/config.ts'
import { endOfLife, modelLifecycle } from '../../../services/agent/model-lifecycle.ts'

const today = new Date('2026-06-01T12:00:00Z')

describe('endOfLife', () => {
  it('is the date of a model that is past it, whatever profile names it', () => {
    const id = 'anthropic.claude-3-7-sonnet-20250219-v1:0'
    assert.deepEqual(
      [endOfLife(id, today), endOfLife(`us.${id}`, today)],
      Array(2).fill('2026-04-28'),
    )
  })

  it('is none of a model that has some time left, or that nobody has announced', () => {
    const later = ['anthropic.claude-3-5-haiku-20241022-v1:0', 'global.anthropic.claude-sonnet-4-6']
    assert.deepEqual(
      later.map((id) => endOfLife(id, today)),
      [undefined, undefined],
    )
  })
})

describe('an agent whose model is past its end of life', () => {
  const lines: string[] = []
  const start = async (MODEL_ID: string, now = today) => {
    lines.length = 0
    const log = pino({ base: null }, { write: (line: string) => lines.push(line) })
    await createApp(agentConfig({ ...env, MODEL_ID }), { log, clock: () => now }).close()
    return lines.map((line) => ({ ...JSON.parse(line), time: 0 }))
  }
  const env = {
    ENVIRONMENT: 'test',
    CONVERSATIONS_TABLE: 'conversations',
    GATEWAY_URL: 'https://gateway.example.com/mcp',
    OKTA_ISSUER: 'https://example.okta.com',
    OKTA_AUDIENCE: 'api://ops',
    OKTA_CLIENT_ID: 'client',
  }

  it('says so when it starts, and only then', async () => {
    const model = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'
    assert.deepEqual(await start(model), [
      {
        level: 40,
        time: 0,
        model,
        endedAt: '2026-04-28',
        msg: 'model past its end of life: configure another MODEL_ID',
      },
    ])
    assert.deepEqual(await start('global.anthropic.claude-sonnet-4-6'), [])
  })

  it('says that it cannot know, once the list is past its age', async () => {
    const model = 'global.anthropic.claude-sonnet-4-6'
    const { source, comparedOn, goodForDays } = modelLifecycle
    const last = new Date(Date.parse(comparedOn) + goodForDays * 86_400_000)
    assert.deepEqual(await start(model, last), [])
    const after = new Date(last.getTime() + 86_400_000)
    const msg = 'end of life not known: the list is old'
    assert.deepEqual(await start(model, after), [
      { level: 30, time: 0, model, source, comparedOn, msg },
    ])
  })
})
