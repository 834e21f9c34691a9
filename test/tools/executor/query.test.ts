import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import type { Operation } from '../../../tools/catalogue/catalogue.ts'
import { applyQuery, checkQuery } from '../../../tools/executor/query.ts'
import type { Json } from '../../../tools/json.ts'

const caller = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ann' }
const whole: Operation = { description: 'Who calls', class: 'metadata' }
const listed: Operation = { description: 'Users', class: 'metadata', items: 'Users' }

const asked = async (items: Json[], query: string, operation = listed) =>
  (await applyQuery(items, query, { operation })).entries

const hinted = async (items: Json[], query: string, operation = listed) =>
  (await applyQuery(items, query, { operation })).hint

describe('a query', () => {
  it('of an answer that is one item starts with its members, alone or several', async () => {
    const of = (query: string) => asked([caller], query, whole)
    assert.deepEqual(await of('Account'), ['123456789012'])
    assert.deepEqual(await of('[Account, Arn]'), ['123456789012', caller.Arn])
    assert.deepEqual(await of('{id: Account}'), [{ id: '123456789012' }])
    assert.deepEqual(await of('[].Account'), ['123456789012'])
    assert.deepEqual(await of('[0].{id: Account}'), [{ id: '123456789012' }])
  })

  it('of items is of their list, or of AWS’s answer where it starts as that does', async () => {
    const users = [{ UserName: 'ann' }, { UserName: 'ben' }]
    assert.deepEqual(await asked(users, '[].UserName'), ['ann', 'ben'])
    assert.deepEqual(await asked(users, '[?UserName==`ben`].UserName'), ['ben'])
    assert.deepEqual(await asked(users, 'Users[].UserName'), ['ann', 'ben'])
    assert.deepEqual(await asked(users, 'length(@)'), [2])
  })

  describe('compares', () => {
    const instances = [
      { id: 'old', LaunchTime: '2026-03-01T10:00:00.000Z', Size: 10, Used: '9' },
      { id: 'new', LaunchTime: '2026-10-01T10:00:00.000Z', Size: 9, Used: '10' },
    ]

    it('dates with dates, in whatever form they are written', async () => {
      for (const date of ["'2026-09-01'", '`2026-09-01`', "'2026-09-01T00:00:00+00:00'"]) {
        assert.deepEqual(await asked(instances, `[?LaunchTime < ${date}].id`), ['old'])
        assert.deepEqual(await asked(instances, `[?LaunchTime >= ${date}].id`), ['new'])
      }
      assert.deepEqual(await asked(instances, "[?LaunchTime == '2026-03-01T11:00:00+01:00'].id"), [
        'old',
      ])
      const milliseconds = Date.UTC(2026, 8, 1)
      assert.deepEqual(await asked(instances, `[?LaunchTime < \`${milliseconds}\`].id`), ['old'])
      assert.deepEqual(await asked(instances, `[?LaunchTime > \`${milliseconds / 1000}\`].id`), [
        'new',
      ])
    })

    it('texts by letters and numbers by size', async () => {
      assert.deepEqual(await asked(instances, "[?Used < '9'].id"), ['new'])
      assert.deepEqual(await asked(instances, '[?Size < `10`].id'), ['new'])
      assert.deepEqual(await asked(instances, 'sort_by(@, &LaunchTime)[-1].id'), ['new'])
      assert.deepEqual(await asked(instances, 'max_by(@, &LaunchTime).id'), ['new'])
      assert.deepEqual(await asked(instances, 'min_by(@, &Size).id'), ['new'])
      assert.deepEqual(await asked(instances, 'sort([].Size)'), [9, 10])
      assert.deepEqual(await asked(instances, 'max([].Used)'), ['9'])
    })

    it('a text with a number to nothing, and says so', async () => {
      assert.deepEqual(await asked(instances, "[?Size > '5'].id"), [])
      assert.match(
        (await hinted(instances, "[?Size > '5'].id")) ?? '',
        /compares a number with a text/,
      )
      assert.match(
        (await hinted(instances, '[?Used > `5`].id')) ?? '',
        /compares a number with a text/,
      )
    })
  })

  describe('names a member that no item has', () => {
    const items = [{ State: { Name: 'running' }, Tags: [{ Key: 'a', Value: 'b' }], Type: 't3' }]
    const cases = {
      "[?sate.Name=='running']": 'No item has sate where query looks for it. Did you mean State?',
      "[?State.Nmae=='running']": 'No item has Nmae where query looks for it. Did you mean Name?',
      '[].{type: type}': 'No item has type where query looks for it. Did you mean Type?',
      '[?State.Name=="running"]': 'No item has running where query looks for it.',
      '[].Tags.Key': 'query asks a list for Key: write [].Key for its entries.',
      'User[].Type': 'The answer has no User. Did you mean Users?',
      '[].Type.Name': 'query asks a text or number for Name: it has no members.',
    }
    for (const [query, hint] of Object.entries(cases)) {
      it(query, async () => assert.equal(await hinted(items, query), hint))
    }

    it('and none that some item has, or that there was nothing to look in for', async () => {
      assert.equal(await hinted([...items, { Public: 'x' }], '[].Public'), undefined)
      assert.equal(await hinted(items, '[].Other || `x`', listed), await hinted(items, '[].Other'))
      assert.equal(await hinted([], '[].Public'), undefined)
    })
  })

  describe('enters JSON that is text', () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: 's3:*' }], Version: '2012-10-17' }

    it('as a policy, a definition or an event is', async () => {
      const items = [{ Policy: JSON.stringify(policy), Other: '{ no JSON', Lines: '["a","b"]' }]
      assert.deepEqual(await asked(items, '[].Policy.Statement[].Action'), ['s3:*'])
      assert.deepEqual(await asked(items, "[].Policy.Statement[?Effect=='Allow'][].Action"), [
        's3:*',
      ])
      assert.deepEqual(await asked(items, '[0].Lines[1]'), ['b'])
      assert.deepEqual(await asked(items, '[0].Policy.*'), [policy.Statement, policy.Version])
      assert.deepEqual(await asked(items, '[].Policy'), [JSON.stringify(policy)])
      assert.deepEqual(await asked(items, '[].Other.a'), [])
    })

    it('as far as it goes', async () => {
      const event = { detail: JSON.stringify({ inner: JSON.stringify({ deep: [1, 2] }) }) }
      assert.deepEqual(await asked([event], '[].detail.inner.deep[]'), [1, 2])
    })
  })

  it('reads plain items of DynamoDB as the command line’s typed ones', async () => {
    const items = [{ id: 'a', n: 5, tags: ['x'], map: { deep: 'y' } }]
    assert.deepEqual(await asked(items, '[].[id.S, n.N, tags.SS[0], tags.L[0], map.M.deep.S]'), [
      ['a', '5', 'x', 'x', 'y'],
    ])
    assert.deepEqual(await asked(items, "[?n.N=='5'].id.S"), ['a'])
  })

  it('says where a number must stand', async () => {
    await assert.rejects(
      checkQuery('[?Size > 100]'),
      /Numbers stand in backticks, as \[\?Size > `100`\]/,
    )
  })

  describe('is stopped', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({
      id: `i-${at}`,
      note: 'x'.repeat(1000),
    }))
    const cases = {
      [`[]${'.[@,@,@,@,@,@][]'.repeat(9)}`]: /makes more than 250000 entries/,
      [`@${'.{a:@,b:@}|@'.repeat(60)}`]: /makes more than 4 MB/,
      'join(to_string(@), [].note)': /makes more than 4000000 letters/,
      [`[]${'.map(&[@,@,@,@,@,@,@,@], [@,@,@,@,@,@,@,@])'.repeat(20)}`]:
        /more than (1000 ms|64 MB|4 MB)/,
    }
    for (const [query, failure] of Object.entries(cases)) {
      it(`at its bounds: ${query.slice(0, 30)}`, async () => {
        await assert.rejects(applyQuery(many, query, { operation: listed }), failure)
        assert.deepEqual(await asked(many, 'length(@)'), [1000], 'the next one is answered')
      }).timeout(10_000)
    }

    it('while the main thread goes on', async () => {
      let ticks = 0
      const timer = setInterval(() => {
        ticks += 1
      }, 10)
      const eight = '[@,@,@,@,@,@,@,@]'
      const slow = `[].map(&map(&map(&length(to_string(@)), ${eight}), ${eight}), ${eight})[][][]`
      await assert.rejects(
        applyQuery(many, `[${slow}, ${slow}, ${slow}]`, { operation: listed }),
        /longer than/,
      )
      clearInterval(timer)
      assert.ok(ticks > 20)
    }).timeout(10_000)
  })

  describe('is what Python’s jmespath, the AWS command line’s, makes of it', () => {
    const data = {
      list: [
        { n: 10, s: 'b', t: '2026-01-02T00:00:00+00:00', f: true, tags: ['x', 'y'], o: { k: 1 } },
        { n: 9, s: 'B', t: '2025-01-02T00:00:00+00:00', f: false, tags: [], o: {} },
        { n: 0, s: '😀', t: '', f: null, tags: ['z'], o: null },
        { n: -1.5, s: '\uffee', t: '2026', tags: ['x'] },
        { n: 1, s: 'ä', t: 'a', f: 'x', tags: [null, ['w']], o: { k: 'text' } },
      ],
      name: 'text',
      none: null,
    }
    const queries = [
      ...[
        "list[?t < '2026-01-01'].n",
        "list[?t <= '2026'].n",
        'list[?s > `a`].n',
        "list[?s < 'ä'].s",
      ],
      ...["list[?'b' > s].s", 'list[?n > `9`].s', 'list[?n >= `1`].s', 'list[?n == `true`]'],
      ...['list[?f == `true`].n', 'list[?!f].n', 'list[?f].n', 'list[?n].s', 'list[?!n].s'],
      ...[
        'list[?f < `true`].n',
        'list[?o > `1`].n',
        'list[?tags].n',
        'list[?o].n',
        'list[?none > t].n',
      ],
      ...['sort(list[].s)', 'sort(list[].n)', 'max(list[].s)', 'min(list[].s)', 'max(list[].n)'],
      ...[
        'sort_by(list, &s)[].n',
        'sort_by(list, &n)[].s',
        'max_by(list, &t).n',
        'min_by(list, &s).s',
      ],
      ...[
        'reverse(sort_by(list, &t))[].n',
        'list[*].tags[]',
        'list[].tags[][]',
        'list[].tags | [0]',
      ],
      ...[
        'list[?contains(tags, `x`)].n',
        "list[?contains(s, 'b')].n",
        'list[*].[n, o.k]',
        'none.[a]',
      ],
      ...[
        'list[].{n: n, k: o.k}',
        'list[*].o.*',
        '*',
        'name[0]',
        'name[0:2]',
        'list[1:3].n',
        'list[::-1].n',
      ],
      ...[
        'list[-1].s',
        'list[9]',
        'to_number(`"1e3"`)',
        "to_number('')",
        "to_number('0x10')",
        "'a'",
      ],
      ...[
        '`a b`',
        '`2026-09-01`',
        '`"q"`',
        '` x`',
        '`[1, "a"]`',
        '`{"a": 1}`',
        '`5`',
        '`05`',
        '`-1`',
      ],
      ...[
        'length(name)',
        'length(list[2].s)',
        "ends_with(name, 'xt')",
        "ends_with(name, 'longer text')",
      ],
      ...["starts_with(name, 't')", "join(', ', list[].s)", 'keys(list[0].o)', 'values(list[0].o)'],
      ...[
        'merge(list[0].o, `{"k": 2}`)',
        'map(&n, list)',
        'map(&zz, list)',
        'not_null(none, zz, name)',
      ],
      ...[
        'type(none)',
        'type(list)',
        'to_array(name)',
        'to_string(list[0].tags)',
        'avg(list[].n)',
        'sum(list[].n)',
      ],
      ...[
        'abs(`-5`)',
        'ceil(`1.2`)',
        'floor(`-1.2`)',
        'list[?n == `10`] | [0].s',
        'zz[].a',
        'list.n',
        'list[].zz',
      ],
      ...[
        'list[0].n && name',
        'none || name',
        'list[?n > `0` && s > `a`].n',
        'list[?(n > `0` || f)].n',
        '!name',
      ],
      ...[
        "list[?t >= '2025' && t < '2026-01'].s",
        'list[?tags[0] == `x`].n',
        "list[?s != 'b'].n",
        'list[?o == `{}`].n',
      ],
      ...[
        'sort_by(list, &t)[0].t',
        'list[?n < `5`] | length(@)',
        "list[?s == '😀'].n",
        'list[?s >= `😀`].s',
        '"name"',
      ],
    ]

    it('for comparisons, literals, sorting and the functions', async function () {
      const expected = fromPython(queries, data)
      if (expected === undefined) this.skip()
      for (const [at, query] of queries.entries()) {
        const { entries } = await applyQuery([data], query, { operation: whole })
        const right: unknown = expected[at]
        const wrapped: unknown[] = Array.isArray(right) ? right : right === null ? [] : [right]
        assert.deepEqual(entries, wrapped, query)
      }
    }).timeout(20_000)
  })
})

/** What jmespath 1.1.0 says; undefined where it, or Python, is not there. */
function fromPython(queries: string[], data: unknown): unknown[] | undefined {
  const script = `
import json, sys, warnings
warnings.simplefilter('ignore')
import jmespath
queries, data = json.load(sys.stdin)
print(json.dumps([jmespath.search(query, data) for query in queries]))`
  const { status, stdout } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify([queries, data]),
    encoding: 'utf8',
  })
  if (status !== 0) return undefined
  const answers: unknown = JSON.parse(stdout)
  return Array.isArray(answers) ? answers : undefined
}
