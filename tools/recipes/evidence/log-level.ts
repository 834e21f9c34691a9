import { isRecord } from '../../json.ts'

/** Whether a line is of a level below a warning, whatever it speaks of (`INFO 0 errors`). */
export function isHarmless(line: string): boolean {
  const level = levelOf(line)
  return typeof level === 'number' ? level < warning : harmless.test(level ?? '')
}

/** Of pino and bunyan: 30 is info, 50 an error. */
const warning = 40

const harmless =
  /^(?:info(?:rmation(?:al)?)?|notice|debug|trace|verbose|fine(?:r|st)?|silly|http)$/i

/** The level that a line gives itself; undefined where it gives none. */
function levelOf(line: string): string | number | undefined {
  const written = jsonOf(line)
  if (written !== undefined) return levelIn(written)
  return levelPattern
    .exec(line)
    ?.slice(1)
    .find((level) => level !== undefined)
}

/** `level=info`, then `[info]` or `info:` at its beginning, then the first level in capitals near it. */
const levelPattern = new RegExp(
  [
    /\b(?:level|lvl|severity)=["']?(\w+)/,
    /^\W*(info|notice|debug|trace|verbose|warn|warning|error|fatal)(?:\]|:)/,
    /^.{0,100}?\b(TRACE|DEBUG|INFO|NOTICE|VERBOSE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|PANIC)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
)

function jsonOf(line: string): Record<string, unknown> | undefined {
  const start = line.indexOf('{')
  if (
    start === -1 ||
    !line.trimEnd().endsWith('}') ||
    /\w/.test(line.slice(0, start).replace(time, ''))
  )
    return undefined
  try {
    const read: unknown = JSON.parse(line.slice(start))
    return isRecord(read) ? read : undefined
  } catch {
    return undefined
  }
}

/** What a line may have before its JSON. */
const time = /\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?/

const levelNames = [
  'level',
  'severity',
  'lvl',
  'levelname',
  'loglevel',
  'severitytext',
  'log.level',
  '@l',
  '@level',
]

function levelIn(written: Record<string, unknown>): string | number | undefined {
  const found = Object.entries(written).find(([name]) =>
    levelNames.includes(name.toLowerCase()),
  )?.[1]
  if (typeof found === 'string') return /^\d+$/.test(found) ? Number(found) : found
  if (typeof found === 'number') return found
  return isRecord(written.log) ? levelIn(written.log) : undefined
}
