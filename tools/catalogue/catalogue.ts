import { isRecord } from '../json.ts'
import type { Classification } from '../policy/classify.ts'
import { dataFiles } from './loaders.ts'
import { type Service, serviceNames, services } from './services.ts'

/** How an operation answers in pages. */
export interface Paging {
  /** Input member that takes the token, to the path of the output member that gives it. */
  tokens: Readonly<Record<string, string>>
  /** The input member for the size of a page, what to ask for at most, and AWS's least. */
  size?: string
  page?: number
  least?: number
}

/** One operation of one SDK client. Only operations that can be allowed have parameters. */
export interface Operation {
  description: string
  class: Classification['class']
  /** With class `data`: which of the kinds opens it. */
  kind?: string
  /** IAM actions that it needs; absent where they are its own name under the service's prefix. */
  actions?: readonly string[]
  access?: string
  /**
   * Types by name: `string`, `number`, `boolean`, `timestamp`, `blob`, `document`, an enum or a
   * shape of the same file; `T[]` a list, `{T}` a map, `T!` a required member.
   */
  parameters?: Readonly<Record<string, string>>
  paging?: Paging
  /** Path of the items in the output (`Reservations[].Instances`). */
  items?: string
  /** More lists of the output, whose entries follow as `{ [list]: entry }`. Neither: it is one item. */
  besides?: readonly string[]
}

/** All operations of one SDK client, as `npm run catalogue` generates them. */
export interface Catalogue {
  service: Service
  operations: Readonly<Record<string, Operation>>
  shapes: Readonly<Record<string, Readonly<Record<string, string>>>>
  enums: Readonly<Record<string, readonly string[]>>
}

/** The catalogue of a service, read at first use. */
export function catalogueOf(service: Service): Promise<Catalogue> {
  const loaded = cache.get(service) ?? load(service)
  cache.set(service, loaded)
  return loaded
}

/** `ec2:DescribeInstances`, as shown to people and models. */
export const fullName = (service: Service, operation: string): string =>
  `${services[service].name}:${operation}`

/** The IAM actions of an operation; none where it is unmapped. */
export function actionsOf(service: Service, name: string, operation: Operation): readonly string[] {
  if (operation.class === 'unmapped') return []
  return operation.actions ?? [`${services[service].iam}:${name}`]
}

const cache = new Map<Service, Promise<Catalogue>>()

async function load(service: Service): Promise<Catalogue> {
  const { default: file } = await dataFiles[service]()
  if (!isCatalogue(file)) throw new Error(`Not a catalogue: ${service}`)
  return file
}

/** Generated and tested as a whole: here only that it is such a file. */
const isCatalogue = (file: unknown): file is Catalogue =>
  isRecord(file) &&
  serviceNames.some((name) => name === file.service) &&
  isRecord(file.operations) &&
  isRecord(file.shapes) &&
  isRecord(file.enums)
