import { stem } from '../words/stem.ts'
import { withName } from './identity.ts'
import type { Kind } from './kind.ts'
import { kindOfId } from './kind-of-id.ts'
import { kinds } from './kinds.ts'
import { listThings } from './list-things.ts'
import type { Reader } from './reader.ts'

/** What people give names to, in the order in which a bare name is taken to mean them. */
export const homes = kindsOf([
  'instance',
  'database',
  'service',
  'bucket',
  'function',
  'queue',
  'table',
  'stack',
  'load balancer',
  'topic',
  'alarm',
  'user',
  'role',
  'ECS cluster',
  'EKS cluster',
  'auto scaling group',
  'target group',
  'security group',
  'VPC',
  'subnet',
  'volume',
  'log group',
  'hosted zone',
  'certificate',
  'HTTP API',
  'REST API',
  'database cluster',
  'SageMaker endpoint',
  'NAT gateway',
  'Elastic IP',
  'network interface',
  'snapshot',
  'image',
  'node group',
  'launch template',
  'group',
  'policy',
  'email identity',
  'notebook instance',
  'training job',
  'task definition',
  'access key',
  'route table',
  'internet gateway',
  'key pair',
])

/** Where a bare name is looked for when those say nothing of what is asked. */
export const furtherHomes = kindsOf([
  'secret',
  'image repository',
  'state machine',
  'pipeline',
  'build project',
  'backup plan',
  'KMS key',
  'trail',
  'EventBridge rule',
  'Glue job',
])

function kindsOf(nouns: readonly string[]): Kind[] {
  return nouns
    .map((noun) => kinds.find((kind) => kind.noun === noun))
    .filter((kind) => kind !== undefined)
}

/** Kinds of things in whose names most of some words are, as `the bastion` of ops-bastion; those words. */
export async function kindsCalled(
  words: readonly string[],
  { reader, regions }: { reader: Reader; regions: readonly string[] },
): Promise<{ kinds: Kind[]; said: string[] }> {
  const roots = words.map((word) => ({ word, root: stem(word) }))
  const scored = await reader.each(homes, async (kind) => {
    const { things } = await listThings(kind, { reader, regions, names: [] })
    const said = things.map(({ names }) => wordsIn(names, roots))
    const most = said.toSorted((a, b) => b.length - a.length)[0] ?? []
    return [{ kind, said: most }]
  })
  const count = Math.max(0, ...scored.map(({ said }) => said.length))
  const best = count === 0 ? [] : scored.filter(({ said }) => said.length === count)
  return {
    kinds: best.map(({ kind }) => kind),
    said: [...new Set(best.flatMap(({ said }) => said))],
  }
}

/** The words that are parts of one of a thing's names. */
function wordsIn(
  names: readonly string[],
  roots: readonly { word: string; root: string }[],
): string[] {
  const found = names
    .filter((name) => !/^(?:arn:|https?:)/.test(name))
    .map((name) => {
      const parts = name
        .toLowerCase()
        .split(/[^\p{L}\d]+/u)
        .map(stem)
      return roots.filter(({ root }) => parts.includes(root)).map(({ word }) => word)
    })
  return found.toSorted((a, b) => b.length - a.length)[0] ?? []
}

/** Kinds of which something has that name: in the first region, and where there is nothing in all. */
export async function kindsNamed(
  names: readonly string[],
  { reader, regions }: { reader: Reader; regions: readonly string[] },
  among: readonly Kind[] = homes,
): Promise<Kind[]> {
  const own = names.map(kindOfId).filter((kind) => kind !== undefined)
  if (own.length > 0) return among === homes ? own : []
  const [first, ...others] = regions
  for (const where of [first === undefined ? [] : [first], others]) {
    if (where.length === 0) continue
    const found = await reader.each([...among], async (kind) => {
      const { things } = await listThings(kind, { reader, regions: where, names: [] })
      return names.some((name) => withName(things, name).exact) ? [kind] : []
    })
    if (found.length > 0) return found
  }
  return []
}
