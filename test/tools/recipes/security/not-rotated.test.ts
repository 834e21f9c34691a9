import assert from 'node:assert/strict'
import { answerRecipe } from '../../../../tools/recipes/answer-recipe.ts'
import { notRotated } from '../../../../tools/recipes/security/not-rotated.ts'
import { awsError, contextOf, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('what is not rotated', () => {
  it('are secrets and customer keys, by name and alias, and no key that is to be deleted', async () => {
    const answer = await answerOf(notRotated, { parameters: {}, region: 'in use' })
    assert.match(
      answer.summary ?? '',
      /^4 of 5 secrets in us-east-1 and eu-west-1 are without rotation or overdue for it: overdue: prod\/partner-api\/token \(us-east-1\), last 214 days ago; never rotated: prod\/payments\/api-key \(us-east-1\), made 640 days ago, prod\/invoices\/smtp \(us-east-1\), made 402 days ago and prod\/web\/session \(eu-west-1\), made 480 days ago\. 2 of 4 customer KMS keys in us-east-1 and eu-west-1 do not rotate: invoices \([\da-f-]{36}\) \(us-east-1\) and payments \([\da-f-]{36}\) \(us-east-1\)\. Not counted, as it is scheduled for deletion: old-backoffice \([\da-f-]{36}\) \(us-east-1\) on 2026-03-30\.$/,
    )
    assert.deepEqual(membersOf(answer, 'Alias').filter(Boolean), ['invoices', 'payments'])
  })

  it('are of one kind, in one state, for so many days, as asked', async () => {
    const of = (question: string) => answerOf(notRotated, { question, region: 'in use' })
    assert.deepEqual(membersOf(await of("which secrets haven't been rotated in a year?"), 'Name'), [
      'prod/payments/api-key',
      'prod/web/session',
      'prod/invoices/smtp',
    ])
    assert.deepEqual(membersOf(await of('is any secret overdue for rotation?'), 'Name'), [
      'prod/partner-api/token',
    ])
    assert.equal((await of('secrets that were never rotated')).items.length, 3)
    assert.equal((await of('which KMS keys have no rotation?')).items.length, 2)
    await assert.rejects(answerOf(notRotated, { parameters: { days: 'long' } }), /days/)
  })

  it('leave out what KMS cannot rotate, and say so; pages are read whole', async () => {
    const key = (KeyId: string, more: Record<string, unknown> = {}) => ({
      KeyMetadata: {
        KeyId,
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        Origin: 'AWS_KMS',
        KeyState: 'Enabled',
        ...more,
      },
    })
    const keys: Record<string, unknown> = {
      plain: key('plain'),
      rsa: key('rsa', { KeySpec: 'RSA_2048' }),
      imported: key('imported', { Origin: 'EXTERNAL' }),
      aws: key('aws', { KeyManager: 'AWS' }),
    }
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListKeys')
        return input.Marker === undefined
          ? { Keys: [{ KeyId: 'rsa' }, { KeyId: 'aws' }], Truncated: true, NextMarker: 'more' }
          : { Keys: [{ KeyId: 'imported' }, { KeyId: 'plain' }] }
      if (operation === 'DescribeKey') return Object(keys[String(input.KeyId)])
      if (operation === 'GetKeyRotationStatus') {
        assert.equal(input.KeyId, 'plain')
        return { KeyRotationEnabled: false }
      }
      return {}
    })
    const { summary, notes } = await answerOf(notRotated, {
      clients,
      parameters: { kind: 'KMS key' },
    })
    assert.equal(summary, '1 of 1 customer KMS key in us-east-1 does not rotate: plain.')
    assert.match(notes?.join() ?? '', /^Not counted: 2 customer keys that KMS cannot rotate/)
  })

  it('are kept apart from what is leaving, what was not read, and what a service keeps', async () => {
    const states: Record<string, string> = {
      gone: 'PendingReplicaDeletion',
      off: 'Enabled',
      dark: 'Enabled',
    }
    const clients = (...ids: string[]) =>
      scriptedClients(({ operation, input }) => {
        if (operation === 'ListKeys') return { Keys: ids.map((KeyId) => ({ KeyId })) }
        if (operation === 'DescribeKey')
          return {
            KeyMetadata: {
              KeyId: input.KeyId,
              KeyManager: 'CUSTOMER',
              KeySpec: 'SYMMETRIC_DEFAULT',
              KeyState: states[String(input.KeyId)],
            },
          }
        if (operation === 'GetKeyRotationStatus') {
          if (input.KeyId === 'dark') throw awsError('AccessDeniedException', 'no', 400)
          return { KeyRotationEnabled: false }
        }
        return operation === 'ListSecrets'
          ? {
              SecretList: [
                { Name: 'hook', OwningService: 'events', CreatedDate: new Date('2026-03-08') },
              ],
            }
          : {}
      }).clients
    const of = async (kind: string, ...ids: string[]) =>
      (await answerOf(notRotated, { clients: clients(...ids), parameters: { kind } })).summary
    assert.match(
      (await of('KMS key', 'off', 'dark')) ?? '',
      /1 of 2 customer KMS keys in us-east-1 does not rotate: off\. Whether 1 other rotates could not be read\.$/,
    )
    assert.equal(
      await of('KMS key', 'gone'),
      '0 customer KMS keys in us-east-1 are in use that KMS could rotate. Not counted, as it is scheduled for deletion: gone on an unknown day.',
    )
    assert.match(
      (await of('secret')) ?? '',
      /never rotated: hook, made 10 days ago, kept by events\.$/,
    )
  })

  it('are not said to rotate where that could not be read, and are none where there are none', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'GetKeyRotationStatus') throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const denied = await answerOf(notRotated, { clients, parameters: { kind: 'KMS key' } })
    assert.match(
      denied.summary ?? '',
      /^Incomplete, without kms:GetKeyRotationStatus of 3 of 3 keys\. Of 3 customer KMS keys/,
    )
    assert.match(denied.notes?.join() ?? '', /AccessDeniedException/)
    const empty = await answerOf(notRotated, {
      clients: scriptedClients(() => ({})).clients,
      parameters: {},
    })
    assert.equal(
      empty.summary,
      'There is no secret in us-east-1. There is no customer key in us-east-1 that KMS could rotate.',
    )
    assert.deepEqual(rowsOf(empty, 'Secret that is not rotated'), [])
  })

  it('are told of keys where secrets are switched off', async () => {
    const now = new Date('2026-03-18T14:25:31Z')
    const context = {
      ...contextOf(sampleClients(now), { now: () => now }),
      services: ['kms' as const],
    }
    const { regions } = await answerRecipe(notRotated, { region: 'us-east-1' }, context)
    const [only] = regions
    assert.ok(only?.status === 'ok')
    assert.match(only.summary ?? '', /^2 of 3 customer KMS keys/)
    assert.match(only.notes?.join() ?? '', /AWS Secrets Manager is switched off/)
  })
})
