import assert from 'node:assert/strict'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { type Service, serviceNames, services } from '../../../tools/catalogue/services.ts'
import { tools } from '../../../tools/tools.ts'
import { listen } from '../../stand-ins/listen.ts'
import { recordedHandler } from './counting-endpoint.ts'

/** An operation that needs no parameters, where a service has one. */
async function plainRead(service: Service): Promise<string | undefined> {
  const { operations } = await catalogueOf(service)
  const found = Object.entries(operations).find(
    ([, { class: kind, parameters = {} }]) =>
      kind === 'metadata' && !Object.values(parameters).some((type) => type.endsWith('!')),
  )
  return found && `${services[service].name}:${found[0]}`
}

const secret = 'hunter2-do-not-show'

const broken: Record<string, (response: ServerResponse) => void> = {
  'text that is nothing': (response) => response.end(secret),
  'a page of a proxy': (response) => response.writeHead(403).end(`<html>${secret}</html>`),
  'half of it': (response) => response.end(`{"a": "${secret}`),
  'half of an element': (response) => response.end(`<a><b>${secret}`),
  'a way to nowhere': (response) => response.writeHead(301).end(secret),
  'the wrong kind': (response) => response.end('[1, "x", null]'),
  'a cut connection': (response) => response.destroy(),
  'less than it said': (response) => {
    response.writeHead(200, { 'content-length': '5000' }).write(secret)
    response.destroy()
  },
}

describe('answers that are broken', () => {
  let server: Server
  let answer: (response: ServerResponse) => void
  const inherited = process.env.AWS_ENDPOINT_URL

  before(async () => {
    server = createServer((request, response) => {
      request.resume()
      answer(response)
    })
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${await listen(server)}`
  })
  after(() => {
    server.close()
    server.closeAllConnections()
    if (inherited === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = inherited
  })

  for (const [what, breaking] of Object.entries(broken)) {
    it(`are an error with a hint, or nothing: ${what}`, async () => {
      answer = breaking
      const { call } = recordedHandler()
      const answers = await Promise.all(
        serviceNames.map(async (service) => {
          const tool = tools.find(({ services }) => services.includes(service)) ?? assert.fail()
          const operation = await plainRead(service)
          return operation === undefined ? [] : [await call(tool.name, { operation })]
        }),
      )
      const results = answers.flat()
      assert.ok(results.length > serviceNames.length * 0.9, `${results.length}`)
      for (const result of results) {
        const [region] = result.regions
        const said = JSON.stringify(result)
        assert.ok(region !== undefined, said)
        if (region.status === 'error') assert.ok(region.hint, said)
        assert.ok(!said.includes(secret.slice(0, 9)), said)
      }
    })
  }
})
