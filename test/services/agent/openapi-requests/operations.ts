import { z } from 'zod'

/** A call as `/openapi.json` describes it. */
export interface Operation {
  method: string
  /** `/api/conversations/{id}` */
  path: string
  query: Schema
  body: Schema | undefined
  /** The schema of each answer by its status; undefined for one that is not JSON. */
  answers: Answers
}

export type Schema = z.infer<typeof schema>
export type Answers = Readonly<Record<string, z.ZodType | undefined>>

export function operationsIn(openApi: unknown): Operation[] {
  const { paths, components } = document.parse(openApi)
  const resolve = (of: Schema | undefined) => {
    const name = String(of?.$ref).split('/').at(-1)
    return components.schemas[name ?? ''] ?? of
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => {
      const answers = Object.entries(responses).map(([status, { content }]) => {
        const json = content['application/json'] ?? content['application/problem+json']
        const schema = resolve(json?.schema)
        return [status, schema && z.fromJSONSchema(schema)]
      })
      const query = parameters.filter((parameter) => parameter.in === 'query')
      return {
        method: method.toUpperCase(),
        path,
        query: {
          type: 'object',
          properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
        },
        body: resolve(requestBody?.content['application/json']?.schema),
        answers: Object.fromEntries(answers),
      }
    }),
  )
}

const schema = z.record(z.string(), z.json())
const content = z.record(z.string(), z.object({ schema }))
const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema })).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.default({}) })),
})
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
})
