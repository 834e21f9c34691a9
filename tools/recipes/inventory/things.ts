import { serviceNames, services } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { nameOf, namesOf } from '../../questions/things/identity.ts'
import type { Kind } from '../../questions/things/kind.ts'
import { kinds } from '../../questions/things/kinds.ts'
import { readEach } from '../evidence/read-each.ts'
import type { Ask, Item, Place } from '../recipe.ts'

/** One thing of a kind, as its list has it. */
export interface Thing {
  kind: Kind
  name: string
  /** All names and ids by which it may be called. */
  names: readonly string[]
  item: Item
  place: Place
  /** What it is within, as AWS is told: `{ cluster: … }`. */
  within: Readonly<Record<string, unknown>>
}

/** The kinds that make up an account, in the order in which people ask for them. */
export const mainKinds: readonly Kind[] = [
  ...['instance', 'database', 'database cluster', 'service', 'ECS cluster', 'EKS cluster'],
  ...['function', 'bucket', 'table', 'queue', 'topic', 'load balancer', 'target group'],
  ...['auto scaling group', 'stack', 'alarm', 'log group', 'volume', 'snapshot', 'image'],
  ...['VPC', 'subnet', 'security group', 'network interface', 'NAT gateway', 'Elastic IP'],
  ...['HTTP API', 'REST API', 'hosted zone', 'certificate', 'email identity'],
  ...['user', 'role', 'SageMaker endpoint', 'notebook instance'],
].flatMap((noun) => kinds.filter((kind) => kind.noun === noun))

/** The things of a kind wherever is looked; of a global service once. */
export async function thingsOf(kind: Kind, ask: Ask): Promise<Thing[]> {
  const { service } = await findOperation(kind.list, serviceNames)
  const places = services[service].scope === undefined ? ask.places : ask.places.slice(0, 1)
  const found = await Promise.all(places.map((place) => thingsIn(kind, place)))
  return found.flat()
}

async function thingsIn(kind: Kind, place: Place): Promise<Thing[]> {
  const { within, list, parameters = {}, noun } = kind
  if (within === undefined) {
    const items = (await place.tryRead(list, parameters)) ?? []
    return items.map((item) => thing(item, { kind, place, within: {} }))
  }
  const parents = (await place.tryRead(within.list)) ?? []
  const given = (parent: Item) => ({ [within.parameter]: parent[within.member ?? 'value'] })
  const read = await readEach(place, parents, {
    operation: list,
    parameters: (parent) => ({ ...parameters, ...given(parent) }),
    noun: `list of ${noun}s`,
  })
  return [...read].flatMap(([parent, items]) =>
    items.map((item) => thing(item, { kind, place, within: given(parent) })),
  )
}

function thing(
  item: Item,
  { kind, place, within }: Pick<Thing, 'kind' | 'place' | 'within'>,
): Thing {
  const plain = Object.keys(item).length === 1 && 'value' in item ? (item.value ?? '') : item
  return {
    kind,
    place,
    within,
    item,
    name: nameOf(plain, kind.list),
    names: namesOf(plain, kind.list),
  }
}

/** As AWS describes it where its list has the name alone. */
export async function described({ kind, item, place, within }: Thing): Promise<Item> {
  const { each } = kind
  if (each === undefined) return item
  const key = item[each.parameter] ?? item.value ?? Object.values(item)[0] ?? ''
  const [found] =
    (await place.tryRead(each.operation, {
      ...within,
      ...each.parameters,
      [each.parameter]: (each.most ?? 1) > 1 ? [key] : key,
    })) ?? []
  return found ?? item
}

export const pluralOf = ({ noun, plural = `${noun}s` }: Kind): string => plural
