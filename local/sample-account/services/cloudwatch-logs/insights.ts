import { cutText } from '../../../../tools/text.ts'
import { SampleAccountError } from '../../error.ts'

/** One line of a log, or one group of `stats`: what a query's commands pass on. */
export type Row = Readonly<Record<string, string>>

/**
 * Runs a query of Logs Insights in the part of its language that is understood here: `fields`,
 * `filter` (like, =, !=, and, or), `stats count(*) by`, `sort` and `limit`.
 */
export function runQuery(query: string, lines: readonly Row[]): Row[] {
  const commands = splitOutsideQuotes(query, '|').map((text) => command(text.trim()))
  const rows = commands.reduce<readonly Row[]>((rows, { run }) => run(rows), lines)
  if (commands.some(({ counts }) => counts)) return [...rows]
  // What is named is what is shown, but `sort` and `filter` after it see the other fields too.
  const named = commands.flatMap(({ shows = [] }) => shows)
  const shown = named.length === 0 ? ['@timestamp', '@message'] : named
  return rows.map((row) => Object.fromEntries(shown.map((name) => [name, row[name] ?? ''])))
}

interface Command {
  run: (rows: readonly Row[]) => readonly Row[]
  /** The fields that it names to be shown. */
  shows?: readonly string[]
  /** Its rows are groups, with fields of their own. */
  counts?: boolean
}

function command(text: string): Command {
  const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(text) ?? []
  switch (name) {
    case 'fields':
      return fields(rest)
    case 'filter': {
      const passes = condition(rest)
      return { run: (rows) => rows.filter(passes) }
    }
    case 'stats':
      return stats(rest)
    case 'sort':
      return sort(rest)
    case 'limit':
      if (!/^\d+$/.test(rest)) throw notUnderstood(text)
      return { run: (rows) => rows.slice(0, Number(rest)) }
    default:
      throw notUnderstood(text)
  }
}

function fields(list: string): Command {
  const names = list.split(',').map((name) => name.trim())
  if (names.some((name) => !fieldName.test(name))) throw notUnderstood(`fields ${list}`)
  return { run: (rows) => rows, shows: names }
}

const fieldName = /^@?[\w.]+$/

type Condition = (row: Row) => boolean

function condition(text: string): Condition {
  const either = splitOutsideQuotes(text, ' or ').map((part) => {
    const all = splitOutsideQuotes(part, ' and ').map((one) => comparison(one.trim()))
    return (row: Row) => all.every((passes) => passes(row))
  })
  return (row) => either.some((passes) => passes(row))
}

function comparison(text: string): Condition {
  const [, field = '', operator = '', operand = ''] =
    /^(@?[\w.]+)\s*(not like|like|=~|!=|=)\s*(.+)$/is.exec(text) ?? []
  const holds = like(operand)
  const value = literal(operand)
  const given = (row: Row) => row[field] ?? ''
  switch (operator.toLowerCase()) {
    case 'like':
    case '=~':
      if (holds) return (row) => holds(given(row))
      break
    case 'not like':
      if (holds) return (row) => !holds(given(row))
      break
    case '=':
      if (value !== undefined) return (row) => given(row) === value
      break
    case '!=':
      if (value !== undefined) return (row) => given(row) !== value
  }
  throw notUnderstood(`filter ${text}`)
}

/** A `/pattern/`, or text that must be in it. */
function like(operand: string): ((text: string) => boolean) | undefined {
  const [, pattern, flags] = /^\/(.*)\/(i?)$/s.exec(operand) ?? []
  if (pattern !== undefined) {
    const expression = regExp(pattern, flags)
    return (text) => expression.test(text)
  }
  const value = literal(operand)
  return value === undefined ? undefined : (text) => text.includes(value)
}

function literal(operand: string): string | undefined {
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(operand) ?? []
  return quoted ?? (/^[\d.]+$/.test(operand) ? operand : undefined)
}

function regExp(pattern: string, flags: string | undefined): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?(i)\)(.*)$/s.exec(pattern) ?? []
  try {
    return new RegExp(rest, inline || flags)
  } catch {
    throw notUnderstood(`/${pattern}/`)
  }
}

/** `count(*) as errors by bin(5m), @logStream`. */
function stats(text: string): Command {
  const [, alias = 'count(*)', list = ''] =
    /^count\(\s*[*@\w]*\s*\)(?:\s+as\s+(\w+))?(?:\s+by\s+(.+))?$/is.exec(text) ?? []
  if (!/^count\(/i.test(text) || (/\bby\b/i.test(text) && list === '')) {
    throw notUnderstood(`stats ${text}`)
  }
  const keys = splitOutsideQuotes(list, ',').map((part) => key(part.trim()))
  const run = (rows: readonly Row[]) => {
    const groups = Map.groupBy(rows, (row) => JSON.stringify(keys.map(({ of }) => of(row))))
    return [...groups.values()].map((members) => ({
      ...Object.fromEntries(keys.map(({ name, of }) => [name, of(members[0] ?? {})])),
      [alias]: String(members.length),
    }))
  }
  return { run, counts: true }
}

function key(text: string): { name: string; of: (row: Row) => string } {
  const [, expression = text, alias] = /^(.*?)\s+as\s+(\w+)$/is.exec(text) ?? []
  const [, count, unit = ''] = /^bin\((\d+)\s*([smhd])\w*\)$/i.exec(expression) ?? []
  if (count !== undefined) {
    const sizeMs = Number(count) * (unitMs[unit.toLowerCase()] ?? 0)
    return { name: alias ?? expression, of: (row) => binned(row['@timestamp'] ?? '', sizeMs) }
  }
  if (!fieldName.test(expression)) throw notUnderstood(`by ${text}`)
  return { name: alias ?? expression, of: (row) => row[expression] ?? '' }
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const binned = (timestamp: string, sizeMs: number) =>
  insightsTime(Math.floor(Date.parse(`${timestamp.replace(' ', 'T')}Z`) / sizeMs) * sizeMs)

/** As Logs Insights writes a time: `2030-01-02 03:04:05.000`. */
export const insightsTime = (ms: number) =>
  new Date(ms).toISOString().replace('T', ' ').slice(0, -1)

function sort(text: string): Command {
  const [, field = '', direction = 'asc'] = /^(\S+)(?:\s+(asc|desc))?$/i.exec(text) ?? []
  if (field === '') throw notUnderstood(`sort ${text}`)
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1
  const compare = (a: Row, b: Row) =>
    sign * (a[field] ?? '').localeCompare(b[field] ?? '', 'en', { numeric: true })
  return { run: (rows) => rows.toSorted(compare) }
}

/** Splits where `separator` stands outside of quotes and /patterns/. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const word = separator.trim()
  const escaped = word.replace(/[|]/g, '\\$&')
  const between = /^\w/.test(word) ? `\\s+${escaped}\\s+` : escaped
  const token = new RegExp(`"[^"]*"|'[^']*'|/(?:\\\\.|[^/\\\\])*/|(${between})`, 'gi')
  const cuts = [...text.matchAll(token)].filter(([, separated]) => separated !== undefined)
  const starts = [0, ...cuts.map(({ index, 0: found }) => index + found.length)]
  const ends = [...cuts.map(({ index }) => index), text.length]
  return starts.map((start, at) => text.slice(start, ends[at])).filter((part) => part.trim() !== '')
}

const notUnderstood = (text: string) =>
  new SampleAccountError('MalformedQueryException', {
    message:
      `The sample account does not understand "${cutText(text, 100)}". It knows fields, filter ` +
      '(like, =, and, or), stats count(*) by, sort and limit.',
  })
