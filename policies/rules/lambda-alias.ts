import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { identityPolicies } from '../identity-policies.ts'
import { resources } from '../resource.ts'

const optional = z.string().optional()

const target = z.object({
  targetConfiguration: z.object({
    mcp: z.object({ lambda: z.object({ lambdaArn: z.string() }).optional() }).optional(),
  }),
})

/** `$LATEST` is what was pushed last, ready or not, and changes under calls that are under way. */
export const lambdaAlias: ResourceValidationPolicy = {
  name: 'lambda-alias',
  description: 'Callers get a published version, by an alias: never $LATEST.',
  severity: 'high',
  validateResource: [
    resources(
      ['aws:lambda/functionUrl:FunctionUrl'],
      z.object({ functionName: optional, qualifier: optional }),
      ({ functionName, qualifier }) => faultsOf('functionName', functionName, qualifier),
    ),
    resources(
      ['aws:lambda/permission:Permission'],
      z.object({ function: optional, qualifier: optional }),
      ({ function: name, qualifier }) => faultsOf('function', name, qualifier),
    ),
    resources(
      ['aws:lambda/eventSourceMapping:EventSourceMapping'],
      z.object({ functionName: optional }),
      ({ functionName }) => faultsOf('functionName', functionName),
    ),
    resources(
      ['aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget'],
      target,
      ({ targetConfiguration: { mcp } }) => faultsOf('lambdaArn', mcp?.lambda?.lambdaArn),
    ),
    resources(
      ['aws:lambda/alias:Alias'],
      z.object({ functionVersion: z.string() }),
      ({ functionVersion }) =>
        functionVersion === latest
          ? [`functionVersion is ${latest}. Name a version that is published.`]
          : [],
    ),
    identityPolicies(({ Sid, Effect, Resource }) =>
      Resource.filter((resource) => Effect === 'Allow' && resource.endsWith(`:${latest}`)).map(
        (resource) => `Statement ${Sid}: ${resource} is no version. Name the alias.`,
      ),
    ),
  ],
}

const latest = '$LATEST'

/** A name may bring its qualifier: `own:live`, or an ARN's last part. */
function faultsOf(member: string, name: string | undefined, given?: string): string[] {
  if (name === undefined) return []
  const [, found] = /^(?:.*\bfunction:)?[^:]+:([^:]+)$/.exec(name) ?? []
  const qualifier = given ?? found ?? latest
  return qualifier === latest || qualifier === ''
    ? [`${member} ${name} is called as ${latest}. Name an alias, as its qualifier.`]
    : []
}
