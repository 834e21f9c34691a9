import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { openTable } from '../../services/agent/conversations/table.ts'
import { loadModel } from '../../services/agent/model.ts'
import { type Service, services } from '../../tools/catalogue/services.ts'
import { sdkClients } from '../../tools/executor/clients.ts'

/** Names of what a request goes through, of which a logger walks through all that is sent and received. */
const loggers = (steps: readonly string[]) => steps.filter((step) => /^logger/i.test(step))

interface Steps {
  identify(): string[]
}

describe('clients of the SDK', () => {
  it('have no logger in the tool handler, whatever service they ask', async () => {
    const places: string[] = []
    const clients = sdkClients({
      credentials: { accessKeyId: 'A', secretAccessKey: 's' },
      configure: ({ middlewareStack }, { service }) => {
        const steps = middlewareStack.identify()
        assert.ok(steps.length > 0)
        places.push(service)
        assert.deepEqual(loggers(steps), [], service)
      },
    })
    const some: Service[] = ['sts', 's3', 'sqs', 'dynamodb']
    const signal = AbortSignal.abort()
    for (const service of some) {
      const call = { service, operation: 'None', input: {}, region: 'us-east-1', signal }
      await assert.rejects(clients.send(call), /Unknown operation/)
      assert.ok(service in services)
    }
    assert.deepEqual(places, some)
  })

  it('have none in the agent: of its table, and of the model', async () => {
    const table = openTable({ tableName: 't', timeoutMs: 1_000, dynamodb: { region: 'us-east-1' } })
    const model = (await loadModel({ provider: 'bedrock', id: 'any' }))({})
    const ofModel = Object.values(model).flatMap((inner) => stackOf(inner) ?? [])
    assert.equal(ofModel.length, 1)
    for (const stack of [table.client.middlewareStack, ...ofModel]) {
      assert.ok(stack.identify().length > 0)
      assert.deepEqual(loggers(stack.identify()), [])
    }
  })

  it('are made nowhere else in what is deployed', () => {
    const making = globSync('{services/{agent,tool-handler},tools}/**/*.ts').filter((path) =>
      /(?:@aws-sdk|models\/bedrock).*\bnew (\w*Client|BedrockModel)\(/s.test(
        readFileSync(path, 'utf8'),
      ),
    )
    assert.deepEqual(making.toSorted(), [
      'services/agent/bedrock.ts',
      'services/agent/conversations/table.ts',
      'tools/executor/clients.ts',
    ])
  })
})

function stackOf(value: unknown): Steps | undefined {
  const stack = typeof value === 'object' && value !== null && Reflect.get(value, 'middlewareStack')
  return isSteps(stack) ? stack : undefined
}

const isSteps = (value: unknown): value is Steps =>
  typeof value === 'object' && value !== null && 'identify' in value
