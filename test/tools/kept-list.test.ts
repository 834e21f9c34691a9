import assert from 'node:assert/strict'
import { asOf } from '../../tools/kept-list.ts'
import { supportSource } from '../../tools/recipes/evidence/support-dates.ts'
import { priceSource } from '../../tools/recipes/money/unused/list-prices.ts'

const list = {
  what: 'prices',
  source: 'https://example.com/prices',
  comparedOn: '2026-09-15',
  goodForDays: 30,
}

describe('a list kept by hand', () => {
  it('says of when it is', () => {
    assert.equal(asOf(list, new Date('2026-10-15T23:00:00Z')), 'as of 2026-09-15')
  })

  it('says past its age that it may be wrong, and where to look', () => {
    assert.equal(
      asOf(list, new Date('2026-10-16T00:00:00Z')),
      'as of 2026-09-15, 31 days ago: that may have changed, compare https://example.com/prices',
    )
  })

  it('is named with its day beside what an answer takes from it', () => {
    const inYears = new Date('2030-01-01T00:00:00Z')
    assert.match(priceSource(inYears), /as of \d{4}-\d\d-\d\d, \d+ days ago: that may have changed/)
    assert.match(supportSource(inYears), /as of \d{4}-\d\d-\d\d, \d+ days ago: that may have/)
  })
})
