import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import { isRecord } from '../json.ts'
import { cutText, wellFormed } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import { withDefaults } from './defaults.ts'
import { describeMembers, describeParameters } from './describe-operations.ts'
import { typedAttribute } from './dynamodb-items.ts'
import type { FoundOperation } from './find-operation.ts'
import { didYouMean } from './nearest.ts'
import { BadParameter, checkSimple, kindOf, type Members } from './parameter-values.ts'

const maxBytes = 32_000
const maxDepth = 12
const maxShownValues = 30
const maxHint = 2_000

/**
 * The parameters as the SDK takes them, checked against the operation's shape. What can only mean one
 * thing is taken so: `filters` for `Filters`, one value for a list of one.
 */
export function checkedParameters(given: unknown, found: FoundOperation): Record<string, unknown> {
  const { catalogue, operation } = found
  const members = operation.parameters ?? {}
  try {
    const value = parsed(given)
    const input = isRecord(value) ? withDefaults(found, named(value, members)) : value
    return checkStruct(input, members, { ...found, path: '', depth: 0 })
  } catch (error) {
    if (!(error instanceof BadParameter)) throw error
    const { message, members } = error
    const accepted = members && describeMembers(catalogue, Object.entries(members))
    const hint = acceptedHint(accepted ?? describeParameters(catalogue, operation))
    throw new ToolError('invalid_parameter', message, { hint })
  }
}

/** As many as fit, the required ones first. */
function acceptedHint(accepted: readonly string[]): string {
  let room = maxHint
  const shown = accepted.filter((text) => {
    room -= text.length + 2
    return room >= 0
  })
  const left = accepted.length - shown.length
  const all = left === 0 ? shown : [...shown, `… ${left} more`]
  return `Accepted: ${all.join('; ') || 'none'}`
}

interface Place {
  catalogue: Catalogue
  service: Service
  path: string
  depth: number
}

/** An object, or the JSON text of one. */
function parsed(given: unknown): unknown {
  if (given === undefined) return {}
  const text = typeof given === 'string' ? given : asText(given)
  if (Buffer.byteLength(text) > maxBytes) {
    throw new BadParameter(`parameters are larger than ${maxBytes / 1000} kB`)
  }
  if (typeof given !== 'string') return given
  try {
    return wellFormed(JSON.parse(given))
  } catch (cause) {
    throw new BadParameter('parameters is text, but not JSON', { cause })
  }
}

function asText(given: unknown): string {
  try {
    return JSON.stringify(given)
  } catch (cause) {
    throw new BadParameter('parameters is nested too deeply', { cause })
  }
}

function checkStruct(given: unknown, members: Members, place: Place): Record<string, unknown> {
  const { path, depth } = place
  const at = path === '' ? 'parameters' : path
  if (!isRecord(given)) throw new BadParameter(`${at} must be an object, not ${kindOf(given)}`)
  const value = named(given, members)
  if (depth > maxDepth) throw new BadParameter(`${at} is nested too deeply`)
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name))
  if (unknown !== undefined) throw unknownName(path, unknown, members)
  const missing = Object.keys(members).find(
    (name) => members[name]?.endsWith('!') && !(name in value),
  )
  if (missing !== undefined) {
    throw new BadParameter(`${join(path, missing)} is required`, within(path, members))
  }
  const checked = Object.entries(value).map(([name, member]) => {
    const type = members[name]?.replace(/!$/, '') ?? ''
    return [name, checkValue(member, type, { ...place, path: join(path, name), depth: depth + 1 })]
  })
  return Object.fromEntries(checked)
}

/** Under the members' own names, where another way of writing one is meant. */
function named(value: Record<string, unknown>, members: Members): Record<string, unknown> {
  const meant = (name: string) => {
    if (Object.hasOwn(members, name)) return name
    const same = Object.keys(members).filter((member) => plainName(member) === plainName(name))
    return same.length === 1 && same[0] !== undefined && !(same[0] in value) ? same[0] : name
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [meant(name), member]))
}

/** `instanceIds`, `instance-ids` and `instance_ids` are InstanceIds. */
const plainName = (name: string) => name.replace(/[-_]/g, '').toLowerCase()

function checkValue(given: unknown, type: string, place: Place): unknown {
  const value = type === 'AttributeValue' ? typedAttribute(given) : given
  const { catalogue, path, depth } = place
  if (type.endsWith('[]')) {
    const list = Array.isArray(value) ? value : oneIn(value, type.slice(0, -2), catalogue)
    if (list === undefined) throw new BadParameter(`${path} must be a list, as ["…"]`)
    return list.map((entry, index) =>
      checkValue(entry, type.slice(0, -2), { ...place, path: `${path}[${index}]` }),
    )
  }
  if (type.startsWith('{')) {
    if (!isRecord(value)) throw new BadParameter(`${path} must be an object`)
    const entries = Object.entries(value).map(([key, entry]) => [
      key,
      checkValue(entry, type.slice(1, -1), { ...place, path: join(path, key), depth: depth + 1 }),
    ])
    return Object.fromEntries(entries)
  }
  const values = catalogue.enums[type]
  if (values !== undefined) return checkEnum(value, values, place)
  const shape = catalogue.shapes[type]
  return shape === undefined ? checkSimple(value, type, place) : checkStruct(value, shape, place)
}

/** A value of the kind that the list is of, in a list. */
function oneIn(value: unknown, type: string, { shapes }: Catalogue): unknown[] | undefined {
  const isObject = type.startsWith('{') || Object.hasOwn(shapes, type)
  const fits = isObject ? isRecord(value) : typeof value === 'string'
  return fits ? [value] : undefined
}

function checkEnum(value: unknown, values: readonly string[], place: Place): string {
  const { path } = place
  const text = checkSimple(value, 'string', place)
  const found = values.find((one) => one === text)
  if (found !== undefined) return found
  const accepted = values.slice(0, maxShownValues).join(', ')
  const near = didYouMean(String(text), values)
  throw new BadParameter(`${path} must be one of ${accepted}.${near}`)
}

function unknownName(path: string, name: string, members: Members) {
  const shown = cutText(name, 60)
  return new BadParameter(
    `Unknown parameter: ${join(path, shown)}.${didYouMean(name, Object.keys(members))}`,
    within(path, members),
  )
}

/** Of the operation's own parameters some are ours: those are described by its row. */
const within = (path: string, members: Members) => (path === '' ? {} : { members })

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
