import type { Answers, Output, Place } from '../answer.ts'
import { records, text, texts } from '../answer.ts'
import { arn, tags } from '../facts/company.ts'
import { instanceId, instances, regionOf } from '../facts/compute.ts'
import { databaseArn, databases } from '../facts/data-stores.ts'
import { functionArn, functions } from '../facts/functions.ts'
import { keyArn, keys, secretArn, secrets } from '../facts/keys.ts'
import { queueArn, queues } from '../facts/messaging.ts'
import { buckets } from '../facts/storage.ts'
import { listing } from '../listing.ts'
import type { Paging } from '../paging.ts'

const paged: Paging = {
  size: 'ResourcesPerPage',
  token: 'PaginationToken',
  next: 'PaginationToken',
}

export const answers: Answers = {
  GetResources: listing({
    as: 'ResourceTagMappingList',
    from: taggedIn,
    where: ({ ResourceARN, Tags }, input) => {
      const types = texts(input, 'ResourceTypeFilters')
      const named = texts(input, 'ResourceARNList')
      return (
        (types.length === 0 || types.some((type) => isOfType(String(ResourceARN), type))) &&
        (named.length === 0 || named.includes(String(ResourceARN))) &&
        records(input, 'TagFilters').every((filter) => matches(Tags, filter))
      )
    },
    paging: paged,
  }),
  GetTagKeys: listing({
    as: 'TagKeys',
    from: (at) => keysIn(at).map((key) => ({ key })),
    show: ({ key }) => key,
    paging: paged,
  }),
  GetTagValues: listing({
    as: 'TagValues',
    from: (at, input) =>
      distinct(
        taggedIn(at).flatMap(({ Tags }) =>
          Tags.filter(({ Key }) => Key === text(input, 'Key')).map(({ Value }) => Value),
        ),
      ).map((value) => ({ value })),
    show: ({ value }) => value,
    paging: paged,
  }),
}

const keysIn = (at: Place) =>
  distinct(taggedIn(at).flatMap(({ Tags }) => Tags.map(({ Key }) => Key)))

const distinct = (all: readonly string[]) => [...new Set(all)].toSorted()

/** What has tags; what never had any, AWS does not list. */
function taggedIn(at: Place) {
  const prod = { env: 'prod' }
  const all = [
    ...instances.map((one) => ({
      region: regionOf(one),
      ResourceARN: arn('ec2', regionOf(one), `instance/${instanceId(one.name)}`),
      Tags: tags(one.name, one),
    })),
    ...buckets.map((one) => ({
      region: one.region,
      ResourceARN: `arn:aws:s3:::${one.name}`,
      Tags: tags('', one).slice(1),
    })),
    ...databases.map((one) => ({
      region: one.region,
      ResourceARN: databaseArn(one),
      Tags: tags(one.name, one),
    })),
    ...functions.map((one) => ({
      region: one.region,
      ResourceARN: functionArn(one),
      Tags: tags('', { ...prod, ...one }).slice(1),
    })),
    ...queues.map((one) => ({
      region: one.region,
      ResourceARN: queueArn(one),
      Tags: tags('', { ...prod, ...one }).slice(1),
    })),
    ...keys.map((one) => ({
      region: one.region,
      ResourceARN: keyArn(one),
      Tags: tags('', one).slice(1),
    })),
    ...secrets.map((one) => ({
      region: one.region,
      ResourceARN: secretArn(one),
      Tags: tags('', one).slice(1),
    })),
  ]
  return all
    .filter(({ region, Tags }) => region === at.region && Tags.length > 0)
    .map(({ ResourceARN, Tags }) => ({ ResourceARN, Tags }))
}

/** `ec2:instance`, or `ec2` for all of it. */
function isOfType(resource: string, wanted: string): boolean {
  const [service, type] = wanted.split(':')
  const [, , itsService, , , ...rest] = resource.split(':')
  return itsService === service && (type === undefined || rest.join(':').startsWith(type))
}

function matches(tagged: unknown, { Key, Values }: Output): boolean {
  const wanted = Array.isArray(Values) ? Values : []
  return (
    Array.isArray(tagged) &&
    tagged.some((tag) => tag.Key === Key && (wanted.length === 0 || wanted.includes(tag.Value)))
  )
}
