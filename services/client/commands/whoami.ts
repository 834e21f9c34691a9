import type { Identity } from '../auth/sign-in.ts'
import { ClientError } from '../errors.ts'
import { jsonText } from '../render/json-text.ts'
import { stripControls } from '../strip-controls.ts'
import type { CommandContext } from './context.ts'

/** Says who is signed in, as lines or as JSON; asks no server. */
export async function whoami(
  { terminal, session }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<number> {
  const { environment, signIn } = await session()
  const who = await signIn.identity()
  if (who === undefined) {
    const message = `Nobody is signed in to ${environment}: aws-ops login --env ${environment}`
    throw new ClientError('login_required', message)
  }
  const shown = json ? asJson(environment, who) : asLines(environment, who)
  terminal.answer(`${shown}\n`)
  return 0
}

function asJson(environment: string, who: Identity): string {
  const { login, issuer, scopes, expiresAt, refreshable, keptIn } = who
  const shown = {
    environment,
    login,
    issuer,
    scopes,
    expires_at: expiresAt.toISOString(),
    refreshable,
    kept_in: keptIn,
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
