import { attributeFor } from '../../questions/things/attributes.ts'
import { keyOf } from '../../questions/things/key-of.ts'
import { tagsOf } from '../evidence/tags.ts'
import { text } from '../evidence/values.ts'
import type { Item } from '../recipe.ts'
import type { Thing } from './things.ts'

/** A thing's own tags, read apart where neither its list nor its description brings them; undefined where they cannot be. */
export async function ownTags(
  { kind, place, name, names }: Thing,
  item: Item,
): Promise<{ key: string; value: string }[] | undefined> {
  const there = item.Tags ?? item.tags ?? item.TagList ?? item.TagSet
  if (there !== undefined) return own(tagsOf(there))
  const tags = [{ word: 'tags', stem: 'tag', denied: false, at: 0 }]
  const reading = superseded[kind.noun] ?? (await attributeFor(kind, tags))
  if (reading === undefined) return []
  const arns = Object.values(item).filter((value) => /^arn:/.test(text(value)))
  const thing = { item, name, names: [...names, ...arns.map(text)] }
  const key = 'from' in reading ? item[reading.from] : keyOf(thing, reading.parameter)
  if (key === undefined) return undefined
  const read = await place.tryRead(reading.operation, { [reading.parameter]: key })
  // A list of pairs, or one map of all.
  return read && own(read.flatMap((one) => tagsOf('Key' in one || 'key' in one ? [one] : one)))
}

/** Where AWS has a newer operation than that which the kind's name finds. */
const superseded: Readonly<
  Record<string, { operation: string; parameter: string; from: string } | undefined>
> = {
  'log group': {
    operation: 'logs:ListTagsForResource',
    parameter: 'resourceArn',
    from: 'logGroupArn',
  },
}

const own = (tags: readonly { key: string; value: string }[]) =>
  tags.filter(({ key }) => key !== 'Name' && !key.startsWith('aws:'))
