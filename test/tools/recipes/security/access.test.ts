import assert from 'node:assert/strict'
import { oldAccessKeys } from '../../../../tools/recipes/security/old-access-keys.ts'
import { usersWithoutMfa } from '../../../../tools/recipes/security/users-without-mfa.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, regionOf, sampleClients } from '../sample-answer.ts'

describe('access keys older than 90 days', () => {
  it('are told with whose they are and when they were used, the active ones first', async () => {
    const answer = await answerOf(oldAccessKeys)
    assert.equal(
      answer.summary,
      '4 access keys of 7 are older than 90 days, 3 active ones among them: ' +
        'legacy-reporting (1,127 days old, last used 402 days ago for s3 in us-east-1), ' +
        'ci-deployer (388 days old, last used today for ecr in us-east-1) and ' +
        'jonas.weber (214 days old, last used 1 day ago for ec2 in us-east-1). ' +
        'Inactive: legacy-reporting (1,110 days old, never used). ' +
        'Active but unused for over 90 days, so the first to switch off: legacy-reporting.',
    )
    assert.deepEqual(membersOf(answer, 'AccessKeyId'), [
      'AKIASAMPLELEGACYREP1',
      'AKIASAMPLECIDEPLOYER',
      'AKIASAMPLEJONASWEBER',
      'AKIASAMPLELEGACYREP2',
    ])
  })

  it('are of the age that the question names', async () => {
    const question = 'which IAM users have keys older than 1 year?'
    const answer = await answerOf(oldAccessKeys, { question })
    assert.match(answer.summary ?? '', /^3 access keys of 7 are older than 365 days/)
    const none = await answerOf(oldAccessKeys, { question: 'keys older than 2000 days' })
    assert.equal(none.summary, 'No access key is older than 2000 days (7 looked at).')
    assert.deepEqual(none.items, [])
  })

  it('are those that nobody used for so long, never used ones by their age', async () => {
    const answer = await answerOf(oldAccessKeys, {
      question: 'which access keys has nobody used for 100 days?',
    })
    assert.match(
      answer.summary ?? '',
      /^2 access keys of 7 are unused for more than 100 days, 1 active one among them: legacy-rep/,
    )
    assert.deepEqual(membersOf(answer, 'AccessKeyId'), [
      'AKIASAMPLELEGACYREP1',
      'AKIASAMPLELEGACYREP2',
    ])
    const none = await answerOf(oldAccessKeys, { parameters: { unused_days: 3000 } })
    assert.equal(none.summary, 'No access key is unused for more than 3000 days (7 looked at).')
  })

  it('say that the root user has some', async () => {
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'GetAccountSummary'
        ? { SummaryMap: { AccountAccessKeysPresent: 1 } }
        : undefined,
    )
    const { notes } = await answerOf(oldAccessKeys, { clients })
    assert.match(notes?.join() ?? '', /^The root user has an access key too/)
  })

  it('stay told where the last use may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'GetAccessKeyLastUsed') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary = '', notes } = await answerOf(oldAccessKeys, { clients })
    assert.match(summary, /legacy-reporting \(1,127 days old, last use unknown\)/)
    assert.match(
      notes?.join() ?? '',
      /^Not looked at: iam:GetAccessKeyLastUsed of 4 of 4 access keys/,
    )
  })

  it('are an error where users may not be listed', async () => {
    const { clients } = scriptedClients(() => {
      throw awsError('AccessDenied', 'no', 403)
    })
    const region = await regionOf(oldAccessKeys, { clients })
    assert.equal(region.status === 'error' && region.code, 'access_denied')
  })
})

describe('users without MFA', () => {
  it('are those first who can sign in to the console', async () => {
    const answer = await answerOf(usersWithoutMfa)
    assert.equal(
      answer.summary,
      '2 IAM users of 8 can sign in to the console without MFA: jonas.weber and samir.haddad. ' +
        '2 more have no MFA but no console password either: ci-deployer and legacy-reporting.',
    )
    assert.deepEqual(membersOf(answer, 'ConsolePassword'), ['yes', 'yes', 'no', 'no'])
  })

  it('begin with the root user where that has none', async () => {
    const clients = sampleClients(undefined, ({ operation }) =>
      operation === 'GetAccountSummary' ? { SummaryMap: { AccountMFAEnabled: 0 } } : undefined,
    )
    const { summary } = await answerOf(usersWithoutMfa, { clients })
    assert.match(summary ?? '', /^The root user has no MFA: that comes first\. 2 IAM users/)
  })

  it('are none where everybody has a device', async () => {
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'ListUsers') return { Users: [{ UserName: 'ada' }] }
      return operation === 'ListMFADevices' ? { MFADevices: [{ SerialNumber: 'mfa/ada' }] } : {}
    })
    const { summary, items } = await answerOf(usersWithoutMfa, { clients })
    assert.deepEqual(
      { summary, items },
      { summary: 'Every IAM user has MFA (1 looked at).', items: [] },
    )
  })

  it('are not counted where their devices may not be read', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'ListMFADevices') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary, notes } = await answerOf(usersWithoutMfa, { clients })
    assert.equal(
      summary,
      'Incomplete, without iam:ListMFADevices of 8 of 8 users. The MFA devices of 8 users could not be read.',
    )
    assert.match(notes?.join() ?? '', /Not looked at: iam:ListMFADevices of 8 of 8 users/)
  })
})
