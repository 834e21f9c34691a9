import { z } from 'zod'
import { readEach } from '../evidence/read-each.ts'
import { text } from '../evidence/values.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'

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
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const users = await ask.read('iam:ListUsers')
    if (users.length === 0) return { summary: 'There is no IAM user.', evidence: [] }
    const byName = { parameters: ({ UserName }: Item) => ({ UserName }), noun: 'user' }
    const devices = await readEach(ask, users, { operation: 'iam:ListMFADevices', ...byName })
    const without = users.filter((user) => devices.get(user)?.length === 0)
    const logins = await readEach(ask, without, { operation: 'iam:GetLoginProfile', ...byName })
    const withPassword = without.filter((user) => logins.get(user)?.length !== 0)
    const others = without.filter((user) => logins.get(user)?.length === 0)
    const rootHasMfa = await rootMfa(ask)
    ask.note('People of IAM Identity Center or another identity provider are not IAM users.')
    return {
      summary: sentences(
        rootHasMfa === false ? 'The root user has no MFA: that comes first.' : '',
        summarize(devices.size, { withPassword, others }),
      ),
      evidence: [
        ...withPassword.map((user) => row(user, logins.has(user) ? 'yes' : 'unknown')),
        ...others.map((user) => row(user, 'no')),
      ],
    }
  },
})

async function rootMfa({ tryRead }: Ask): Promise<boolean | undefined> {
  const [summary = {}] = await tryRead('iam:GetAccountSummary')
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
  withPassword: readonly Item[]
  others: readonly Item[]
}

function summarize(all: number, { withPassword, others }: Without): string {
  if (all === 0) return 'The MFA devices of no user could be read.'
  const count = withPassword.length + others.length
  if (count === 0) return `Every IAM user has MFA (${all} looked at).`
  return sentences(
    withPassword.length > 0
      ? `${counted(withPassword.length, 'IAM user')} of ${all} can sign in to the console without MFA: ${namesOf(withPassword)}.`
      : `No user can sign in to the console without MFA.`,
    others.length > 0
      ? `${counted(others.length, 'more has', 'more have')} no MFA but no console password either: ${namesOf(others)}.`
      : '',
  )
}

const namesOf = (users: readonly Item[]) =>
  listed(users.map(({ UserName }) => said(text(UserName))))
