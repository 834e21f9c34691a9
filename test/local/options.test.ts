import assert from 'node:assert/strict'
import { Command } from 'commander'
import { localOptions, takenByNpm } from '../../local/options.ts'

describe('the options of a local stack', () => {
  it('have defaults', () => {
    assert.deepEqual(parse([]), { account: 'sample', model: 'offline', user: 'you@example.com' })
  })

  it('take every value', () => {
    const args = '--account aws --model bedrock --user alice --port 9000 --data /tmp/x'
    assert.deepEqual(parse(args.split(' ')), {
      ...{ account: 'aws', model: 'bedrock', user: 'alice', port: 9000, data: '/tmp/x' },
    })
  })

  const wrong: [args: string[], message: RegExp][] = [
    [['--account', 'prod'], /Allowed choices are sample, aws\./],
    [['--model', 'gpt'], /Allowed choices are offline, bedrock, openai\./],
    [['--port', 'x'], /Expected a number from 0 to 65532\./],
    [['--port', '65533'], /Expected a number from 0 to 65532\./],
    [['--user', 'a b'], /Expected a login/],
    [['--color'], /unknown option '--color'/],
  ]
  for (const [args, message] of wrong) {
    it(`say what is wrong with ${args.join(' ')}`, () => {
      assert.throws(() => parse(args), message)
    })
  }

  it('that npm took are known by the variables that it sets', () => {
    const command = localOptions(new Command())
    assert.equal(takenByNpm(command, { npm_config_model: 'bedrock' }), 'model')
    assert.equal(
      takenByNpm(command, { npm_config_user: 'somebody', npm_config_cache: '/x' }),
      undefined,
    )
  })
})

function parse(args: string[]) {
  const command = localOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  return command.parse(args, { from: 'user' }).opts()
}
