import assert from 'node:assert/strict'
import { configurationIn } from '../../deploy/stack-configuration.ts'

const okta = `{issuer: https://acme.okta.com/oauth2/default, clientId: 0oa1, audience: api://ops}`

describe('what preflight reads of a stack’s file', () => {
  const { AWS_REGION } = process.env
  before(() => {
    delete process.env.AWS_REGION
  })
  after(() => {
    if (AWS_REGION !== undefined) process.env.AWS_REGION = AWS_REGION
  })
  const read = (...lines: string[]) =>
    configurationIn(['config:', ...lines.map((line) => `  ${line}`)].join('\n'), 'dev')

  it('takes a key without a namespace as the project’s, as Pulumi does', () => {
    const { config, values } = read('aws:region: us-east-1', `okta: ${okta}`)
    assert.equal(config.okta.clientId, '0oa1')
    assert.deepEqual(Object.keys(values), ['aws:region', 'aws-operations-agent:okta'])
  })

  it('takes a value that Pulumi keeps sealed for one that is there', () => {
    const google =
      '{issuer: https://accounts.google.com, clientId: g, requiredGroup: acme.com, clientSecret: {secure: v1:x}}'
    const { config } = read('aws:region: us-east-1', `okta: ${google}`, 'identityProvider: google')
    assert.equal(config.okta.clientSecret, 'sealed')
  })

  it('says that a region is missing, or the group of keys', () => {
    assert.throws(() => read(`okta: ${okta}`), {
      message: 'Pulumi.dev.yaml has no aws:region: set it, or AWS_REGION',
    })
    assert.throws(() => configurationIn('okta: x\n', 'dev'), {
      message: 'Pulumi.dev.yaml has no group config: put the keys in it',
    })
  })

  it('names a key of a project that is nearly this one', () => {
    assert.throws(
      () => read('aws:region: us-east-1', `okta: ${okta}`, 'aws-operation-agent:tags: {}'),
      {
        message:
          'aws-operation-agent:tags: is of no project here: did you mean aws-operations-agent:tags?',
      },
    )
  })

  it('names a key that was left empty', () => {
    assert.throws(() => read('aws:region: us-east-1', `okta: ${okta}`, 'network:'), {
      message:
        'The configuration of stack dev is not right:\n  network: has no value: give it one, or drop the key',
    })
  })
})
