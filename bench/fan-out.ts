import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { toolHandler } from '../services/tool-handler/handle.ts'
import { listen } from '../test/stand-ins/listen.ts'
import { sdkClients } from '../tools/executor/clients.ts'
import type { AwsClients } from '../tools/tool.ts'
import { tools } from '../tools/tools.ts'
import { median, ms, type Row } from './figures.ts'
import { toolEvent } from './tool-event.ts'

const rounds = 10
const waitMs = 250
const regions = Array.from({ length: 17 }, (_, at) => `eu-west-${at + 1}`)

/**
 * A call over 17 regions, each of which answers after 250 ms, beside 17 bare requests side by side: by
 * their names, over `all` as a process knows them, and as one that has to ask which there are.
 */
export async function fanOut(): Promise<Row[]> {
  const server = createServer(async (request, response) => {
    const action = new URLSearchParams(await text(request)).get('Action') ?? ''
    setTimeout(() => {
      response.setHeader('content-type', 'text/xml')
      response.end(`<${action}Response>${sets[action] ?? ''}</${action}Response>`)
    }, waitMs)
  })
  const url = `http://127.0.0.1:${await listen(server)}/`
  const before = process.env.AWS_ENDPOINT_URL_EC2
  process.env.AWS_ENDPOINT_URL_EC2 = url
  const [named, all, unknown]: [number[], number[], number[]] = [[], [], []]
  const bare: number[] = []
  try {
    const { send } = sdkClients()
    const asker = (clients: AwsClients) => {
      const handle = toolHandler({
        tools,
        clients,
        dataAccess: new Set(),
        defaultRegion: 'us-east-1',
        log: pino({ level: 'silent' }),
      })
      return async (region: string) => {
        const input = { operation: 'DescribeVpcs', region }
        const { status } = await handle(input, toolEvent('ec2'))
        if (status !== 'ok') throw new Error(`Over ${region}: ${status}`)
      }
    }
    const ask = asker({ send })
    const post = () => fetch(url, { method: 'POST', body: 'Action=DescribeVpcs' })
    // Clients and connections are made by the first.
    for (let round = -1; round < rounds; round += 1) {
      const took = [
        await timed(() => ask(regions.join(','))),
        await timed(() => ask('all')),
        // What is remembered is so by the clients: these know nothing.
        await timed(() => asker({ send })('all')),
        await timed(() => Promise.all(regions.map(async () => (await post()).text()))),
      ]
      if (round >= 0)
        for (const [at, times] of [named, all, unknown, bare].entries()) times.push(took[at] ?? 0)
    }
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL_EC2
    else process.env.AWS_ENDPOINT_URL_EC2 = before
    server.closeAllConnections()
    server.close()
  }
  const rows = [
    { name: '17 regions by their names', times: named },
    { name: 'all regions, known', times: all },
    { name: 'all regions, which are asked for first', times: unknown },
  ]
  // The best too: on a busy machine 17 answers at once wait for the processor.
  return rows.flatMap(({ name, times }) => [
    { name: `${name}, median`, unit: ms, ours: median(times), peer: median(bare) },
    { name: `${name}, best`, unit: ms, ours: Math.min(...times), peer: Math.min(...bare) },
  ])
}

const sets: Readonly<Record<string, string>> = {
  DescribeRegions: `<regionInfo>${regions.map((name) => `<item><regionName>${name}</regionName></item>`).join('')}</regionInfo>`,
  DescribeVpcs: '<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>',
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
