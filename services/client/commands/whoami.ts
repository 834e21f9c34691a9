import type { LimitState } from '../../agent/api.ts'
import type { Identity } from '../auth/sign-in.ts'
import { ClientError } from '../errors.ts'
import { jsonText } from '../render/json-text.ts'
import { limitText } from '../render/limit.ts'
import type { Session } from '../session.ts'
import { stripControls } from '../strip-controls.ts'
import type { CommandContext } from './context.ts'

/** Says who is signed in, and what of the agent's limits is spent, as lines or as JSON. */
export async function whoami(
  { terminal, session }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<number> {
  const { environment, signIn, agent } = await session()
  const who = await signIn.identity()
  if (who === undefined) {
    const message = `Nobody is signed in to ${environment}: aws-ops login --env ${environment}`
    throw new ClientError('login_required', message)
  }
  if (!json) terminal.answer(`${asLines(environment, who)}\n`)
  const limits = await limitsOf(agent)
  if (json) terminal.answer(`${asJson(environment, who, limits)}\n`)
  else if (limits === undefined) terminal.note('The agent does not say what is limited.\n')
  else for (const limit of limits) terminal.answer(`${stripControls(limitText(limit))}\n`)
  return 0
}

/** Undefined where the agent does not answer: who is signed in is known without it. */
async function limitsOf(agent: Session['agent']): Promise<LimitState[] | undefined> {
  try {
    return (await agent.whoami(AbortSignal.timeout(patienceMs))).limits
  } catch (error) {
    // An earlier version limits nothing.
    return error instanceof ClientError && error.code === 'not_found' ? [] : undefined
  }
}

/** As long as an agent may take that has to start first. */
const patienceMs = 10_000

function asJson(environment: string, who: Identity, limits: LimitState[] | undefined): string {
  const { login, issuer, scopes, expiresAt, refreshable, keptIn } = who
  const shown = {
    environment,
    login,
    issuer,
    scopes,
    expires_at: expiresAt.toISOString(),
    refreshable,
    kept_in: keptIn,
    ...(limits !== undefined && { limits }),
  }
  return jsonText(shown, 2)
}

function asLines(environment: string, who: Identity): string {
  const until = who.refreshable ? ', and is refreshed before' : ''
  const lines = [
    `Login        ${who.login}`,
    `Environment  ${environment}`,
    `Issuer       ${who.issuer}`,
    `Scopes       ${who.scopes.join(' ')}`,
    `Token        ends ${who.expiresAt.toISOString()}${until}`,
    `Kept in      ${who.keptIn}`,
  ]
  return stripControls(lines.join('\n'))
}
