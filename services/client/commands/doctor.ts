import { jsonText } from '../render/json-text.ts'
import { type Look, lookOf, paint } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import type { CommandContext } from './context.ts'
import { type AskIdentity, stsIdentity } from './doctor/caller-identity.ts'
import { checks, type Finding, find } from './doctor/checks.ts'

interface DoctorOptions {
  json?: boolean
  /** Asks STS, but in tests. */
  askIdentity?: AskIdentity
}

/** Checks all that a question needs, and says what to do. Exits with 4 where no environment can be asked, with 1 where something is amiss. */
export async function doctor(
  context: CommandContext,
  { json = false, askIdentity = stsIdentity }: DoctorOptions,
): Promise<number> {
  const { terminal, env } = context
  const look = lookOf(terminal, 'answer', env)
  const findings: Finding[] = []
  for (const check of checks(context, askIdentity)) {
    const finding = await find(check, findings)
    findings.push(finding)
    if (!json) terminal.answer(line(finding, look))
  }
  const ok = findings.every(({ status }) => status === 'ok')
  if (json) terminal.answer(`${jsonText({ ok, checks: findings }, 2)}\n`)
  if (ok) return 0
  const isConfigured = await context.session().then(
    () => true,
    () => false,
  )
  return isConfigured ? 1 : notConfigured
}

/** As every other command has it. */
const notConfigured = 4

function line({ name, status, detail }: Finding, look: Look): string {
  const { ok, error, separator } = look.symbols
  const mark = {
    ok: paint(look, ['green'], ok),
    failed: paint(look, ['red'], error),
    skipped: separator,
  }[status]
  return `${mark} ${name}: ${oneLine(detail, 600)}\n`
}
