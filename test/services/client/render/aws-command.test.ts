import assert from 'node:assert/strict'
import { awsCommand } from '../../../../services/client/render/aws-command.ts'
import type { ToolCall } from '../../../../services/client/render/tool-data.ts'

describe('awsCommand', () => {
  const cases: [tool: string, input: ToolCall['input'], command: string | undefined][] = [
    [
      'ec2',
      {
        operation: 'DescribeInstances',
        region: 'us-east-1',
        parameters: { Filters: [{ Name: 'tag:Name', Values: ["it's", 'b c'] }] },
        max_items: 5,
      },
      `aws ec2 describe-instances --filters '[{"Name":"tag:Name","Values":["it'\\''s","b c"]}]' --max-items 5 --region us-east-1`,
    ],
    [
      'ec2',
      {
        operation: 'DescribeVolumes',
        parameters: '{"VolumeIds":["vol-1","vol-2"],"DryRun":false}',
        region: ['us-east-1', 'eu-west-1'],
      },
      'for region in us-east-1 eu-west-1; do aws ec2 describe-volumes --volume-ids vol-1 vol-2 --no-dry-run --region "$region"; done',
    ],
    ['rds', { operation: 'DescribeDBInstances' }, 'aws rds describe-db-instances'],
    [
      's3',
      { operation: 'ListObjectsV2', parameters: { Bucket: 'b' } },
      'aws s3api list-objects-v2 --bucket b',
    ],
    ['ec2', { operation: 'elbv2:DescribeLoadBalancers' }, 'aws elbv2 describe-load-balancers'],
    [
      'cloudwatch',
      { operation: 'logs:DescribeLogGroups', parameters: { limit: 2 } },
      'aws logs describe-log-groups --limit 2',
    ],
    [
      'cost_explorer',
      { operation: 'GetCostAndUsage', parameters: { Granularity: 'DAILY' } },
      'aws ce get-cost-and-usage --granularity DAILY',
    ],
    ['apigateway', { operation: 'apigatewayv2:GetApis' }, 'aws apigatewayv2 get-apis'],
    ['ses', { operation: 'sesv2:ListEmailIdentities' }, 'aws sesv2 list-email-identities'],
    ['iam', { operation: 'ListMFADevices' }, 'aws iam list-mfa-devices'],
    ['ec2', { operation: 'X;rm -rf /', region: '$(x)' }, `aws ec2 'x;rm -rf /' --region '$(x)'`],
    ['ec2', { operation: 'DescribeVpcs', parameters: 'not json' }, 'aws ec2 describe-vpcs'],
    ['ec2', { question: 'which?' }, undefined],
    ['get_time', {}, undefined],
  ]
  for (const [tool, input, command] of cases) {
    it(command ?? `has none for ${tool} ${JSON.stringify(input)}`, () => {
      assert.equal(awsCommand(callOf(tool, input), undefined), command)
    })
  }

  it('takes operation and regions from the result, where it names them', () => {
    const regions = [{ region: 'eu-west-1', status: 'ok', items: [] }]
    const commandFor = (operation: string) => {
      const result = { operation, regions }
      return awsCommand(callOf('ec2', { question: 'which?' }), { ...answered, result })
    }
    assert.equal(commandFor('ec2:DescribeVpcs'), 'aws ec2 describe-vpcs --region eu-west-1')
    assert.equal(commandFor('recipe:unused'), undefined)
  })
})

const callOf = (tool: string, input: ToolCall['input']): ToolCall => ({
  type: 'tool_call',
  id: '1',
  tool: tool === 'get_time' ? tool : `${tool}_read_operations`,
  input,
})

const answered = {
  type: 'tool_result',
  id: '1',
  tool: 'ec2_read_operations',
  status: 'ok',
  duration_ms: 1,
  summary: '',
  truncated: false,
} as const
