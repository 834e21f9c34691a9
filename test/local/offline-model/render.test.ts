import assert from 'node:assert/strict'
import { render } from '../../../local/offline-model/render.ts'

describe('render', () => {
  it('begins with how many there are, and shows the columns that matter', () => {
    const items = [
      instance('i-1', 'web-1', 'running', 'us-east-1a'),
      instance('i-2', 'web|2', 'stopped', 'us-east-1b'),
    ]
    assert.equal(
      render({
        status: 'ok',
        operation: 'ec2:DescribeInstances',
        columns: ['Tags.Name', 'InstanceId', 'State.Name', 'PublicIpAddress', 'LaunchTime'],
        regions: [{ region: 'us-east-1', status: 'ok', items, truncated: false }],
      }),
      '**2 instances** in us-east-1.\n\n' +
        '| Name | Instance ID | State | Launched |\n' +
        '| --- | --- | --- | --- |\n' +
        '| web-1 | i-1 | running | 2026-01-01 00:00 UTC |\n' +
        '| web\\|2 | i-2 | stopped | 2026-01-01 00:00 UTC |\n',
    )
  })

  it('lists what is known of a single thing: what matters first, times to the minute', () => {
    const cluster = {
      arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/a',
      name: 'a',
      status: 'ACTIVE',
      createdAt: '2026-01-01T09:30:59.123Z',
    }
    assert.equal(
      render({
        status: 'ok',
        operation: 'eks:DescribeCluster',
        columns: ['name', 'status', 'createdAt'],
        regions: [{ region: 'eu-west-1', status: 'ok', items: [cluster] }],
      }),
      '**1 cluster** in eu-west-1.\n\n- Name: a\n- Status: ACTIVE\n- Created: 2026-01-01 09:30 UTC\n' +
        '- ARN: arn:aws:eks:eu-west-1:123456789012:cluster/a\n',
    )
  })

  it('puts all regions into one table, and those with nothing into a few words', () => {
    const region = (name: string, ...items: string[]) => ({
      region: name,
      status: 'ok',
      items,
      truncated: false,
    })
    const queue = (name: string) => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`
    const regions = [region('us-east-1', queue('a')), region('eu-west-1', queue('b'), queue('c'))]
    const result = { status: 'ok', operation: 'sqs:ListQueues', columns: ['QueueUrl'] }
    assert.equal(
      render({
        ...result,
        regions: [...regions, region('us-east-2')],
        empty_regions: ['sa-east-1'],
      }),
      '**3 queues** in us-east-1 and eu-west-1; none in us-east-2 and sa-east-1.\n\n' +
        '| Queue | Region |\n| --- | --- |\n' +
        '| a | us-east-1 |\n| b | eu-west-1 |\n| c | eu-west-1 |\n',
    )
    const empty_regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']
    assert.equal(render({ ...result, regions: [], empty_regions }), 'No queues in 4 regions.\n')
  })

  it('says once what is the same for all, and no column that is empty, “no” or an echo', () => {
    const items = ['a', 'b', 'c'].map((name) => ({
      BucketName: name,
      State: 'available',
      Public: false,
      Comment: '',
      Alias: name,
    }))
    assert.equal(
      render({
        status: 'ok',
        operation: 's3:ListBuckets',
        columns: ['BucketName', 'State', 'Public', 'Comment', 'Alias'],
        regions: [{ region: 'global', status: 'ok', items, truncated: false }],
      }),
      '**3 buckets**.\n\n| Bucket |\n| --- |\n| a |\n| b |\n| c |\n\n' +
        'The same for all: state available.\n',
    )
  })

  it('says that there is more, and what failed where', () => {
    assert.equal(
      render({
        status: 'partial',
        notice: 'This only reads.',
        operation: 'ec2:DescribeVpcs',
        regions: [
          { region: 'us-east-1', status: 'ok', items: [], truncated: false },
          { region: 'us-east-2', status: 'ok', items: ['a', 'b'], truncated: true, hint: 'Go on.' },
          {
            region: 'eu-west-1',
            status: 'error',
            code: 'access_denied',
            message: 'No.',
            hint: 'Ask.',
          },
        ],
      }),
      '> This only reads.\n\n' +
        '**2 VPCs** in us-east-2; none in us-east-1. These are the first, there are more: narrow the question.\n\n' +
        '| VPC |\n| --- |\n| a |\n| b |\n\n' +
        'Go on.\n\n' +
        '**ec2:DescribeVpcs, eu-west-1**: No. Ask.\n',
    )
  })

  it('counts things above their rows, and leaves a heading that names no thing as it is', () => {
    const heading = (evidence: string) => {
      const items = [1, 2].map((Name) => ({ evidence, Name }))
      const region = { region: 'us-east-1', status: 'ok', summary: 'So it is.', items }
      const text = render({ status: 'ok', operation: 'recipe:overview', regions: [region] })
      return /\*\*(.*)\*\* \(2\)/.exec(text)?.[1]
    }
    const headings = {
      'Firing alarm': 'Firing alarms',
      'Alarm that is not firing': 'Alarms that are not firing',
      'Service short of tasks': 'Services short of tasks',
      'Cost anomaly': 'Cost anomalies',
      'Load over time': 'Load over time',
      'Load balancer': 'Load balancers',
      'Wrong right now': 'Wrong right now',
      'Open to the internet': 'Open to the internet',
      'Paid for and not used': 'Paid for and not used',
      'Spent so far': 'Spent so far',
      'In the account': 'In the account',
    }
    assert.deepEqual(
      Object.fromEntries(Object.keys(headings).map((kind) => [kind, heading(kind)])),
      headings,
    )
  })

  it('shows what AWS said beside a list, which is the answer where there is no list', () => {
    const region = (name: string, about: object) => ({
      region: name,
      status: 'ok',
      items: [],
      about,
    })
    const result = { status: 'ok', operation: 'cloudtrail:GetTrailStatus' }
    assert.equal(
      render({ ...result, regions: [region('us-east-1', { IsLogging: true })] }),
      '**Trail status** in us-east-1\n\n- Logging: yes\n',
    )
    assert.equal(
      render({
        ...result,
        regions: [
          region('us-east-1', { IsLogging: true }),
          region('eu-west-1', { IsLogging: false }),
        ],
      }),
      '**Trail status** in us-east-1 and eu-west-1\n\n' +
        '| Region | Logging |\n| --- | --- |\n| us-east-1 | yes |\n| eu-west-1 | no |\n',
    )
  })

  it('names, of many, those that could not be answered and why', () => {
    const failure = (Bucket: string, message: string) => ({ Bucket, code: 'not_found', message })
    const shown = (...failures: object[]) =>
      render({
        status: 'partial',
        operation: 's3:GetBucketTagging',
        for_each: { parameter: 'Bucket', names: 3 },
        columns: ['Key', 'Value'],
        regions: [
          {
            region: 'us-east-1',
            status: 'ok',
            items: [
              { Bucket: 'a', Key: 'Env', Value: 'prod' },
              { Bucket: 'b', Key: 'Env', Value: 'dev' },
            ],
            failures,
          },
        ],
      }).split('\n\n')
    assert.deepEqual(shown(failure('c', 'No tags.'), failure('d', 'No such bucket.')).slice(1), [
      '| Bucket | Key | Value |\n| --- | --- | --- |\n| a | Env | prod |\n| b | Env | dev |',
      '**Not answered** (2)',
      '| Bucket | Message |\n| --- | --- |\n| c | No tags. |\n| d | No such bucket. |\n',
    ])
    assert.deepEqual(shown(failure('c', 'No tags.')).slice(2), [
      '**Not answered** (1)',
      '- c: No tags.\n',
    ])
  })

  it('says the unit of a size, where dead letters go and how long messages stay', () => {
    const rows = (operation: string, columns: string[], items: object[]) =>
      render({
        status: 'ok',
        operation,
        columns,
        summary: 'So many.',
        regions: [{ region: 'us-east-1', status: 'ok', items }],
      }).split('\n')
    const of = (name: string, more: object) => ({ Name: name, ...more })
    assert.deepEqual(
      [
        ...rows(
          'ec2:DescribeVolumes',
          ['Name', 'Size'],
          [of('a', { Size: 8 }), of('b', { Size: 9 })],
        ),
        ...rows(
          's3:ListObjectsV2',
          ['Name', 'Size'],
          [of('a', { Size: 248652 }), of('b', { Size: 9 })],
        ),
        ...rows(
          'sqs:GetQueueAttributes',
          ['Name', 'ApproximateNumberOfMessages', 'RedrivePolicy', 'MessageRetentionPeriod'],
          [
            of('a', {
              ApproximateNumberOfMessages: '3',
              RedrivePolicy:
                '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:a-dlq","maxReceiveCount":3}',
              MessageRetentionPeriod: '345600',
            }),
            of('a-dlq', { ApproximateNumberOfMessages: '0', MessageRetentionPeriod: '90' }),
          ],
        ),
      ].filter((line) => line.startsWith('|') && !line.includes('---')),
      [
        '| Name | Size GiB |',
        '| a | 8 |',
        '| b | 9 |',
        '| Name | Size |',
        '| a | 249 kB |',
        '| b | 9 bytes |',
        '| Name | Messages | Dead letters to | Kept |',
        '| a | 3 | a-dlq | 4 days |',
        '| a-dlq | 0 |  | 90 s |',
      ],
    )
  })

  it('offers the questions that are near where none was clear, and never names of operations', () => {
    assert.equal(
      render({
        status: 'error',
        code: 'unclear_question',
        message: 'I am not sure what you mean.',
        regions: [],
        questions: ['What is wrong right now?', 'Which VPCs are there?'],
        suggestions: [
          { operation: 'ec2:DescribeVpcs', description: 'Describes VPCs.', parameters: [] },
        ],
      }),
      'I am not sure what you mean.\n\nPerhaps:\n\n' +
        '1. What is wrong right now?\n2. Which VPCs are there?\n',
    )
  })

  it('shows what a recipe found: its conclusion, evidence by kind, and notes', () => {
    const items = [
      { evidence: 'Alarm', Alarm: 'a', Since: '13:00' },
      { evidence: 'Alarm', Alarm: 'b', Since: '13:05', Of: 'web|1' },
      { evidence: 'Change', Who: 'tom', Failed: '' },
    ]
    const region = {
      region: 'us-east-1',
      status: 'ok',
      summary: '2 fire.',
      notes: ['Logs are off.'],
    }
    assert.equal(
      render({
        status: 'ok',
        operation: 'recipe:firing_alarms',
        regions: [{ ...region, items, truncated: true, hint: '4 rows more.' }],
      }),
      '2 fire.\n\n' +
        '**Alarms** (2)\n\n' +
        '| Alarm | Since | Of |\n| --- | --- | --- |\n| a | 13:00 |  |\n| b | 13:05 | web\\|1 |\n\n' +
        '**Change**\n\n- Who: tom\n\n' +
        '4 rows more.\n\n' +
        '- Logs are off.\n',
    )
  })

  it('puts regions where a recipe found something before the others', () => {
    const region = { status: 'ok', truncated: false }
    const items = [{ evidence: 'Alarm', Alarm: 'a' }]
    assert.equal(
      render({
        status: 'partial',
        operation: 'recipe:firing_alarms',
        regions: [
          { ...region, region: 'eu-west-1', summary: 'None in eu-west-1.', items: [] },
          { ...region, region: 'us-east-1', summary: '1 fires.', items },
          { region: 'us-east-2', status: 'error', code: 'access_denied', message: 'No.' },
        ],
      }),
      '### us-east-1\n\n1 fires.\n\n**Alarm**\n\n- Alarm: a\n\n' +
        '- None in eu-west-1.\n\n' +
        '**recipe:firing_alarms, us-east-2**: No.\n',
    )
  })

  it('names no operations beside an answer, and no sentences run together', () => {
    const suggestions = [{ operation: 'ec2:DescribeVpcs', description: '', parameters: [] }]
    const hint = 'Check names.'
    const failed = {
      region: 'us-east-1',
      status: 'error',
      code: 'not_found',
      message: 'None',
      hint,
    }
    assert.equal(
      render({ status: 'ok', operation: 'ec2:DescribeSubnets', regions: [failed], suggestions }),
      '**ec2:DescribeSubnets, us-east-1**: None. Check names.\n',
    )
  })

  it('names what is one by its nature, and counts it not', () => {
    const regions = [
      { region: 'global', status: 'ok', items: [{ Users: 8, AccountMFAEnabled: 1 }] },
    ]
    assert.equal(
      render({ status: 'ok', operation: 'iam:GetAccountSummary', regions }),
      '**Account summary**\n\n- Users: 8\n- Account MFA enabled: 1\n',
    )
  })

  it('shows what is no result of an operation as it is', () => {
    assert.equal(render({ hello: 1 }), '```json\n{\n  "hello": 1\n}\n```\n')
  })
})

function instance(id: string, name: string, state: string, zone: string) {
  return {
    AmiLaunchIndex: 0,
    InstanceId: id,
    InstanceType: 't3.small',
    LaunchTime: '2026-01-01T00:00:00.000Z',
    Monitoring: { State: 'disabled' },
    Placement: { AvailabilityZone: zone, Tenancy: 'default' },
    SecurityGroups: [{ GroupId: 'sg-1' }],
    State: { Code: 16, Name: state },
    Tags: [
      { Key: 'Name', Value: name },
      { Key: 'Owner', Value: 'ana' },
      { Key: 'Env', Value: 'prod' },
    ],
  }
}
