import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

describe('import directions', () => {
  it('are held by the linter: these are refused', async () => {
    const planted = [
      ['services/client/a.ts', '../agent/turn.ts'],
      ['services/client/b.ts', '../../tools/tools.ts'],
      ['services/client/c.ts', '../../local/stack.ts'],
      ['services/agent/a.ts', '../../tools/tools.ts'],
      ['services/agent/routes/a.ts', '../../../tools/tools.ts'],
      ['services/agent/b.ts', '../../local/stack.ts'],
      ['services/agent/c.ts', '../client/chat.ts'],
      ['services/agent/events.ts', './turn.ts'],
      ['services/agent/api.ts', 'fastify'],
      ['services/tool-handler/a.ts', '../agent/events.ts'],
      ['services/tool-handler/b.ts', '../../local/stack.ts'],
      ['tools/a.ts', '../services/agent/events.ts'],
      ['tools/executor/a.ts', '../../local/stack.ts'],
      ['stacks/a.ts', '../services/agent/config.ts'],
      ['stacks/iam/a.ts', '../../local/stack.ts'],
      ['stacks/outputs.ts', './config.ts'],
      ['index.ts', './deploy/check.ts'],
      ['deploy/a.ts', '../local/stack.ts'],
    ] as const
    assert.deepEqual(await refusedFiles(planted), planted.map(([file]) => file).toSorted())
  })

  it('are held by the linter: these are allowed', async () => {
    const planted = [
      ['services/client/a.ts', '../agent/events.ts'],
      ['services/client/b.ts', '../agent/api.ts'],
      ['services/agent/routes/a.ts', '../events.ts'],
      ['services/agent/api.ts', './events.ts'],
      ['services/agent/events.ts', 'zod'],
      ['services/tool-handler/a.ts', '../../tools/tools.ts'],
      ['stacks/a.ts', '../tools/tools.ts'],
      ['stacks/b.ts', '../images/bundle.ts'],
      ['deploy/a.ts', '../stacks/config.ts'],
      ['local/a.ts', '../services/agent/app.ts'],
      ['local/b.ts', '../tools/tools.ts'],
    ] as const
    assert.deepEqual(await refusedFiles(planted), [])
  })
})

/** Which of these files the linter refuses for what they import, in a tree of their own. */
async function refusedFiles(planted: readonly (readonly [string, string])[]): Promise<string[]> {
  const tree = await mkdtemp(join(tmpdir(), 'import-directions-'))
  try {
    const config = await readFile('biome.json', 'utf8')
    await plant(
      join(tree, 'biome.json'),
      config.replace('"vcs": { "enabled": true', '"vcs": { "enabled": false'),
    )
    for (const [file, imported] of planted) await plant(join(tree, file), `import '${imported}'\n`)
    const biome = resolve('node_modules/@biomejs/biome/bin/biome')
    const args = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.']
    const { stdout, stderr } = spawnSync(process.execPath, [biome, ...args], {
      cwd: tree,
      encoding: 'utf8',
    })
    assert.match(stdout + stderr, new RegExp(`Checked ${planted.length + 1} files`))
    const refused = stderr.matchAll(/^(\S+\.ts):1:\d+ lint\/style\/noRestrictedImports/gm)
    return [...refused].map(([, file = '']) => file).toSorted()
  } finally {
    await rm(tree, { recursive: true })
  }
}

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
