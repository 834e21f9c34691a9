import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createConversationsTable, startDynamoDb } from '../../../local/dynamodb.ts'
import { startBedrock } from '../../stand-ins/bedrock.ts'
import { listen } from '../../stand-ins/listen.ts'
import { pointBedrockAt, startAgent, textOf } from './running-agent.ts'

describe('what a first question needs', () => {
  it('is opened before it comes, so that it waits for neither keys nor a first read', async () => {
    const read: unknown[] = []
    const agent = await startAgent({ onTableRequest: ({ Key }) => void read.push(Key) })
    await agent.app.prepare()
    assert.deepEqual(read[0], { conversation_id: 'none', item: 'meta' })
    const { requests } = agent.issuer
    while (requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    const expired = await agent.issuer.token('alice', { claims: { exp: 1_000_000_000 } })
    const refused = await agent.post('/stream', {}, { headers: { 'x-okta-token': expired } })
    assert.deepEqual([refused.statusCode, refused.json().code], [401, 'token_expired'])
    assert.equal((await agent.send('GET', '/api/conversations')).statusCode, 200)
    assert.equal(requests.length, 2)
    await agent.close()
  })

  it('fails no start where nothing of it is there, and is found by the question after', async () => {
    const bedrock = await startBedrock([{ text: ['Here.'] }])
    const restore = pointBedrockAt(bedrock.url)
    const place = createServer()
    const port = await listen(place)
    await new Promise((resolve) => place.close(resolve))
    const endpoint = `http://127.0.0.1:${port}`
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const dynamodb = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }
    const agent = await startAgent({ parts: { dynamodb } })
    agent.gateway.seen.refuseWith = 503
    agent.issuer.state.status = 503
    await agent.app.prepare()
    assert.equal((await agent.app.inject('/health')).statusCode, 200)
    const withoutKeys = await agent.post('/stream', { message: 'Hi' })
    assert.equal(withoutKeys.json().code, 'identity_unavailable')
    agent.issuer.state.status = 200
    const withoutTable = await agent.post('/stream', { message: 'Hi' })
    assert.ok(withoutTable.statusCode >= 500, withoutTable.body)

    const table = await startDynamoDb({ port })
    await createConversationsTable({ endpoint, tableName: agent.table.tableName })
    agent.gateway.seen.refuseWith = undefined
    assert.equal(textOf(await agent.ask({ message: 'Hi' })), 'Here.')
    restore()
    await Promise.all([agent.close(), bedrock.close()])
    await table.close()
  })
})
