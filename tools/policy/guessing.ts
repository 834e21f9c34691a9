import { isRecord } from '../json.ts'
import { judged, level } from '../redaction/names.ts'
import { redactPlainText } from '../redaction/redact.ts'

/**
 * Why a request is refused that would tell a hidden value bit by bit, by what it finds: a filter on
 * a tag of a secret's name, a wildcard over the values of all tags, a condition or a pattern that
 * compares a secret. Undefined where it is fine.
 */
export function guesses(input: Readonly<Record<string, unknown>>): string | undefined {
  return inValue(input, '', 0)
}

function inValue(value: unknown, name: string, depth: number): string | undefined {
  if (depth > 12) return undefined
  if (typeof value === 'string') return comparing.test(name) ? inExpression(value, name) : undefined
  if (Array.isArray(value)) return first(value, (entry) => inValue(entry, name, depth + 1))
  if (!isRecord(value)) return undefined
  return (
    inFilter(value, withinOf(value, name)) ??
    inNames(value) ??
    inCriteria(value) ??
    first(Object.entries(value), ([inner, member]) => inValue(member, inner, depth + 1))
  )
}

/** Security Hub's `{ FieldName: 'resources.tags', Filter: { Key, Value } }` has the filter within. */
const withinOf = (filter: Record<string, unknown>, name: string): string =>
  name === 'Filter' && filter.Comparison !== undefined ? 'tags' : name

/** GuardDuty's `{ 'resource.instanceDetails.tags.value': { Matches: ['a*'] } }`. */
function inCriteria(criteria: Record<string, unknown>): string | undefined {
  const name = Object.keys(criteria).find(
    (each) => /\btags?\.value$/i.test(each) && hasWildcard(criteria[each]),
  )
  return name && `a wildcard in ${name} is refused: it would find hidden values too`
}

const hasWildcard = (value: unknown): boolean => /[*?]/.test(JSON.stringify(value ?? ''))

const first = <T>(values: readonly T[], of: (value: T) => string | undefined) => {
  for (const value of values) {
    const found = of(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** `{ Name: 'tag:password', Values: [...] }`, `{ Tags: { Key, Values } }`, of any spelling. */
function inFilter(filter: Record<string, unknown>, within: string): string | undefined {
  if (/dimension/i.test(within)) return undefined
  const values = listOf(filter.Values ?? filter.values ?? filter.Value ?? filter.value)
  const key = filter.Name ?? filter.name ?? filter.Key ?? filter.key ?? filter.TagKey
  if (typeof key !== 'string' || values.length === 0) return undefined
  // Secrets Manager finds what a value begins with.
  if (/^tag-value$/.test(key) && /^Filters$/.test(within) && isOfKeys(filter)) {
    return `a filter on ${key} is refused: it would find hidden values too. Filter by tag-key`
  }
  if (/^(tag-)?value$/i.test(key) && values.some((value) => /[*?]/.test(String(value)))) {
    return `a wildcard in the filter ${key} is refused: it would find hidden values too. Filter by tag-key, or by tag:NAME`
  }
  const tag = /^(?:tag:|resource-?tag[:/]|aws:ResourceTag\/)(.+)$/i.exec(key)?.[1]
  const isTag = tag !== undefined || ofOwnNames.test(within)
  return isTag && judged(tag ?? key).level >= level.weak
    ? `a filter on ${key} is refused: its value is hidden, and what the filter finds would tell it`
    : undefined
}

/** Filters on what somebody has named himself: tags, and Security Hub's fields of anybody's. */
const ofOwnNames = /tag|^(ResourceDetailsOther|UserDefinedFields|ProductFields)$/i

/** `{ Key, Values }`, not EC2's `{ Name, Values }`. */
const isOfKeys = (filter: Record<string, unknown>): boolean => filter.Key !== undefined

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** DynamoDB's `{ '#p': 'password' }`, which its conditions then compare. */
function inNames(input: Record<string, unknown>): string | undefined {
  const names = input.ExpressionAttributeNames
  const conditions = [
    input.FilterExpression,
    input.KeyConditionExpression,
    input.ConditionExpression,
  ]
    .filter((text) => typeof text === 'string')
    .join(' ')
  const aliases = isRecord(names) ? names : {}
  const words = conditions.match(/[#\w.]+/g) ?? []
  const secret = words
    .map((word) => String(aliases[word] ?? word))
    .find((word) => judged(word).level >= level.firm)
  return secret === undefined
    ? undefined
    : `a condition on ${secret} is refused: its value is hidden`
}

/** Texts that AWS compares with what is hidden. */
const comparing =
  /^(filterPattern|queryString|Statement|pattern|FilterExpression|QueryString|FilterString|Expression)$/

/** A pattern with a secret in it is a guess; `password =`, `password like` compare one. */
function inExpression(text: string, name: string): string | undefined {
  const reason = `${name} compares a value that is hidden, and what it finds would tell it`
  if (redactPlainText(text) !== text) return `${reason}. Look for the name alone`
  // By AWS Config's names, and Resource Explorer's, values that are hidden whatever they are called.
  if (valuesByName.test(text)) return reason
  for (const [, field = ''] of text.matchAll(compared)) {
    if (judged(field).level >= level.firm) return reason
  }
  for (const [, field = ''] of text.matchAll(measured)) {
    if (judged(field).level >= level.firm) return reason
  }
  return undefined
}

const valuesByName =
  /\benvironment\b[\w.]*(?:variables|value)\b|\btag\.value:\S*\*|\btags\.(?:value|tag)\s+(?:not\s+)?(?:like|between)\b|\btags\.(?:value|tag)\s*[<>]/i

const compared = /([\w.$@]{1,80})\s*(?:=~|!=|>=|<=|=|<|>|\b(?:not\s+)?(?:like|in|between)\b)/gi
const measured =
  /\b(?:strcontains|substr|replace|strlen|begins_with|contains|left|right|trim|ltrim|rtrim|concat|toupper|tolower|isempty)\s*\(\s*([\w.$@]{1,80})/gi
