import { decodeJwt } from 'jose'
import { type AgentClient, agentClient } from '../services/client/agent-client.ts'
import type { Addresses } from './data-folder.ts'
import { signIn } from './sign-in.ts'

/** The terminal client, pointed at a local stack and signed in there as `login`. */
export function localClient(stack: Addresses, login: string): AgentClient {
  const { functionUrl, region, credentials } = stack
  let token: Promise<string> | undefined
  return agentClient({
    functionUrl,
    region,
    credentials: async () => credentials,
    async token() {
      if (token !== undefined && !expiresSoon(await token)) return token
      token = signIn({ ...stack, login })
      return token
    },
  })
}

function expiresSoon(token: string): boolean {
  const { exp = 0 } = decodeJwt(token)
  return exp * 1_000 < Date.now() + 60_000
}
