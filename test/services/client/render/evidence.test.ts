import { deepEqual, equal } from 'node:assert/strict'
import type { Evidence } from '../../../../services/agent/events.ts'
import { evidenceLine, proof } from '../../../../services/client/render/evidence.ts'
import { markedLines } from '../../../../services/client/render/marked-lines.ts'
import { symbols } from '../../../../services/client/render/symbols.ts'

const look = { columns: 80, colours: false, symbols: symbols({ LANG: 'C.UTF-8' }) }
const none: Evidence = { claims: 0, found: 0, derived: 0, asked: 0, unbacked: [], rows: [] }

describe('the line of an answer’s evidence', () => {
  for (const [evidence, line] of [
    [{ found: 12, derived: 2 }, '14 facts, each from a call above'],
    [{ found: 1 }, '1 fact, from a call above'],
    [{ asked: 1 }, 'No fact but one of the question'],
    [
      {
        found: 3,
        unbacked: [
          { kind: 'id', text: 'i-0\u001b[31m12' },
          { kind: 'count', text: '9' },
        ],
      },
      '! Nothing that was read backs “i-012”, “9”.',
    ],
  ] as const) {
    it(`says “${line}”`, () => {
      equal(
        evidenceLine({ ...none, ...evidence, unbacked: [...(evidence.unbacked ?? [])] }, look),
        line,
      )
    })
  }

  it('says apart how many figures are not checked, and names them in the proof', () => {
    const undecided = [{ kind: 'percentage', text: '76 %' }]
    const evidence = { ...none, claims: 2, found: 2, undecided }
    equal(evidenceLine(evidence, look), '2 facts, each from a call above; 1 not checked')
    equal(
      proof(evidence, [], look).trim(),
      'Not checked: what was read could come to this, in ways that are not told apart\n  76 %',
    )
  })

  it('names eight, and how many more there are', () => {
    const unbacked = Array.from({ length: 11 }, (_, at) => ({ kind: 'name', text: `n-${at}` }))
    equal(
      evidenceLine({ ...none, unbacked }, look),
      '! Nothing that was read backs “n-0”, “n-1”, “n-2”, “n-3”, “n-4”, “n-5”, “n-6”, “n-7” and 3 more.',
    )
  })
})

describe('what nothing backs', () => {
  const unbacked = [
    { kind: 'count', text: '3' },
    { kind: 'id', text: 'i-012' },
  ]
  const answer = '13 run.\n\n| Name | ID |\n| --- | --- |\n| **web** | i-012 |\n\n3 are stopped.'

  it('is marked where it stands, in words without colours', () => {
    deepEqual(markedLines(answer, { unbacked }, look), [
      '  web  [not backed: i-012]',
      '  [not backed: 3] are stopped.',
    ])
    const coloured = markedLines(answer, { unbacked }, { ...look, colours: true })
    equal(coloured[1], '  \u001b[33m3 [not backed]\u001b[39m are stopped.')
  })

  it('is cut from long lines, of which there are six at most', () => {
    const long = Array.from({ length: 8 }, () => `${'a '.repeat(80)}i-012${' b'.repeat(80)}`)
    const lines = markedLines(long.join('\n'), { unbacked }, look)
    equal(lines.length, 7)
    equal(lines[6], '  … 2 more lines')
    equal((lines[0] ?? '').length < 160, true)
  })
})

describe('/proof', () => {
  it('has each claim under its call, with the row and the aws command', () => {
    const call = {
      type: 'tool_call',
      ...{ id: 't1', tool: 'ec2_read_operations' },
      input: { operation: 'DescribeInstances', region: 'us-east-1' },
    } as const
    const result = {
      type: 'tool_result',
      ...{ id: 't1', tool: call.tool, duration_ms: 3 },
      status: 'ok',
      ...{ summary: '', truncated: false },
      result: {
        status: 'ok',
        operation: 'ec2:DescribeInstances',
        call: { operation: 'ec2:DescribeInstances' },
        regions: [{ region: 'us-east-1', status: 'ok', items: [{ InstanceId: 'i-1' }] }],
      },
    } as const
    const rows: Evidence['rows'] = [
      {
        kind: 'id',
        text: 'i-1',
        status: 'found',
        call: 't1',
        path: 'regions[0].items[0].InstanceId',
      },
      { kind: 'count', text: '1', status: 'derived', call: 't1', how: 'count of the rows' },
      { kind: 'name', text: 'orders', status: 'found', call: 'turn 2' },
      { kind: 'number', text: '90 days', status: 'asked', how: 'the question' },
      { kind: 'id', text: 'i-2', status: 'unbacked' },
    ]
    deepEqual(proof({ ...none, rows }, [{ call, result }], look).split('\n'), [
      '→ ec2 DescribeInstances us-east-1',
      '  i-1  regions[0].items[0].InstanceId',
      '  1    count of the rows',
      '  $ aws ec2 describe-instances --region us-east-1',
      '',
      'From the answer of turn 2',
      '  orders',
      '',
      'Of the question, or of what was asked for',
      '  90 days  the question',
      '',
      '! Nothing that was read backs',
      '  i-2',
      '',
    ])
  })
})
