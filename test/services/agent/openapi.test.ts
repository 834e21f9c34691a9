import assert from 'node:assert/strict'
import { Validator } from '@seriousme/openapi-schema-validator'
import { z } from 'zod'
import { problemCodes } from '../../../services/agent/api.ts'
import { type RunningAgent, startAgent } from './running-agent.ts'

const responses = z.record(
  z.string(),
  z.looseObject({
    description: z.string(),
    headers: z.record(z.string(), z.unknown()).optional(),
  }),
)
const openApiDocument = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses }))),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
})

describe('/openapi.json', () => {
  let agent: RunningAgent
  let document: z.infer<typeof openApiDocument>
  before(async () => {
    agent = await startAgent()
    const response = await agent.app.inject('/openapi.json')
    document = openApiDocument.parse(response.json())
  })
  after(() => agent.close())

  it('is an OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(structuredClone(document))
    assert.deepEqual(result, { valid: true })
  })

  it('has every route of the service, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    assert.deepEqual(described.toSorted(), routesIn(agent.app.printRoutes(printed)).toSorted())
  })

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document)
    const references = text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
    const names = new Set([...references].map(([, name]) => name))
    assert.deepEqual([...names].toSorted(), Object.keys(document.components.schemas).toSorted())
    assert.doesNotMatch(text, /"\$schema"|"\$defs"/)
  })

  it('has bodies that refuse unknown fields, as the service does, and answers that may gain some', () => {
    const { QuestionBody, TitleBody, TokenBody, ...answers } = document.components.schemas
    assert.doesNotMatch(JSON.stringify(answers), /"additionalProperties":false/)
    assert.deepEqual(
      [QuestionBody, TitleBody, TokenBody].map((schema) => schema?.additionalProperties),
      [false, false, false],
    )
    assert.deepEqual(QuestionBody?.required, ['message'])
  })

  it('names for every refusal its status and codes', () => {
    const codes = new Set<string>()
    for (const [status, { description }] of answers()) {
      if (Number(status) < 400) continue
      for (const code of description.split(', ')) {
        codes.add(code)
        assert.equal(String(Object(problemCodes)[code]), status, code)
      }
    }
    // Which no route that there is can answer.
    assert.deepEqual(codes.add('not_found'), new Set(Object.keys(problemCodes)))
  })

  it('says which refusals tell when to come back', () => {
    const told = answers().filter(([, { headers }]) => headers !== undefined)
    assert.deepEqual(new Set(told.map(([status]) => status)), new Set(['409', '429']))
    assert.ok(told.every(([, { headers }]) => headers?.['retry-after'] !== undefined))
  })

  const answers = () =>
    Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .flatMap(({ responses }) => Object.entries(responses))
})

const printed = { commonPrefix: false }

/** `METHOD /path/{parameter}` of each line in Fastify's tree, four columns deeper a level. */
function routesIn(tree: string): string[] {
  const path: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] =
      /^(.*)[├└]── (\S+)(?: \(([^)]+)\))?$/.exec(line) ?? []
    path.splice(indent.length / 4, Infinity, part.replace(/:(\w+)/g, '{$1}'))
    // HEAD comes with every GET.
    const named = methods.split(', ').filter((method) => !['', 'HEAD'].includes(method))
    return named.map((method) => `${method} ${path.join('')}`)
  })
}
