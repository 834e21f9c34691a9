import assert from 'node:assert/strict'
import { unattachedVolumes } from '../../../../tools/recipes/money/unattached-volumes.ts'
import { scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf } from '../sample-answer.ts'

const summaries: [sizes: number[], summary: string][] = [
  [[], 'No volume in us-east-1 is unattached.'],
  [[8], '1 volume in us-east-1 is attached to nothing, 8 GiB in all: vol-8.'],
  [[8, 100], '2 volumes in us-east-1 are attached to nothing, 108 GiB in all: vol-8 and vol-100.'],
]

describe('unattached volumes', () => {
  for (const [sizes, summary] of summaries) {
    it(`are counted: ${sizes.length}`, async () => {
      const Volumes = sizes.map((Size) => ({ VolumeId: `vol-${Size}`, Size }))
      const { clients } = scriptedClients(() => ({ Volumes }))
      assert.equal((await answerOf(unattachedVolumes, { clients })).summary, summary)
    })
  }
})
