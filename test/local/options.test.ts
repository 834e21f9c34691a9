import assert from 'node:assert/strict'
import { parseOptions } from '../../local/options.ts'

describe('parseOptions', () => {
  it('has defaults, and takes the words left over as the question', () => {
    assert.deepEqual(parseOptions(['which', 'buckets?']), {
      kind: 'run',
      options: {
        account: 'sample',
        model: 'offline',
        user: 'you@example.com',
        port: undefined,
        data: undefined,
      },
      question: 'which buckets?',
      isTour: false,
      clientArgs: [],
    })
  })

  it('takes every option', () => {
    const args = '--account aws --model bedrock --user alice --port 9000 --data /tmp/x'.split(' ')
    assert.deepEqual(parseOptions(args), {
      kind: 'run',
      options: { account: 'aws', model: 'bedrock', user: 'alice', port: 9000, data: '/tmp/x' },
      question: undefined,
      isTour: false,
      clientArgs: [],
    })
  })

  it('keeps what is for the client as it was written', () => {
    const parsed = parseOptions(['-o', 'csv', '--no-tools', 'list', '--max-tokens=9', '--tour'])
    assert(parsed.kind === 'run')
    const { question, isTour, clientArgs } = parsed
    assert.deepEqual(
      { question, isTour, clientArgs },
      {
        question: 'list',
        isTour: true,
        clientArgs: ['-o', 'csv', '--no-tools', '--max-tokens', '9'],
      },
    )
  })

  const wrong: [args: string[], message: RegExp][] = [
    [['--account', 'prod'], /^--account prod: expected sample or aws\.$/],
    [['--model', 'gpt'], /^--model gpt: expected offline, bedrock or openai\.$/],
    [['--port', 'x'], /^--port x: expected a number from 0 to 65532\.$/],
    [['--user', 'a b'], /^--user a b: expected a login/],
    [['--color'], /Unknown option '--color'/],
  ]
  for (const [args, message] of wrong) {
    it(`says what is wrong with ${args.join(' ')}`, () => {
      const parsed = parseOptions(args)
      assert(parsed.kind === 'wrong')
      assert.match(parsed.message, message)
    })
  }
})
