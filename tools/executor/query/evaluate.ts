import { compile, TreeInterpreter } from '@jmespath-community/jmespath'
import { isRecord, type Json } from '../../json.ts'
import { isEqual, order } from './compare.ts'
import { registerFunctions } from './functions.ts'
import { type Absent, parseOptions } from './job.ts'
import { checkSize } from './limits.ts'

export interface Evaluation {
  found: Json
  /** Members that the query names and that nothing it looked at has. */
  absent: Absent[]
  /** A text was compared with a number, which matches nothing. */
  mixed: boolean
}

/**
 * What a query makes of a value, as the AWS command line's jmespath 1.1.0 does: texts compare with <
 * and >, which JMESPath's specification leaves out. JSON within text can be entered, as policies.
 */
export function evaluate(query: string, subject: Json): Evaluation {
  notes = { looked: new Map(), mixed: false }
  texts.clear()
  const found = visit(compile(query, parseOptions), subject)
  return { found: toJson(found), absent: absentOf(notes), mixed: notes.mixed }
}

type Node = ReturnType<typeof compile>
type Field = Extract<Node, { type: 'Field' }>
type Value = ReturnType<typeof TreeInterpreter.visit>

interface Notes {
  looked: Map<Field, 'found' | Absent['within'] | Set<string>>
  mixed: boolean
}

/** Of the one evaluation that runs: functions come back here through the library. */
let notes: Notes = { looked: new Map(), mixed: false }

/** The library parses, and knows functions; how they see expressions is its interpreter's. */
const visitOfLibrary = TreeInterpreter.visit.bind(TreeInterpreter)
TreeInterpreter.visit = (node, value) => visit(node, toJson(value))
registerFunctions()

function visit(node: Node, value: Json): Value {
  switch (node.type) {
    case 'Identity':
    case 'Current':
      return value
    case 'Field':
      return field(node, value)
    case 'Literal':
      return node.value
    case 'Subexpression':
    case 'IndexExpression':
    case 'Pipe':
      return visit(node.right, json(node.left, value))
    case 'Index':
      return listOf(value)?.at(node.value) ?? null
    case 'Slice':
      return slice(node, value)
    case 'Flatten':
      return flatten(json(node.child, value))
    case 'Projection':
      return project(node.right, listOf(json(node.left, value)))
    case 'ValueProjection':
      return project(node.right, membersOf(json(node.left, value)))
    case 'FilterProjection': {
      const list = listOf(json(node.left, value))
      return project(
        node.right,
        list?.filter((entry) => !isFalse(json(node.condition, entry))),
      )
    }
    case 'MultiSelectList':
      return value === null ? null : node.children.map((child) => json(child, value))
    case 'MultiSelectHash':
      return value === null
        ? null
        : Object.fromEntries(node.children.map(({ name, value: of }) => [name, json(of, value)]))
    case 'Comparator':
      return compare(node, json(node.left, value), json(node.right, value))
    case 'OrExpression': {
      const left = json(node.left, value)
      return isFalse(left) ? visit(node.right, value) : left
    }
    case 'AndExpression': {
      const left = json(node.left, value)
      return isFalse(left) ? left : visit(node.right, value)
    }
    case 'NotExpression':
      return isFalse(json(node.child, value))
    case 'ExpressionReference':
      return { expref: true, ...node.child }
    case 'Function':
      return callFunction(
        node.name,
        node.children.map((child) => visit(child, value)),
      )
    default:
      // Beyond the command line: arithmetic, ternaries.
      return visitOfLibrary(node, value)
  }
}

/** Only a function's argument is an expression: all else is JSON. */
const json = (node: Node, value: Json): Json => toJson(visit(node, value))

const toJson = (value: Value): Json => (isExpression(value) ? null : value)

const isExpression = (value: Value): value is Exclude<Value, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'expref' in value

function callFunction(name: string, values: Exclude<Value, undefined>[]): Json {
  return TreeInterpreter.runtime.callFunction(name, values)
}

const isFalse = (value: Json): boolean =>
  value === null ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

function field(node: Field, value: Json): Json {
  const { name } = node
  const within = openedText(value)
  if (isRecord(within) && Object.hasOwn(within, name)) {
    notes.looked.set(node, 'found')
    return within[name] ?? null
  }
  const typed = typedValue(name, within)
  if (typed !== undefined) return typed
  if (within !== null) noteAbsent(node, within)
  return null
}

/** `id.S` of an item of DynamoDB, as on the command line: here items are plain. */
function typedValue(name: string, value: Json): Json | undefined {
  if (name === 'M') return isRecord(value) ? value : undefined
  if (isRecord(value) || value === null || !attributeTypes.has(name)) return undefined
  return name === 'N' && typeof value === 'number' ? String(value) : value
}

const attributeTypes = new Set(['S', 'N', 'B', 'BOOL', 'L', 'SS', 'NS', 'BS'])

const mostNames = 300

function noteAbsent(node: Field, value: Exclude<Json, null>): void {
  const before = notes.looked.get(node)
  if (before === 'found') return
  if (!isRecord(value)) {
    if (before === undefined) notes.looked.set(node, Array.isArray(value) ? 'list' : 'value')
    return
  }
  const names = before instanceof Set ? before : new Set<string>()
  notes.looked.set(node, names)
  if (names.size < mostNames) for (const name of Object.keys(value)) names.add(name)
}

const absentOf = ({ looked }: Notes): Absent[] =>
  [...looked].flatMap(([{ name }, within]) =>
    within === 'found' ? [] : [{ name, within: within instanceof Set ? [...within] : within }],
  )

/** AWS gives policies, definitions and events as text of JSON. */
function openedText(value: Json): Json {
  if (typeof value !== 'string' || value.length > mostText || !/^\s*[[{]/.test(value)) return value
  const known = texts.get(value)
  if (known !== undefined) return known
  const opened = parsed(value)
  texts.set(value, opened)
  return opened
}

/** What is redacted as JSON may be entered as JSON, and nothing longer. */
const mostText = 256_000

/** Texts that were opened, for each of the members that are asked of them. */
const texts = new Map<string, Json>()

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function listOf(value: Json): Json[] | undefined {
  const opened = openedText(value)
  return Array.isArray(opened) ? opened : undefined
}

function membersOf(value: Json): Json[] | undefined {
  const opened = openedText(value)
  return isRecord(opened) ? Object.values(opened) : undefined
}

function project(node: Node, list: readonly Json[] | undefined): Json {
  if (list === undefined) return null
  if (node.type === 'Identity') return list.filter((entry) => entry !== null)
  return list.map((entry) => json(node, entry)).filter((entry) => entry !== null)
}

function flatten(value: Json): Json {
  const list = listOf(value)
  if (list === undefined) return null
  const size = list.reduce<number>((sum, one) => sum + (Array.isArray(one) ? one.length : 1), 0)
  checkSize('entries', size)
  return list.flat()
}

function slice(node: Extract<Node, { type: 'Slice' }>, value: Json): Json {
  const list = listOf(value)
  if (list === undefined) return null
  const { start, stop, step } = TreeInterpreter.computeSliceParams(list.length, node)
  return TreeInterpreter.slice(list, start, stop, step)
}

function compare({ name }: Extract<Node, { type: 'Comparator' }>, left: Json, right: Json): Json {
  if (name === 'EQ') return isEqual(left, right)
  if (name === 'NE') return !isEqual(left, right)
  const ordered = order(left, right)
  if (ordered === undefined) {
    if (isScalar(left) && isScalar(right)) notes.mixed = true
    return null
  }
  switch (name) {
    case 'LT':
      return ordered < 0
    case 'LTE':
      return ordered <= 0
    case 'GT':
      return ordered > 0
    case 'GTE':
      return ordered >= 0
  }
}

const isScalar = (value: Json) => typeof value === 'string' || typeof value === 'number'
