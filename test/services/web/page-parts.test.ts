import assert from 'node:assert/strict'
import { Lexer, type Tokens } from 'marked'
import { Blocks } from '../../../services/web/page/blocks.ts'
import { consoleLink } from '../../../services/web/page/console-link.ts'
import { regionMatrix } from '../../../services/web/page/region-matrix.ts'
import { shown, webAddress } from '../../../services/web/page/shown.ts'
import {
  csvOf,
  filtered,
  isNumeric,
  sorted,
  tabbedOf,
} from '../../../services/web/page/table-rows.ts'
import { momentsOf } from '../../../services/web/page/time-line.ts'
import { shownTime, timeInTextOf, timeOf } from '../../../services/web/page/times.ts'
import {
  isRefusal,
  itemTable,
  rowAt,
  toolDataOf,
  valueAt,
} from '../../../services/web/page/tool-data.ts'

describe('Markdown that arrives in pieces', () => {
  const answer = [
    '# Alarms\n\nTwo **fire**,\nsince `10:00`.\n\n',
    '| Name | State |\n| --- | --- |\n| a | ALARM |\n| b | OK |\n\n',
    '- one\n- two\n  - three\n\n1. first\n2. second\n\n',
    '> said\n\n```json\n{ "a": 1 }\n\n| no | table |\n```\n\n---\n\n<b>no HTML</b>\n\nThe end.',
  ].join('')

  it('is the same blocks as in one piece, wherever it is cut', () => {
    const whole = kinds(new Lexer({ gfm: true }).lex(answer))
    assert.ok(whole.length >= 10)
    for (let at = 0; at <= answer.length; at += 1) {
      const blocks = new Blocks()
      for (const piece of [answer.slice(0, at), answer.slice(at)]) {
        blocks.push(piece)
        blocks.read()
      }
      assert.deepEqual(kinds(blocks.read().map(({ token }) => token)), whole, `cut at ${at}`)
    }
  })

  it('keeps what is settled, and every row and line of what is long', () => {
    const blocks = new Blocks()
    blocks.push('First.\n\nSecond.\n\n')
    const [first] = blocks.read()
    blocks.push('| a |\n| - |\n')
    for (let row = 0; row < 3_000; row += 1) {
      blocks.push(`| row ${row} |\n`)
      if (row % 100 === 0) blocks.read()
    }
    const [again, , table] = blocks.read()
    assert.equal(again, first)
    assert.deepEqual(
      (table?.token as Tokens.Table | undefined)?.rows.map(([cell]) => cell?.text),
      Array.from({ length: 3_000 }, (_, row) => `row ${row}`),
    )
    const code = new Blocks()
    const lines = Array.from({ length: 3_000 }, (_, line) => (line % 7 === 0 ? '' : `line ${line}`))
    code.push('```\n')
    for (const line of lines) {
      code.push(`${line}\n`)
      code.read()
    }
    code.push('```\n\nAfter.')
    const [block, after] = code.read()
    assert.equal((block?.token as Tokens.Code | undefined)?.text, lines.join('\n'))
    assert.equal(after?.token.raw, 'After.')
  })

  const kinds = (tokens: readonly { type: string; raw: string }[]) =>
    tokens.filter(({ type }) => type !== 'space').map(({ type, raw }) => `${type} ${raw.trimEnd()}`)
})

describe('times', () => {
  it('are those that say their zone, and days', () => {
    const at = Date.UTC(2026, 0, 31, 14, 5)
    for (const text of [
      '2026-01-31T14:05:00Z',
      '2026-01-31 14:05 UTC',
      '2026-01-31T14:05:00.000+00:00',
    ]) {
      assert.equal(timeOf(text), at, text)
    }
    assert.equal(timeOf('2026-01-31'), Date.UTC(2026, 0, 31))
    for (const text of ['2026-01-31 14:05', '2026-13-31', '14:05', 'i-0128', '2026']) {
      assert.equal(timeOf(text), undefined, text)
    }
  })

  it('stand in the reader’s zone, with UTC beside where it is another, and another day said', () => {
    const at = Date.UTC(2026, 0, 31, 23, 5)
    assert.deepEqual(shownTime(at, 'UTC').local, '2026-01-31 23:05 UTC')
    const { local, utc, iso } = shownTime(at, 'Europe/Berlin')
    assert.deepEqual([local, utc], ['2026-02-01 00:05', '2026-01-31 23:05 UTC'])
    assert.equal(iso, '2026-01-31T23:05:00.000Z')
    assert.equal(shownTime(at, 'America/New_York').utc, '23:05 UTC')
  })

  it('without a day are the last such before the answer', () => {
    const asOf = Date.UTC(2026, 0, 31, 10, 0)
    assert.equal(timeInTextOf('09:59 UTC', asOf), Date.UTC(2026, 0, 31, 9, 59))
    assert.equal(timeInTextOf('10:30 UTC', asOf), Date.UTC(2026, 0, 30, 10, 30))
    assert.equal(timeInTextOf('27:99 UTC', asOf), undefined)
  })
})

describe('links into the console', () => {
  const account = '111122223333'
  const cases: [string, string | undefined, string | undefined][] = [
    [
      'i-0128ce979f62a879a',
      'eu-west-1',
      'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0128ce979f62a879a',
    ],
    [
      'vpc-0128ce97',
      'cn-north-1',
      'https://cn-north-1.console.amazonaws.cn/vpcconsole/home?region=cn-north-1#VpcDetails:VpcId=vpc-0128ce97',
    ],
    [
      `arn:aws:lambda:us-east-1:${account}:function:resize:7`,
      undefined,
      'https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions/resize',
    ],
    ['arn:aws:s3:::assets/a/b', undefined, 'https://console.aws.amazon.com/s3/buckets/assets'],
    [
      `arn:aws-us-gov:iam::${account}:role/team/deploy`,
      undefined,
      'https://console.amazonaws-us-gov.com/iam/home#/roles/details/deploy',
    ],
    [
      `arn:aws:logs:us-east-1:${account}:log-group:/ecs/api:*`,
      undefined,
      'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fecs$252Fapi',
    ],
    ['i-0128ce979f62a879a', undefined, undefined],
    ['i-0128ce979f62a879a', 'attacker.example/', undefined],
    ['constructor-0128ce97', 'us-east-1', undefined],
    [`arn:aws:rds:evil.example/x:${account}:db:orders`, undefined, undefined],
    [`arn:aws-evil:iam::${account}:role/deploy`, undefined, undefined],
    ['checkout-api', 'us-east-1', undefined],
  ]
  for (const [name, region, expected] of cases) {
    it(`${name} in ${region} leads to ${expected?.split('?')[0] ?? 'nothing'}`, () => {
      assert.equal(consoleLink(name, region), expected)
    })
  }

  it('never lead out of AWS, whatever an ARN says', () => {
    for (const resource of [
      'table/x@evil.example',
      'table/../../x',
      'table/"><b>',
      'table/%0a?#&',
    ]) {
      const link = consoleLink(`arn:aws:dynamodb:us-east-1:${account}:${resource}`, undefined)
      const url = new URL(link ?? '')
      assert.equal(url.host, 'us-east-1.console.aws.amazon.com', resource)
      assert.equal(url.pathname, '/dynamodbv2/home', resource)
    }
  })

  it('and those of an answer only to the web, without a name before the host', () => {
    assert.equal(webAddress(' https://aws.amazon.com/x ')?.host, 'aws.amazon.com')
    for (const href of ['javascript:1', 'data:text/html,x', 'x', 'https://aws@evil.example']) {
      assert.equal(webAddress(href), undefined, href)
    }
    assert.equal(shown('a\u202eb\u200b\nc'), 'ab\nc')
  })
})

describe('rows of a table', () => {
  const rowsOf = (cells: readonly string[]) => cells.map((cell, at) => ({ at, cells: [cell] }))
  const inOrder = (cells: readonly string[], isDown = false) =>
    sorted(rowsOf(cells), { column: 0, isDown }).map(({ cells: [cell] }) => cell)

  for (const cells of [
    ['$9.50', '$1,015', '$20,000.01'],
    ['900 MiB', '1 GiB', '1.5 GiB', '1 TiB'],
    ['90 s', '2 minutes', '1 hour', '3 days'],
    ['-4', '0', '3 %', '40 %'],
    ['2026-01-31', '2026-01-31 14:05 UTC', '2026-02-01T00:00:00Z'],
    ['web-2', 'web-10', 'Web-11', 'worker'],
    ['7', 'n/a'],
  ]) {
    it(`stand by what they mean: ${cells.join(' < ')}`, () => {
      assert.deepEqual(inOrder(cells.toReversed()), cells)
      assert.deepEqual(inOrder(cells, true), cells.toReversed())
      assert.deepEqual(inOrder(['', ...cells]).at(-1), '')
      assert.deepEqual(inOrder(['', ...cells], true).at(-1), '')
    })
  }

  it('are found by all words typed, copied and saved as they are, formulas made harmless', () => {
    const rows = [
      { at: 0, cells: ['search-eu', 'eu-west-1'] },
      { at: 1, cells: ['a\t"b"\nc', '=1+1'] },
    ]
    assert.deepEqual(filtered(rows, ' EU-WEST  search'), [rows[0]])
    assert.deepEqual(filtered(rows, 'search us'), [])
    assert.equal(filtered(rows, ' ').length, 2)
    assert.equal(tabbedOf(['N', 'R'], rows), 'N\tR\nsearch-eu\teu-west-1\na "b" c\t=1+1')
    const [, , third] = csvOf(['N', 'R'], rows).split('\r\n')
    assert.match(third ?? '', /^"a\t""b""\nc",.*'=1\+1/)
    assert.equal(isNumeric(rowsOf(['1', '', '$2']), 0), true)
    assert.equal(isNumeric(rowsOf(['1', 'x']), 0), false)
    assert.equal(isNumeric(rowsOf(['', '']), 0), false)
  })
})

describe('what a result says', () => {
  const result = {
    operation: 'DescribeInstances',
    columns: ['InstanceId', 'State.Name'],
    regions: [
      {
        region: 'us-east-1',
        status: 'ok',
        items: [{ InstanceId: 'i-1', State: { Name: 'running' } }],
      },
      {
        region: 'eu-west-1',
        status: 'ok',
        truncated: true,
        items: [
          { InstanceId: 'i-2', Tags: [{ Key: 'Owner', Value: 'ana' }] },
          { InstanceId: 'i-3' },
        ],
      },
      { region: 'eu-south-1, me-south-1', status: 'error', code: 'AccessDenied', message: 'No.' },
    ],
  }

  it('is a row an item, a column a member, with what matters first', () => {
    const data = toolDataOf(result)
    if (data === undefined) throw new Error('no data')
    const table = itemTable(data, 'regions[1].items[0].Tags[0].Value')
    assert.deepEqual(table.names, ['Region', 'InstanceId', 'State.Name', 'Tags.Owner'])
    assert.deepEqual(table.rows[1]?.cells, ['eu-west-1', 'i-2', '', 'ana'])
    assert.deepEqual(table.first, [0, 1, 2, 3])
    assert.deepEqual(itemTable(data).first, [0, 1, 2])
    assert.equal(rowAt(data, 'regions[1].items[1].InstanceId'), 2)
    assert.equal(valueAt(result, 'regions[0].items[0].State.Name'), 'running')
    assert.equal(valueAt(result, 'regions.constructor.name'), undefined)
    const hiding = {
      regions: [{ items: [{ 'a\u202eb': { 'c\u200b': 1 }, list: [{ 'd\u202e': 1 }] }] }],
    }
    const turned = toolDataOf(hiding)
    assert.deepEqual(turned && itemTable(turned).names, ['ab.c', 'list'])
    assert.deepEqual(turned && itemTable(turned).rows[0]?.cells, ['1', '[{"d":1}]'])
    for (const nothing of [undefined, null, 'x', [], {}, { regions: 'x' }]) {
      assert.equal(toolDataOf(nothing), undefined)
    }
    assert.equal(toolDataOf({ regions: [null, 7] })?.regions.length, 2)
  })

  it('is a matrix of regions, in which each that failed says why', () => {
    const matrix = regionMatrix([{ name: 'ec2 DescribeInstances', result }])
    assert.deepEqual(matrix?.regions, ['eu-south-1', 'eu-west-1', 'me-south-1', 'us-east-1'])
    const failed = { status: 'failed', words: 'AccessDenied', detail: 'No.' }
    assert.deepEqual(matrix?.rows[0]?.cells, [
      failed,
      { status: 'cut', words: '2 items, cut' },
      failed,
      { status: 'ok', words: '1 item' },
    ])
    const [ok] = result.regions
    assert.equal(regionMatrix([{ name: 'x', result: { regions: [ok] } }]), undefined)
    const one = { regions: [{ region: 'us-east-1', status: 'error' }] }
    assert.equal(regionMatrix([{ name: 'x', result: one }])?.rows[0]?.cells[0]?.words, 'failed')
    const recipe = {
      calls: [{ region: 'us-east-1' }, { region: 'us-east-1' }, { region: 'eu-west-1' }],
      regions: [{ region: 'eu-west-1', status: 'error', code: 'Throttling' }],
    }
    assert.deepEqual(
      regionMatrix([{ name: 'x', result: recipe }])?.rows[0]?.cells.map((cell) => cell?.words),
      ['Throttling', '2 reads'],
    )
  })

  it('is a refusal where a change was asked for', () => {
    assert.equal(isRefusal({ code: 'operation_refused' }), true)
    assert.equal(isRefusal({ regions: [{ code: 'operation_refused' }] }), true)
    assert.equal(isRefusal(result), false)
  })

  it('is a time line of alarms, deployments, changes and errors, in their order', () => {
    const items = [
      { evidence: 'deployment', Started: '2026-01-31 14:05 UTC', Service: 'checkout-api' },
      {
        evidence: 'alarm',
        Since: '2026-01-31 14:10 UTC',
        Alarm: '5xx',
        Last: '2026-01-31 15:00 UTC',
      },
      { evidence: 'change', At: '2026-01-31 13:00 UTC', Who: 'tom' },
      { evidence: 'target', At: '2026-01-31 13:00 UTC' },
      { evidence: 'error', At: 'soon' },
    ]
    const moments = momentsOf([
      { operation: 'x', regions: [{ region: 'r', status: 'ok', items }] },
      null,
    ])
    assert.deepEqual(
      moments.map(({ lane, what }) => `${lane}: ${what}`),
      ['Changes: change · tom', 'Deployments: deployment · checkout-api', 'Alarms: alarm · 5xx'],
    )
    assert.equal((moments[2]?.until ?? 0) - (moments[2]?.at ?? 0), 50 * 60_000)
  })
})
