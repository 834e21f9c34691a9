import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clientPackage } from '../images/client.ts'
import { writeBundle } from '../images/write-bundle.ts'
import { closeServer, listen } from '../local/listen.ts'
import { startOkta } from '../local/okta.ts'
import { type ClientAtHome, clientAtHome } from '../test/services/client/client-at-home.ts'
import { ms, type Row } from './figures.ts'
import { childUrl, pairOfMedians, untilExit } from './run-child.ts'

const rounds = 21

/**
 * The client as it is packed: `aws-ops --help` until it ends, and `aws-ops ask` until the
 * agent has its request, beside a process that does nothing.
 */
export async function clientStart(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-operations-agent-bench-'))
  await writeBundle(await clientPackage(), folder)
  const client = await clientAtHome(join(folder, 'aws-ops.mjs'))
  const agent = createServer()
  try {
    await signIn(client, await listen(agent, 0))
    const help = () => untilExit([...client.args, '--help'], client.env)
    const peer = () => untilExit([fileURLToPath(childUrl('empty.js'))], client.env)
    return [
      { name: 'aws-ops --help', unit: ms, ...(await pairOfMedians(rounds, help, peer)) },
      {
        name: 'aws-ops ask',
        unit: ms,
        ...(await pairOfMedians(rounds, () => untilAsked(client, agent), peer)),
      },
    ]
  } finally {
    await closeServer(agent)
    await client.close()
    await rm(folder, { recursive: true })
  }
}

/** By a token in the environment: no keyring is asked for it. */
async function signIn(client: ClientAtHome, functionUrl: string): Promise<void> {
  const okta = await startOkta({ port: 0 })
  const { issuer, clientId, audience } = okta
  await client.configure({
    ...{ functionUrl, issuer, clientId, audience, region: 'us-east-1' },
    gatewayUrl: 'http://127.0.0.1/mcp',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  })
  client.env.OKTA_TOKEN = await okta.issueToken('bench@example.com')
  await okta.close()
}

async function untilAsked({ command, args, env }: ClientAtHome, agent: Server) {
  const startedAt = performance.now()
  const child = spawn(command, [...args, 'ask', 'hello'], { env, stdio: 'ignore' })
  await once(agent, 'request')
  const took = performance.now() - startedAt
  child.kill('SIGKILL')
  await once(child, 'exit')
  return took
}
