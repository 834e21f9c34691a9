import * as z from 'zod'
import { daysSince } from '../evidence/ages.ts'
import { readEach } from '../evidence/read-each.ts'
import { unknownUser, usersCalled } from '../evidence/users.ts'
import { object, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { days, name, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

/** Access keys that nobody has renewed for long, and whose they are. */
export const oldAccessKeys = defineRecipe({
  name: 'old_access_keys',
  about: 'security',
  description:
    'IAM access keys older than 90 days (or as asked), or unused for so long: whose they are and when last used.',
  questions: [
    'which access keys are older than 90 days, and whose are they?',
    'old access keys',
    'who has access keys that need rotation?',
    'which IAM users have keys older than 180 days?',
    'access keys that were not rotated',
    'stale IAM credentials',
    'which access keys were not used for 90 days?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({
    days: days('how old a key may be, 90 by default'),
    unused_days: days('instead: only keys that nobody used for so long'),
    polarity: polarity(['older', 'younger']),
    name: name('IAM user'),
  }),
  async run(parameters, ask) {
    const { days: limitDays = 90, unused_days: unused, polarity: way, name: user } = parameters
    const { keys, users } = await keysOf(ask, user)
    if (user !== undefined && users === 0) return { summary: unknownUser(user, ask), evidence: [] }
    const old =
      unused === undefined
        ? keys.filter(({ ageDays }) => (way === 'younger') !== ageDays > limitDays)
        : keys
    const used = await readEach(ask, old, {
      operation: 'iam:GetAccessKeyLastUsed',
      parameters: ({ id }) => ({ AccessKeyId: id }),
      noun: 'access key',
    })
    await noteRoot(ask)
    const found = old
      .map((key) => ({ ...key, use: useOf(used.get(key), ask.now) }))
      .filter(({ use, ageDays }) => unused === undefined || isIdle(use.days, ageDays, unused))
      .toSorted((a, b) => rank(a) - rank(b) || b.ageDays - a.ageDays)
    return {
      summary: summarize(found, { all: keys.length, limitDays, unused, user, way, ask }),
      followUps: ['Which users have no MFA?'],
      evidence: found.map(({ user, id, active, ageDays, use }) => ({
        evidence:
          unused !== undefined
            ? 'Unused access key'
            : way === 'younger'
              ? 'Young access key'
              : 'Old access key',
        User: user,
        AccessKeyId: id,
        Status: active ? 'Active' : 'Inactive',
        AgeDays: ageDays,
        LastUse: use.text,
      })),
    }
  },
})

/** A key that was never used is idle since it was made. */
const isIdle = (useDays: number | undefined, ageDays: number, limit: number) =>
  useDays !== undefined && Math.min(useDays, ageDays) > limit

interface Key {
  user: string
  id: string
  active: boolean
  ageDays: number
}

interface UsedKey extends Key {
  use: { text: string; days: number | undefined }
}

async function keysOf(ask: Ask, wanted: string | undefined) {
  const all = await ask.read('iam:ListUsers')
  const users = usersCalled(wanted, all)
  const keys = await readEach(ask, users, {
    operation: 'iam:ListAccessKeys',
    parameters: ({ UserName }) => ({ UserName }),
    noun: 'user',
  })
  const found = [...keys.values()].flat().map(
    ({ UserName, AccessKeyId, Status, CreateDate }): Key => ({
      user: text(UserName),
      id: text(AccessKeyId),
      active: Status === 'Active',
      ageDays: daysSince(CreateDate, ask.now),
    }),
  )
  return { keys: found, users: users.length }
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
  const [summary = {}] = (await tryRead('iam:GetAccountSummary')) ?? []
  if (Number(summary.AccountAccessKeysPresent ?? 0) > 0) {
    note(
      'The root user has an access key too: its age does not show here, and it should have none.',
    )
  }
}

const rank = ({ active }: Key) => (active ? 0 : 1)

interface Context {
  all: number
  limitDays: number
  /** Set where keys are meant that were not used for so many days. */
  unused: number | undefined
  user: string | undefined
  way: 'older' | 'younger' | undefined
  ask: Ask
}

function summarize(found: readonly UsedKey[], { all, limitDays, unused, user, way, ask }: Context) {
  const of = user === undefined ? '' : ` of ${said(user)}`
  const state =
    unused !== undefined
      ? `unused for more than ${unused} days`
      : way === 'younger'
        ? `at most ${limitDays} days old`
        : `older than ${limitDays} days`
  if (found.length === 0) {
    return aboutAll(
      ask.whole(),
      `No access key${of} is ${state} (${all} looked at).`,
      `Of the ${numbered(all, 'access key')}${of} that could be seen, 0 are ${state}.`,
    )
  }
  const active = found.filter((key) => key.active)
  const inactive = found.filter((key) => !key.active)
  const idle = active.filter(({ use }) => use.days !== undefined && use.days > 90)
  return sentences(
    `${counted(found.length, 'access key')}${of} of ${all} ${isAre(found.length)} ${state}, ${counted(active.length, 'active one')} among them${active.length > 0 ? `: ${listed(active.map(keyText))}` : ''}.`,
    inactive.length > 0 ? `Inactive: ${listed(inactive.map(keyText))}.` : '',
    idle.length > 0 && unused === undefined
      ? `Active but unused for over 90 days, so the first to switch off: ${listed(idle.map(({ user }) => said(user)))}.`
      : '',
  )
}

const keyText = ({ user, ageDays, use }: UsedKey) =>
  `${said(user)} (${counted(ageDays, 'day')} old, ${use.text})`
