import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Configurations } from '../../../../services/client/configuration.ts'
import { runProgram } from '../../../../services/client/program.ts'
import { scriptedTerminal } from '../scripted-terminal.ts'

const shells = ['bash', 'zsh', 'fish'] as const

describe('shell completion', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    for (const shell of shells) await writeFile(join(folder, shell), await script(shell))
  })
  after(() => rm(folder, { recursive: true }))

  for (const shell of shells) {
    it(`is a script that ${shell} reads`, function () {
      if (!has(shell)) {
        process.stdout.write(`    skipped: no ${shell} here\n`)
        this.skip()
      }
      const { status, stderr } = spawnSync(shell, ['-n', join(folder, shell)], { encoding: 'utf8' })
      assert.deepEqual([status, stderr], [0, ''])
    })
  }

  it('offers no name that a shell would read as anything but itself', async () => {
    const mark = join(folder, 'ran')
    const names = [
      `a$(touch ${mark})`,
      `a\`touch ${mark}\``,
      "a'b",
      'a;b',
      'a\nb',
      'x y',
      '*',
      '-x',
    ]
    for (const shell of shells) {
      assert.equal(await script(shell, [...names, 'dev', '', 'prod']), await script(shell))
    }
  })

  for (const { typed, offered } of [
    { typed: ['co'], offered: ['conversations', 'configure', 'completion'] },
    { typed: ['--e'], offered: ['--env'] },
    { typed: ['--env', ''], offered: ['dev', 'prod'] },
    { typed: ['ask', '-e', 'p'], offered: ['prod'] },
    { typed: ['conversations', 're'], offered: ['rename'] },
    {
      typed: ['conversations', 'export', 'abc', '--output', ''],
      offered: ['markdown', 'html', 'json'],
    },
    { typed: ['ask', '--output', 'j'], offered: ['json'] },
    { typed: ['--env', 'prod', 'login', '--d'], offered: ['--device'] },
    { typed: ['login', '--o'], offered: [] },
  ]) {
    it(`offers in bash after “${typed.join(' ')}”: ${offered.join(' ') || 'nothing'}`, async function () {
      if (!has('bash')) this.skip()
      const line = `source "$1"; shift; COMP_WORDS=(aws-ops "$@"); COMP_CWORD=$#; _aws_ops; echo "\${COMPREPLY[@]}"`
      const args = ['-c', line, 'bash', join(folder, 'bash'), ...typed]
      const { stdout } = await promisify(execFile)('bash', args)
      assert.deepEqual(stdout.split(/\s+/).filter(Boolean), offered)
    })
  }

  it('knows in zsh and fish the same words, with what they mean', async () => {
    assert.match(await script('zsh'), /'login:sign in with Okta'/)
    assert.match(
      await script('fish'),
      /^complete -c aws-ops -n '__fish_seen_subcommand_from ask' -l output -s o -x -a 'text markdown json csv' -d/m,
    )
  })
})

const has = (shell: string) => spawnSync(shell, ['-c', 'exit']).status === 0

async function script(shell: string, names: readonly string[] = ['dev', 'prod']): Promise<string> {
  const terminal = scriptedTerminal()
  const listed = names.map((environment) => ({
    environment,
    functionUrl: 'https://agent.example.com/',
    isDefault: false,
  }))
  const none = () => Promise.reject(new Error('not asked for'))
  const configurations: Configurations = {
    list: async () => listed,
    save: none,
    load: none,
    remove: none,
    setDefault: none,
  }
  const openContext = async () => ({ terminal, env: {}, configurations, session: none })
  const noted = (text: string) => terminal.note(text)
  await runProgram(['completion', shell], { stdout: noted, stderr: noted, openContext })
  return terminal.answers
}
