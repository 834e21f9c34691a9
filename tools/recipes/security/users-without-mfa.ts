import * as z from 'zod'
import { readEach } from '../evidence/read-each.ts'
import { unknownUser, usersCalled } from '../evidence/users.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name, polarity } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Item } from '../recipe.ts'

/** Users who sign in with a password alone; those who have none come after. */
export const usersWithoutMfa = defineRecipe({
  name: 'users_without_mfa',
  about: 'security',
  description:
    'IAM users without multi-factor authentication, those with a console password first.',
  questions: [
    'which users have no MFA?',
    'users without MFA',
    'who can sign in to the console without MFA?',
    'who has not set up multi-factor authentication?',
    'IAM users that lack MFA',
    'is MFA enabled for everybody?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({
    polarity: polarity(['without', 'with']),
    name: name('IAM user'),
    group: name('IAM group whose members are meant'),
  }),
  async run({ polarity: way, name: user, group }, ask) {
    const known =
      group === undefined
        ? await ask.read('iam:ListUsers')
        : await ask.read('iam:GetGroup', { GroupName: group })
    const users = usersCalled(user, known)
    if (users.length === 0) {
      const none = aboutAll(ask.whole(), 'There is no IAM user.', '0 IAM users could be seen.')
      return { summary: user === undefined ? none : unknownUser(user, ask), evidence: [] }
    }
    const byName = { parameters: ({ UserName }: Item) => ({ UserName }), noun: 'user' }
    const devices = await readEach(ask, users, { operation: 'iam:ListMFADevices', ...byName })
    if (way === 'with') return withMfa(users, devices)
    const without = users.filter((one) => devices.get(one)?.length === 0)
    const logins = await readEach(ask, without, { operation: 'iam:GetLoginProfile', ...byName })
    const withPassword = without.filter((one) => logins.get(one)?.length !== 0)
    const others = without.filter((one) => logins.get(one)?.length === 0)
    const rootHasMfa = user === undefined && group === undefined ? await rootMfa(ask) : undefined
    ask.note('People of IAM Identity Center or another identity provider are not IAM users.')
    return {
      summary: sentences(
        rootHasMfa === false ? 'The root user has no MFA: that comes first.' : '',
        summarize({ looked: devices.size, all: users.length, withPassword, others, ask }),
      ),
      evidence: [
        ...withPassword.map((one) => row(one, logins.has(one) ? 'yes' : 'unknown')),
        ...others.map((one) => row(one, 'no')),
      ],
    }
  },
})

function withMfa(users: readonly Item[], devices: ReadonlyMap<Item, Item[]>): Answer {
  const have = users.filter((one) => (devices.get(one) ?? []).length > 0)
  const names = have.length === 0 ? '' : `: ${namesOf(have, 20)}`
  return {
    summary: `${have.length} of ${counted(devices.size, 'IAM user')} ${have.length === 1 ? 'has' : 'have'} MFA${names}.`,
    evidence: have.map((one) => ({
      evidence: 'User with MFA',
      User: one.UserName,
      Devices: (devices.get(one) ?? []).length,
      PasswordLastUsed: one.PasswordLastUsed,
      CreateDate: one.CreateDate,
    })),
  }
}

async function rootMfa({ tryRead }: Ask): Promise<boolean | undefined> {
  const [summary = {}] = (await tryRead('iam:GetAccountSummary')) ?? []
  const { AccountMFAEnabled } = summary
  return AccountMFAEnabled === undefined ? undefined : AccountMFAEnabled === 1
}

const row = ({ UserName, CreateDate, PasswordLastUsed }: Item, password: string) => ({
  evidence: 'User without MFA',
  User: UserName,
  ConsolePassword: password,
  PasswordLastUsed,
  CreateDate,
})

interface Without {
  /** Of how many it is known whether they have MFA, and how many there are. */
  looked: number
  all: number
  withPassword: readonly Item[]
  others: readonly Item[]
  ask: Ask
}

function summarize({ looked, all, withPassword, others, ask }: Without): string {
  if (looked === 0) return `The MFA devices of ${numbered(all, 'user')} could not be read.`
  const whole = ask.whole()
  const count = withPassword.length + others.length
  const part = `${looked.toLocaleString('en-US')} of ${counted(all, 'user')} looked at: ${count} of them without MFA.`
  if (count === 0) return aboutAll(whole, `Every IAM user has MFA (${all} looked at).`, part)
  return sentences(
    withPassword.length > 0
      ? `${counted(withPassword.length, 'IAM user')} of ${looked} can sign in to the console without MFA: ${namesOf(withPassword)}.`
      : aboutAll(whole, `No user can sign in to the console without MFA.`, part),
    others.length > 0
      ? `${counted(others.length, 'more has', 'more have')} no MFA but no console password either: ${namesOf(others)}.`
      : '',
  )
}

const namesOf = (users: readonly Item[], most = 6) =>
  listed(
    users.map(({ UserName }) => said(text(UserName))),
    most,
  )
