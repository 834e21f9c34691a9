import { createHash } from 'node:crypto'
import { drawn, seedling } from '../seed.ts'

/** Those that AWS's documentation uses. */
const exampleAccounts = [
  '123456789012',
  '222222222222',
  '333333333333',
  '444455556666',
  '777788889999',
  '999999999999',
]

/** Everything in this folder is made up; account id, addresses and domain are those reserved for examples. */
export const company = {
  name: 'Quillmarket (a made-up company)',
  accountId: exampleAccounts[drawn('account', 0, [1, 5])] ?? '',
  alias: 'quillmarket-sample',
  domain: 'quillmarket.example',
} as const

export const mainRegion = 'us-east-1'
export const secondRegion = 'eu-west-1'

/** Enabled in the account; all but the two above are empty. */
export const enabledRegions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]

/** An ARN in this account; services without a region take `''`. */
export function arn(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${company.accountId}:${resource}`
}

/** A resource id as AWS's, the same for the same name: `i-0a1b…`. */
export const awsId = (prefix: string, name: string) => `${prefix}-0${hex(`${prefix} ${name}`, 16)}`

export function hex(name: string, length: number): string {
  return createHash('sha256').update(seedling(name)).digest('hex').slice(0, length)
}

export function uuid(name: string): string {
  const digits = hex(name, 32)
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`]
  return [...parts, `a${digits.slice(17, 20)}`, digits.slice(20)].join('-')
}

export interface Tagged {
  env?: string
  service?: string
  owner?: string
}

/** The company's tags; some resources lack some, as everywhere. */
export function tags(
  name: string,
  { env, service, owner }: Tagged,
): { Key: string; Value: string }[] {
  const all = { Name: name, Env: env, Service: service, Owner: owner }
  return Object.entries(all).flatMap(([Key, Value]) =>
    Value === undefined ? [] : [{ Key, Value }],
  )
}

/** The same tags for services that take a map. */
export function tagMap(tagged: Tagged): Record<string, string> {
  return Object.fromEntries(
    tags('', tagged)
      .slice(1)
      .map(({ Key, Value }) => [Key, Value]),
  )
}
