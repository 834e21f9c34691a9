import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { deploymentConfig } from '../../../stacks/config.ts'
import { agentPermissions } from '../../../stacks/iam/agent.ts'
import { resourceNames } from '../../../stacks/names.ts'

describe('what the agent may do with its table', () => {
  it('is what its code does, and no more', async () => {
    const used = new Set<string>()
    for await (const file of glob('services/agent/**/*.ts')) {
      const commands = (await readFile(file, 'utf8')).matchAll(/\b([A-Z]\w+)Command\b/g)
      for (const [, name = ''] of commands) used.add(name === 'Query' ? name : `${name}Item`)
    }
    assert.deepEqual(
      allowed(),
      [...used].toSorted().map((name) => `dynamodb:${name}`),
    )
  })
})

function allowed(): string[] {
  const okta = {
    issuer: 'https://acme.okta.com/oauth2/default',
    clientId: '0oa1',
    audience: 'api://ops',
  }
  const config = deploymentConfig({ okta }, 'dev')
  const place = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }
  const text = agentPermissions(config, resourceNames(config, place), place)
  const { Statement } = document.parse(JSON.parse(text))
  return [Statement.find(({ Sid }) => Sid === 'OwnConversations')?.Action ?? []].flat()
}

const document = z.object({
  Statement: z.array(
    z.object({ Sid: z.string(), Action: z.union([z.string(), z.array(z.string())]) }),
  ),
})
