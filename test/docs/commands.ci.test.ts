import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { automation } from '@pulumi/pulumi'
import { deploymentConfig } from '../../stacks/config.ts'
import { pulumiCli } from '../pulumi/engine.ts'
import { commandsOf, documentedCommands } from './documented-commands.ts'

const run = promisify(execFile)

describe('the commands of Pulumi that the pages print', function () {
  this.timeout(120_000)
  let cli: automation.PulumiCommand

  before(async function () {
    const found = await pulumiCli()
    if (found === undefined) {
      process.stdout.write('    skipped: there is no Pulumi CLI here\n')
      return this.skip()
    }
    cli = found
  })

  it('are all taken by it, with those options and keys', async () => {
    const faults: string[] = []
    let asked = 0
    for (const { where, words } of await documentedCommands()) {
      for (const command of pulumiIn(words)) {
        asked += 1
        const fault = await pulumiFault(command)
        if (fault !== undefined) faults.push(`${where}\n  ${command.join(' ')}: ${fault}`)
      }
    }
    assert.ok(asked > 30, `${asked} commands`)
    assert.equal(faults.join('\n'), '')
  })

  const wrong: [command: string, fault: RegExp][] = [
    ['pulumi upp --stack dev', /has no command upp/],
    ['pulumi up --stak dev', /pulumi up has no option --stak/],
    ['pulumi stack inti dev', /pulumi stack takes no inti/],
    [
      'pulumi config set --path aws-operations-agent:conversation.tableName t',
      /conversation: is no key here/,
    ],
    ['pulumi config set --path aws-operations-agent:conversations.table t', /conversations/],
  ]
  for (const [command, expected] of wrong) {
    it(`would be found wrong: ${command}`, async () => {
      const [words = []] = commandsOf(command)
      assert.match((await pulumiFault(words)) ?? '', expected)
    })
  }

  async function pulumiFault([, ...words]: readonly string[]): Promise<string | undefined> {
    const { path, help } = await subcommand(words)
    const name = ['pulumi', ...path].join(' ')
    if (path.length === 0) return `pulumi has no command ${words[0]}`
    const options = optionsIn(help)
    const positional: string[] = []
    for (let at = path.length; at < words.length; at += 1) {
      const word = words[at] ?? ''
      if (!word.startsWith('-')) positional.push(word)
      else if (!options.has(word)) return `${name} has no option ${word}`
      else if (options.get(word)) at += 1
    }
    const takesAny = new RegExp(`^  ${name} .*[<[](?!flags|command)`, 'm').test(help)
    if (positional.length > 0 && !takesAny) return `${name} takes no ${positional[0]}`
    return name === 'pulumi config set' ? keyFault(positional) : undefined
  }

  /** The longest beginning that is a command of its own. */
  async function subcommand(words: readonly string[]) {
    const dashed = words.findIndex((word) => word.startsWith('-'))
    for (let length = Math.min(3, dashed < 0 ? words.length : dashed); length > 0; length -= 1) {
      const path = words.slice(0, length)
      const help = await helpOf(path)
      if (new RegExp(`^  pulumi ${path.join(' ')}( |$)`, 'm').test(help)) return { path, help }
    }
    return { path: [], help: '' }
  }

  const known = new Map<string, Promise<string>>()

  function helpOf(path: readonly string[]): Promise<string> {
    const name = path.join(' ')
    const told =
      known.get(name) ??
      run(cli.command, [...path, '--help'], { env: { PULUMI_SKIP_UPDATE_CHECK: 'true' } })
        .then(({ stdout }) => stdout)
        .catch(() => '')
    known.set(name, told)
    return told
  }
})

/** A line that npm hands to a shell has its own. */
function pulumiIn(words: readonly string[]): (readonly string[])[] {
  const inner = words[0] === 'npm' && words[1] === 'exec' ? commandsOf(words.at(-1) ?? '') : [words]
  return inner.filter(([program]) => program === 'pulumi')
}

/** With whether each takes a value. */
function optionsIn(help: string): Map<string, boolean> {
  const lines = [...help.matchAll(/^ +(?:(-\w), )?(--[\w-]+)( [\w:]+)?/gm)]
  return new Map(
    lines.flatMap(([, short, long = '', value]) =>
      [short, long].flatMap((name) => (name ? [[name, value !== undefined] as const] : [])),
    ),
  )
}

const okta = { issuer: 'https://acme.okta.com/oauth2/default', clientId: 'c', audience: 'a' }

/** What the program says of a key that it does not know. */
function keyFault([key = '', value = '']: readonly string[]): string | undefined {
  const [, path = ''] = key.split('aws-operations-agent:')
  const nested = path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
  try {
    deploymentConfig({ okta, ...Object(nested) }, 'dev')
    return undefined
  } catch (error) {
    return String(error)
  }
}
