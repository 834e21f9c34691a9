import assert from 'node:assert/strict'
import { symbols } from '../../../../services/client/render/symbols.ts'
import {
  toolCallLine,
  toolDetails,
  toolResultLine,
} from '../../../../services/client/render/tool-call.ts'
import type { ToolCall, ToolResult } from '../../../../services/client/render/tool-data.ts'

const look = { columns: 80, colours: false, symbols: symbols({ LANG: 'C.UTF-8' }) }

describe('toolCallLine', () => {
  const cases: [title: string, tool: string, input: ToolCall['input'], line: string][] = [
    [
      'names operation and region',
      'ec2_read_operations',
      { operation: 'DescribeInstances', region: 'us-east-1' },
      '→ ec2 DescribeInstances us-east-1',
    ],
    [
      'names several regions',
      'cloudwatch_read_operations',
      { operation: 'logs:DescribeLogGroups', region: ['us-east-1', 'eu-west-1'] },
      '→ cloudwatch logs:DescribeLogGroups us-east-1, eu-west-1',
    ],
    ['quotes a question', 'rds_read_operations', { question: 'Why?' }, '→ rds "Why?"'],
    ['shows the input of another tool', 'get_time', { zone: 'UTC' }, '→ get_time {"zone":"UTC"}'],
    ['keeps to one line', 'x', { operation: 'a\nb\u001b[2J' }, '→ x a b'],
  ]
  for (const [title, tool, input, line] of cases) {
    it(title, () => assert.equal(toolCallLine(callOf(tool, input), look), line))
  }
})

describe('toolResultLine', () => {
  const regions = [{ region: 'us-east-1', status: 'ok', items: [1, 2, 3], truncated: false }]

  it('says what came from where, how long it took, and how large it is', () => {
    const result = resultOf({ result: { operation: 'ec2:DescribeInstances', regions } })
    assert.equal(
      toolResultLine(undefined, result, look),
      '✓ ec2 DescribeInstances · us-east-1 · 3 items · 168 ms · 120 B',
    )
  })

  it('says how many of many regions failed, and that the result is cut', () => {
    const failed = Array.from({ length: 4 }, (_, at) => ({ region: `r${at}`, status: 'error' }))
    const result = resultOf({
      status: 'partial',
      truncated: true,
      result: { operation: 'elbv2:DescribeLoadBalancers', regions: [...regions, ...failed] },
    })
    assert.equal(
      toolResultLine(undefined, result, look),
      '◐ ec2 elbv2:DescribeLoadBalancers · 5 regions · 3 items · 4 failed · 168 ms · 258 B · cut',
    )
  })

  it('names a recipe', () => {
    const result = resultOf({ result: { operation: 'recipe:bill_increase', regions } })
    assert.match(toolResultLine(undefined, result, look), /^✓ ec2 bill increase · us-east-1 · /)
  })

  it('says what went wrong', () => {
    const call = callOf('ec2_read_operations', { operation: 'DescribeNothing' })
    const result = resultOf({ status: 'error', summary: 'Unknown operation.', result: {} })
    assert.equal(
      toolResultLine(call, result, look),
      '✗ ec2 DescribeNothing · 168 ms · 2 B · Unknown operation.',
    )
  })

  it('gives the mark a colour', () => {
    const line = toolResultLine(undefined, resultOf({}), { ...look, colours: true })
    assert.equal(line, '\u001b[32m✓\u001b[39m \u001b[2mec2 · 168 ms · 2 B\u001b[22m')
  })
})

describe('toolDetails', () => {
  it('shows input, result and the aws command', () => {
    const call = callOf('s3_read_operations', { operation: 'ListBuckets' })
    const result = resultOf({
      tool: 's3_read_operations',
      result: {
        operation: 's3:ListBuckets',
        call: { operation: 's3:ListBuckets' },
        regions: [{ region: 'global', status: 'ok', items: [] }],
      },
    })
    assert.equal(
      toolDetails(call, result, look),
      '✓ s3 ListBuckets · global · 0 items · 168 ms · 125 B\n' +
        'Input\n  {\n    "operation": "ListBuckets"\n  }\n' +
        'Result\n  {\n    "operation": "s3:ListBuckets",\n    "call": {\n      "operation": "s3:ListBuckets"\n    },\n    "regions": [\n      {\n' +
        '        "region": "global",\n        "status": "ok",\n        "items": []\n      }\n    ]\n  }\n' +
        'In the AWS CLI\n  aws s3api list-buckets\n',
    )
  })

  it('says why there is no command', () => {
    const call = callOf('rds_read_operations', { question: 'Why?' })
    const details = (result: object) => toolDetails(call, resultOf({ result }), look)
    const regions = [{ region: 'global', status: 'ok' }]
    const failed = { status: 'error', code: 'access_denied', region: 'global' }
    const [operation, status] = ['rds:DescribeDBInstances', 'error']
    assert.match(details({}), /None: this asked AWS nothing\./)
    assert.match(details({ status, operation, regions: [failed] }), /None: this was not answered\./)
    assert.match(details({ operation, regions }), /None: no command of it shows the same\./)
  })

  it('shows the first 200 lines of a long result', () => {
    const result = resultOf({ result: { long: Array.from({ length: 500 }, () => 1) } })
    const details = toolDetails(callOf('x', {}), result, look)
    assert.match(details, /… 304 more lines: ask with --output json for all/)
  })

  it('shows a call that nothing came back from', () => {
    assert.match(toolDetails(callOf('x', {}), undefined, look), /Result\n {2}None has come\.\n/)
  })
})

const callOf = (tool: string, input: ToolCall['input']): ToolCall => ({
  type: 'tool_call',
  id: '1',
  tool,
  input,
})

const resultOf = (more: Partial<ToolResult>): ToolResult => ({
  type: 'tool_result',
  id: '1',
  tool: 'ec2_read_operations',
  status: 'ok',
  duration_ms: 168.4,
  summary: 'answered',
  truncated: false,
  result: {},
  ...more,
})
