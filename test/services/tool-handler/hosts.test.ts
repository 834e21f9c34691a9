import assert from 'node:assert/strict'
import { catalogueOf } from '../../../tools/catalogue/catalogue.ts'
import { type Service, serviceNames, services } from '../../../tools/catalogue/services.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'
import { recordedHandler } from './counting-endpoint.ts'
import { sampleParameters } from './sample-parameters.ts'

/** Services whose hosts come from names, ARNs or URLs. SOAK=1 asks all of them with each text. */
const addressed: readonly Service[] = ['s3', 'sqs', 'dynamodb', 'cloudwatch-logs', 'lambda']

const texts = [
  'http://elsewhere.example.com/123456789012/name',
  'elsewhere.example.com',
  'elsewhere.example.com#',
  'user@elsewhere.example.com:80',
  '//elsewhere.example.com/..',
  'arn:aws:s3:us-east-1:123456789012:accesspoint/elsewhere',
  'arn:aws:s3:elsewhere.example.com:123456789012:accesspoint/name',
  'arn:aws:s3::123456789012:accesspoint/elsewhere.mrap',
  'arn:aws:dynamodb:elsewhere.example.com:elsewhere.example.com:table/name',
]

/** The hosts that readable operations go to, with this text in all of their parameters. */
async function hostsAsked(text: string, among: readonly Service[]): Promise<string[]> {
  const { call, hosts } = recordedHandler({ dataAccess: dataKinds, unplugged: true })
  for (const service of among) {
    const catalogue = await catalogueOf(service)
    const tool = tools.find(({ services }) => services.includes(service))?.name ?? assert.fail()
    for (const [name, operation] of Object.entries(catalogue.operations)) {
      if (operation.parameters === undefined) continue
      const parameters = sampleParameters(catalogue, operation, text)
      const { code, regions } = await call(tool, {
        operation: `${services[service].name}:${name}`,
        parameters,
      })
      assert.notEqual(code, 'internal', `${service} ${name} ${text}`)
      const [region] = regions
      assert.ok(region === undefined || region.status === 'error')
    }
  }
  return [...hosts].sort()
}

describe('hosts that a call can reach', () => {
  const inherited = process.env.AWS_ENDPOINT_URL

  after(() => {
    if (inherited === undefined) delete process.env.AWS_ENDPOINT_URL
    else process.env.AWS_ENDPOINT_URL = inherited
  })

  for (const [index, text] of texts.entries()) {
    const among = index === 0 || process.env.SOAK !== undefined ? serviceNames : addressed

    it(`are the configured endpoint’s alone, with ${text} as parameter`, async () => {
      process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4'
      assert.deepEqual(await hostsAsked(text, among), ['127.0.0.1:4'])
    })

    it(`are AWS’s alone, with ${text} as parameter`, async () => {
      delete process.env.AWS_ENDPOINT_URL
      const hosts = await hostsAsked(text, among)
      const foreign = hosts.filter((host) => !/^[\w.-]+\.(amazonaws\.com|api\.aws)$/.test(host))
      assert.deepEqual(foreign, [])
      assert.ok(hosts.length >= among.length - 6, `${hosts.length} hosts`)
    })
  }
})
