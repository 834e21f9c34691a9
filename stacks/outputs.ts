import * as z from 'zod'

/** What a deployed stack tells its users: the whole of `pulumi stack output --json`. */
export const stackOutputs = z.object({
  environment: z.string().regex(/^[a-z][a-z0-9-]*$/),
  region: z.string(),
  functionUrl: z.url(),
  agentFunctionName: z.string(),
  toolFunctionName: z.string(),
  conversationsTableName: z.string(),
  gatewayId: z.string(),
  gatewayUrl: z.url(),
  gatewayTargetId: z.string(),
  gatewayRoleArn: z.string(),
  okta: z.object({
    issuer: z.url(),
    clientId: z.string(),
    audience: z.string(),
    scopes: z.array(z.string()),
  }),
})
export type StackOutputs = z.infer<typeof stackOutputs>
