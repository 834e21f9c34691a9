import { send, usualTimeouts } from '../../agent-client/send.ts'
import { agentIs } from '../../agent-client/versions.ts'
import { regionIn } from '../../configuration/parse.ts'
import { ClientError, clockOffsetMs } from '../../errors.ts'
import { isLoopback } from '../../is-loopback.ts'
import type { Session } from '../../session.ts'
import type { CommandContext } from '../context.ts'
import type { AskIdentity } from './caller-identity.ts'

export interface Finding {
  name: string
  status: 'ok' | 'failed' | 'skipped'
  /** What was found, or what is wrong and what to do. */
  detail: string
}

interface Check {
  name: string
  /** Skipped where one of these is not met. */
  needs: readonly string[]
  /** What it found; throws where that is not as it must be. */
  run(): Promise<string>
}

export async function find({ name, needs, run }: Check, before: Finding[]): Promise<Finding> {
  const unmet = before.find((finding) => finding.status !== 'ok' && needs.includes(finding.name))
  if (unmet !== undefined) return { name, status: 'skipped', detail: `needs ${unmet.name}` }
  try {
    return { name, status: 'ok', detail: await run() }
  } catch (error) {
    return { name, status: 'failed', detail: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ClientError) return error.message
  const isLate = error instanceof DOMException && error.name === 'TimeoutError'
  return isLate ? `No answer within ${patienceMs / 1000} s. Try again.` : String(error)
}

const patienceMs = 60_000

/** All that a question needs, in the order of its way. */
export function checks({ session }: CommandContext, askIdentity: AskIdentity): Check[] {
  const during = <T>(look: (session: Session) => Promise<T>) => {
    return async () => look(await session())
  }
  return [
    { name: 'Node.js', needs: [], run: async () => process.versions.node },
    { name: 'configuration', needs: [], run: during(configuration) },
    {
      name: 'AWS credentials',
      needs: ['configuration'],
      run: during((session) => caller(session, askIdentity)),
    },
    { name: 'network', needs: ['configuration'], run: during(network) },
    { name: 'clock', needs: ['network'], run: during(clock) },
    { name: 'agent', needs: ['AWS credentials', 'network'], run: during(agent) },
    { name: 'sign-in', needs: ['configuration'], run: during(signedIn) },
    { name: 'tools', needs: ['agent', 'sign-in'], run: during(tools) },
    { name: 'gateway', needs: ['sign-in'], run: during(gateway) },
  ]
}

async function configuration({ environment, functionUrl, region }: Session): Promise<string> {
  const named = regionIn(functionUrl)
  if (named === undefined || named === region) return `${environment}: ${functionUrl} in ${region}`
  const message = `The agent's address is in ${named}, but the region is ${region}: configure ${environment} again.`
  throw new ClientError('bad_configuration', message)
}

async function caller({ credentials, region, functionUrl }: Session, askIdentity: AskIdentity) {
  if (!isLoopback(new URL(functionUrl))) return askIdentity(credentials, region)
  const { accessKeyId } = await credentials()
  return `access key ${accessKeyId}, for a stack on this machine`
}

async function network({ functionUrl }: Session): Promise<string> {
  await unsigned(functionUrl)
  return `${new URL(functionUrl).host} answers`
}

async function clock({ functionUrl }: Session): Promise<string> {
  const offsetMs = clockOffsetMs((await unsigned(functionUrl)).date) ?? 0
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  if (seconds <= mostSkewS) return 'agrees with that of AWS'
  const side = offsetMs > 0 ? 'behind' : 'ahead of'
  const message = `It is ${seconds} s ${side} that of AWS: have the system set it from the network (NTP).`
  throw new ClientError('clock_skew', message)
}

/** Signatures bear five minutes; tokens, less. */
const mostSkewS = 60

/** Whoever does not sign is refused, by AWS itself: it needs nothing but the way there. */
async function unsigned(functionUrl: string) {
  const options = { timeouts: usualTimeouts, signal: AbortSignal.timeout(patienceMs) }
  const request = { method: 'GET', headers: {}, body: '' }
  const answer = await send(new URL('/health', functionUrl), request, options)
  answer.close()
  return answer.headers
}

async function agent({ agent }: Session): Promise<string> {
  const health = await agent.health(AbortSignal.timeout(patienceMs))
  return `version ${agentIs(health)} of ${health.environment}, model ${health.model}`
}

async function signedIn({ signIn }: Session): Promise<string> {
  await signIn.accessToken()
  const identity = await signIn.identity()
  if (identity === undefined) {
    throw new ClientError('login_required', 'Nobody is signed in: run aws-ops login.')
  }
  const { login, issuer, expiresAt, refreshable, keptIn } = identity
  const end = `${refreshable ? 'to be renewed' : 'ends'} at ${expiresAt.toLocaleTimeString('sv-SE')}`
  return `${login} at ${issuer}, ${end}; kept in ${keptIn}`
}

/** That of the configuration, which `mcp` asks; the agent has its own. */
async function gateway({ gatewayUrl, signIn }: Session): Promise<string> {
  const { gatewayConnections } = await import('../../mcp-bridge/connections.ts')
  const token = (refused?: string) => signIn.accessToken(refused)
  const connections = gatewayConnections({ url: gatewayUrl, token })
  try {
    await connections.use((client) => client.ping(), AbortSignal.timeout(patienceMs))
    return `${new URL(gatewayUrl).origin} answers as a tool gateway`
  } finally {
    await connections.close()
  }
}

async function tools({ agent }: Session): Promise<string> {
  const { count } = await agent.tools(AbortSignal.timeout(patienceMs))
  if (count > 0) return `the gateway shows ${count}`
  throw new ClientError('no_tools', 'The gateway shows none: its target is missing. Deploy again.')
}
