import assert from 'node:assert/strict'
import { modelAccess } from '../../../stacks/iam/model.ts'

const model = 'anthropic.claude-sonnet-4-6'

describe('access to a model', () => {
  const cases: [what: string, id: string, region: string, partition: string, resources: unknown][] =
    [
      [
        'of its id is to that model',
        model,
        'eu-west-1',
        'aws',
        [[`arn:aws:bedrock:eu-west-1::foundation-model/${model}`]],
      ],
      [
        'of its id is to that model, though its name has points',
        'deepseek.v3.2',
        'eu-west-1',
        'aws',
        [['arn:aws:bedrock:eu-west-1::foundation-model/deepseek.v3.2']],
      ],
      [
        'of a global profile is to the profile, the regional model, and the one without a region',
        `global.${model}`,
        'eu-west-1',
        'aws',
        [
          [`arn:aws:bedrock:eu-west-1:123456789012:inference-profile/global.${model}`],
          [
            `arn:aws:bedrock:eu-west-1::foundation-model/${model}`,
            `arn:aws:bedrock:::foundation-model/${model}`,
          ],
        ],
      ],
      [
        'of a geographic profile ends at its geography',
        `eu.${model}`,
        'eu-west-1',
        'aws',
        [
          [`arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.${model}`],
          [`arn:aws:bedrock:eu-*::foundation-model/${model}`],
        ],
      ],
      [
        'of GovCloud’s profile is in its partition',
        `us-gov.${model}`,
        'us-gov-west-1',
        'aws-us-gov',
        [
          [`arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.${model}`],
          [`arn:aws-us-gov:bedrock:us-gov-*::foundation-model/${model}`],
        ],
      ],
      [
        'of a profile of one’s own is to whatever model it names, through it alone',
        'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
        'us-east-1',
        'aws',
        [
          ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'],
          ['arn:aws:bedrock:*::foundation-model/*'],
        ],
      ],
    ]
  for (const [what, id, region, partition, resources] of cases) {
    it(what, () => {
      const statements = modelAccess(id, { accountId: '123456789012', region, partition })
      assert.deepEqual(
        statements.map(({ Resource = [] }) => [Resource].flat()),
        resources,
      )
      const [profile, behind] = statements
      if (behind !== undefined) {
        assert.deepEqual(behind.Condition, {
          StringEquals: { 'bedrock:InferenceProfileArn': profile?.Resource },
        })
      }
    })
  }
})
