import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'
import type { Kind } from '../things/kind.ts'
import { kindOfId } from '../things/kind-of-id.ts'
import { rootsOf, stem } from '../words/stem.ts'

/** What has names by which other things may speak of it, and members in which it speaks of others. */
export interface Speaking {
  readonly names: readonly string[]
  readonly item: Json
}

/** That a thing is spoken of, and in which member. */
export interface Spoken<T> {
  of: T
  /** The path of the member, without the places in lists: `AlarmActions`, `SecurityGroups.GroupId`. */
  member: string
}

/** The ids, ARNs, names and addresses of things of one kind, to find where others speak of them. */
export class Identifiers<T extends Speaking> {
  readonly #byText = new Map<string, T[]>()
  readonly #kind: Kind
  readonly #nouns: readonly string[]

  constructor(things: readonly T[], kind: Kind) {
    this.#kind = kind
    this.#nouns = kind.noun.toLowerCase().split(/[ -]/).map(stem)
    for (const thing of things) {
      for (const text of new Set([...thing.names, ...addressesOf(thing.item)].map(plain))) {
        this.#byText.set(text, [...(this.#byText.get(text) ?? []), thing])
      }
    }
  }

  /** The things of which another speaks; what only bears the same name speaks of nothing. */
  in({ item, names }: Speaking): Spoken<T>[] {
    const own = new Set(names.map(plain))
    const found = new Map<T, string>()
    for (const { text, path } of textsOf(item)) {
      for (const of of this.#meantBy(text, path, own))
        if (!found.has(of) && of.names.join() !== names.join()) found.set(of, path)
    }
    return [...found].map(([of, member]) => ({ of, member }))
  }

  #meantBy(text: string, path: string, own: ReadonlySet<string>): readonly T[] {
    const whole = plain(text)
    if (isId(text)) {
      const direct = this.#byText.get(whole)
      if (direct !== undefined) return direct
      return this.#fitsArn(text) ? (this.#byText.get(plain(lastOf(text))) ?? []) : []
    }
    // The path of a log group or of a dimension ends with the name of what it is of.
    if (/^\/?[\w-]+\/[\w./-]+$/.test(text)) {
      const [last = '', ...before] = text.split('/').toReversed()
      const whole = this.#byText.get(plain(text))
      if (whole !== undefined) return whole
      if (!before.some((part) => this.#isOfService(part))) return []
      return [last, before[0] ?? ''].flatMap((part) => this.#byText.get(plain(part)) ?? [])
    }
    if (own.has(whole) || !this.#mayName(text, path)) return []
    return this.#byText.get(whole) ?? []
  }

  /** `/aws/lambda/…` ends with a function's name, `app/…` is a load balancer's. */
  #isOfService(part: string): boolean {
    const { list, noun } = this.#kind
    return (
      part === list.split(':')[0] ||
      (noun === 'load balancer' && /^(?:app|net|gwy)$/.test(part)) ||
      (noun === 'target group' && part === 'targetgroup')
    )
  }

  /** `arn:…:instance-profile/web` is of no role that is called web. */
  #fitsArn(arn: string): boolean {
    const kind = kindOfId(arn)
    if (kind !== undefined) return kind.noun === this.#kind.noun
    const resource = arn.split(':')[5]?.split('/')[0] ?? ''
    const words = rootsOf(resource)
    return words.length > 0 && words.every((word) => this.#nouns.includes(word))
  }

  /** A plain word is a name where its member is called as what it names, or where it has a name's form. */
  #mayName(text: string, path: string): boolean {
    const names = (member = '') => rootsOf(member).some((word) => this.#nouns.includes(word))
    const [last, holder] = path.split('.').toReversed()
    // The `name` of a container is its own, whatever else is called so.
    if (/^name$/i.test(last ?? '') && holder !== undefined) return names(holder)
    return (/[-._/\d]/.test(text) && text.length > 3) || names(last)
  }
}

const isId = (text: string) => /^arn:|^https?:|^[a-z]{1,10}-[\da-f]{8,17}$/.test(text)

const lastOf = (arn: string) =>
  arn
    .split(/[/:]/)
    .filter((part) => part !== '' && part !== '*')
    .at(-1) ?? arn

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/^dualstack\./, '')
    .replace(/\.$/, '')

/** Where a thing answers: names and addresses that are its own alone. */
function addressesOf(item: Json): string[] {
  return [...textsOf(item, 2)]
    .filter(({ path }) =>
      /(?:^|\.)(?:DNSName|Endpoint|Address|PublicIp|PublicIpAddress|AllocationId|NetworkInterfaceId|TargetGroupArn|LoadBalancerName|domainName|DomainName)$/.test(
        path,
      ),
    )
    .map(({ text }) => text)
    .filter((text) => text.length > 3 && !/^arn:/.test(text))
}

interface Place {
  text: string
  path: string
}

/** All texts of an item, however deep, those within texts of JSON too; tags that people gave name nothing. */
function* textsOf(item: Json, depth = 8, path = ''): Generator<Place> {
  if (typeof item === 'string') {
    const inner = depth > 0 && /^\s*[[{]/.test(item) ? parsed(item) : undefined
    if (inner === undefined) yield { text: item, path }
    else yield* textsOf(inner, depth - 1, path)
    return
  }
  if (depth === 0) return
  if (Array.isArray(item)) {
    for (const entry of item) yield* textsOf(entry, depth - 1, path)
    return
  }
  if (!isObject(item)) return
  if (/tags?(?:set|list)?$/i.test(path)) {
    const key = String(item.Key ?? item.key ?? '')
    if (!/^(?:aws|eks|k8s|kubernetes)[:.]/i.test(key)) {
      // A map of tags has the keys as its members.
      for (const [name, value] of Object.entries(item))
        if (/^aws:/.test(name)) yield* textsOf(value, depth - 1, name)
      return
    }
    yield { text: String(item.Value ?? item.value ?? ''), path: key }
    return
  }
  for (const [name, value] of Object.entries(item))
    yield* textsOf(value, depth - 1, path === '' ? name : `${path}.${name}`)
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
