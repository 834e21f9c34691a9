import { evidenceOf } from '../services/agent/evidence/evidence.ts'
import type { ReadResult } from '../services/agent/evidence/read.ts'
import { median, ms, type Row } from './figures.ts'

const rounds = 25

/** An answer of 4 kB held against 100 kB of results, beside the way of these through JSON and back. */
export function evidence(): Row[] {
  const results = [0, 1, 2].map(instancesRead)
  const answers = { 'a table': tableOf(results), 'the same, all of it invented': invented(results) }
  return Object.entries(answers).map(([name, answer]) => ({
    name: `4 kB of answer over 100 kB: ${name}`,
    unit: ms,
    ours: median(times(() => evidenceOf(answer, 'Which instances are stopped?', results))),
    peer: median(times(() => JSON.parse(JSON.stringify(results)))),
  }))
}

const hex = (seed: number): string =>
  (BigInt(seed + 1) * 0x9e3779b97f4a7c15n).toString(16).slice(-12).padStart(17, '0')

function instancesRead(_: unknown, at: number): ReadResult {
  const items = Array.from({ length: 85 }, (_, row) => {
    const nth = at * 85 + row
    return {
      InstanceId: `i-${hex(nth)}`,
      InstanceType: ['m5.large', 'c5.xlarge', 't3.small'][nth % 3],
      State: { Name: nth % 4 === 0 ? 'stopped' : 'running' },
      LaunchTime: new Date(1_790_000_000_000 - nth * 7_777_777).toISOString(),
      PrivateIpAddress: `10.${20 + at}.${row}.${nth % 250}`,
      SubnetId: `subnet-${hex(nth % 9)}`,
      VpcId: `vpc-${hex(at)}`,
      Tags: [
        { Key: 'Name', Value: `orders-worker-${nth}` },
        { Key: 'Owner', Value: ['elena.rossi', 'maya.okafor'][nth % 2] },
      ],
    }
  })
  const region = ['us-east-1', 'eu-west-1', 'ap-south-1'][at] ?? ''
  return {
    id: `call-${at}`,
    tool: 'ec2_read_operations',
    input: { operation: 'DescribeInstances', region },
    result: {
      status: 'ok',
      operation: 'ec2:DescribeInstances',
      regions: [{ region, status: 'ok', items, truncated: false }],
    },
  }
}

function tableOf(results: readonly ReadResult[]): string {
  const ids = JSON.stringify(results).match(/i-[0-9a-f]{17}/g) ?? []
  const rows = ids
    .slice(0, 60)
    .map((id, at) => `| orders-worker-${at} | ${id} | us-east-1 | m5.large |`)
  return [
    '22 instances are stopped in us-east-1, 64 of 255 in all.\n',
    '| Name | Instance | Region | Type |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

const invented = (results: readonly ReadResult[]): string =>
  tableOf(results).replaceAll('i-0', 'i-f').replaceAll('orders', 'ledger')

function times(work: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
}
