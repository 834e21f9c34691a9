import assert from 'node:assert/strict'
import { companies } from '../stacks/companies.ts'
import { environmentNames } from '../stacks/expected/environments.ts'
import { runProgram } from '../stacks/run-program.ts'
import { violations } from './violations.ts'

describe('the policy pack on our stacks', () => {
  // The program loads all of Pulumi's AWS classes, and bundles.

  for (const environment of environmentNames) {
    it(`finds nothing wrong with any resource of ${environment}`, async () => {
      assert.deepEqual(await all(environment), [])
    })
  }

  it('finds nothing wrong where tools may read every kind of data, and IAM’s own names are of GovCloud', async () => {
    const changes = { dataAccess: ['logs', 'objects', 'items', 'messages'] }
    assert.deepEqual(await all('dev', changes, 'aws-us-gov'), [])
  })

  it('finds nothing wrong where a whole organisation may call', async () => {
    const changes = { callers: { kind: 'organisation', id: 'o-abcdefghij' } }
    assert.deepEqual(await all('prod', changes), [])
  })

  it('finds nothing wrong with a stack that is configured in every way', async () => {
    const account = '210987654321'
    const changes = {
      identityProvider: 'cognito',
      okta: {
        issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Ab3dE',
        clientId: '1example23456789',
        audience: 'api://aws-operations',
      },
      names: { prefix: 'team-a', suffix: 'two' },
      callers: { kind: 'roles', arns: [`arn:aws:iam::${account}:role/operators`] },
      toolRole: { readOnlyAccess: true, modelAccess: true },
      model: {
        provider: 'bedrock',
        id: `arn:aws:bedrock:us-east-1:${account}:application-inference-profile/abc`,
      },
      conversations: {
        kmsKeyArn: `arn:aws:kms:us-east-1:${account}:key/1`,
        deletionProtection: true,
      },
      logs: { kmsKeyArn: `arn:aws:kms:us-east-1:${account}:key/1` },
      permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
    }
    assert.deepEqual(await all('prod', changes), [])
  })

  it('finds nothing wrong with a stack as companies have them', async () => {
    for (const [name, changes] of Object.entries(companies)) {
      assert.deepEqual(await all('prod', changes), [], name)
    }
  }).timeout(180_000)

  it('names the three resources that lack a customer key where one is required', async () => {
    const config = { 'customer-key': { required: true } }
    const found = await all('prod', {}, 'aws', config)
    assert.deepEqual(found.map(({ resource, said }) => [resource, Object.keys(said)]).toSorted(), [
      ['aws:cloudwatch/logGroup:LogGroup agent', ['customer-key']],
      ['aws:cloudwatch/logGroup:LogGroup tool-handler', ['customer-key']],
      ['aws:dynamodb/table:Table conversations', ['customer-key']],
    ])
  })

  it('asks what a production stack needs of one that has only the name of it', async () => {
    const { resources } = await runProgram('dev')
    const found = await Promise.all(resources.map((one) => violations(one, { stack: 'prod-eu' })))
    assert.deepEqual(found.flatMap((said) => Object.keys(said)).toSorted(), [
      'function-url-cors',
      'table-deletion-protection',
    ])
  })
})

async function all(
  stack: string,
  changes: Record<string, unknown> = {},
  partition = 'aws',
  config: Record<string, object> = {},
) {
  const { resources } = await runProgram(stack, changes, partition)
  const found = await Promise.all(
    resources.map(async (one) => ({
      resource: `${one.type} ${one.name}`,
      said: await violations(one, { stack, config }),
    })),
  )
  return found.filter(({ said }) => Object.keys(said).length > 0)
}
