import assert from 'node:assert/strict'
import { offers } from '../../local/offers.ts'

const nothing = { AWS_SHARED_CREDENTIALS_FILE: '/nowhere', AWS_CONFIG_FILE: '/nowhere' }
const offline = { account: 'sample', model: 'offline' } as const

describe('offers', () => {
  it('are none where nothing is found', () => assert.deepEqual(offers(offline, nothing), []))

  it('name what is found, and the option that takes it', () => {
    const env = {
      ...nothing,
      AWS_PROFILE: 'readonly',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
    }
    assert.deepEqual(offers(offline, env), [
      'Found AWS profile readonly: --account aws asks about your own account.',
      'Found AWS profile readonly: --model bedrock answers with a language model on Amazon Bedrock.',
      'Found OPENAI_BASE_URL (http://127.0.0.1:11434/v1): --model openai answers with a language model there (MODEL_ID names it).',
    ])
  })

  it('leave out what is in use, and never show a key', () => {
    const env = { ...nothing, AWS_ACCESS_KEY_ID: 'AKIDSECRET', OPENAI_API_KEY: 'sk-secret' }
    assert.deepEqual(offers({ account: 'aws', model: 'bedrock' }, env), [])
    assert.doesNotMatch(offers(offline, env).join(), /AKIDSECRET|sk-secret/)
  })
})
