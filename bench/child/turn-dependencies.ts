import { parentPort, workerData } from 'node:worker_threads'
import { agentEnvironment } from '../../test/stand-ins/agent-environment.ts'
import { type BedrockRequest, startBedrock } from '../../test/stand-ins/bedrock.ts'
import { startIssuer } from '../../test/stand-ins/issuer.ts'
import { jsonBytes } from '../../tools/json.ts'
import { startCannedGateway } from '../turns/canned-gateway.ts'
import { startCannedTable } from '../turns/canned-table.ts'

/**
 * All that a turn asks, answering at once and always the same. It runs as a worker, posts what an
 * agent's environment needs, and to each message what models were sent since the last.
 */
const issuer = await startIssuer()
const bedrock = await startBedrock((request) => {
  sent.modelCalls += 1
  sent.modelBytes += bytesOf(request)
  bedrock.requests.length = 0
  return lastWords(request).includes('untrusted_aws_data') || !asksForTool(request)
    ? { text: words }
    : { tools: [{ id: `t${sent.modelCalls}`, name: 'ec2_read_operations', input }] }
})
const [gateway, table] = await Promise.all([
  startCannedGateway(Number(workerData?.gatewayMs ?? 0)),
  startCannedTable(`${issuer.issuer}|00ubench`),
])

const sent = { modelCalls: 0, modelBytes: 0 }
const input = { operation: 'DescribeInstances', region: 'us-east-1' }
/** About as many pieces as a model makes of a short answer. */
const words = Array.from({ length: 20 }, (_, index) => `Ten instances run (${index}). `)

const lastWords = ({ messages }: BedrockRequest) => JSON.stringify(messages.at(-1))
const asksForTool = (request: BedrockRequest) => lastWords(request).includes('with a tool')
/** The model's id stands in the path. */
const bytesOf = ({ modelId: _, ...body }: BedrockRequest) => jsonBytes(body)

parentPort?.on('message', () => {
  parentPort?.postMessage(sent)
  Object.assign(sent, { modelCalls: 0, modelBytes: 0 })
})
parentPort?.postMessage({
  token: await issuer.token('bench'),
  strangers: await Promise.all(
    Array.from({ length: Number(workerData?.strangers ?? 0) }, (_, n) => issuer.token(`new-${n}`)),
  ),
  env: {
    ...agentEnvironment({ tableName: 'conversations', gatewayUrl: gateway, issuer }),
    LOG_LEVEL: 'info',
    TOOL_LIST: 'shared',
    AWS_ENDPOINT_URL_DYNAMODB: table,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
  },
})
