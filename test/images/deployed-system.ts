import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import type { ImageName } from '../../images/bundle.ts'
import { integrationContentType, preludeEnd } from '../../local/lambda-runtime.ts'
import { agentEnvironment } from '../stand-ins/agent-environment.ts'
import { type BedrockAnswer, startBedrock } from '../stand-ins/bedrock.ts'
import { startConversationsTable } from '../stand-ins/conversations-table.ts'
import { startGateway } from '../stand-ins/gateway.ts'
import { startIssuer } from '../stand-ins/issuer.ts'
import { postEvent } from '../stand-ins/lambda-runtime.ts'
import { listen } from '../stand-ins/listen.ts'
import { type Answer, startRuntimeApi } from './runtime-api.ts'

/** Starts one function, however it is packed, with these variables and its Runtime API. */
type StartFunction = (
  name: ImageName,
  address: string,
  env: Record<string, string>,
) => { stop(): void }

export type DeployedSystem = Awaited<ReturnType<typeof deploySystem>>

/** Both functions with scripted neighbours: issuer, model, gateway, table, and EC2 behind the tools. */
export async function deploySystem(start: StartFunction, script: readonly BedrockAnswer[]) {
  const [issuer, table, bedrock, ec2, agentApi, toolApi] = await Promise.all([
    startIssuer(),
    startConversationsTable(),
    startBedrock(script),
    startEc2(),
    startRuntimeApi(),
    startRuntimeApi(),
  ])
  const callTool = async (input: unknown) =>
    json(bodyOf(await toolApi.invoke(input, { custom: agentCore })))
  const gateway = await startGateway([{ ...ec2Tool, run: callTool }])
  const functions = [
    start('tool-handler', toolApi.address, { AWS_ENDPOINT_URL: ec2.url, LOG_LEVEL: 'silent' }),
    start('agent', agentApi.address, {
      ...agentEnvironment({ tableName: table.tableName, gatewayUrl: gateway.url, issuer }),
      LOG_LEVEL: 'silent',
      AWS_ENDPOINT_URL_DYNAMODB: table.config.endpoint,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    }),
  ]
  return {
    /** A question to `/stream`, as the Function URL hands it to the agent. */
    async ask(message: string) {
      const headers = { 'x-okta-token': await issuer.token('alice') }
      return readHttp(await agentApi.invoke(postEvent('/stream', headers, { message })))
    },
    async callTool(input: unknown, custom: Record<string, string>): Promise<unknown> {
      return json(bodyOf(await toolApi.invoke(input, { custom })))
    },
    async stop() {
      for (const each of functions) each.stop()
      const servers = [issuer, table, bedrock, ec2, agentApi, toolApi, gateway]
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

const ec2Tool = {
  name: 'ec2_read_operations',
  description: 'Reads EC2.',
  inputSchema: { type: 'object' as const, properties: { operation: { type: 'string' } } },
}
const agentCore = { bedrockAgentCoreToolName: `target___${ec2Tool.name}` }

function bodyOf(answer: Answer) {
  assert.equal(answer.kind, 'response', 'body' in answer ? String(answer.body) : '')
  return answer.body
}

const prelude = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()) })

/** A streamed response with its status and headers, as a Function URL takes it apart. */
async function readHttp(answer: Answer) {
  assert.ok(answer.kind === 'response' && answer.streaming)
  assert.equal(answer.contentType, integrationContentType)
  const chunks: Buffer[] = []
  for await (const chunk of answer.body) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const end = bytes.indexOf(preludeEnd)
  const { statusCode, headers } = prelude.parse(JSON.parse(bytes.toString('utf8', 0, end)))
  const body = bytes.toString('utf8', end + preludeEnd.length)
  return { status: statusCode, type: headers['content-type'], body, chunks: chunks.length }
}

/** EC2's API with one instance, whatever it is asked. */
async function startEc2() {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/xml' }).end(oneInstance)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const oneInstance = `<DescribeInstancesResponse><reservationSet><item><instancesSet><item>
  <instanceId>i-0123456789abcdef0</instanceId><instanceType>t3.micro</instanceType>
</item></instancesSet></item></reservationSet></DescribeInstancesResponse>`
