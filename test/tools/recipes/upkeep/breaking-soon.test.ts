import assert from 'node:assert/strict'
import {
  eksVersions,
  lambdaRuntimes,
  rdsVersions,
} from '../../../../tools/recipes/evidence/support-dates.ts'
import { breakingSoon } from '../../../../tools/recipes/upkeep/breaking-soon.ts'
import { oldRuntimes } from '../../../../tools/recipes/upkeep/old-runtimes.ts'
import { awsError, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

describe('what will break soon', () => {
  it('is what comes due, by date', async () => {
    const answer = await answerOf(breakingSoon)
    assert.deepEqual(
      rowsOf(answer, 'Coming up').map((row) => Object.values(row).slice(0, 4)),
      [
        ['orders-db', '2026-03-21', 3, 'database'],
        ['pay.quillmarket.example', '2026-03-23', 5, 'certificate'],
        ['analytics-db', '2026-04-05', 18, 'database'],
      ],
    )
    assert.deepEqual(
      rowsOf(answer, 'Already past').map((row) => Object.values(row).slice(0, 4)),
      [
        ['invoice-sender', '2025-09-01', -198, 'function'],
        ['payments-platform', '2025-11-26', -112, 'EKS cluster'],
        ['image-resizer', '2025-12-15', -93, 'function'],
        ['nightly-report', '2025-12-15', -93, 'function'],
        ['analytics-db', '2026-02-28', -18, 'database'],
      ],
    )
  })

  it('says why a certificate does not renew itself, and what serves it', async () => {
    const { summary = '' } = await answerOf(breakingSoon)
    assert.match(
      summary,
      /- 2026-03-23 \(in 5 days\): certificate pay\.quillmarket\.example, in use by payments; its renewal fails \(DOMAIN_VALIDATION_DENIED\): ACM does not find the DNS record _\w+\.pay\.quillmarket\.example\./,
    )
    assert.match(summary, /database orders-db, RDS applies system-update .*; forced on 2026-03-24/)
  })

  it('is less in the other region, and nothing where there is nothing', async () => {
    const ireland = await answerOf(breakingSoon, { region: 'eu-west-1' })
    assert.deepEqual(membersOf(ireland, 'Name'), ['order-mirror'])
    const oregon = await answerOf(breakingSoon, { region: 'us-west-2' })
    assert.equal(
      oregon.summary,
      'Nothing that was looked at in us-west-2 expires or goes out of support within 90 days.',
    )
  })

  it('tells of registered domains too, of the account', async () => {
    const soon = await answerOf(breakingSoon, { question: 'which domains expire soon?' })
    assert.match(
      soon.summary ?? '',
      /^No domain in the account expires .* within 90 days\. The next:\n- 2026-07-14 \(in 118 days\): domain status-quillmarket\.example, its automatic renewal is off/,
    )
    const far = await answerOf(breakingSoon, {
      question: 'which domains expire in the next 300 days?',
    })
    assert.deepEqual(membersOf(far, 'Name'), ['status-quillmarket.example', 'quillmarket.example'])
  })

  it('tells of the kind alone that was asked for', async () => {
    const answer = await answerOf(breakingSoon, { question: 'which certificates expire soon?' })
    assert.deepEqual(membersOf(answer, 'Name'), ['pay.quillmarket.example'])
  })

  it('looks as far ahead as the question says', async () => {
    const near = await answerOf(breakingSoon, { question: 'what expires in the next 4 days?' })
    assert.deepEqual(rowsOf(near, 'Coming up').length, 1)
    const far = await answerOf(breakingSoon, { question: 'what breaks in the next 2 years?' })
    assert.match(far.summary ?? '', /2026-11-26 \(in 253 days\): EKS cluster payments-platform/)
  })

  it('takes the dates that AWS gives before those of the table', async () => {
    const clients = sampleClients(undefined, ({ operation, input }) => {
      if (operation === 'DescribeClusterVersions') {
        assert.deepEqual(input.clusterVersions, ['1.31'])
        const endOfStandardSupportDate = new Date('2026-05-01')
        const endOfExtendedSupportDate = new Date('2027-05-01')
        const version = {
          clusterVersion: '1.31',
          endOfStandardSupportDate,
          endOfExtendedSupportDate,
        }
        return { clusterVersions: [version] }
      }
      if (operation === 'DescribeDBMajorEngineVersions' && input.Engine === 'mysql') {
        const LifecycleSupportName = 'open-source-rds-standard-support'
        const LifecycleSupportEndDate = new Date('2026-06-01')
        const SupportedEngineLifecycles = [{ LifecycleSupportName, LifecycleSupportEndDate }]
        return { DBMajorEngineVersions: [{ SupportedEngineLifecycles }] }
      }
      return undefined
    })
    const { summary = '' } = await answerOf(breakingSoon, { clients })
    assert.match(summary, /2026-05-01 \(in 44 days\): EKS cluster .* is billed, until 2027-05-01/)
    assert.match(summary, /2026-06-01 \(in 75 days\): database catalog-db, .* RDS then upgrades it/)
  })

  it('says whose support is unknown, and what could not be read', async () => {
    const clients = sampleClients(undefined, ({ operation, service }) => {
      if (service === 'acm') throw awsError('AccessDeniedException', 'no', 400)
      if (operation === 'DescribeCluster') return { cluster: { name: 'old', version: '1.9' } }
      return undefined
    })
    const { notes = [] } = await answerOf(breakingSoon, { clients })
    assert.match(notes.join('\n'), /^Not looked at: acm:ListCertificates\./m)
    assert.match(notes.join('\n'), /^The end of support of Kubernetes 1\.9 is unknown here\.$/m)
  })
})

describe('old runtimes', () => {
  it('are those out of support, and since when', async () => {
    const { summary } = await answerOf(oldRuntimes)
    assert.equal(
      summary,
      '3 functions of 6 in us-east-1 run on a runtime that is out of support: ' +
        'invoice-sender (nodejs18.x, since 2025-09-01), image-resizer and nightly-report (python3.9, since 2025-12-15).',
    )
  })

  it('are also those that come next', async () => {
    const answer = await answerOf(oldRuntimes, { region: 'eu-west-1' })
    assert.equal(
      answer.summary,
      'No function in eu-west-1 is out of support yet. Next: order-mirror (nodejs20.x, until 2026-04-30).',
    )
    assert.deepEqual(membersOf(answer, 'Days'), [43])
  })

  it('are none where there is no function', async () => {
    const { summary, items } = await answerOf(oldRuntimes, { region: 'us-west-2' })
    assert.deepEqual(
      { summary, items },
      { summary: 'There is no Lambda function in us-west-2.', items: [] },
    )
  })

  it('are not guessed: an unknown one is named, an image has none', async () => {
    const { clients } = scriptedClients(() => ({
      Functions: [
        { FunctionName: 'odd', Runtime: 'cobol1' },
        { FunctionName: 'packed', PackageType: 'Image' },
        { FunctionName: 'fresh', Runtime: 'nodejs24.x' },
      ],
    }))
    const { summary = '', notes = [] } = await answerOf(oldRuntimes, { clients })
    assert.match(
      summary,
      /^No function in us-east-1 is on a runtime that is out of support.*\(3 looked at\)/,
    )
    assert.equal(notes[1], 'The end of support is unknown here for odd (cobol1).')
  })
})

describe('the table of support dates', () => {
  it('holds days, the paid support after the standard one', () => {
    const isDay = (day: string) => new Date(day).toISOString().slice(0, 10) === day
    assert.deepEqual(
      Object.values(lambdaRuntimes).filter((day) => !isDay(day)),
      [],
    )
    for (const { standard, extended = '9999-12-31' } of [
      ...Object.values(eksVersions),
      ...Object.values(rdsVersions),
    ]) {
      assert.ok(isDay(standard) && isDay(extended) && standard < extended)
    }
  })
})
