import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { awsCommand } from '../../../../services/client/render/aws-command.ts'
import type { ToolCall } from '../../../../services/client/render/tool-data.ts'

describe('awsCommand', () => {
  const cases: [sent: Sent, command: string | undefined][] = [
    [
      {
        operation: 'ec2:DescribeInstances',
        parameters: { Filters: [{ Name: 'tag:Name', Values: ["it's", 'b c'] }] },
      },
      `aws ec2 describe-instances --filters '[{"Name":"tag:Name","Values":["it'\\''s","b c"]}]' --region us-east-1`,
    ],
    [
      {
        operation: 'ec2:DescribeVolumes',
        parameters: { VolumeIds: ['vol-1', 'vol-2'], DryRun: false },
        regions: ['us-east-1', 'eu-west-1'],
      },
      'for region in us-east-1 eu-west-1; do aws ec2 describe-volumes --volume-ids vol-1 vol-2 --no-dry-run --region "$region"; done',
    ],
    [{ operation: 'rds:DescribeDBInstances' }, 'aws rds describe-db-instances --region us-east-1'],
    [
      { operation: 's3:ListObjectsV2', parameters: { Bucket: 'b' }, regions: ['eu-west-1'] },
      'aws s3api list-objects-v2 --bucket b --region eu-west-1',
    ],
    [
      { operation: 'logs:DescribeLogGroups', parameters: { limit: 2 } },
      'aws logs describe-log-groups --limit 2 --region us-east-1',
    ],
    [
      {
        operation: 'ce:GetCostAndUsage',
        parameters: { Granularity: 'DAILY' },
        regions: ['global'],
      },
      'aws ce get-cost-and-usage --granularity DAILY',
    ],
    [{ operation: 'iam:ListMFADevices', regions: ['global'] }, 'aws iam list-mfa-devices'],
    [
      {
        operation: 'ec2:DescribeInstances',
        query: "[?State.Name == 'stopped']",
        cli_query: "Reservations[].Instances[] | [?State.Name == 'stopped']",
      },
      `aws ec2 describe-instances '--query=Reservations[].Instances[] | [?State.Name == '\\''stopped'\\'']' --region us-east-1`,
    ],
    [{ operation: 'dynamodb:Scan', query: '[].name' }, undefined],
    [{ operation: 'recipe:unused' }, undefined],
    [{ operation: 'logs:InsightsQuery' }, undefined],
    [{ operation: 'X;rm -rf /' }, undefined],
  ]
  for (const [sent, command] of cases) {
    it(command ?? `has none for ${JSON.stringify(sent)}`, () => {
      assert.equal(awsCommand(callOf({ question: 'which?' }), resultOf(sent)), command)
    })
  }

  it('comes of what was sent alone, whatever was asked for', () => {
    const asked = callOf({
      operation: 'TerminateInstances',
      region: 'eu-west-1',
      parameters: { EndpointUrl: 'https://evil.example' },
    })
    assert.equal(awsCommand(asked, undefined), undefined)
    assert.equal(awsCommand(asked, resultOf({ status: 'error' })), undefined)
    const sent = { operation: 'ec2:DescribeVpcs', parameters: { DryRun: true } }
    assert.equal(
      awsCommand(asked, resultOf(sent)),
      'aws ec2 describe-vpcs --dry-run --region us-east-1',
    )
    assert.equal(
      awsCommand(asked, resultOf({ operation: 'ec2:DescribeVpcs' })),
      undefined,
      'what was sent was too long to be said again',
    )
    const anothers = { ...callOf({}), tool: 'other_target' }
    assert.equal(awsCommand(anothers, resultOf({ operation: 'ec2:DescribeVpcs' })), undefined)
  })

  it('lists the reads of a recipe, each once for all its regions', () => {
    const read = (service: string, operation: string, region: string, parameters?: object) => ({
      service,
      operation,
      region,
      ...(parameters && { parameters }),
    })
    const calls = [
      read('ec2', 'DescribeVolumes', 'us-east-1'),
      read('s3', 'ListBuckets', 'us-east-1', { BucketRegion: 'us-east-1' }),
      read('ec2', 'DescribeVolumes', 'eu-west-1'),
      read('ec2', 'DescribeVolumes', 'us-east-1'),
      read('iam', 'ListUsers', 'global'),
      read('logs', 'InsightsQuery', 'us-east-1'),
    ]
    assert.equal(
      awsCommand(
        callOf({ question: 'what is unused?' }),
        resultOf({ operation: 'recipe:x', calls }),
      ),
      'for region in us-east-1 eu-west-1; do aws ec2 describe-volumes --region "$region"; done\n' +
        'aws s3api list-buckets --bucket-region us-east-1 --region us-east-1\n' +
        'aws iam list-users',
    )
  })

  it('asks for each of many names, in the region of each', () => {
    const operation = 's3:GetBucketPolicy'
    const for_each = { parameter: 'Bucket' }
    const rows = (...names: string[]) => names.map((Bucket) => ({ Bucket, Policy: null }))
    const regions = [
      { region: 'us-east-1', status: 'ok', items: rows('a', 'b'), failures: rows('c') },
      { region: 'eu-west-1', status: 'ok', items: rows('d') },
    ]
    const commandFor = (Bucket: unknown) =>
      awsCommand(
        callOf({ question: 'x' }),
        resultOf({ operation, parameters: { Bucket }, for_each, whole: regions }),
      )
    assert.equal(
      commandFor('all'),
      'for name in a b c; do aws s3api get-bucket-policy --bucket "$name" --region us-east-1; done\n' +
        'aws s3api get-bucket-policy --bucket d --region eu-west-1',
    )
    assert.match(commandFor(['a', '--debug']) ?? '', /^aws s3api get-bucket-policy --bucket a --/)
    assert.doesNotMatch(commandFor(['a', '--debug']) ?? '', / '?--debug/)
  })

  const hazards = [
    '--endpoint-url',
    '-x',
    'file:///home/me/.aws/credentials',
    'fileb:///etc/passwd',
    'FILE://x',
    'https://evil.example',
    'http://evil.example',
    '[1]',
    '{"a":1}',
    '@=x',
    ' x',
    '',
    '\u001b]0;x\u0007',
    'a\u202eb',
    'a\u{e0041}b',
  ]
  for (const shell of ['bash', 'sh']) {
    it(`hands the CLI no option, file or URL of a value, in ${shell}`, () => {
      for (const value of hazards) {
        for (const parameters of [{ A: value }, { A: ['i-1', value] }, { A: [{ Name: value }] }]) {
          const sent = { operation: 'ec2:DescribeInstances', parameters }
          const [, , , option, json = '', ...rest] = wordsOf(sent, shell)
          assert.equal(option, '--cli-input-json', JSON.stringify(parameters))
          assert.deepEqual(JSON.parse(json), parameters)
          assert.deepEqual(rest, ['--region', 'us-east-1'])
        }
      }
    })

    it(`hands the CLI every other value as it is, in ${shell}`, () => {
      const values = ["'", '"', '`id`', '$(id)', '!!', '\\', "$'x'", '~', '*', 'a{b,c}', '<(id)']
      for (const value of [...values, 'é', '#x', '=x', '; id', '&& id', '| id']) {
        const sent = { operation: 'ec2:DescribeInstances', parameters: { A: value } }
        assert.deepEqual(wordsOf(sent, shell).slice(3, 5), ['--a', value])
      }
    })
  }

  it('takes a parameter for no option of the CLI itself', () => {
    for (const name of ['EndpointUrl', 'Profile', 'NoVerifySsl', 'Query', 'Region', 'Debug']) {
      const sent = { operation: 'ec2:DescribeInstances', parameters: { [name]: 'x' } }
      assert.deepEqual(wordsOf(sent, 'sh').slice(3, 5), ['--cli-input-json', `{"${name}":"x"}`])
    }
  })
})

interface Sent {
  operation?: string
  parameters?: Record<string, unknown>
  query?: string
  cli_query?: string
  calls?: object[]
  for_each?: object
  status?: string
  regions?: string[]
  whole?: object[]
}

const callOf = (input: ToolCall['input']): ToolCall => ({
  type: 'tool_call',
  id: '1',
  tool: 'ec2_read_operations',
  input,
})

function resultOf({ operation, parameters, query, status = 'ok', regions, whole, ...more }: Sent) {
  const call = operation && {
    operation,
    ...(parameters && { parameters }),
    ...(query && { query }),
  }
  const answered = (regions ?? ['us-east-1']).map((region) => ({ region, status: 'ok', items: [] }))
  return {
    type: 'tool_result',
    id: '1',
    tool: 'ec2_read_operations',
    status: 'ok',
    duration_ms: 1,
    summary: '',
    truncated: false,
    result: { status, operation, ...(call && { call }), ...more, regions: whole ?? answered },
  } as const
}

/** What the shell hands to `aws`, and `aws` itself. */
function wordsOf(sent: Sent, shell: string): string[] {
  const command = awsCommand(callOf({ question: 'x' }), resultOf(sent))
  assert(command, JSON.stringify(sent))
  const script = `aws() { printf '%s\\0' aws "$@"; }\n${command}`
  return execFileSync(shell, ['-c', script]).toString().split('\0').slice(0, -1)
}
