import { z } from 'zod'
import { daysSince } from '../evidence/ages.ts'
import { readEach } from '../evidence/read-each.ts'
import { object, text } from '../evidence/values.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { days } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

/** Access keys that nobody has renewed for long, and whose they are. */
export const oldAccessKeys = defineRecipe({
  name: 'old_access_keys',
  about: 'security',
  description:
    'IAM access keys older than 90 days (or as asked): whose they are and when last used.',
  questions: [
    'which access keys are older than 90 days, and whose are they?',
    'old access keys',
    'who has access keys that need rotation?',
    'which IAM users have keys older than 180 days?',
    'access keys that were not rotated',
    'stale IAM credentials',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({ days: days('how old a key may be, 90 by default') }),
  async run(parameters, ask) {
    const limitDays = parameters.days ?? 90
    const keys = await keysOf(ask)
    const old = keys.filter(({ ageDays }) => ageDays > limitDays)
    const used = await readEach(ask, old, {
      operation: 'iam:GetAccessKeyLastUsed',
      parameters: ({ id }) => ({ AccessKeyId: id }),
      noun: 'access key',
    })
    await noteRoot(ask)
    const found = old
      .map((key) => ({ ...key, use: useOf(used.get(key), ask.now) }))
      .toSorted((a, b) => rank(a) - rank(b) || b.ageDays - a.ageDays)
    return {
      summary: summarize(found, { all: keys.length, limitDays }),
      followUps: ['Which users have no MFA?'],
      evidence: found.map(({ user, id, active, ageDays, use }) => ({
        evidence: 'Old access key',
        User: user,
        AccessKeyId: id,
        Status: active ? 'Active' : 'Inactive',
        AgeDays: ageDays,
        LastUse: use.text,
      })),
    }
  },
})

interface Key {
  user: string
  id: string
  active: boolean
  ageDays: number
}

interface UsedKey extends Key {
  use: { text: string; days: number | undefined }
}

async function keysOf(ask: Ask): Promise<Key[]> {
  const users = await ask.read('iam:ListUsers')
  const keys = await readEach(ask, users, {
    operation: 'iam:ListAccessKeys',
    parameters: ({ UserName }) => ({ UserName }),
    noun: 'user',
  })
  return [...keys.values()].flat().map(({ UserName, AccessKeyId, Status, CreateDate }) => ({
    user: text(UserName),
    id: text(AccessKeyId),
    active: Status === 'Active',
    ageDays: daysSince(CreateDate, ask.now),
  }))
}

function useOf(found: readonly Item[] | undefined, now: Date): UsedKey['use'] {
  if (found === undefined) return { text: 'last use unknown', days: undefined }
  const { LastUsedDate, ServiceName, Region } = object(found[0]?.AccessKeyLastUsed)
  if (LastUsedDate === undefined) return { text: 'never used', days: Number.POSITIVE_INFINITY }
  const days = daysSince(LastUsedDate, now)
  const ago = days === 0 ? 'today' : `${counted(days, 'day')} ago`
  return { text: `last used ${ago} for ${text(ServiceName)} in ${text(Region)}`, days }
}

/** The root user is no IAM user: its keys show only as a number. */
async function noteRoot({ tryRead, note }: Ask): Promise<void> {
  const [summary = {}] = await tryRead('iam:GetAccountSummary')
  if (Number(summary.AccountAccessKeysPresent ?? 0) > 0) {
    note(
      'The root user has an access key too: its age does not show here, and it should have none.',
    )
  }
}

const rank = ({ active }: Key) => (active ? 0 : 1)

function summarize(
  found: readonly UsedKey[],
  { all, limitDays }: { all: number; limitDays: number },
) {
  if (found.length === 0) {
    return `No access key is older than ${limitDays} days (${all} looked at).`
  }
  const active = found.filter((key) => key.active)
  const inactive = found.filter((key) => !key.active)
  const idle = active.filter(({ use }) => use.days !== undefined && use.days > 90)
  return sentences(
    `${counted(found.length, 'access key')} of ${all} ${isAre(found.length)} older than ${limitDays} days, ${counted(active.length, 'active one')} among them${active.length > 0 ? `: ${listed(active.map(keyText))}` : ''}.`,
    inactive.length > 0 ? `Inactive: ${listed(inactive.map(keyText))}.` : '',
    idle.length > 0
      ? `Active but unused for over 90 days, so the first to switch off: ${listed(idle.map(({ user }) => said(user)))}.`
      : '',
  )
}

const isAre = (count: number) => (count === 1 ? 'is' : 'are')

const keyText = ({ user, ageDays, use }: UsedKey) =>
  `${said(user)} (${counted(ageDays, 'day')} old, ${use.text})`
