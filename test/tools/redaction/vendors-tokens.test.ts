import assert from 'node:assert/strict'
import { redact, redactPlainText } from '../../../tools/redaction/redact.ts'
import { vendorsTokens } from './vendors-tokens.ts'

/** Where it stands, under no name that tells. */
const places: Readonly<Record<string, (token: string) => unknown>> = {
  'a log line': (token) => redactPlainText(`12:00:01 INFO calling upstream with ${token}, 3 tries`),
  'the end of a sentence': (token) => redactPlainText(`Rejected (${token}). Now it is ${token}.`),
  'a tag': (token) => redact({ Tags: [{ Key: 'note', Value: token }] }, { service: 'ec2' }),
  'an environment': (token) =>
    redact({ Environment: { Variables: { A: token } } }, { service: 'lambda' }),
  'JSON in text': (token) =>
    redactPlainText(`2026-11-28 {"step":1,"note":${JSON.stringify(`used ${token}`)}}`),
  'the query of an address': (token) =>
    redactPlainText(`GET https://example.com/v1/items?page=2&q=${token}&n=1 200`),
  'the same, escaped': (token) =>
    redactPlainText(`GET https://example.com/v1?q=${encodeURIComponent(token)}&n=1 200`),
}

describe('tokens of the forms that vendors document', () => {
  for (const [place, shownIn] of Object.entries(places)) {
    it(`do not leave in ${place}`, () => {
      const left = Object.entries(vendorsTokens).filter(([, token]) => {
        const shown = JSON.stringify(shownIn(token))
        // Nor any part of it that would do.
        return shown.includes(token.slice(-12)) || shown.includes(encodeURIComponent(token))
      })
      assert.deepEqual(
        left.map(([vendor]) => vendor),
        [],
      )
    })
  }
})
