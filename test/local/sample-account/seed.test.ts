import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)

/** What one process has of its company. */
async function company(seed: string) {
  const script = `
    import { sampleAccount } from './local/sample-account/sample-account.ts'
    import { original, renamed } from './local/sample-account/seed.ts'
    const account = sampleAccount({ now: () => new Date('2026-11-01T12:00:00Z') })
    const answer = (service, operation, input = {}) =>
      account.answer({ service, operation, input, region: 'us-east-1' })
    const { DBInstances } = await answer('rds', 'DescribeDBInstances')
    const { Buckets } = await answer('s3', 'ListBuckets')
    const { QueueUrls } = await answer('sqs', 'ListQueues')
    const [{ DBInstanceIdentifier }] = DBInstances
    const { DBInstances: asked } = await answer('rds', 'DescribeDBInstances', { DBInstanceIdentifier })
    const names = [DBInstances.map((one) => one.DBInstanceIdentifier), Buckets.map(({ Name }) => Name)].flat()
    const text = 'checkout-api of jonas.weber: JONAS writes to search-1 and quillmarket.example'
    console.log(JSON.stringify({
      names, asked: asked.length, urls: QueueUrls,
      sizes: DBInstances.map((one) => one.AllocatedStorage),
      ids: DBInstances.map((one) => one.DbiResourceId),
      text: renamed(text), back: original(renamed(text)) === text,
    }))`
  const args = ['--import', './local/require-node.js', '--input-type=module', '-e', script]
  const { stdout } = await run(process.execPath, args, {
    env: { ...process.env, SAMPLE_SEED: seed },
  })
  return facts.parse(JSON.parse(stdout))
}

const texts = z.array(z.string())
const facts = z.object({
  names: texts,
  asked: z.number(),
  urls: texts,
  sizes: z.array(z.number()),
  ids: texts,
  text: z.string(),
  back: z.boolean(),
})

describe('a seed of the sample account', () => {
  it('makes the same company each time, and another one for another seed', async () => {
    const [plain, one, again, other] = await Promise.all(['', '1', '1', '2'].map(company))
    assert.deepEqual(one, again)
    assert.deepEqual(plain?.sizes, [500, 200, 1000, 50])
    for (const [at, a] of [plain, one, other].entries()) {
      for (const b of [plain, one, other].slice(at + 1)) {
        assert.equal(a?.names.length, b?.names.length)
        assert.deepEqual(
          a?.names.filter((name) => b?.names.includes(name)),
          [],
        )
        assert.deepEqual(
          a?.ids.filter((id) => b?.ids.includes(id)),
          [],
        )
        assert.notDeepEqual(a?.sizes, b?.sizes)
        assert.notEqual(a?.urls[0]?.split('/')[3], b?.urls[0]?.split('/')[3])
      }
    }
  })

  it('is understood by the names that it made', async () => {
    const one = await company('1')
    assert.equal(one.asked, 1)
    assert.ok(one.back, one.text)
    assert.doesNotMatch(one.text, /checkout|jonas|weber|search|quillmarket/i)
    assert.match(
      one.text,
      /^[a-z]+-api of [a-z]+\.[a-z]+: [A-Z]+ writes to [a-z]+-1 and [a-z]+\.example$/,
    )
  })
})
