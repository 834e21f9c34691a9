import assert from 'node:assert/strict'
import { publicBuckets } from '../../../../tools/recipes/security/public-buckets.ts'
import { unencryptedBuckets } from '../../../../tools/recipes/security/unencrypted-buckets.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('unencrypted buckets', () => {
  it('are none, and the default encryption of S3 is said as such', async () => {
    const answer = await answerOf(unencryptedBuckets)
    assert.equal(
      answer.summary,
      "No bucket is unencrypted (10 looked at). 8 buckets encrypt with S3's own keys, " +
        "which is S3's default (SSE-S3). 2 buckets encrypt with a KMS key: quillmarket-backups and quillmarket-invoices.",
    )
    assert.equal(rowsOf(answer, 'Bucket encryption').length, 10)
  })

  it('are those whose configuration S3 does not find', async () => {
    const clients = sampleClients(undefined, ({ operation, input }) => {
      if (operation !== 'GetBucketEncryption' || input.Bucket !== 'quillmarket-assets')
        return undefined
      throw awsError('ServerSideEncryptionConfigurationNotFoundError', 'none', 404)
    })
    const answer = await answerOf(unencryptedBuckets, { clients })
    assert.match(
      answer.summary ?? '',
      /^1 bucket of 10 has no default encryption: quillmarket-assets\./,
    )
    assert.deepEqual(rowsOf(answer, 'Bucket encryption')[0], {
      Bucket: 'quillmarket-assets',
      Region: 'us-east-1',
      Encryption: 'none',
    })
  })

  it('are those of a region where one is asked', async () => {
    const answer = await answerOf(unencryptedBuckets, { region: 'eu-west-1' })
    assert.deepEqual(membersOf(answer, 'Bucket'), [
      'quillmarket-eu-exports',
      'quillmarket-ml-datasets',
    ])
  })

  it('are not those that may not be read: a note says how many', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'GetBucketEncryption') throw awsError('AccessDenied', 'no', 403)
      return undefined
    })
    const { summary, notes } = await answerOf(unencryptedBuckets, { clients })
    assert.equal(
      summary,
      'Incomplete, without s3:GetBucketEncryption of 10 of 10 buckets. The encryption of the buckets could not be read.',
    )
    assert.deepEqual(notes, [
      'Not looked at: s3:GetBucketEncryption of 10 of 10 buckets. AccessDenied: no. ' +
        'It needs s3:GetEncryptionConfiguration, and valid credentials in this region.',
    ])
  })
})

describe('public buckets', () => {
  it('are told with why, and beside them those that nothing keeps closed', async () => {
    const answer = await answerOf(publicBuckets)
    assert.equal(
      answer.summary,
      '1 bucket of 10 is public: quillmarket-assets, through its bucket policy. ' +
        "1 more is not public but without the bucket's public access block: quillmarket-staging-uploads.",
    )
    assert.match(answer.notes?.join() ?? '', /public access block of the whole account/)
  })

  it('are public by their ACL too, unless the block ignores it', async () => {
    const AllUsers = { URI: 'http://acs.amazonaws.com/groups/global/AllUsers', Type: 'Group' }
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListBuckets') return { Buckets: [{ Name: 'open' }, { Name: 'ignored' }] }
      if (operation === 'GetPublicAccessBlock') {
        if (input.Bucket === 'open')
          throw awsError('NoSuchPublicAccessBlockConfiguration', 'none', 404)
        return { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }
      }
      if (operation === 'GetBucketPolicyStatus') throw awsError('NoSuchBucketPolicy', 'none', 404)
      return operation === 'GetBucketAcl'
        ? { Grants: [{ Grantee: AllUsers, Permission: 'READ' }] }
        : {}
    })
    const { summary } = await answerOf(publicBuckets, { clients })
    assert.equal(
      summary,
      '1 bucket of 2 is public: open, through its ACL (AllUsers: READ). ' +
        "1 more is not public but without the bucket's public access block: ignored.",
    )
  })

  it('are none where there is no bucket', async () => {
    const { clients } = scriptedClients(() => ({}))
    const { summary, items } = await answerOf(publicBuckets, { clients })
    assert.deepEqual({ summary, items }, { summary: 'There is no bucket to look at.', items: [] })
  })

  it('are looked for in all buckets, however many, and the last one counts', async () => {
    const Buckets = Array.from({ length: 2000 }, (_, index) => ({ Name: `bucket-${index}` }))
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'ListBuckets') return { Buckets }
      if (operation === 'GetBucketPolicyStatus') return { PolicyStatus: { IsPublic: true } }
      return { PublicAccessBlockConfiguration: input.Bucket === 'bucket-1999' ? {} : closed }
    })
    const { summary } = await answerOf(publicBuckets, { clients })
    assert.match(
      summary ?? '',
      /^1 bucket of 2000 is public: bucket-1999, through its bucket policy/,
    )
  })
})

const closed = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}
