import type { Catalogue, Operation } from '../catalogue/catalogue.ts'
import { isRecord } from '../json.ts'
import { cutText } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import { describeMembers, describeParameters } from './describe-operations.ts'
import { didYouMean } from './nearest.ts'

const maxBytes = 32_000
const maxDepth = 12
const maxShownValues = 30
const maxHint = 2_000

/** The parameters as the SDK takes them, checked against the operation's shape. */
export function checkedParameters(
  given: unknown,
  { catalogue, operation }: { catalogue: Catalogue; operation: Operation },
): Record<string, unknown> {
  const members = operation.parameters ?? {}
  try {
    return checkStruct(parsed(given), members, { catalogue, path: '', depth: 0 })
  } catch (error) {
    if (!(error instanceof BadParameter)) throw error
    const { message, members } = error
    const accepted = members && describeMembers(catalogue, Object.entries(members))
    const hint = acceptedHint(accepted ?? describeParameters(catalogue, operation))
    throw new ToolError('invalid_parameter', message, { hint })
  }
}

class BadParameter extends Error {
  /** What is accepted there, where that is within a parameter. */
  readonly members: Members | undefined

  constructor(message: string, { members, cause }: { members?: Members; cause?: unknown } = {}) {
    super(message, { cause })
    this.members = members
  }
}

type Members = Readonly<Record<string, string>>

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
    return JSON.parse(given)
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

function checkStruct(
  value: unknown,
  members: Members,
  { catalogue, path, depth }: Place,
): Record<string, unknown> {
  const at = path === '' ? 'parameters' : path
  if (!isRecord(value)) throw new BadParameter(`${at} must be an object, not ${kindOf(value)}`)
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
    const place = { catalogue, path: join(path, name), depth: depth + 1 }
    const type = members[name]?.replace(/!$/, '') ?? ''
    return [name, checkValue(member, type, place)]
  })
  return Object.fromEntries(checked)
}

function checkValue(value: unknown, type: string, place: Place): unknown {
  const { catalogue, path, depth } = place
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) throw new BadParameter(`${path} must be a list, as ["…"]`)
    return value.map((entry, index) =>
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
  if (values !== undefined) return checkEnum(value, values, path)
  const shape = catalogue.shapes[type]
  return shape === undefined ? checkSimple(value, type, path) : checkStruct(value, shape, place)
}

function checkEnum(value: unknown, values: readonly string[], path: string): string {
  const text = checkSimple(value, 'string', path)
  const found = values.find((one) => one === text)
  if (found !== undefined) return found
  const accepted = values.slice(0, maxShownValues).join(', ')
  const near = didYouMean(String(text), values)
  throw new BadParameter(`${path} must be one of ${accepted}.${near}`)
}

/** Dates come as ISO text or seconds since 1970, bytes as base64. */
function checkSimple(value: unknown, type: string, path: string): unknown {
  if (type === 'document') return value
  if (type === 'timestamp') return checkTimestamp(value, path)
  if (type === 'blob' && typeof value === 'string') return Buffer.from(value, 'base64')
  if (isStepUp(value, path)) throw new BadParameter(`${path} must be a name, not a step of a path`)
  if (typeof value === type && !Number.isNaN(value)) return value
  throw new BadParameter(`${path} must be a ${type}, not ${kindOf(value)}`)
}

/** What an operation names may be a part of its URL: there `..` would lead to another operation. */
const isStepUp = (value: unknown, path: string): boolean =>
  (value === '.' || value === '..') && /^\w+$/.test(path)

function checkTimestamp(value: unknown, path: string): Date {
  const scalar = typeof value === 'number' || typeof value === 'string'
  const date = new Date(typeof value === 'number' ? value * 1000 : scalar ? value : Number.NaN)
  if (!Number.isNaN(date.getTime())) return date
  throw new BadParameter(`${path} must be a time, as 2030-01-31T09:00:00Z`)
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

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
