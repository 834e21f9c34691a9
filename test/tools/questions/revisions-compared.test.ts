import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const release =
  /from prod-checkout-api:86 to prod-checkout-api:87 image of checkout-api checkout-api:4\.11\.3 → checkout-api:4\.12\.0\. Its environment variables \(.*DB_POOL_MAX.*\) have the same names; their values are not shown/

describe('what two revisions of a task definition differ in', () => {
  const same: readonly string[] = [
    'What changed between the last two revisions of the task definition prod-checkout-api?',
    'diff between revision 86 and 87 of prod-checkout-api',
    "what's different in prod-checkout-api:87 compared to prod-checkout-api:86?",
    'compare the current and the previous task definition of checkout-api in prod',
    'What did the release 4.12.0 of checkout-api change?',
    'What changed between version 4.11.3 and 4.12.0 of checkout-api?',
    'which environment variables changed in the latest revision of prod-checkout-api?',
    'what is new in the latest task definition of checkout-api?',
    'diff prod-checkout-api 86 vs 87',
    'what changed in prod-checkout-api:87?',
  ]
  for (const question of same)
    it(`is told however they are named: ${question}`, async () => {
      const { said, notice } = await askSample(question)
      assert.match(said, release)
      assert.equal(notice, undefined)
    })

  it('is told of two families, and of what changed no image', async () => {
    const two = await askSample(
      'compare task definitions prod-checkout-api:87 and staging-checkout-api:140',
    )
    assert.match(two.said, /^From prod-checkout-api:87 to staging-checkout-api:140 cpu 1024 → 512/)
    const web = await askSample('what is the difference between revisions 210 and 211 of prod-web?')
    assert.match(web.said, /from prod-web:210 to prod-web:211 no image, CPU, memory or name/)
  })

  it('is not told of one that is not there, nor of a release that nothing brought', async () => {
    const gone = await askSample('diff prod-checkout-api 12 vs 87')
    assert.match(gone.said, /There is no prod-checkout-api:12 that ECS tells of/)
    const none = await askSample('what did the release 9.9.9 of checkout-api change?')
    assert.match(none.said, /has an image of the release 9\.9\.9/)
  })

  it('is not who made one, which the trail tells', async () => {
    for (const question of [
      'who registered revision 87 of prod-checkout-api?',
      'who registered prod-checkout-api:87?',
    ])
      assert.match((await askSample(question)).said, /^tom\.lindqvist \(RegisterTaskDefinition/)
  })
})
