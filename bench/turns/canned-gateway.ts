import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { listen } from '../../test/stand-ins/listen.ts'
import { tools } from '../../tools/tools.ts'

/** A gateway that lists all tools and answers every call after `delayMs`, the same to everybody. */
export async function startCannedGateway(delayMs = 0): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end()
    const { id, method } = rpcRequest.parse(await json(request))
    if (delayMs > 0) await wait(delayMs)
    const result = results[method]
    if (result === undefined) return void response.writeHead(202).end()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
  })
  return `http://127.0.0.1:${await listen(server)}/mcp`
}

const rpcRequest = z.looseObject({ id: z.number().optional(), method: z.string() })

const instances = Array.from({ length: 10 }, (_, index) => ({
  InstanceId: `i-0123456789abcdef${index}`,
  InstanceType: 'm7g.large',
  State: { Name: 'running' },
  Tags: [{ Key: 'Name', Value: `web-${index}` }],
}))
const region = { region: 'us-east-1', status: 'ok', items: instances, truncated: false }
const found = { status: 'ok', operation: 'ec2:DescribeInstances', regions: [region] }

const results: Readonly<Record<string, object>> = {
  initialize: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'gateway', version: '1' },
  },
  'tools/list': {
    tools: tools.map(({ name, description, inputSchema }) => {
      return { name: `docker-strands-target___${name}`, description, inputSchema }
    }),
  },
  'tools/call': { content: [{ type: 'text', text: JSON.stringify(found) }] },
}
