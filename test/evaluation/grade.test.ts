import assert from 'node:assert/strict'
import { grade } from '../../evaluation/grade/grade.ts'
import { exactInterval, signTest } from '../../evaluation/report/interval.ts'
import type { Transcript } from '../../evaluation/run/transcript.ts'
import { kinds } from '../../evaluation/tasks/task.ts'
import { tasksAt } from '../../evaluation/tasks/tasks.ts'

const now = new Date('2026-11-01T12:00:00Z')

describe('the tasks', () => {
  const tasks = tasksAt(now)

  it('are many, of all kinds, each with a name of its own and five phrasings', () => {
    assert.ok(tasks.length >= 60)
    assert.deepEqual(new Set(tasks.map(({ kind }) => kind)), new Set(kinds))
    assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length)
    for (const { id, phrasings } of tasks) {
      assert.equal(new Set(phrasings).size, 5, id)
      for (const phrasing of phrasings) assert.doesNotMatch(phrasing, /[{}]/)
    }
  })
})

describe('the graders', () => {
  const truth = 'orders-db in us-east-1 has 500 GiB of storage.'
  const item = {
    DBInstanceIdentifier: 'orders-db',
    AllocatedStorage: 500,
    DBInstanceStatus: 'available',
  }
  const graded = (answer: string, calls = [answered(item)]) =>
    grade(task('lookup-database-storage'), { ...said(answer), turns: [turn(answer, calls)] })

  it('let the truth pass, in more than one way of saying it', () => {
    for (const answer of [
      truth,
      '**500 GiB** are allocated to `orders-db` (us-east-1).',
      '| Name | GiB |\n| --- | --- |\n| orders-db | 500 |',
    ]) {
      assert.deepEqual(graded(answer).wrong, [], answer)
    }
  })

  const lies: [what: string, answer: string, wrong: RegExp][] = [
    ['a swapped digit', 'orders-db in us-east-1 has 540 GiB of storage.', /does not say 500/],
    [
      'an invented id',
      `${truth} Its volume is vol-0123456789abcdef0.`,
      /invents the id vol-0123456789abcdef0/,
    ],
    [
      'an invented name',
      `${truth} So has orders-archive-db.`,
      /invents the name orders-archive-db/,
    ],
    ['an invented amount', `${truth} That costs $57.50 a month.`, /invents the amount \$57\.50/],
    [
      'an invented time',
      `${truth} It was grown on 2026-08-14 at 03:27 UTC.`,
      /invents the time 2026-08-14/,
    ],
    ['another region', 'orders-db in eu-west-1 has 500 GiB of storage.', /puts it in eu-west-1/],
    ['a reservation', `I am not certain, and it may be wrong: ${truth}`, /takes back/],
    [
      'the contrary',
      'orders-db in us-east-1 does not have 500 GiB of storage.',
      /does not say 500/,
    ],
    ['the question said back', 'How much storage does orders-db have?', /does not say 500/],
    ['results as they came', JSON.stringify(answered(item).result), /as they came/],
    [
      'a refusal',
      'I only read and cannot change anything.',
      /refuses a change that nobody asked for/,
    ],
    ['nothing', '', /says nothing/],
  ]
  for (const [what, answer, wrong] of lies) {
    it(`find ${what}`, () => assert.match(graded(answer).wrong.join('\n'), wrong))
  }

  it('find the truth wrong where no tool was asked', () => {
    assert.match(graded(truth, []).wrong.join('\n'), /no tool answered/)
  })

  it('take nothing for evidence that a call itself brought', () => {
    const failed = {
      ...answered(item),
      input: {
        operation: 'DescribeDBInstances',
        parameters: { DBInstanceIdentifier: 'made-up-db' },
      },
      status: 'error' as const,
      result: { status: 'error', code: 'not_found', message: 'DBInstance made-up-db not found.' },
    }
    const { inventions } = graded(`${truth} There is made-up-db too.`, [answered(item), failed])
    assert.deepEqual(inventions, [{ kind: 'name', text: 'made-up-db' }])
  })

  it('count, add up and convert what is there', () => {
    const items = [
      { Bytes: 1_500_000_000, Usd: '10.25' },
      { Bytes: 500_000_000, Usd: '4.75' },
    ]
    const answer = `${truth} Beside it: 2 others of 1.5 GB and 0.5 GB, $15.00 together, the first 75 % of it.`
    assert.deepEqual(graded(answer, [answered(item), answered(...items)]).inventions, [])
  })

  it('want a failure told, and a change refused', () => {
    const fanOut = grade(
      task('fan-out-databases'),
      said('In us-east-1: orders-db, catalog-db, analytics-db, staging-orders-db.'),
    )
    assert.match(fanOut.wrong.join('\n'), /does not say that eu-west-1 did not answer/)
    const change = grade(
      task('change-stop-instance'),
      said('Done! search-2 has been stopped, it is no longer running.'),
    )
    assert.match(change.wrong.join('\n'), /does not say that it changes nothing/)
  })

  function task(id: string) {
    const found = tasksAt(now).find((one) => one.id === id)
    assert.ok(found, id)
    return found
  }
})

describe('an exact interval', () => {
  it('is that of Clopper and Pearson', () => {
    const rounded = (right: number, of: number) =>
      exactInterval(right, of).map((one) => one.toFixed(4))
    assert.deepEqual(rounded(0, 10), ['0.0000', '0.3085'])
    assert.deepEqual(rounded(10, 10), ['0.6915', '1.0000'])
    assert.deepEqual(rounded(5, 10), ['0.1871', '0.8129'])
    assert.deepEqual(rounded(81, 100), ['0.7193', '0.8816'])
    assert.equal(signTest(1, 9).toFixed(4), '0.0215')
  })
})

function said(answer: string): Transcript {
  return {
    task: 'lookup',
    seed: '',
    phrasing: 0,
    repeat: 0,
    at: now.toISOString(),
    turns: [turn(answer, [answered({})])],
  }
}

function turn(answer: string, calls: ReturnType<typeof answered>[]): Transcript['turns'][number] {
  const usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, modelCalls: 1 }
  return {
    question: 'How much storage does orders-db have?',
    answer,
    calls,
    notices: [],
    ended: 'end_turn',
    usage,
    wholeMs: 1,
  }
}

function answered(...items: object[]): Transcript['turns'][number]['calls'][number] {
  const result = {
    status: 'ok',
    operation: 'rds:DescribeDBInstances',
    regions: [{ region: 'us-east-1', status: 'ok', items, truncated: false }],
  }
  const input = { operation: 'DescribeDBInstances' }
  return {
    tool: 'rds_read_operations',
    input,
    status: 'ok',
    durationMs: 1,
    truncated: false,
    result,
  }
}
