import { deepEqual, equal, ok } from 'node:assert/strict'
import { evidenceOf } from '../../../../services/agent/evidence/evidence.ts'
import { cpuMs } from '../../../cpu-time.ts'
import { now, results } from './estate.ts'
import { inventedEstate } from './invented-estate.ts'
import { inventions } from './inventions.ts'

const held = (answer: string, question = 'What is there?') =>
  evidenceOf(answer, question, results, now).claims

const unbacked = (answer: string, question?: string) =>
  held(answer, question)
    .filter(({ status }) => status === 'unbacked')
    .map(({ text }) => text)

const how = (answer: string, text: string, question?: string) => {
  const claim = held(answer, question).find((one) => one.text === text)
  return claim && [claim.status, claim.call, claim.path ?? claim.how]
}

describe('Evidence of an answer', () => {
  for (const [kind, planted, answer] of inventions) {
    it(`finds ${kind} nowhere`, () => {
      deepEqual(unbacked(answer), [planted])
    })
  }

  it('says in which call and row an id stands', () => {
    deepEqual(how('It is i-0115758057c4c9c71.', 'i-0115758057c4c9c71'), [
      'found',
      'c1',
      'regions[0].items[2].InstanceId',
    ])
  })

  it('takes counts of rows, and of those with a value that the words name', () => {
    deepEqual(
      unbacked(
        'There are 5 instances in us-east-1. 4 instances are running and one instance is stopped. ' +
          '3 of 4 volumes are gp3, 1 volume is not encrypted; 3 volumes are in us-east-1.',
      ),
      [],
    )
  })

  it('takes sums, averages, shares and differences of what was read', () => {
    deepEqual(
      unbacked(
        'The volumes have 2,500 GiB in all, 625 GiB on average.\n\n' +
          '| Service | Cost | Share |\n| --- | --- | --- |\n' +
          '| Amazon EC2 | $4,512.37 | 70 % |\n| Amazon RDS | $1,674.02 | 26 % |\n| Amazon S3 | $270 | 4 % |\n' +
          '| Total | $6,456.50 | 100 % |\n\n' +
          'EC2 ($4,512.37) cost $2,838.35 more than RDS ($1,674.02).',
      ),
      [],
    )
    deepEqual(how('The volumes have 2.5 TB in all.', '2.5 TB')?.[0], 'derived')
  })

  it('takes times in other words and ages', () => {
    deepEqual(
      unbacked(
        'checkout-5xx is in ALARM since 08:54 UTC (36 minutes ago); orders-queue-depth was last on 26 November 2026 at 21:10. bastion is from January 2025.',
      ),
      [],
    )
  })

  it('knows what is of the question, and no other number', () => {
    deepEqual(held('Nothing is older than 90 days.', 'Which keys are older than 90 days?'), [
      { kind: 'number', text: '90 days', status: 'asked', how: 'the question' },
    ])
    deepEqual(unbacked('Nothing is older than 60 days.', 'Which keys are older than 90 days?'), [
      '60 days',
    ])
  })

  it('takes no small number, advice or usual word for a claim', () => {
    deepEqual(
      held(
        'Two things stand out, in 3 steps:\n\n1. It is read-only and up-to-date, 24/7.\n2. You could move it to t4g.small, for some 20 % less.',
      ).filter(({ text }) => text !== 't4g.small'),
      [],
    )
  })

  it('takes no echo of a call for evidence of what it asks for', () => {
    const refused = {
      id: 'c1',
      tool: 'ec2_read_operations',
      input: {
        operation: 'DescribeInstances',
        parameters: { InstanceIds: ['i-0aaaabbbbccccdddd'] },
      },
      result: {
        status: 'error',
        message: "The instance ID 'i-0aaaabbbbccccdddd' does not exist",
        call: { parameters: { InstanceIds: ['i-0aaaabbbbccccdddd'] } },
        regions: [],
      },
    }
    const { claims } = evidenceOf(
      'i-0aaaabbbbccccdddd is running.',
      'Is it running?',
      [refused],
      now,
    )
    deepEqual(claims, [{ kind: 'id', text: 'i-0aaaabbbbccccdddd', status: 'unbacked' }])
  })

  it('follows ids from one read to another within a row of a table', () => {
    const read = (id: string, item: object) => ({
      ...{ id, tool: 'ec2_read_operations', input: {} },
      result: { status: 'ok', regions: [{ region: 'us-east-1', status: 'ok', items: [item] }] },
    })
    const both = [
      read('c1', {
        Name: 'storefront',
        InstanceId: 'i-0128ce979f62a879a',
        VolumeId: 'vol-010cc9a4142e4695f',
      }),
      read('c2', { VolumeId: 'vol-010cc9a4142e4695f', Size: 120 }),
    ]
    const table = '| Name | Size |\n| --- | --- |\n| `storefront` | 120 GiB |'
    deepEqual(
      evidenceOf(table, '', both, now).claims.map(({ status }) => status),
      ['found', 'found'],
    )
  })

  it('takes what a sentence of a tool tells of something, whatever else comes to the same', () => {
    const summary =
      'It is EU-BoxUsage:g5.12xlarge in eu-west-1, $672 on 2026-11-28. Behind it: web-1.'
    const items = [
      { UsageType: 'EU-BoxUsage:g5.12xlarge', November: '$5,567' },
      { UsageType: 'BoxUsage:r6i.large', November: '$91.20' },
      { UsageType: 'Fargate-vCPU-Hours', November: '$672' },
    ]
    const regions = [{ region: 'global', status: 'ok', summary, items }]
    const read = [{ id: 'c1', tool: 'x', input: {}, result: { status: 'ok', regions } }]
    const wrong = (answer: string) =>
      evidenceOf(answer, 'Why is it up?', read, now)
        .claims.filter(({ status }) => status === 'unbacked')
        .map(({ text }) => text)
    deepEqual(wrong('4 instances of type g5.12xlarge in eu-west-1: about $672 a day.'), ['4'])
    deepEqual(wrong('r6i.large came to $672.'), ['$672'])
  })

  it('comes to nothing for an answer that claims nothing, and for no results', () => {
    deepEqual(held('This only reads: it cannot stop anything.'), [])
    equal(
      evidenceOf('You have 3 buckets.', 'How many buckets?', [], now).claims[0]?.status,
      'unbacked',
    )
  })

  it('marks the estate that a small real model made up', () => {
    const estate =
      '```json\n[\n  {\n    "name": "127.0.0.1",\n    "type": "AUDIUS-1280",\n    "id": "i-1280audius-west-7"\n  }\n]\n```'
    const found = unbacked(estate, 'List my EC2 instances in us-east-1')
    deepEqual(found.includes('AUDIUS-1280'), true)
    deepEqual(found.includes('i-1280audius-west-7'), true)
  })

  it('finds a change that is told with the wrong sign', () => {
    const table = (sign: string) =>
      '| Service | Before | After | Change |\n| --- | --- | --- | --- |\n' +
      `| a | $10.00 | $12.50 | +$2.50 |\n| b | $30.00 | $20.25 | ${sign}$9.75 |\n| c | $7.00 | $9.10 | +$2.10 |`
    const amounts = [10, 12.5, 30, 20.25, 7, 9.1].map((Amount) => ({ Amount }))
    const regions = [{ region: 'us-east-1', status: 'ok', items: amounts }]
    const read = [{ id: 'c1', tool: 'x', input: {}, result: { status: 'ok', regions } }]
    const wrong = (sign: string) =>
      evidenceOf(table(sign), 'What changed?', read, now)
        .claims.filter(({ status }) => status === 'unbacked')
        .map(({ text }) => text)
    deepEqual([wrong('+'), wrong('-')], [['$9.75'], []])
  })

  it('marks whatever is told of an estate that nobody read', () => {
    const claims = held(inventedEstate, 'List my EC2 instances in us-east-1').filter(
      ({ status }) => status !== 'asked',
    )
    const backed = claims.filter(({ status }) => status !== 'unbacked')
    ok(claims.length >= 35, `${claims.length}`)
    // A region that was read, and states that some instance is in.
    deepEqual(
      backed.map(({ text }) => text),
      ['us-east-1', 'running', 'stopped'],
    )
  })

  it('does not hang on what is made to', () => {
    const odd = ['_', '-', '1.', 'a.', '[', '*', '| ', '1,', '`', '. A', ':', '0-']
    for (const part of odd) {
      const answer = part.repeat(20_000 / part.length)
      const started = cpuMs()
      held(answer)
      ok(cpuMs() - started < 2_000, `${part}: ${cpuMs() - started} ms`)
    }
  })
})
