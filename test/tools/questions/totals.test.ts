import { match } from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

describe('what several things that are named have together', () => {
  for (const [question, said] of [
    ['total size of volumes loadtest-scratch and search-old-data', /^1,200 GiB .* in all/],
    ['combined storage of orders-db and catalog-db', /^700 GiB in all/],
    ['the total memory of image-resizer and nightly-report?', /^2,560 MiB .* in all/],
    ['average size of volumes loadtest-scratch and search-old-data', /^600 GiB on average/],
  ] as const)
    it(`is added up: ${question}`, async () => {
      match((await askSample(question)).said, said)
    })

  it('is told of one as it is', async () => {
    match((await askSample('total size of the volume loadtest-scratch')).said, /^loadtest-scratch/)
  })
})
