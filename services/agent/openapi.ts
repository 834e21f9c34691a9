import * as z from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { type ProblemCode, problemCodes, timeZoneHeader } from './api.ts'
import { type Endpoint, endpoints, ofAll, ofBodies, type SchemaName, schemas } from './endpoints.ts'

/** OpenAPI 3.1 of the whole API, made of the schemas that requests are parsed with. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: packageJson.name, version: packageJson.version, description },
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, { schema, io }]) => [name, jsonSchema(schema, io)]),
      ),
      securitySchemes: {
        sigv4: { type: 'apiKey', in: 'header', name: 'authorization', description: sigv4 },
        okta: { type: 'apiKey', in: 'header', name: 'x-okta-token', description: okta },
      },
    },
  }
}

const description = packageJson.description
const sigv4 = 'AWS Signature Version 4 for the service lambda: the Function URL asks for it.'
const okta = 'An Okta access token; requests with a body may hold it there as okta_token instead.'

const timeZone = {
  name: timeZoneHeader,
  in: 'header',
  required: false,
  description:
    'The time zone of the person who asks, an IANA name: times in words are read by its clock, and by UTC without it.',
  schema: { type: 'string', example: 'Europe/Zurich' },
}

function operation({ method, path, summary, query, body, answer, ...rest }: Endpoint) {
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(query),
    ...(body === 'QuestionBody' ? [timeZone] : []),
  ]
  const status = method === 'delete' && answer === undefined ? 204 : 200
  const type = rest.answerType ?? 'application/json'
  const schema = answer === undefined ? {} : reference(answer)
  return {
    summary,
    security: [rest.problems === undefined ? { sigv4: [] } : { sigv4: [], okta: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: body !== 'TokenBody',
        content: { 'application/json': { schema: reference(body) } },
      },
    }),
    responses: {
      [status]: {
        description: status === 204 ? 'Done.' : summary,
        ...(status !== 204 && { content: { [type]: { schema } } }),
      },
      ...(rest.problems !== undefined &&
        refusals([...ofAll, ...(method === 'get' ? [] : ofBodies), ...rest.problems])),
    },
  }
}

/** One response a status, which names the codes that it can have. */
function refusals(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problemCodes[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        ...(codes.some((code) => withRetryAfter.has(code)) && {
          headers: { 'retry-after': retryAfter },
        }),
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    ]),
  )
}

const withRetryAfter = new Set<ProblemCode>(['conversation_busy', 'throttled', 'quota_spent'])

const retryAfter = {
  description: 'In how many seconds to come back, where that is known: retry_after_s of the body.',
  schema: { type: 'integer' },
}

function pathParameters(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters(query: z.ZodObject | undefined) {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: jsonSchema(schema, 'output'),
  }))
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` }
}

/** JSON Schema 2020-12, which is that of OpenAPI 3.1. Answers may gain fields; bodies may not. */
function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override({ jsonSchema }) {
      if (io === 'output') delete jsonSchema.additionalProperties
    },
  })
  return json
}
