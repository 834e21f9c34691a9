import assert from 'node:assert/strict'
import { deploymentConfig } from '../../stacks/config.ts'
import { stackOutputs } from '../../stacks/outputs.ts'
import { released, releasedVersions } from '../released/released.ts'

type Configuration = Record<string, unknown>

for (const version of releasedVersions) {
  describe(`what version ${version} was configured with`, () => {
    it('is taken still, each key as it was given', async () => {
      const all = await released<Record<string, Configuration>>(version, 'stack-configuration.json')
      for (const [name, given] of Object.entries(all)) {
        const taken = deploymentConfig(given, 'dev')
        const meant = Object.entries(given).map(([key, value]) => [key, fromJson(value)])
        assert.partialDeepStrictEqual(taken, Object.fromEntries(meant), name)
      }
    })

    it('gave outputs that are read still', async () => {
      const outputs = await released<object>(version, 'outputs.json')
      assert.deepEqual(stackOutputs.parse({ ...outputs, ofTomorrow: 1 }), outputs)
    })
  })
}

/** Pulumi hands structured values on as text. */
function fromJson(value: unknown): unknown {
  return typeof value === 'string' && /^[{[]|^(true|false)$/.test(value) ? JSON.parse(value) : value
}
