import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localSession } from '../local/local-session.ts'
import { enabledRegions } from '../local/sample-account/facts/company.ts'
import { sampleAccount } from '../local/sample-account/sample-account.ts'
import { startStack } from '../local/stack.ts'
import { sdkClients } from '../tools/executor/clients.ts'
import { tools } from '../tools/tools.ts'
import { median, ms, p95, type Row } from './figures.ts'
import { childUrl, untilExit, untilSaid } from './run-child.ts'

const rounds = 10

/** As people ask: lists, one thing, a recipe, costs, a metric, a typing error, another language. */
const questions = [
  'list ec2 instances',
  'which instances are stopped?',
  'which databases are not encrypted?',
  'is orders-db encrypted?',
  'how many lambda functions use python?',
  'buckets with versioning enabled',
  'which alarms are firing, and since when?',
  'how much did we spend last month by service?',
  'what is the cpu of orders-db?',
  'what changed in the last hour?',
  'which instnaces are runing?',
  'Welche Datenbanken gibt es?',
]

/**
 * The whole local stack with the offline model: an answer beside a signed request that asks nothing,
 * a question over all regions beside the bare requests, and the start beside a process that does nothing.
 */
export async function offlineAnswers(): Promise<Row[]> {
  const [answers, health] = await answerTimes()
  return [
    { name: 'an answer, median', unit: ms, ours: median(answers), peer: median(health) },
    { name: 'an answer, p95', unit: ms, ours: p95(answers), peer: p95(health) },
    await overRegions(),
    ...(await fromStart()),
  ]
}

async function answerTimes(): Promise<[answers: number[], health: number[]]> {
  const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  const options = { account: 'sample', model: 'offline', user: 'bench', port: 0, data } as const
  const stack = await startStack(options, { LOG_LEVEL: 'silent' })
  const { agent } = localSession(stack, { login: 'bench' })
  const ask = async (message: string) => {
    await Array.fromAsync(agent.ask({ message }, AbortSignal.timeout(60_000)))
  }
  const [answers, health]: [number[], number[]] = [[], []]
  try {
    for (const question of questions) await ask(question)
    for (let round = 0; round < rounds; round += 1) {
      for (const question of questions) {
        answers.push(await timed(() => ask(question)))
        health.push(await timed(() => agent.health(AbortSignal.timeout(60_000))))
      }
    }
  } finally {
    await stack.close()
    await rm(data, { recursive: true })
  }
  return [answers, health]
}

async function overRegions(): Promise<Row> {
  const now = () => new Date()
  const clients = sdkClients({ configure: sampleAccount({ now }).plugInto })
  const signal = new AbortController().signal
  const tool = tools.find(({ name }) => name === 'ec2_read_operations')
  const context = { clients, dataAccess: new Set([]), defaultRegion: 'us-east-1', now, signal }
  const ask = () => tool?.run({ question: 'list all instances in all regions' }, context)
  const bare = () =>
    Promise.all(
      enabledRegions.map((region) =>
        clients.send({ service: 'ec2', operation: 'DescribeInstances', input: {}, region, signal }),
      ),
    )
  await ask()
  const [ours, peer]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(async () => ask()))
    peer.push(await timed(bare))
  }
  return {
    name: `a question over ${enabledRegions.length} regions, median`,
    unit: ms,
    ours: median(ours),
    peer: median(peer),
  }
}

/** `npm start -- QUESTION`, from nothing to the answer on the terminal, and to its end. */
async function fromStart(): Promise<Row[]> {
  const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  const start = fileURLToPath(new URL('../local/start.ts', import.meta.url))
  const guard = new URL('../local/require-node.js', import.meta.url).href
  const empty = fileURLToPath(childUrl('empty.js'))
  const options = ['--data', data, '--port', '0', '--', 'which alarms are firing?']
  const [shown, ended, peer]: [number[], number[], number[]] = [[], [], []]
  try {
    for (let round = 0; round < rounds; round += 1) {
      const ours = await untilSaid(['--import', guard, start, ...options])
      shown.push(ours.said)
      ended.push(ours.ended)
      peer.push(await untilExit([empty]))
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
  const row = (name: string, ours: number[]): Row => ({
    ...{ name: `${name}, median`, unit: ms },
    ...{ ours: median(ours), peer: median(peer) },
  })
  return [row('start to first answer, shown', shown), row('start to first answer', ended)]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
