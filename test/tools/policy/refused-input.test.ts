import assert from 'node:assert/strict'
import { guesses } from '../../../tools/policy/guessing.ts'
import { runsOrPays } from '../../../tools/policy/running.ts'

const config = (where: string) => ({ Expression: `SELECT resourceId WHERE ${where}` })
const holds = (Key: string) => ({ Key, Value: 'h', Comparison: 'CONTAINS' })

describe('a request that would tell a hidden value by what it finds', () => {
  const refused: [string, Record<string, unknown>][] = [
    ['a tag’s filter', { Filters: [{ Name: 'tag:db_password', Values: ['h*'] }] }],
    ['a tag’s filter in small letters', { filters: [{ name: 'tag:ApiKey', values: ['h*'] }] }],
    ['a wildcard over all tags’ values', { Filters: [{ Name: 'value', Values: ['h*'] }] }],
    ['costs by a tag’s value', { Filter: { Tags: { Key: 'db_password', Values: ['h'] } } }],
    [
      'costs by a tag’s value, nested',
      { Filter: { And: [{ Not: { Tags: { Key: 'token', Values: ['h'] } } }] } },
    ],
    ['a pattern over log lines', { filterPattern: '"password=Vn4"' }],
    ['a pattern over JSON lines', { filterPattern: '{ $.password = "h*" }' }],
    ['a comparison of Logs Insights', { queryString: 'filter password like /^h/' }],
    ['a part of a field', { queryString: 'stats count(*) by substr(api_key, 0, 1)' }],
    ['a condition of DynamoDB', { FilterExpression: 'begins_with(password, :p)' }],
    [
      'a condition under another name',
      { FilterExpression: 'begins_with(#p, :p)', ExpressionAttributeNames: { '#p': 'password' } },
    ],
    ['PartiQL', { Statement: "SELECT id FROM users WHERE password = 'h'" }],
    ['Config, by all tags’ values', config("tags.key = 'password' AND tags.value LIKE 'h%'")],
    ['Config, by where a tag’s value stands', config("tags.value > 'h'")],
    ['Config, by a tag’s beginning', config("tags.tag LIKE 'password=h%'")],
    ['Config, by an environment’s value', config("configuration.environment.value LIKE 'h%'")],
    ['findings by a tag', { Filters: { ResourceTags: [holds('password')] } }],
    ['findings by what a product notes', { Filters: { UserDefinedFields: [holds('api_token')] } }],
    ['findings by other details', { Filters: { ResourceDetailsOther: [holds('DB_PASSWORD')] } }],
    [
      'findings by a tag, within composite filters',
      {
        Filters: {
          CompositeFilters: [
            { MapFilters: [{ FieldName: 'resources.tags', Filter: holds('password') }] },
          ],
        },
      },
    ],
    [
      'findings by a pattern over all tags',
      {
        FindingCriteria: {
          Criterion: { 'resource.instanceDetails.tags.value': { Matches: ['h*'] } },
        },
      },
    ],
  ]
  for (const [what, input] of refused) {
    it(`is refused: ${what}`, () => assert.match(guesses(input) ?? '', /refused|hidden/))
  }

  const fine: [string, Record<string, unknown>][] = [
    ['a tag’s filter', { Filters: [{ Name: 'tag:Team', Values: ['secrets*'] }] }],
    ['the key alone', { Filters: [{ Name: 'tag-key', Values: ['db_password'] }] }],
    ['a state', { Filters: [{ Name: 'instance-state-name', Values: ['run*'] }] }],
    ['a metric’s dimension', { Dimensions: [{ Name: 'ApiKey', Value: 'plan-a' }] }],
    ['the word in log lines', { filterPattern: '"password"' }],
    ['what a program says of it', { filterPattern: '"token: expired"' }],
    ['the word in Logs Insights', { queryString: 'filter @message like /password/' }],
    ['errors', { filterPattern: '?ERROR ?Exception' }],
    ['a condition on another member', { FilterExpression: '#s = :s' }],
    ['Config, by a tag', config("tags.key = 'team' AND tags.value = 'payments'")],
    ['Config, by an environment’s tag', config("tags.tag = 'environment=prod'")],
    ['Config, by a type', config("configuration.instanceType LIKE 't2%'")],
    [
      'findings by a product’s field',
      { Filters: { ProductFields: [holds('aws/service/archived')] } },
    ],
    [
      'findings by a tag’s whole value',
      { FindingCriteria: { Criterion: { 'resource.instanceDetails.tags.value': { Eq: ['a'] } } } },
    ],
    ['costs by tag', { GroupBy: [{ Type: 'TAG', Key: 'db_password' }] }],
  ]
  for (const [what, input] of fine) {
    it(`is none: ${what}`, () => assert.equal(guesses(input), undefined))
  }
})

describe('a read that runs code, or has somebody pay', () => {
  it('is refused: metric math that calls a function, whatever its letters', () => {
    const expression = (Expression: string) => ({ MetricDataQueries: [{ Id: 'a', Expression }] })
    for (const text of ['LAMBDA("fn", "x")', 'lambda ("fn")', 'SUM([a, Lambda("f")])']) {
      assert.match(runsOrPays('cloudwatch', expression(text)) ?? '', /LAMBDA/)
    }
    assert.equal(runsOrPays('cloudwatch', expression('SUM(METRICS("lambda"))')), undefined)
    assert.equal(runsOrPays('cloudwatch', expression('m1 / m2 * 100')), undefined)
  })

  it('is refused: the same within the text of a widget, also escaped', () => {
    const widget = (text: string) => ({ MetricWidget: `{"metrics":[[{"expression":"${text}"}]]}` })
    assert.ok(runsOrPays('cloudwatch', widget('LAMBDA(\\"fn\\")')))
    assert.ok(runsOrPays('cloudwatch', widget('\\u004cAMBDA(\\"fn\\")')))
    assert.equal(
      runsOrPays('cloudwatch', { MetricWidget: '{"metrics":[["AWS/Lambda"]]}' }),
      undefined,
    )
  })

  it('is refused: a bucket whose requester pays', () => {
    assert.match(runsOrPays('s3', { RequestPayer: 'requester' }) ?? '', /RequestPayer/)
    assert.equal(runsOrPays('s3', { Bucket: 'b' }), undefined)
  })
})
