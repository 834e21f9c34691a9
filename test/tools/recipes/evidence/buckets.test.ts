import assert from 'node:assert/strict'
import { bucketAccess } from '../../../../tools/recipes/evidence/buckets.ts'
import { Look } from '../../../../tools/recipes/look.ts'
import { contextOf, scriptedClients } from '../../executor/scripted-clients.ts'

describe('who may reach each of many buckets', () => {
  it('is wholly known of most that were begun where the time is up before the last', async () => {
    const { clients, calls } = scriptedClients(({ operation }) => {
      switch (operation) {
        case 'HeadBucket':
          return { BucketRegion: 'us-east-1' }
        case 'GetBucketPolicyStatus':
          return { PolicyStatus: { IsPublic: true } }
        case 'GetBucketAcl':
          return { Grants: [] }
        default:
          return {}
      }
    })
    const look = new Look(contextOf(clients), 60_000)
    const place = look.ask(['us-east-1'], [])
    const reads = () => calls.filter(({ operation }) => operation !== 'HeadBucket').length
    const buckets = Array.from({ length: 1_000 }, (_, at) => ({ Name: `b${at}` }))
    const access = await bucketAccess({ ...place, isLate: () => reads() >= 1_500 }, buckets)
    assert.ok(access.length >= 400, `${access.length} of 1,000`)
    assert.deepEqual(access[0], {
      ...{ name: 'b0', region: '', blocked: false },
      publicBy: ['its bucket policy'],
    })
    assert.ok(look.missed.size > 0)
  })
})
