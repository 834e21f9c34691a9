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
    /** Further apps whose tokens are taken: the one before this, or those of MCP clients. */
    otherClientIds: z.array(z.string()).optional(),
    otherAudiences: z.array(z.string()).optional(),
    /** Where people sign in, if the tokens' issuer is another. */
    signInIssuer: z.url().optional(),
    /** What is said at sign-in besides what OpenID Connect has. */
    signInParameters: z.record(z.string(), z.string()).optional(),
    /** Of an app that is installed on everybody's machine, and so no secret. */
    clientSecret: z.string().optional(),
    /** The id token is sent, where access tokens are for the issuer alone. */
    token: z.literal('id').optional(),
  }),
})
export type StackOutputs = z.infer<typeof stackOutputs>
