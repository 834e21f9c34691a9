import type { Json } from '../../json.ts'
import type { Plan } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { camelWords, stem } from '../words/stem.ts'
import { type Condition, having } from './condition.ts'
import type { Field } from './fields.ts'
import { secondsIn } from './lengths.ts'
import { isVersion, isWithin } from './versions.ts'

export const isSize = ({ name }: Field) => /size|storage|bytes|memory/i.test(name)

export const sizeField = (fields: readonly Field[]) =>
  fields.find(({ name }) =>
    /^(?:size|sizeingib|allocatedstorage|volumesize|storedbytes|tablesizebytes|codesize|memorysize)$/i.test(
      name,
    ),
  ) ?? fields.find((field) => isSize(field) && !/max/i.test(field.name))

/** In what AWS counts a size there: volumes in GiB, memory in MiB, the rest in bytes. */
export function bytesIn({ name }: Field): number {
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (/bytes|codesize/i.test(last)) return 1
  if (/memory|mi?b$/i.test(last) || /ephemeralstorage/i.test(name)) return 1024 ** 2
  return /^(?:size|volumesize|allocatedstorage|maxallocatedstorage)$|gi?b$/i.test(last)
    ? 1024 ** 3
    : 1
}

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
  const { more, orEqual, number, exact, unit } = threshold
  // A length of time is held against what is one.
  if (/^(?:seconds|days)$/.test(unit)) return undefined
  const own = named.filter(({ type }) => type === 'number')
  const field =
    unit === 'bytes'
      ? (own.find(isSize) ??
        (/\bcode\b/i.test(plan.question)
          ? numeric.find(({ name }) => /^codesize$/i.test(name))
          : undefined) ??
        numeric.find(({ name }) => /^memorysize$/i.test(name)) ??
        sizeField(numeric))
      : (own.find((one) => secondsIn(one) === undefined) ??
        own[0] ??
        countField(named.find(({ type }) => type === 'list')) ??
        countField(listOf(plan, fields)) ??
        (unit === 'count'
          ? countField(
              named.find(({ many, depth, type }) => many && depth === 1 && type === 'text'),
            )
          : undefined) ??
        (unit === 'percent' ? numeric.find(({ name }) => /^threshold$/i.test(name)) : undefined))
  if (field === undefined)
    return threshold.unit === 'count' && ofVersion.test(plan.question)
      ? versionBound({ more, orEqual, number }, fields, items)
      : undefined
  columns.push(field)
  const scale = unit === 'bytes' ? bytesIn(field) : 1
  const said = { having: `${fieldSaid(field)} ${threshold.said}` }
  if (exact === true) {
    const value = threshold.value / scale
    const values = [...new Set(items.flatMap(field.of))].filter((one) => Number(one) === value)
    return {
      field,
      test: { is: 'oneOf', values: values.length > 0 ? values : [value] },
      denied: false,
      said,
    }
  }
  const bound = {
    is: more ? ('more' as const) : ('less' as const),
    than: threshold.value / scale,
    ...(orEqual && { orEqual }),
  }
  if (threshold.upTo === undefined) return { field, test: bound, denied: false, said }
  const upper: Condition = {
    field,
    test: { is: 'less', than: threshold.upTo / scale, ...(orEqual && { orEqual }) },
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

/** The list in which things have another kind's: the availability zones of a group. */
function listOf({ kinds, threshold }: Plan, fields: readonly Field[]): Field | undefined {
  if (threshold?.unit !== 'count') return undefined
  return kinds
    .slice(1)
    .filter(({ at }) => at > threshold.at)
    .map(({ kind }) => kind.noun.toLowerCase().split(' ').map(stem).join(' '))
    .map((noun) =>
      fields.find(
        ({ many, depth, name }) =>
          many && depth === 1 && camelWords(name).map(stem).join(' ') === noun,
      ),
    )
    .find((field) => field !== undefined)
}

/** How many a list has: “more than three rules”. */
function countField(list: Field | undefined): Field | undefined {
  return (
    list && {
      ...list,
      expression: `length(${list.expression} || \`[]\`)`,
      type: 'number',
      many: false,
      of: (item) => [list.of(item).length],
    }
  )
}

const ofVersion =
  /\bversions?\b|\b(?:kubernetes|k8s|eks|postgres\w*|mysql|mariadb|aurora|node(?:\.?js)?(?! ?groups?| pools?)|python|java|engine|runtime)\b/i

const isRuntime = ({ name }: Field) => /^runtime$/i.test(name)

/** `below 1.33`, `older than 15`: among the versions that there are. */
function versionBound(
  { more, orEqual, number }: { more: boolean; orEqual: boolean; number: string },
  fields: readonly Field[],
  items: readonly Json[],
): Condition | undefined {
  for (const field of fields.filter((one) => isVersion(one) || isRuntime(one))) {
    // `nodejs18.x` has its number behind the name; of which language is a condition of its own.
    const numberOf = (value: string) =>
      isRuntime(field) ? value.replace(/^[a-z]+(?=\d)/, '').replace(/\.x$/, '') : value
    const all = [...new Set(items.flatMap(field.of).map(String))].filter((one) =>
      /^v?\d/.test(numberOf(one)),
    )
    if (all.length === 0) continue
    const values = all.filter((one) => isWithin(numberOf(one), number, { more, orEqual }))
    return {
      field,
      test: { is: 'oneOf', values: values.length > 0 ? values : ['-'] },
      denied: false,
      said: having(`${fieldSaid(field)} ${more ? 'above' : 'below'} ${number}`),
    }
  }
  return undefined
}
