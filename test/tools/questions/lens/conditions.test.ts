import assert from 'node:assert/strict'
import { askSample } from '../ask-sample.ts'

type Case = readonly [question: string, said: RegExp]

const kinds: Readonly<Record<string, readonly Case[]>> = {
  'versions, with what stands before them': [
    ['lambdas on python3.13 or node 20', /^2 of 8 .*: chat-alerts .*and order-mirror/],
    ['mysql 8 databases', /^2 of 5 .*: catalog-db .*and catalog-db-eu/],
    ['functions not on python 3.13', /^7 of 8 functions have no runtime python 3\.13/],
    ['clusters older than kubernetes 1.32', /^1 EKS cluster has version below 1\.32/],
    ['databases on postgres below 14', /^1 of 5 .*: analytics-db/],
    ['functions on ruby 3', /^None of 8 functions has runtime ruby 3\.$/],
  ],
  'an “or” between conditions of whatever kind': [
    ['volumes that are unattached or unencrypted', /^5 of 32 volumes are unattached or unencr/],
    ['stopped instances or ones without an owner', /^11 of 20 .*with no owner/],
    ['instances that are not stopped or pending', /^17 of 20 instances are not stopped or pending/],
    ['volumes of search or batch', /^14 of 32 .*: .*search-1-root/],
    ['services called web or catalog', /^\d services: (?=.*web)(?=.*catalog-api)/],
    ['instances owned by samir or maya', /^3 of 20 .*ops-bastion.*build-server.*metrics-dash/],
  ],
  'amounts from one to another': [
    ['databases with between 100 and 300 GB', /^2 of 5 .*: catalog-db .*and catalog-db-eu/],
    ['functions with at least 1024 MB', /^2 of 8 .*image-resizer.*nightly-report/],
    ['volumes from 700 to 900 GB', /^1 of 32 .*: embedding-input/],
  ],
  'sums and averages': [
    ['combined size of unencrypted volumes', /^1,600 GiB .* 3 volumes that are unencrypted/],
    ['total size of snapshots in TB', /^1\.342 TB \(1\.221 TiB\) in all/],
    ['how many GB of snapshots do we have?', /^1,342 GB \(1,250 GiB\) in all/],
    ['average memory of our lambda functions', /^544 MiB on average: the memory size of 8/],
    ['how much disk do the search volumes have altogether?', /^1,170 GiB .* in all/],
    ['total size of volumes by type', /^size of 32 volumes by volume type: gp3 4,360 GiB/],
    ['total number of subnets', /^12 subnets/],
  ],
  'whose or which are the most': [
    ['who owns the most functions?', /^tom\.lindqvist has the most: 3 functions/],
    ['which instance type do we use most?', /^r6i\.large has the most: 5 instances/],
    ['most common runtime', /^nodejs22\.x has the most: 3 functions/],
  ],
  'times that are around a day, and times that are configured': [
    ['volumes created two weeks ago', /^3 of 32 volumes have create time 2 weeks ago: search-3/],
    ['log groups kept longer than 60 days', /^1 of 16 .*: \/aws\/lambda\/nightly-report/],
    ['databases that keep backups for under 3 days', /^3 of 5 .*: analytics-db.*staging-orders-db/],
  ],
}

describe('a question’s conditions', () => {
  for (const [kind, cases] of Object.entries(kinds)) {
    it(`are ${kind}`, async () => {
      for (const [question, said] of cases) {
        const answer = await askSample(question)
        assert.ok(said.test(answer.said), `${question}: ${answer.said}`)
        assert.equal(answer.notice, undefined, `${question}: ${answer.notice}`)
      }
    })
  }

  it('leave a time out of account where it is of something that nothing in the list says', async () => {
    const { said, notice } = await askSample('databases rebooted in the last 3 days')
    assert.match(said, /^5 databases/)
    assert.match(notice ?? '', /Not narrowed by “rebooted in the last 3 days”/)
  })

  it('take a version of a policy’s language for no date', async () => {
    const { said } = await askSample('roles older than 10 years')
    assert.doesNotMatch(said, /2012-10-17/)
  })
})
