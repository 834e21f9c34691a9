import assert from 'node:assert/strict'
import { stackConfiguration } from '../../deploy/stack-configuration.ts'
import { deploymentConfig } from '../../stacks/config.ts'
import { checkFits } from '../../stacks/fits.ts'

const okta = {
  issuer: 'https://acme.okta.com/oauth2/default',
  clientId: '0oa1',
  audience: 'api://ops',
}

describe('whether a configuration fits where it is deployed', () => {
  const fits = (values: object, region: string) =>
    checkFits(deploymentConfig({ okta, ...values }, 'gamma'), { region })

  it('takes what is of the region, and models that can be called from there', () => {
    fits({}, 'eu-central-1')
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234'
    fits({ logs: { kmsKeyArn: key } }, 'eu-central-1')
    for (const [id, region] of [
      ['us.anthropic.x', 'us-west-2'],
      ['us.anthropic.x', 'ca-central-1'],
      ['us-gov.anthropic.x', 'us-gov-west-1'],
      ['jp.anthropic.x', 'ap-northeast-3'],
      ['anthropic.x', 'sa-east-1'],
    ] as const) {
      fits({ model: { provider: 'bedrock', id } }, region)
    }
  })

  it('takes Okta’s address as it is of another provider', () => {
    fits({ identityProvider: 'cognito', okta: { ...okta, issuer: 'https://a.test' } }, 'us-east-1')
    fits({ okta: { ...okta, issuer: 'https://login.acme.com/oauth2/default' } }, 'us-east-1')
  })

  it('names what is of another vendor, or of another of AWS’s clouds', () => {
    for (const [issuer, vendor] of [
      ['https://acme.eu.auth0.com/', 'auth0'],
      ['https://login.microsoftonline.com/9f/v2.0', 'entra'],
      ['https://cognito-idp.us-east-1.amazonaws.com/p', 'cognito'],
      ['https://accounts.google.com', 'google'],
    ] as const) {
      assert.throws(() => fits({ okta: { ...okta, issuer } }, 'us-east-1'), {
        message: [
          'The configuration does not fit us-east-1:',
          `  identityProvider: is okta, and okta.issuer is of ${vendor}: set it to ${vendor}`,
        ].join('\n'),
      })
    }
    const arn = 'arn:aws:iam::123456789012:role/operators'
    const callers = { kind: 'roles', arns: [arn] }
    assert.throws(() => fits({ callers }, 'us-gov-west-1'), {
      message: [
        'The configuration does not fit us-gov-west-1:',
        `  callers.arns.0: ${arn} is of another partition: take one that begins with arn:aws-us-gov:`,
      ].join('\n'),
    })
  })

  it('refuses what the repository’s own examples have, each by its key', async () => {
    const values = {
      okta: {
        issuer: 'https://your-org.okta.com/oauth2/default',
        clientId: ['0oa1', '0oa0000000your0client'],
        audience: 'api://ops',
        requiredScope: 'ops',
      },
      cors: { allowOrigins: ['https://your-portal.example.com'] },
    }
    assert.throws(() => fits(values, 'us-east-1'), {
      message: [
        'The configuration does not fit us-east-1:',
        '  okta.issuer: is the example’s (https://your-org.okta.com/oauth2/default): put in your own',
        '  okta.clientId: is the example’s (0oa1,0oa0000000your0client): put in your own',
        '  cors.allowOrigins: is the example’s (https://your-portal.example.com): put in your own, or drop cors',
      ].join('\n'),
    })
    for (const stack of ['dev', 'gamma', 'prod']) {
      await assert.rejects(stackConfiguration(stack), {
        message: /\n {2}okta\.issuer: is the example’s.*\n {2}okta\.clientId: is/,
      })
    }
  })

  it('names all that is wrong at once', () => {
    const kms = 'arn:aws:kms:us-east-1:123456789012:key/1234'
    const values = {
      conversations: { kmsKeyArn: kms },
      alarms: { enabled: true, topicArn: 'arn:aws:sns:eu-west-1:123456789012:ops' },
      model: { provider: 'bedrock', id: 'us.anthropic.claude-sonnet-4-6' },
      names: { suffix: 'team-one' },
    }
    assert.throws(() => fits(values, 'ap-southeast-2'), {
      message: [
        'The configuration does not fit ap-southeast-2:',
        '  conversations.kmsKeyArn: is in us-east-1: take one of ap-southeast-2',
        '  alarms.topicArn: is in eu-west-1: take one of ap-southeast-2',
        '  model.id: us.anthropic.claude-sonnet-4-6 cannot be called from ap-southeast-2: take apac.anthropic.claude-sonnet-4-6 or global.anthropic.claude-sonnet-4-6',
        '  names: with environment, prefix and suffix the name of gatewayRole is too long: BedrockAgentCoreGatewayExecutionRole-gamma-ap-southeast-2-team-one has 66 characters, AWS takes 64',
      ].join('\n'),
    })
  })
})
