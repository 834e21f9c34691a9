import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Stack, startStack } from '../../../local/stack.ts'
import { type AgentClientOptions, agentClient } from '../../../services/client/agent-client.ts'
import type { SignIn } from '../../../services/client/auth/sign-in.ts'
import type { CommandContext } from '../../../services/client/commands/context.ts'
import { configurations } from '../../../services/client/configuration.ts'
import type { Session } from '../../../services/client/session.ts'
import type { Terminal } from '../../../services/client/terminal.ts'

export interface LocalStack {
  stack: Stack
  close(): Promise<void>
}

/** The local stack with conversations of its own, at any ports. */
export async function startLocalStack(): Promise<LocalStack> {
  const data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
  const options = { account: 'sample', model: 'offline', user: 'ana', port: 0, data } as const
  const stack = await startStack(options, {})
  return {
    stack,
    async close() {
      await stack.close()
      await rm(data, { recursive: true })
    },
  }
}

/** A client of that stack, signed in there as `login`. */
export function localAgent(stack: Stack, login: string, options: Partial<AgentClientOptions> = {}) {
  const { functionUrl, region, credentials } = stack
  return agentClient({
    functionUrl,
    region,
    credentials: async () => credentials,
    token: () => stack.parts.okta.issueToken(login),
    ...options,
  })
}

/** A session with that stack. */
export function sessionOf(stack: Stack, login: string, more: Partial<Session> = {}): Session {
  const { functionUrl, gatewayUrl, region, issuer, credentials } = stack
  return sessionWith(localAgent(stack, login), {
    functionUrl,
    gatewayUrl,
    region,
    credentials: async () => credentials,
    signIn: signedIn({ login, issuer }, () => stack.parts.okta.issueToken(login)),
    ...more,
  })
}

/** A session with nothing but an agent. */
export function sessionWith(agent: Session['agent'], more: Partial<Session> = {}): Session {
  return {
    environment: 'local',
    account: 'sample account',
    region: 'us-east-1',
    gatewayUrl: 'http://127.0.0.1:1/mcp',
    functionUrl: 'http://127.0.0.1:1/',
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    agent,
    signIn: signedIn({ login: 'ana', issuer: 'http://127.0.0.1:1' }, async () => 'the-token'),
    clientId: 'cli-client-test',
    ...more,
  }
}

export function signedIn(
  who: { login: string; issuer: string },
  accessToken: () => Promise<string>,
): SignIn {
  const identity = {
    ...who,
    scopes: [],
    expiresAt: new Date('2026-01-31T12:00:00Z'),
    refreshable: true,
    keptIn: 'keyring',
  }
  return {
    accessToken,
    identity: async () => identity,
    logIn: async () => identity,
    logOut: async () => {},
  }
}

/** What a command gets, with that session and terminal. */
export function contextOf(session: Session, terminal: Terminal): CommandContext {
  return {
    terminal,
    env: { LANG: 'C.UTF-8' },
    configurations: configurations('/nowhere'),
    session: async () => session,
  }
}

const never = async () => {
  throw new Error('not asked for')
}
/** An agent that has no conversations, and of which nothing else is to be asked. */
export const notAsked = {
  async *ask() {},
  health: never,
  tools: never,
  whoami: never,
  listConversations: async () => ({ conversations: [] }),
  readConversation: never,
  renameConversation: never,
  clearConversation: never,
  deleteConversation: never,
  deleteConversations: never,
}
