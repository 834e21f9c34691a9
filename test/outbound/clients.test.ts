import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'

describe('every client of the AWS SDK', () => {
  it('is made with the agents that go by the proxy', () => {
    const made = globSync('{services,tools,deploy,local}/**/*.ts').filter((path) =>
      ofTheSdk.test(readFileSync(path, 'utf8')),
    )
    assert.ok(made.length >= 7, made.join())
    const without = made.filter((path) => !/awsAgents\(\)/.test(readFileSync(path, 'utf8')))
    assert.deepEqual(without, [])
  })
})

/** Made of a class of it, or by its chain of credentials. */
const ofTheSdk =
  /new (STS|Bedrock|DynamoDB|KMS|IAM|Lambda|ServiceQuotas|ECR)Client\(|new Client\(\{\s+region|fromNodeProviderChain\(|new NodeHttpHandler\(/
