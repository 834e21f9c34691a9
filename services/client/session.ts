import type { AgentApi, AgentClient } from './agent-client.ts'
import type { SignIn } from './auth/sign-in.ts'
import type { Credentials } from './sign-request.ts'

/** One environment: the agent there, and who is signed in to it. */
export interface Session {
  /** `dev`, `prod`, `local` … */
  environment: string
  /** For the banner: an AWS account id, or `sample account`. */
  account: string
  region: string
  /** Who opened it has said already which model answers: the banner need not ask. */
  modelIsTold?: true
  /** The MCP endpoint of the tools, for `aws-ops mcp`. */
  gatewayUrl: string
  functionUrl: string
  /** Of the AWS caller; throws a ClientError that says what to do where there are none. */
  credentials: () => Promise<Credentials>
  agent: AgentClient & AgentApi
  signIn: SignIn
  /** `cli-client-<uuid>`, sent with each question of this process. */
  clientId: string
}
