import assert from 'node:assert/strict'
import { render } from '../../../local/offline-model/render.ts'

describe('render', () => {
  it('makes a table of the items, a column for what tells most', () => {
    const items = [
      instance('i-1', 'web-1', 'running', 'us-east-1a'),
      instance('i-2', 'web|2', 'stopped', 'us-east-1b'),
    ]
    assert.equal(
      render({
        status: 'ok',
        operation: 'ec2:DescribeInstances',
        regions: [{ region: 'us-east-1', status: 'ok', items, truncated: false }],
      }),
      '**ec2:DescribeInstances, us-east-1**: 2 items.\n\n' +
        '| Name | InstanceId | State | InstanceType | AvailabilityZone |\n' +
        '| --- | --- | --- | --- | --- |\n' +
        '| web-1 | i-1 | running | t3.small | us-east-1a |\n' +
        '| web\\|2 | i-2 | stopped | t3.small | us-east-1b |\n',
    )
  })

  it('lists what is known of a single thing, times to the minute', () => {
    const cluster = { Status: 'ACTIVE', CreatedAt: '2026-01-01T09:30:59.123Z' }
    assert.equal(
      render({
        status: 'ok',
        operation: 'eks:DescribeCluster',
        regions: [{ region: 'eu-west-1', status: 'ok', items: [cluster] }],
      }),
      '**eks:DescribeCluster, eu-west-1**: 1 item.\n\n- Status: ACTIVE\n- CreatedAt: 2026-01-01 09:30 UTC\n',
    )
  })

  it('says that there is nothing, that there is more, and what failed where', () => {
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
        '**ec2:DescribeVpcs, us-east-1**: none.\n\n' +
        '**ec2:DescribeVpcs, us-east-2**: 2 items. Go on.\n\n' +
        '| Value |\n| --- |\n| a |\n| b |\n\n' +
        '**ec2:DescribeVpcs, eu-west-1**: No. Ask.\n',
    )
  })

  it('offers the nearest operations where none was chosen', () => {
    assert.equal(
      render({
        status: 'error',
        code: 'unclear_question',
        message: 'I am not sure what you mean.',
        regions: [],
        suggestions: [
          { operation: 'ec2:DescribeVpcs', description: 'Describes VPCs.', parameters: [] },
        ],
      }),
      'I am not sure what you mean.\n- `ec2:DescribeVpcs`: Describes VPCs.\n',
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
        '**Alarm** (2)\n\n' +
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

  it('names what else may have been meant', () => {
    const suggestions = [{ operation: 'ec2:DescribeVpcs', description: '', parameters: [] }]
    const regions = [{ region: 'us-east-1', status: 'ok', items: [], truncated: false }]
    assert.equal(
      render({ status: 'ok', operation: 'ec2:DescribeSubnets', regions, suggestions }),
      '**ec2:DescribeSubnets, us-east-1**: none.\n\n' +
        'Something else? Nearest are `ec2:DescribeVpcs`.\n',
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
