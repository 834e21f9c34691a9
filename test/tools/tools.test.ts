import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { findOperation } from '../../tools/executor/find-operation.ts'
import { recipes } from '../../tools/recipes/recipes.ts'
import type { ToolSchema } from '../../tools/tool.ts'
import { definitions, tools } from '../../tools/tools.ts'

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

const services = [
  ...['ec2', 's3', 'lambda', 'cloudformation', 'iam', 'rds', 'cloudwatch', 'cost_explorer', 'ecs'],
  ...['eks', 'sns', 'sqs', 'dynamodb', 'route53', 'apigateway', 'ses', 'bedrock', 'sagemaker'],
]

describe('tools', () => {
  it('are these', () => {
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['hello_world', 'get_time', ...services.map((service) => `${service}_read_operations`)],
    )
  })

  it('take at most 2,550 tokens of o200k_base all together', () => {
    const shown = tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: inputSchema,
    }))
    const tokens = countTokens(JSON.stringify(shown))
    assert.ok(tokens <= 2_550, `${tokens} tokens`)
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

  it('list each recipe once, in the tool of its first service', () => {
    for (const { name, services, recipes: listed = [] } of definitions) {
      const own = recipes.filter(({ services: [first] }) => services.includes(first))
      assert.deepEqual([...listed].sort(), own.map((recipe) => recipe.name).sort(), name)
    }
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
    const heavy = /@aws-sdk|@smithy|catalogue\/data|minisearch|planner/
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    )
  })
})
