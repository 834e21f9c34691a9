import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { toolsPage } from '../../tools/docs/tools-page.ts'
import { recipes } from '../../tools/recipes/recipes.ts'
import { tools } from '../../tools/tools.ts'

describe('docs/tools.md', () => {
  it('is what the generator makes of the tools', async () => {
    const page = await readFile(new URL('../../docs/tools.md', import.meta.url), 'utf8')
    assert.ok((await toolsPage()) === page, 'run npm run docs')
  })

  it('tells of every tool and every recipe', async () => {
    const page = await toolsPage()
    const names = [...tools, ...recipes].map(({ name }) => name)
    assert.deepEqual(
      names.filter((name) => !page.includes(name)),
      [],
    )
    assert.ok(!page.includes('undefined'))
  })
})
