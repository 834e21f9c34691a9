import type { PluggableClient } from '../../../local/sample-account/plug-into.ts'
import { sampleAccount } from '../../../local/sample-account/sample-account.ts'

export const now = new Date('2026-03-18T14:25:31.250Z')

type Output = Record<string, unknown>
interface Asked {
  region?: string
  now?: Date
}

/** One call through a real SDK client that has no credentials and is plugged into the sample account. */
export async function ask(
  call: string,
  input: object = {},
  { region = 'us-east-1', now: when = now }: Asked = {},
): Promise<Output> {
  const [service = '', operation = ''] = call.split(':')
  const sdk = await sdkOf(service)
  const client = construct(sdk, /^(?!__).*Client$/, { region })
  if (!isClient(client)) throw new Error(`No client in ${service}`)
  sampleAccount({ now: () => when }).plugInto(client, { service, region })
  const output = await client.send(construct(sdk, new RegExp(`^${operation}Command$`), input))
  const { $metadata, ...rest } = output
  return rest
}

/** What lies at `path` (`Reservations.Instances.InstanceId`), through all lists on the way. */
export function all(value: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (found, member) =>
      found.flatMap((one) => {
        const next = isRecord(one) ? one[member] : undefined
        return next === undefined ? [] : next
      }),
    [value].flat(),
  )
}

export const strings = (value: unknown, path: string) => all(value, path).map(String)
export const records = (value: unknown, path: string) => all(value, path).filter(isRecord)

/** The one thing at `path`; the test fails where there are none or several. */
export function one(value: unknown, path: string): unknown {
  const found = all(value, path)
  if (found.length === 1) return found[0]
  throw new Error(`${found.length} values at ${path}, not one`)
}

export const isRecord = (value: unknown): value is Output =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The runtime schema that the SDK exports as `<Operation>$`. */
export async function operationSchema(service: string, operation: string): Promise<unknown> {
  return (await sdkOf(service))[`${operation}$`]
}

async function sdkOf(service: string): Promise<Output> {
  return import(`@aws-sdk/client-${service}`)
}

function construct(sdk: Output, name: RegExp, argument: object): unknown {
  const found = Object.entries(sdk).find(([exported]) => name.test(exported))?.[1]
  if (typeof found !== 'function') throw new Error(`The SDK exports no ${name}`)
  return Reflect.construct(found, [argument])
}

interface Client extends PluggableClient {
  send(command: unknown): Promise<Output>
}

function isClient(value: unknown): value is Client {
  return isRecord(value) && 'send' in value && 'middlewareStack' in value && 'config' in value
}
