import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from '../../local/account.ts'
import { localSession } from '../../local/local-session.ts'
import type { LocalModel } from '../../local/model.ts'
import { company } from '../../local/sample-account/facts/company.ts'
import { plugInto } from '../../local/sample-account/plug-into.ts'
import { sampleAccount } from '../../local/sample-account/sample-account.ts'
import { startStack } from '../../local/stack.ts'
import type { AgentClient } from '../../services/client/agent-client.ts'
import { sdkClients } from '../../tools/executor/clients.ts'
import { inWeather, type Weather } from './weather.ts'

export interface World {
  agent: AgentClient
  /** From now on; what was before is over. */
  setWeather(weather: Weather): void
  close(): Promise<void>
}

/** The whole local stack over this process's sample company, whose weather a task can set. */
export async function openWorld(
  model: 'offline' | 'bedrock' | 'openai' | LocalModel,
  env: Record<string, string | undefined>,
): Promise<World> {
  let weather: Weather = {}
  const data = await mkdtemp(join(tmpdir(), 'evaluation-'))
  const kind = typeof model === 'string' ? model : 'offline'
  const options = { account: 'sample', model: kind, user: 'evaluation', port: 0, data } as const
  const replaced = { account: account(() => weather), ...(typeof model === 'object' && { model }) }
  const stack = await startStack(options, env, replaced)
  return {
    agent: localSession(stack, { login: options.user }).agent,
    setWeather(next) {
      weather = next
    },
    async close() {
      await stack.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

function account(weather: () => Weather): Account {
  const sample = sampleAccount({ now: () => new Date() })
  const answer = inWeather(sample.answer, weather)
  return {
    clients: sdkClients({
      configure: (client, place) => plugInto(client, { ...place, answer }),
      account: company.accountId,
    }),
    region: 'us-east-1',
    banner: 'Account: the sample account.',
    dataAccess: 'logs',
  }
}
