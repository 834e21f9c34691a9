import type { Json } from '../../json.ts'
import type { Plan } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { type Condition, having } from './condition.ts'
import type { Field } from './fields.ts'
import { isVersion, isWithin } from './versions.ts'

export const isSize = ({ name }: Field) => /size|storage|bytes|memory/i.test(name)

export const sizeField = (fields: readonly Field[]) =>
  fields.find(({ name }) =>
    /^(?:size|sizeingib|allocatedstorage|volumesize|storedbytes|tablesizebytes|codesize|memorysize)$/i.test(
      name,
    ),
  ) ?? fields.find(isSize)

/** In what AWS counts a size there: volumes in GiB, memory in MiB, the rest in bytes. */
export const bytesIn = ({ name }: Field) =>
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
  items: readonly Json[]
}

/** More or less than so much, or between two amounts; of what has a version, an older or newer one. */
export function thresholdCondition(
  plan: Plan,
  { fields, named, columns, items }: Counting,
): Condition | undefined {
  const { threshold } = plan
  if (threshold === undefined) return undefined
  const numeric = fields.filter(({ type }) => type === 'number')
  const field =
    named.find(({ type }) => type === 'number') ??
    (threshold.unit === 'bytes'
      ? (numeric.find(({ name }) => /^memorysize$/i.test(name)) ?? sizeField(numeric))
      : undefined) ??
    (threshold.unit === 'seconds'
      ? numeric.find(({ name }) => /timeout|seconds|duration/i.test(name))
      : undefined)
  const { more, orEqual, number } = threshold
  if (field === undefined)
    return threshold.unit === 'count' && ofVersion.test(plan.question)
      ? versionBound({ more, orEqual, number }, fields, items)
      : undefined
  columns.push(field)
  const scale = threshold.unit === 'bytes' ? bytesIn(field) : 1
  const said = { having: `${fieldSaid(field)} ${threshold.said}` }
  const bound = {
    is: more ? ('more' as const) : ('less' as const),
    than: threshold.value / scale,
    ...(orEqual && { orEqual }),
  }
  if (threshold.upTo === undefined) return { field, test: bound, denied: false, said }
  const upper: Condition = {
    field,
    test: { is: 'less', than: threshold.upTo / scale, orEqual: true },
    denied: false,
    said,
  }
  return {
    field,
    test: { is: 'any', of: [[{ ...upper, test: bound }, upper]] },
    denied: false,
    said,
  }
}

const ofVersion =
  /\bversions?\b|\b(?:kubernetes|k8s|eks|postgres\w*|mysql|mariadb|aurora|node(?:js)?|python|java|engine|runtime)\b/i

/** `below 1.33`, `older than 15`: among the versions that there are. */
function versionBound(
  { more, orEqual, number }: { more: boolean; orEqual: boolean; number: string },
  fields: readonly Field[],
  items: readonly Json[],
): Condition | undefined {
  for (const field of fields.filter(isVersion)) {
    const all = [...new Set(items.flatMap(field.of).map(String))].filter((one) => /^v?\d/.test(one))
    if (all.length === 0) continue
    const values = all.filter((one) => isWithin(one, number, { more, orEqual }))
    return {
      field,
      test: { is: 'oneOf', values: values.length > 0 ? values : ['-'] },
      denied: false,
      said: having(`${fieldSaid(field)} ${more ? 'above' : 'below'} ${number}`),
    }
  }
  return undefined
}
