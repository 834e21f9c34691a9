import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { deploymentConfig } from '../../stacks/config.ts'

/** The keys that stand in a place, as whoever says none of them is told; none where it is no group. */
function keysAt(path: readonly string[]): string[] {
  const wrong = path.reduceRight<unknown>((within, key) => ({ [key]: within }), { qqqqqqqqqq: 1 })
  try {
    deploymentConfig(Object(wrong), 'dev')
  } catch (error) {
    const [, keys = ''] = /qqqqqqqqqq: is no key here: there are (.+)/.exec(String(error)) ?? []
    return keys.split(', ').filter(Boolean)
  }
  return []
}

describe('the table of configuration in docs/deployment.md', () => {
  it('has each key that there is, with those of its group', async () => {
    const page = await readFile('docs/deployment.md', 'utf8')
    const rows = page.split('\n').flatMap((line) => {
      const [, keys = '', text = ''] = /^\| (`[a-z][\w.`, ]*) \|(.+)/i.exec(line) ?? []
      return [...keys.matchAll(/`([\w.]+)`/g)].map(([, key = '']) => ({ key, text }))
    })
    const keys = keysAt([])
    assert.ok(keys.length > 20, `${keys}`)
    for (const key of keys) {
      const own = rows.filter((row) => row.key === key || row.key.startsWith(`${key}.`))
      assert.ok(own.length > 0, `${key} has no row`)
      for (const within of keysAt([key])) {
        const isSaid = own.some(
          (row) => row.key.endsWith(`.${within}`) || row.text.includes(within),
        )
        assert.ok(isSaid, `${key}.${within} is not said`)
      }
    }
  })
})
