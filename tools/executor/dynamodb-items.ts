import { isRecord, type Json } from '../json.ts'

/**
 * DynamoDB's items as plain objects: `{ id: { S: 'a' }, n: { N: '5' } }` is `{ id: 'a', n: 5 }`. A
 * number that JavaScript cannot hold exactly stays text, digit for digit.
 */
export function withPlainItems(output: Json): Json {
  if (Array.isArray(output)) return output.map(withPlainItems)
  if (!isRecord(output)) return output
  return mapMembers(output, (member, name) => {
    if (ofItem.has(name)) return isRecord(member) ? plainItem(member) : member
    if (ofItems.has(name)) return itemList(member)
    return name === 'Responses' ? responses(member) : withPlainItems(member)
  })
}

const ofItem = new Set(['Item', 'Attributes', 'LastEvaluatedKey', 'ItemCollectionKey', 'Key'])
const ofItems = new Set(['Items', 'Keys'])

/** Of a batch, lists of items by a table's name; of a transaction or PartiQL, one entry each. */
const responses = (value: Json): Json =>
  isRecord(value) ? mapMembers(value, itemList) : withPlainItems(value)

const itemList = (value: Json): Json =>
  Array.isArray(value) ? value.map((entry) => (isRecord(entry) ? plainItem(entry) : entry)) : value

const plainItem = (item: { [name: string]: Json }): Json => mapMembers(item, attribute)

function attribute(value: Json): Json {
  if (!isRecord(value)) return value
  const [[type, held = null] = ['', null]] = Object.entries(value)
  switch (type) {
    case 'N':
      return exactNumber(held)
    case 'NS':
      return Array.isArray(held) ? held.map(exactNumber) : held
    case 'M':
      return isRecord(held) ? mapMembers(held, attribute) : held
    case 'L':
      return Array.isArray(held) ? held.map(attribute) : held
    case 'NULL':
      return null
    case 'S':
    case 'B':
    case 'SS':
    case 'BS':
    case 'BOOL':
      return held
    default:
      return value
  }
}

/** The other way, for a key or a value in parameters: plain, as items are shown, or typed. */
export function typedAttribute(value: unknown): unknown {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value === null) return { NULL: true }
  if (Array.isArray(value)) return { L: value }
  if (!isRecord(value)) return value
  const [name = '', ...others] = Object.keys(value)
  return others.length === 0 && attributeTypes.has(name) ? value : { M: value }
}

const attributeTypes = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'])

const exactNumber = (text: Json): Json =>
  typeof text === 'string' && digitsOf(text) === digitsOf(String(Number(text)))
    ? Number(text)
    : text

/** One form for `1.50`, `15e-1` and `1.5`; of a text that is no number, the text. */
function digitsOf(text: string): string {
  const [, sign, whole = '', part = '', power = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  if (sign === undefined) return text
  const digits = `${whole}${part}`.replace(/^0+/, '')
  const short = digits.replace(/0+$/, '')
  if (short === '') return '0'
  const exponent = Number(power) - part.length + digits.length - short.length
  return `${sign === '-' ? '-' : ''}${short}e${exponent}`
}

const mapMembers = (
  members: { [name: string]: Json },
  change: (member: Json, name: string) => Json,
): Json =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member, name)]))
