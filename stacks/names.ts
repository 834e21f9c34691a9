import type { DeploymentConfig } from './config.ts'
import type { Place } from './place.ts'

export type Names = ReturnType<typeof resourceNames>

/** Every name that others hold on to; throws where a prefix or suffix makes one too long for AWS. */
export function resourceNames({ environment, names }: DeploymentConfig, { region }: Place) {
  const named = (name: string) => [names.prefix, name, names.suffix].filter(Boolean).join('-')
  const agent = named(`aws-operations-agent-${environment}`)
  const toolHandler = named(`${environment}-bedrock-agentcore-mcp-tool`)
  // Roles and policies are the account's, not a region's: they name theirs.
  const found = {
    agent,
    toolHandler,
    conversations: named(`aws-operations-agent-conversations-${environment}`),
    gateway: agent,
    gatewayTarget: 'docker-strands-target',
    agentRole: named(`aws-operations-agent-${environment}-${region}`),
    toolHandlerRole: named(`${environment}-bedrock-agentcore-mcp-tool-${region}`),
    gatewayRole: named(`BedrockAgentCoreGatewayExecutionRole-${environment}-${region}`),
  }
  for (const [what, limit] of limits) {
    if (found[what].length <= limit) continue
    throw new Error(
      `names.prefix and names.suffix make the name of ${what} too long: ${found[what]} has ${found[what].length} characters, AWS takes ${limit}.`,
    )
  }
  return found
}

/** Of AWS, for what its users name. */
const limits = [
  ['agent', 64],
  ['toolHandler', 64],
  ['gateway', 48],
  ['agentRole', 64],
  ['toolHandlerRole', 64],
  ['gatewayRole', 64],
] as const
