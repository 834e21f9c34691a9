import type { DeploymentConfig } from './config.ts'
import type { Place } from './place.ts'

export type Names = ReturnType<typeof resourceNames>

/** Every name that others hold on to; throws where a prefix or suffix makes one too long for AWS. */
export function resourceNames(config: DeploymentConfig, place: Pick<Place, 'region'>) {
  const found = namesOf(config, place)
  const [fault] = tooLong(found)
  if (fault !== undefined) throw new Error(fault)
  return found
}

/** Which names are too long for AWS. */
export function nameFaults(config: DeploymentConfig, place: Pick<Place, 'region'>): string[] {
  return tooLong(namesOf(config, place))
}

/** The one that is over by most: with it right, all are. */
function tooLong(found: ReturnType<typeof namesOf>): string[] {
  const over = limits.map(([what, limit]) => ({ what, limit, by: found[what].length - limit }))
  const [worst] = over.toSorted((a, b) => b.by - a.by)
  if (worst === undefined || worst.by <= 0) return []
  const { what, limit } = worst
  return [
    `names: with environment, prefix and suffix the name of ${what} is too long: ${found[what]} has ${found[what].length} characters, AWS takes ${limit}`,
  ]
}

function namesOf(
  { environment, names, conversations }: DeploymentConfig,
  { region }: Pick<Place, 'region'>,
) {
  const named = (name: string) => [names.prefix, name, names.suffix].filter(Boolean).join('-')
  const agent = named(`aws-operations-agent-${environment}`)
  const toolHandler = named(`${environment}-bedrock-agentcore-mcp-tool`)
  // Roles and policies are the account's, not a region's: they name theirs.
  return {
    agent,
    toolHandler,
    conversations:
      conversations.tableName ?? named(`aws-operations-agent-conversations-${environment}`),
    gateway: agent,
    gatewayTarget: 'docker-strands-target',
    agentRole: named(`aws-operations-agent-${environment}-${region}`),
    toolHandlerRole: named(`${environment}-bedrock-agentcore-mcp-tool-${region}`),
    gatewayRole: named(`BedrockAgentCoreGatewayExecutionRole-${environment}-${region}`),
  }
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
