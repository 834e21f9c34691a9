import type { Input } from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'
import { tokenForm } from './token-forms.ts'

/** The agent's variables. What configuration leaves out, the agent has a default for. */
export function agentEnvironment(
  {
    environment,
    identityProvider,
    okta,
    model,
    limits,
    conversations,
    logs,
    guardrail,
    gateway,
  }: DeploymentConfig,
  parts: {
    conversationsTable: Input<string>
    gatewayUrl: Input<string>
    /** Here, and not in the image: the same content is the same image, whatever commit it is deployed from. */
    revision: string | undefined
  },
): Record<string, Input<string>> {
  const form = tokenForm(identityProvider, okta.issuer)
  // What the agent has no default for: claims of other vendors than its first two.
  const own = identityProvider === 'okta' || identityProvider === 'cognito' ? undefined : form
  return {
    ENVIRONMENT: environment,
    LOG_LEVEL: logs.level,
    CONVERSATIONS_TABLE: parts.conversationsTable,
    CONVERSATION_TTL_DAYS: String(conversations.ttlDays),
    GATEWAY_URL: parts.gatewayUrl,
    // This program puts no policy engine before its gateway: all callers see the same.
    TOOL_LIST: gateway.toolsDiffer ? 'caller' : 'shared',
    OKTA_ISSUER: okta.issuer,
    OKTA_AUDIENCE: [okta.audience, ...(okta.otherAudiences ?? [])].join(' '),
    OKTA_CLIENT_ID: [okta.clientId, ...(okta.otherClientIds ?? [])].join(' '),
    MODEL_PROVIDER: model.provider,
    MODEL_ID: model.id,
    ...given({
      REVISION: parts.revision,
      GUARDRAIL_ID: guardrail?.id,
      GUARDRAIL_VERSION: guardrail?.version,
      MODEL_PRICES: pricesOf(model),
      PROMPT_CACHE: model.provider === 'bedrock' ? model.promptCache : undefined,
      CONVERSATION_CACHE: model.provider === 'bedrock' ? model.conversationCache : undefined,
      OPENAI_BASE_URL: model.provider === 'openai' ? model.baseUrl : undefined,
      IDENTITY_PROVIDER: identityProvider === 'cognito' ? identityProvider : undefined,
      OKTA_REQUIRED_SCOPE: okta.requiredScope,
      OKTA_REQUIRED_GROUP: okta.requiredGroup,
      OKTA_OWNER_CLAIM: okta.ownerClaim ?? own?.owner,
      OKTA_CLIENT_CLAIM: okta.clientClaim ?? own?.client,
      OKTA_GROUP_CLAIM: okta.groupClaim ?? own?.group,
      MAX_MESSAGE_CHARACTERS: limits.messageCharacters,
      MAX_TOOL_CALLS: limits.toolCalls,
      MAX_TURN_TOKENS: limits.turnTokens,
      MAX_TURN_USD: limits.turnUsd,
      HISTORY_TOKENS: limits.historyTokens,
      MAX_PERSON_TOKENS_PER_DAY: limits.personTokensPerDay,
      MAX_PERSON_USD_PER_DAY: limits.personUsdPerDay,
      MAX_TOKENS_PER_MONTH: limits.tokensPerMonth,
      MAX_USD_PER_MONTH: limits.usdPerMonth,
    }),
  }
}

/** Those of a cache come last, and what comes into it only after what comes from it. */
function pricesOf({ prices }: DeploymentConfig['model']): string | undefined {
  if (prices === undefined) return undefined
  const { input, output, cacheRead, cacheWrite } = prices
  const cache = cacheWrite === undefined ? [cacheRead] : [cacheRead ?? input, cacheWrite]
  return [input, output, ...cache].filter((each) => each !== undefined).join(' ')
}

function given(variables: Record<string, string | number | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
}
