import type { Json } from '../json.ts'
import { listed } from '../recipes/evidence/wording.ts'
import { type Field, fieldsOf, isScalar, lastStep } from './lens/fields.ts'
import { fieldSaid, valueSaid } from './say.ts'
import type { Thing } from './things/list-things.ts'

const most = 12

/** What differs between a few things that are held against each other; undefined where they are not a few. */
export function differenceSaid(things: readonly Thing[]): string | undefined {
  if (things.length < 2 || things.length > 4) return undefined
  const items = things.map(({ item }) => item)
  const differing = fieldsOf(items).filter(
    (field, at, all) =>
      isTold(field) &&
      differs(field, items) &&
      all.findIndex((one) => sameSaid(one, field, items)) === at,
  )
  const names = things.map((thing) => nameSaid(thing, things))
  if (differing.length === 0) return `${listed(names, 4)} differ in nothing that their list tells.`
  const each = differing
    .toSorted((a, b) => a.depth - b.depth)
    .slice(0, most)
    .map(
      (field) =>
        `- ${fieldSaid(field)}: ${things.map((thing, at) => `${names[at]} ${valueSaid(field, thing.item) || 'none'}`).join(', ')}`,
    )
  return `**${listed(names, 4)}** differ in:\n${each.join('\n')}`
}

/** What tells them apart beyond their names, ids and times. */
const isTold = ({ name, type, many, depth }: Field) =>
  type !== 'list' &&
  type !== 'date' &&
  !many &&
  depth <= 3 &&
  !/(?:^|\.)(?:id|arn|name)$|arn$|(?:[a-z]id|Id|identifier|Name)$|^tag Name|message|reason|endpoint|address|hash|sha256/i.test(
    name,
  )

/** A member that is told once more within another: the function's own configuration. */
const sameSaid = (one: Field, other: Field, items: readonly Json[]) =>
  lastStep(one.name) === lastStep(other.name) &&
  items.every((item) => JSON.stringify(one.of(item)) === JSON.stringify(other.of(item)))

const differs = (field: Field, items: readonly Json[]) =>
  new Set(items.map((item) => JSON.stringify(field.of(item).filter(isScalar)))).size > 1

/** With where it is, where the name is the same. */
function nameSaid({ name, region, parent }: Thing, all: readonly Thing[]): string {
  const same = all.filter((one) => one.name === name)
  if (same.length < 2) return name
  const inParents = new Set(same.map((one) => one.parent)).size === same.length
  return `${name} (${inParents && parent !== undefined ? parent : region})`
}
