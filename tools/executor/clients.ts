import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts'
import { awsAgents } from '../../outbound/aws-agents.ts'
import { withoutLogger } from '../../outbound/without-logger.ts'
import { sdkPackages } from '../catalogue/loaders.ts'
import { isService, type Service } from '../catalogue/services.ts'
import { isRecord } from '../json.ts'
import type { AwsCall, AwsClients } from '../tool.ts'

/** What all clients of the SDK have in common. */
type SdkClient = Pick<STSClient, 'config' | 'middlewareStack'>

interface Options {
  credentials?: STSClientConfig['credentials']
  /** Theirs. */
  account?: string | undefined
  /** Called once with each new client, as to plug something in beneath it. */
  configure?: (client: SdkClient, place: { service: Service; region: string }) => void
}

/**
 * SDK clients, one for a service and region, made at first use and kept warm. The SDK's own
 * environment holds (`AWS_PROFILE`, `AWS_ENDPOINT_URL`, …).
 */
export function sdkClients(options: Options = {}): AwsClients {
  const clients = new Map<string, Promise<Sdk>>()
  return {
    account: options.account,
    reachAws: process.env.AWS_ENDPOINT_URL === undefined,
    async send({ service, operation, input, region, signal }: AwsCall) {
      if (!isService(service)) throw new Error(`Unknown service: ${service}`)
      const key = `${service} ${region}`
      const made = clients.get(key) ?? makeClient(service, region, options)
      clients.set(key, made)
      const { client, commands } = await made
      const Command = commands[`${operation}Command`]
      if (!isConstructor(Command)) throw new Error(`Unknown operation: ${service} ${operation}`)
      try {
        const output = await client.send(new Command(input), { abortSignal: signal })
        return isRecord(output) ? output : {}
      } catch (error) {
        const { orUnsent } = await import('./failure.ts')
        throw orUnsent(error)
      }
    },
  }
}

interface Sdk {
  client: SdkClient & Sender
  commands: Record<string, unknown>
}

interface Sender {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<unknown>
}

async function makeClient(service: Service, region: string, options: Options): Promise<Sdk> {
  const { sdk, Client } = await packageOf(service)
  const { credentials } = options
  const client = new Client({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...everyClient(),
    ...(await ownSettings[service]?.()),
  })
  if (!isClient(client)) throw new Error(`Not a client: ${Client.name}`)
  withoutLogger(client)
  options.configure?.(client, { service, region })
  return { client, commands: sdk }
}

interface SdkPackage {
  sdk: Record<string, unknown>
  Client: Constructor
}

/** Looked through once for the class of its client, whichever regions it is for: EC2's has 3,000 exports. */
function packageOf(service: Service): Promise<SdkPackage> {
  const found = packages.get(service) ?? findClient(service)
  packages.set(service, found)
  return found
}

const packages = new Map<Service, Promise<SdkPackage>>()

async function findClient(service: Service): Promise<SdkPackage> {
  const sdk = await sdkPackages[service]()
  const name = Object.keys(sdk).find((name) => /^[A-Z]\w*Client$/.test(name)) ?? ''
  const Client = sdk[name]
  if (!isConstructor(Client)) throw new Error(`No client in the SDK package of ${service}`)
  return { sdk, Client }
}

const everyClient = () => ({
  maxAttempts: 3,
  customUserAgent: 'aws-operations-agent',
  requestHandler: requestOptions(),
  // Stand-ins for AWS have one host name.
  ...(process.env.AWS_ENDPOINT_URL === undefined ? {} : { disableHostPrefix: true }),
})

const requestOptions = () => ({
  connectionTimeout: 3_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
  ...awsAgents(),
})

const ownSettings: Readonly<Partial<Record<Service, () => object | Promise<object>>>> = {
  // Its client would speak HTTP/2, which knows neither proxies nor these timeouts.
  kinesis: async () => {
    const { NodeHttpHandler } = await import('@smithy/node-http-handler')
    return { requestHandler: new NodeHttpHandler(requestOptions()) }
  },
  s3: () => ({
    followRegionRedirects: true,
    forcePathStyle: hasOwnEndpoint(),
    // A directory bucket is asked like any other, without a session of credentials made for it.
    disableS3ExpressSessionAuth: true,
  }),
  // A queue's URL is the caller's text: requests go where the region says, not where it points.
  sqs: () => ({ useQueueUrlAsEndpoint: false }),
}

/** Stand-ins for AWS know no host names of buckets. */
const hasOwnEndpoint = () =>
  Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL)

type Constructor = new (argument: object) => object

const isConstructor = (value: unknown): value is Constructor => typeof value === 'function'

const isClient = (value: object): value is SdkClient & Sender =>
  'send' in value && 'middlewareStack' in value && 'config' in value
