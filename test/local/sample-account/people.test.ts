import assert from 'node:assert/strict'
import { all, ask, now, records, strings } from './ask.ts'

describe('the people of the sample account', () => {
  it('sign in without a second factor, some of them', async () => {
    const users = strings(await ask('iam:ListUsers'), 'Users.UserName')
    const withMfa = strings(await ask('iam:ListMFADevices'), 'MFADevices.UserName')
    const withPassword = []
    for (const UserName of users) {
      const login = await ask('iam:GetLoginProfile', { UserName }).catch(() => undefined)
      if (login) withPassword.push(UserName)
    }
    assert.deepEqual(
      withPassword.filter((name) => !withMfa.includes(name)),
      ['jonas.weber', 'samir.haddad'],
    )
  })

  it('have keys, some of them old', async () => {
    const old: string[] = []
    for (const UserName of strings(await ask('iam:ListUsers'), 'Users.UserName')) {
      const keys = records(await ask('iam:ListAccessKeys', { UserName }), 'AccessKeyMetadata')
      const days = (key: Record<string, unknown>) =>
        (now.getTime() - Number(key.CreateDate)) / 86_400_000
      old.push(...keys.filter((key) => days(key) > 90).map(() => UserName))
    }
    assert.deepEqual(old, ['jonas.weber', 'ci-deployer', 'legacy-reporting', 'legacy-reporting'])
  })

  it('are those whom CloudTrail and tags name', async () => {
    const users = strings(await ask('iam:ListUsers'), 'Users.UserName')
    for (const region of ['us-east-1', 'eu-west-1']) {
      const events = await ask('cloudtrail:LookupEvents', {}, { region })
      const tags = records(await ask('ec2:DescribeTags', {}, { region }), 'Tags')
      const owners = tags.filter(({ Key }) => Key === 'Owner').map(({ Value }) => Value)
      const named = [...all(events, 'Events.Username'), ...owners]
      assert.deepEqual(
        named.filter((name) => !users.includes(String(name))),
        [],
      )
    }
  })
})
