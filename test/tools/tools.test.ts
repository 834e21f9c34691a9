import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ToolSchema } from '../../tools/tool.ts'
import { tools } from '../../tools/tools.ts'

const accepted = new Set(['type', 'properties', 'required', 'items', 'description'])

function keywords(schema: ToolSchema): string[] {
  const inner =
    schema.type === 'object'
      ? Object.values(schema.properties ?? {})
      : schema.type === 'array'
        ? [schema.items]
        : []
  return [...Object.keys(schema), ...inner.flatMap(keywords)]
}

describe('tools', () => {
  it('are these', () => {
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['hello_world', 'get_time', 'ec2_read_operations', 's3_read_operations'],
    )
  })

  for (const { name, description, inputSchema } of tools) {
    it(`${name} fits what AgentCore accepts`, () => {
      assert.ok(`docker-strands-target___${name}`.length <= 64)
      assert.deepEqual(
        keywords(inputSchema).filter((word) => !accepted.has(word)),
        [],
      )
      assert.ok(description.length > 20 && description.length < 500, `${description.length}`)
    })
  }

  it('load neither an SDK client nor a service’s catalogue', async () => {
    const url = new URL('../../tools/tools.ts', import.meta.url)
    const script = `
      import { registerHooks } from 'node:module'
      const loaded = []
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
      await import(${JSON.stringify(url)})
      process.stdout.write(JSON.stringify(loaded))`
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      script,
    ])
    const loaded: string[] = JSON.parse(stdout)
    assert.ok(loaded.some((file) => file.endsWith('/tools/read-operations.ts')))
    const heavy = /@aws-sdk|@smithy|catalogue\/data|minisearch|planner/
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    )
  })
})
