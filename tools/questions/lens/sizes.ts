import type { Plan } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import type { Condition } from './condition.ts'
import type { Field } from './fields.ts'

export const isSize = ({ name }: Field) => /size|storage|bytes|memory/i.test(name)

export const sizeField = (fields: readonly Field[]) =>
  fields.find(({ name }) =>
    /^(?:size|sizeingib|allocatedstorage|volumesize|storedbytes|tablesizebytes|codesize|memorysize)$/i.test(
      name,
    ),
  ) ?? fields.find(isSize)

/** In what AWS counts a size there: volumes in GiB, memory in MiB, the rest in bytes. */
const bytesIn = ({ name }: Field) =>
  /bytes|codesize/i.test(name)
    ? 1
    : /memory/i.test(name)
      ? 1024 ** 2
      : /^(?:size|sizeingib|volumesize|allocatedstorage|maxallocatedstorage)$/i.test(name)
        ? 1024 ** 3
        : 1

interface Counting {
  fields: readonly Field[]
  named: readonly Field[]
  columns: Field[]
}

export function thresholdCondition(
  plan: Plan,
  { fields, named, columns }: Counting,
): Condition | undefined {
  const { threshold } = plan
  if (threshold === undefined) return undefined
  const numeric = fields.filter(({ type }) => type === 'number')
  const field =
    named.find(({ type }) => type === 'number') ??
    (threshold.unit === 'bytes' ? sizeField(numeric) : undefined) ??
    (threshold.unit === 'seconds'
      ? numeric.find(({ name }) => /timeout|seconds|duration/i.test(name))
      : undefined)
  if (field === undefined) return undefined
  columns.push(field)
  const than = threshold.unit === 'bytes' ? threshold.value / bytesIn(field) : threshold.value
  return {
    field,
    test: { is: threshold.more ? 'more' : 'less', than },
    denied: false,
    said: { having: `${fieldSaid(field)} ${threshold.said}` },
  }
}
