import assert from 'node:assert/strict'
import { commandFault } from './command-faults.ts'
import { commandsOf, type DocumentedCommand, documentedCommands } from './documented-commands.ts'

describe('the commands that the pages print', () => {
  let commands: DocumentedCommand[]
  before(async function () {
    this.timeout(60_000)
    commands = await documentedCommands()
  })

  it('are found, in blocks and in sentences', () => {
    assert.ok(commands.length > 150, `${commands.length} commands`)
    const programs = new Set(commands.map(({ words }) => words[0]))
    for (const name of ['npm', 'npx', 'pulumi', 'aws', 'aws-ops', 'git', 'docker', 'node']) {
      assert.ok(programs.has(name), name)
    }
  })

  it('are all taken by their programs, with those options', async function () {
    this.timeout(120_000)
    const faults: string[] = []
    for (const { where, words } of commands) {
      const fault = await commandFault(words)
      if (fault !== undefined) faults.push(`${where}\n  ${words.join(' ')}: ${fault}`)
    }
    assert.equal(faults.join('\n'), '')
  })

  const wrong: [command: string, fault: RegExp][] = [
    ['npm run no-such-script', /there is no script no-such-script/],
    ['npm run preflight --stack dev', /npm keeps --stack/],
    ['npm run preflight -- --stak dev', /its usage says no/],
    ['npm run restore -- --stack dev --to yesterday', /its usage says no/],
    ['npm run docs -- --force', /docs takes no arguments/],
    ['npm start -- --modell offline', /unknown option '--modell'/],
    ['npm test -- test/no-such.test.ts', /there is no test\/no-such.test.ts/],
    ['npm exec -c "aws-ops configure --stak dev"', /unknown option '--stak'/],
    ['aws-ops aks --env dev "which alarms?" --jsn', /unknown option '--jsn'/],
    ['claude mcp add aws-ops -- aws-ops mpc', /mpc/],
    ['aws lambda update-aliases --name live', /there is no lambda update-aliases/],
    ['aws lambda update-alias --function-nam f --name live', /no option --function-nam/],
    ['aws lambda update-alias --name live', /update-alias needs --function-name/],
    ['aws dynamodb delete-table --no-table-name', /no option --no-table-name/],
    ['aws cloudtrail lookup-events --query "Events[?"', /--query/],
    ['terraform apply', /nothing here knows terraform/],
  ]
  for (const [command, expected] of wrong) {
    it(`would be found wrong: ${command}`, async () => {
      const [words = []] = commandsOf(command)
      assert.match((await commandFault(words)) ?? '', expected)
    })
  }
})
