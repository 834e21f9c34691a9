import { catalogueOf, fullName, type Operation } from '../../catalogue/catalogue.ts'
import { type Service, serviceNames } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'
import type { Word } from '../plan.ts'
import { alike, camelWords, stem } from '../words/stem.ts'
import { nounsOf } from './identity.ts'
import { keyOf, ofResource } from './key-of.ts'
import type { Kind } from './kind.ts'
import type { Thing } from './list-things.ts'
import type { Reading } from './reader.ts'

/** An operation that says more of one thing, which its parameter names. */
export interface Attribute {
  operation: string
  parameter: string
  /** The member under which what it says is put: `BucketLifecycleConfiguration`. */
  member: string
  /** The words of the question that it is for. */
  words: readonly Word[]
}

/**
 * The operations that say of each thing what its list does not: `versioning` of a bucket is
 * GetBucketVersioning. Found by their names and descriptions; none where no word fits.
 */
export async function attributeFor(
  kind: Kind,
  words: readonly Word[],
): Promise<Attribute | undefined> {
  const found = await findOperation(kind.list, serviceNames)
  const { operations } = await catalogueOf(found.service)
  const nouns = nounsOf(kind.list)
  const [best] = Object.entries(operations)
    .flatMap(([name, operation]) => {
      const parameter = parameterFor(operation, nouns, name)
      return parameter === undefined ||
        !isAsked(name, operation) ||
        isOfOther(name, nouns) ||
        // What blocks the public is the opposite of what is public.
        (/Block/.test(name) && !words.some(({ word }) => /^block/.test(word)))
        ? []
        : [{ name, parameter, ...suits({ name, operation, nouns, words }) }]
    })
    .filter(({ score }) => score >= 1.5)
    .toSorted((a, b) => b.score - a.score || a.name.length - b.name.length)
  if (best === undefined) return undefined
  const { name, parameter, taken } = best
  return {
    operation: fullName(found.service, name),
    parameter,
    member: memberOf(name),
    words: taken,
  }
}

/** The attributes of which a query speaks by their members. */
export async function attributesIn(kind: Kind, query: string): Promise<Omit<Attribute, 'words'>[]> {
  const { service } = await findOperation(kind.list, serviceNames)
  const { operations } = await catalogueOf(service)
  const nouns = nounsOf(kind.list)
  return Object.entries(operations).flatMap(([name, operation]) => {
    const member = memberOf(name)
    const parameter =
      isAsked(name, operation) && new RegExp(`(?<![\\w.'])${member}(?!\\w)`).test(query)
        ? parameterFor(operation, nouns, name)
        : undefined
    return parameter === undefined
      ? []
      : [{ operation: fullName(service, name), parameter, member }]
  })
}

/** The operation that describes one thing of the kind in full, as GetRole for a role of ListRoles. */
export async function detailFor(kind: Kind): Promise<Omit<Attribute, 'words'> | undefined> {
  const { service } = await findOperation(kind.list, serviceNames)
  const { operations } = await catalogueOf(service)
  const nouns = nounsOf(kind.list)
  const found = Object.entries(operations).find(([name, operation]) => {
    return (
      isAsked(name, operation) &&
      nounsOf(name).join() === nouns.join() &&
      !/s$/.test(name) &&
      parameterFor(operation, nouns, name) !== undefined
    )
  })
  if (found === undefined) return undefined
  const [name, operation] = found
  const parameter = parameterFor(operation, nouns, name)
  return parameter === undefined
    ? undefined
    : { operation: fullName(service as Service, name), parameter, member: memberOf(name) }
}

/** What has all further settings of one thing of the kind, whatever they are called: DescribeLoadBalancerAttributes. */
export async function settingsFor(kind: Kind): Promise<Omit<Attribute, 'words'> | undefined> {
  const { service } = await findOperation(kind.list, serviceNames)
  const { operations } = await catalogueOf(service)
  const nouns = nounsOf(kind.list).join()
  const found = Object.entries(operations).find(
    ([name, operation]) =>
      /Attributes$/.test(name) && nounsOf(name).join() === nouns && isAsked(name, operation),
  )
  return found && (await attributesNamed(kind, [found[0]]))[0]
}

/** What describes one thing of a kind of which the list says little. */
export const attributesAbout = (kind: Kind) => attributesNamed(kind, kind.about ?? [])

/** The operations of those names that say more of one thing of a kind. */
export async function attributesNamed(
  { list }: Kind,
  names: readonly string[],
): Promise<Omit<Attribute, 'words'>[]> {
  const { service } = await findOperation(list, serviceNames)
  const { operations } = await catalogueOf(service)
  const nouns = nounsOf(list)
  return names.flatMap((name) => {
    const operation = operations[name]
    const parameter = operation && parameterFor(operation, nouns, name)
    return parameter === undefined
      ? []
      : [{ operation: fullName(service, name), parameter, member: memberOf(name) }]
  })
}

/** Operations that describe what the things' own members name, as DescribeTaskDefinition of `taskDefinition`. */
export async function referencesOf(
  kind: Kind,
  items: readonly Json[],
): Promise<Omit<Attribute, 'words'>[]> {
  const { service } = await findOperation(kind.list, serviceNames)
  const { operations } = await catalogueOf(service)
  // What was joined of each names further things as well: the configuration of an endpoint.
  const members = new Set(
    items.flatMap((item) =>
      isObject(item)
        ? [item, ...Object.values(item).filter(isObject)].flatMap((one) => Object.keys(one))
        : [],
    ),
  )
  return Object.entries(operations).flatMap(([name, operation]) => {
    const required = Object.entries(operation.parameters ?? {}).filter(([, type]) =>
      type.endsWith('!'),
    )
    const [only] = required
    const isMeant =
      isAsked(name, operation) &&
      required.length === 1 &&
      only !== undefined &&
      only[1] === 'string!' &&
      members.has(only[0])
    const isOwn =
      only !== undefined &&
      camelWords(only[0])
        .map(stem)
        .every((word) => word === 'name' || nounsOf(name).includes(word))
    return isMeant && isOwn && !nounsOf(kind.list).includes(nounsOf(name).at(-1) ?? '')
      ? [{ operation: fullName(service, name), parameter: only[0], member: memberOf(name) }]
      : []
  })
}

const memberOf = (name: string) => name.replace(/^[A-Z][a-z]+/, '')

export const isAsked = (name: string, operation: Operation) =>
  operation.class === 'metadata' && /^(?:Get|Describe|List)/.test(name)

/** DescribeInferenceRecommendationsJob tells of another kind of job than a training job. */
function isOfOther(name: string, nouns: readonly string[]): boolean {
  const own = nounsOf(name)
  const last = nouns.at(-1)
  return last !== undefined && own.includes(last) && !nouns.every((noun) => own.includes(noun))
}

/** The sole parameter that must, or alone can, be given, where it names a thing of the kind. */
export function parameterFor(
  operation: Operation,
  nouns: readonly string[],
  name = '',
): string | undefined {
  const parameters = Object.entries(operation.parameters ?? {})
  const ofAny = parameters.find(([name, type]) => type.endsWith('!') && ofResource.test(name))
  if (ofAny !== undefined && parameters.filter(([, type]) => type.endsWith('!')).length === 1)
    return ofAny[0]
  const required = parameters.filter(([, type]) => type.endsWith('!')).map(([name]) => name)
  const candidates = required.length > 0 ? required : parameters.map(([name]) => name)
  if (required.length > 1) return undefined
  // GetDistribution takes an `Id`, which is of what it is called after.
  const [only] = required
  const own = nounsOf(name)
  if (
    only !== undefined &&
    /^(?:id|arn|name)$/i.test(only) &&
    nouns.length > 0 &&
    nouns.every((noun, at) => own[at] === noun)
  )
    return only
  // What it is, and not that it has a name: the `domainName` of GetDomainNames.
  const last = nouns.findLast((noun) => noun !== 'name') ?? ''
  return candidates.find((name) => {
    if (!/^string!?$/.test(operation.parameters?.[name] ?? '')) return false
    const own = camelWords(name)
      .map(stem)
      .filter((word) => !['name', 'id', 'arn', 'url', 'identifier'].includes(word))
    return own.length > 0 && own.every((word) => nouns.includes(word)) && own.at(-1) === last
  })
}

function suits({
  name,
  operation,
  nouns,
  words,
}: {
  name: string
  operation: Operation
  nouns: readonly string[]
  words: readonly Word[]
}) {
  const own = camelWords(name)
    .slice(1)
    .map(stem)
    .filter((word) => !nouns.includes(word) && !fillers.has(word))
  const described =
    operation.description
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.map(stem) ?? []
  let score = 0
  const taken = words.filter((word) => {
    const parts = partsOf(word.word)
    const named = parts.filter((part) => own.some((each) => alike(each, part))).length
    const told = parts.filter((part) => described.includes(part)).length
    // What stands for several words is named by all of them: a time to live is no recovery in time.
    const isNamed = phrases[word.word] === undefined ? named > 0 : named === parts.length
    score += isNamed
      ? generic.has(word.stem)
        ? 2
        : 3
      : told === parts.length
        ? 1 * parts.length
        : 0
    return isNamed || told === parts.length
  })
  const telling = taken.filter((word) => !generic.has(word.stem))
  const beside =
    telling.length === 0
      ? []
      : words.filter((word) => generic.has(word.stem) && !taken.includes(word))
  // Whether keys rotate is their status, and not a list of when they did.
  const isHistory = /^List\w*Rotations$/.test(name) ? 0.3 : 0
  return { score: score - own.length * 0.2 - isHistory, taken: [...taken, ...beside] }
}

const fillers = new Set(['configuration', 'detail', 'info', 'summary'].map(stem))
const generic = new Set(
  ['policy', 'status', 'setting', 'configuration', 'attribute', 'rule', 'list'].map(stem),
)

const partsOf = (word: string) =>
  (phrases[word] ?? word)
    .split(/[\s-]+/)
    .filter((part) => part.length > 2)
    .map(stem)

const phrases: Readonly<Record<string, string>> = {
  pitr: 'point-in-time-recovery',
  owns: 'tags',
  owner: 'tags',
  owned: 'tags',
  responsible: 'tags',
  team: 'tags',
  ttl: 'time-to-live',
  mfa: 'mfa-devices',
  kms: 'encryption',
  aes256: 'encryption',
  cmk: 'encryption',
  cmks: 'encryption',
  password: 'login-profile',
  console: 'login-profile',
  acl: 'acl',
  hosting: 'website',
  encrypted: 'encryption',
  unencrypted: 'encryption',
  versioned: 'versioning',
  expiry: 'lifecycle',
  expiration: 'lifecycle',
  expire: 'lifecycle',
  expires: 'lifecycle',
  replicated: 'replication',
  logged: 'logging',
}

/** The things with what the operation says of each; where AWS knows nothing of it, without. */
export async function joinAttribute(
  things: readonly Thing[],
  attribute: Omit<Attribute, 'words'>,
  reader: Reading,
): Promise<Thing[]> {
  const { operation, parameter, member } = attribute
  return reader.each(things.slice(0, mostJoined), async (thing) => {
    const value = keyOf(thing, parameter)
    if (value === undefined) return [thing]
    const items = await reader.tryRead(operation, {
      region: thing.region === 'global' ? globalRegion : thing.region,
      parameters: { [parameter]: value },
    })
    const said = items.length === 1 && !isPair(items[0]) ? items[0] : items
    if (said === undefined || isEmpty(said)) return [thing]
    return [
      {
        ...thing,
        item: {
          ...(isObject(thing.item) ? thing.item : { [parameter]: thing.item }),
          [member]: said,
        },
      },
    ]
  })
}

const mostJoined = 300
const globalRegion = 'us-east-1'

/** One of a list of settings, each with its key. */
const isPair = (item: Json | undefined) =>
  isObject(item) && Object.keys(item).sort().join() === 'Key,Value'

const isEmpty = (value: Json) =>
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)
