import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Paging } from '../catalogue.ts'
import type { Service } from '../services.ts'
import { packageFolder } from './declarations.ts'
import { pageSizes } from './page-sizes.ts'

/** How an operation pages: as the SDK's paginator has it, else by the names of its members. */
export function pagingOf(
  service: Service,
  operation: string,
  { input, output }: { input: NormalizedSchema; output: NormalizedSchema },
): Paging | undefined {
  const inputs = scalarMembers(input)
  const known = sdkPaginator(service, operation)
  const tokens = afterLast[operation] ??
    known?.tokens ?? {
      ...guessTokens(inputs, scalarMembers(output)),
      ...wrappedMarker(inputs, output),
    }
  if (Object.keys(tokens).length === 0) return undefined
  const size = [known?.size, ...sizeNames].find((name) => name !== undefined && inputs.has(name))
  const limits = pageSizes(service, operation)
  return size === undefined || limits === undefined ? { tokens } : { tokens, size, ...limits }
}

/** Where AWS says that there is more and gives no token: it goes on after the last entry. */
const afterLast: Readonly<Record<string, Record<string, string>>> = {
  ListDeliveryStreams: { ExclusiveStartDeliveryStreamName: 'DeliveryStreamNames[-1]' },
  ListTagsForDeliveryStream: { ExclusiveStartTagKey: 'Tags[-1].Key' },
  ListTagsForStream: { ExclusiveStartTagKey: 'Tags[-1].Key' },
}

const sizeNames = [
  ...['MaxResults', 'maxResults', 'MaxItems', 'MaxRecords', 'PageSize', 'limit', 'Limit'],
  ...['MaxKeys', 'MaxUploads', 'MaxParts', 'MaxBuckets', 'MaxDirectoryBuckets'],
]

const scalarMembers = (schema: NormalizedSchema): Set<string> =>
  new Set(
    schema.isStructSchema()
      ? [...schema.structIterator()]
          .filter(([, member]) => member.isStringSchema() || member.isNumericSchema())
          .map(([name]) => name)
      : [],
  )

function sdkPaginator(service: Service, operation: string) {
  const path = join(packageFolder(service), 'dist-es/pagination', `${operation}Paginator.js`)
  if (!existsSync(path)) return undefined
  const call = /createPaginator\(\w+, \w+, "([^"]+)", "([^"]+)", "([^"]*)"\)/
  const [, input, output, size] = call.exec(readFileSync(path, 'utf8')) ?? []
  return input && output ? { tokens: { [input]: output }, size } : undefined
}

/** CloudFront's pages lie one member deeper: `FunctionList.NextMarker`, where no paginator says so. */
function wrappedMarker(inputs: Set<string>, output: NormalizedSchema): Record<string, string> {
  if (!inputs.has('Marker') || !output.isStructSchema()) return {}
  const wrapper = [...output.structIterator()].find(([, member]) =>
    scalarMembers(member).has('NextMarker'),
  )
  return wrapper === undefined ? {} : { Marker: `${wrapper[0]}.NextMarker` }
}

/**
 * Pairs such as NextToken, Marker to NextMarker, StartRecordName to NextRecordName. S3 repeats the
 * marker of the request in its answer: a member that says "next" comes first.
 */
function guessTokens(inputs: Set<string>, outputs: Set<string>): Record<string, string> {
  const pairs = [...inputs].flatMap((input) => {
    const next = [
      `Next${input}`,
      input.replace(/^Start/, 'Next'),
      input.replace(/^ExclusiveStart/, 'LastEvaluated'),
    ].find((name) => name !== input && outputs.has(name))
    const same =
      /^((next(Page)?|pagination)Token|position)$|Marker$/i.test(input) && outputs.has(input)
    return next ? [[input, next]] : same ? [[input, input]] : []
  })
  return Object.fromEntries(pairs)
}
