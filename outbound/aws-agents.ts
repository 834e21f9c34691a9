import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'

export interface AwsAgents {
  httpAgent?: HttpAgent
  httpsAgent?: HttpsAgent
}

let found: AwsAgents = {}

/**
 * What an AWS SDK client needs in its `requestHandler` to go by the proxy: none where there is none.
 * The SDK makes agents of its own, which know of no proxy.
 */
export const awsAgents = (): AwsAgents => found

export function useAwsAgents(agents: AwsAgents): void {
  found = agents
}
