import assert from 'node:assert/strict'
import { takeRegions } from '../../../../tools/questions/words/regions.ts'
import { Text } from '../../../../tools/questions/words/text.ts'

describe('regions in a question', () => {
  const questions: Readonly<Record<string, string | string[] | undefined>> = {
    'vpcs in me-west-1': 'me-west-1',
    'vpcs in US-ISO-EAST-1': 'us-iso-east-1',
    'what runs in eusc-de-east-1?': 'eusc-de-east-1',
    'buckets in us-east-1 and eu-isoe-west-1': ['us-east-1', 'eu-isoe-west-1'],
    'databases in eu-central-9': 'eu-central-9',
    'is the queue orders-east-1 empty?': undefined,
  }
  for (const [question, regions] of Object.entries(questions)) {
    it(`${question} → ${regions}`, () => {
      assert.deepEqual(takeRegions(new Text(question)), regions)
    })
  }
})
