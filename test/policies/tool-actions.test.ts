import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { policyPackActions } from '../../tools/iam/policy-pack-actions.ts'

describe('the actions that the policy pack knows', () => {
  it('are those of the catalogue: `npm run docs` writes them', async () => {
    const written = JSON.parse(await readFile('policies/tool-actions.json', 'utf8'))
    assert.deepEqual(written, await policyPackActions())
  })
})
