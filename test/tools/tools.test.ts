import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { systemPrompt } from '../../services/agent/system-prompt.ts'
import { moreServices, serviceNames } from '../../tools/catalogue/services.ts'
import { findOperation } from '../../tools/executor/find-operation.ts'
import { recipes } from '../../tools/recipes/recipes.ts'
import type { Tool, ToolSchema } from '../../tools/tool.ts'
import { definitions, furtherDefinition, tools } from '../../tools/tools.ts'

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

const further = 'aws_read_operations'

/** As a model is given it. */
const shown = ({
  name,
  description,
  inputSchema,
}: Pick<Tool, 'name' | 'description' | 'inputSchema'>) => ({
  name,
  description,
  input_schema: inputSchema,
})

describe('tools', () => {
  it('have each service of the catalogue in one of them', () => {
    const held = tools.flatMap(({ services }) => services)
    assert.deepEqual(held.toSorted(), serviceNames.toSorted(), 'add it to a definition in tools.ts')
  })

  it('take, with the system prompt, no more tokens of o200k_base than a model should be given', () => {
    const tokens = countTokens(JSON.stringify(tools.map(shown))) + countTokens(systemPrompt)
    const budget = 2_900 + 200 * Math.max(0, tools.length - 20)
    assert.ok(tokens <= budget, `${tokens} tokens, of ${budget}`)
  })

  for (const { name, description, inputSchema } of tools) {
    it(`${name} fits what AgentCore accepts`, () => {
      assert.ok(`docker-strands-target___${name}`.length <= 64)
      assert.deepEqual(
        keywords(inputSchema).filter((word) => !accepted.has(word)),
        [],
      )
      assert.ok(
        description.length > 20 && description.length < (name === further ? 1_000 : 500),
        `${description.length}`,
      )
    })

    it(`${name} takes no more tokens than its share`, () => {
      const tokens = countTokens(JSON.stringify(shown({ name, description, inputSchema })))
      // The one tool that names half a hundred services stands for as many tools.
      assert.ok(
        tokens <= (name === further ? 250 : 160),
        `${tokens} tokens: shorten its words in tools.ts`,
      )
    })
  }

  it('list each recipe once, in the tool of its first service', () => {
    for (const { name, services, recipes: listed = [] } of [
      ...definitions,
      furtherDefinition(moreServices),
    ]) {
      const own = recipes.filter(({ services: [first] }) => services.includes(first))
      assert.deepEqual([...listed].sort(), own.map((recipe) => recipe.name).sort(), name)
    }
  })

  it('name no recipe of services that are off', () => {
    assert.deepEqual(furtherDefinition(['kms']).recipes, ['not_rotated'])
  })

  for (const { name, services, common } of definitions) {
    it(`${name} names common operations that it can run`, async () => {
      assert.ok(common.length <= 12)
      for (const operation of common) {
        const found = await findOperation(operation, services)
        assert.match(found.operation.class, /^(metadata|data)$/, operation)
      }
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
    const heavy = /@aws-sdk|@smithy|catalogue\/data|minisearch|chrono|tools\/questions\//
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    )
  })
})
