import { Sha256 } from '@aws-crypto/sha256-js'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { SignatureV4 } from '@smithy/signature-v4'
import { awsAgents } from '../outbound/aws-agents.ts'

/** One call of an AWS service that speaks JSON; throws an `AwsRefusal` for an answer that is none. */
export type AwsJson = (service: Service, operation: string, input: object) => Promise<unknown>

export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal'
  /** AWS's own name of it. */
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** Of services that only preflight asks, and whose clients are not worth their size. */
const services = {
  ecr: { target: 'AmazonEC2ContainerRegistry_V20150921', host: 'api.ecr' },
  kms: { target: 'TrentService', host: 'kms' },
  servicequotas: { target: 'ServiceQuotasV20190624', host: 'servicequotas' },
} as const
type Service = keyof typeof services

export function awsJson(region: string, endpoint = process.env.AWS_ENDPOINT_URL): AwsJson {
  const credentials = fromNodeProviderChain({
    parentClientConfig: { region, requestHandler: awsAgents() },
  })
  return async (service, operation, input) => {
    const { target, host } = services[service]
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
    const url = new URL(endpoint ?? `https://${host}.${region}.${suffix}`)
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
    const request = {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: '/',
      query: {},
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${target}.${operation}`,
      },
      body: JSON.stringify(input),
    }
    const { headers: signed, body } = await signer.sign(request)
    const { host: _setByFetch, ...headers } = signed
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    })
    const said = JSON.parse((await response.text()) || '{}')
    if (response.ok) return said
    const code = String(said.__type ?? response.status).replace(/^.*#/, '')
    throw new AwsRefusal(code, String(said.message ?? said.Message ?? ''))
  }
}
