import { awsAgents } from '../../outbound/aws-agents.ts'
import { setUpOutbound } from '../../outbound/set-up.ts'

/* What a process of ours asks, by the name of it in the first argument: prints what came back. */

const [, , what = ''] = process.argv
await setUpOutbound(process.env)
const signal = AbortSignal.timeout(20_000)

const calls: Record<string, () => Promise<unknown>> = {
  async fetch() {
    return (await fetch('https://issuer.acme.test/keys', { signal })).status
  },
  async tools() {
    const { sdkClients } = await import('../../tools/executor/clients.ts')
    const call = {
      service: 'ec2',
      operation: 'DescribeVpcs',
      input: {},
      region: 'eu-west-1',
      signal,
    }
    return sdkClients().send(call)
  },
  async table() {
    const { openTable, getItem } = await import('../../services/agent/conversations/table.ts')
    const table = openTable({ tableName: 'conversations', timeoutMs: 10_000 })
    return (await getItem(table, { conversation_id: 'a', item: 'meta' })) ?? 'none'
  },
  async model() {
    const { loadModel } = await import('../../services/agent/model.ts')
    const { Message, TextBlock } = await import('@strands-agents/sdk')
    const model = (await loadModel({ provider: 'bedrock', id: 'anthropic.x' }))({})
    const asked = [new Message({ role: 'user', content: [new TextBlock('hi')] })]
    return Array.fromAsync(model.stream(asked))
  },
  async verify() {
    const { tokenVerifier } = await import('../../services/agent/auth.ts')
    const issuer = 'https://issuer.acme.test'
    const required = { requiredScope: undefined, requiredGroup: undefined, ownerClaim: 'sub' }
    return tokenVerifier({ issuer, audience: 'a', clientId: 'c', ...required })('a.b.YWFh')
  },
  async gateway() {
    const { statelessGateway } = await import('../../services/agent/stateless-gateway.ts')
    const url = 'https://one.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp'
    return statelessGateway(url, {}).listPage(undefined, { signal, timeout: 10_000 })
  },
  async olderGateway() {
    const { sessionGateway } = await import('../../services/agent/session-gateway.ts')
    const url = 'https://two.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp'
    const within = { signal, timeout: 10_000 }
    return sessionGateway(url, {}, 10_000).listPage(undefined, within)
  },
  async agent() {
    const { agentClient } = await import('../../services/client/agent-client.ts')
    return agentClient({
      functionUrl: 'https://abc.lambda-url.eu-west-1.on.aws/',
      region: 'eu-west-1',
      credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
      token: async () => 't',
      retries: { attempts: 1 },
    }).health(signal)
  },
  async credentials() {
    const { awsCredentials } = await import('../../services/client/aws-credentials.ts')
    return awsCredentials({ profile: 'role', region: 'eu-west-1' })()
  },
  async signIn() {
    const { discoverIssuer } = await import('../../services/client/auth/issuer.ts')
    const app = { issuer: 'https://issuer.acme.test', clientId: 'c', audience: 'a', scopes: [] }
    return (await discoverIssuer(app)).server.serverMetadata().issuer
  },
  async region() {
    const { STSClient } = await import('@aws-sdk/client-sts')
    return new STSClient({ requestHandler: awsAgents() }).config.region()
  },
}

const answer = await calls[what]?.().catch((error: Error) => `${error.name}: ${error.message}`)
process.stdout.write(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\n`)
process.exit()
