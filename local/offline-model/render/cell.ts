import { ellipsis } from '../../../tools/text.ts'

/** A value as a person reads it: times in one form, yes and no, names in place of ARNs. */
export function cellOf(value: unknown, path: string): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) {
    const cells = value.map((entry) => cellOf(entry, path)).filter((text) => text !== '')
    // Amounts that are alike are as many all the same.
    return [...(path.endsWith('Amount') ? cells : new Set(cells))].join(', ')
  }
  switch (typeof value) {
    case 'boolean':
      return value ? 'yes' : 'no'
    case 'number':
      return numberOf(value, path)
    case 'string':
      return timeOf(value) ?? amountOf(value, path) ?? attributeOf(value, path) ?? value
    default:
      return recordOf(value)
  }
}

/** Names in place of ARNs and addresses of queues; whole where names would be alike. */
export function namesOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.split(', ').map(nameOf).join(', '))
  return new Set(names).size < new Set(cells).size ? [...cells] : names
}

/** For a cell in Markdown. */
export const escaped = (text: string, most: number): string =>
  ellipsis(text.replace(/\s+/g, ' ').trim(), most).replaceAll('|', '\\|')

function nameOf(text: string): string {
  if (text.startsWith('/hostedzone/')) return text.slice('/hostedzone/'.length)
  const queue = /^https:\/\/[^/\s]+\/\d{12}\/([^/\s]+)$/.exec(text)
  if (queue !== null) return queue[1] ?? text
  const arn = /^arn:[^:\s]*:[^:\s]*:[^:\s]*:[^:\s]*:(\S+)$/.exec(text)
  if (arn === null) return text
  const [resource = text] = arn.slice(1)
  // A load balancer's last part is an id, a stream's the moment at which it was begun.
  const inner =
    /^(?:(?:loadbalancer\/(?:app|net|gwy)|targetgroup)\/([^/]+)\/|table\/([^/]+)\/stream\/)/.exec(
      resource,
    )
  if (inner !== null) return inner[1] ?? inner[2] ?? text
  const last = resource.split('/').at(-1) ?? resource
  return resource.includes('/') ? last : resource.replace(/^[a-z-]+:/, '')
}

function timeOf(text: string): string | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:Z|\+00:?00)$/.exec(text)
  return iso === null ? undefined : `${iso[1]} ${iso[2]} UTC`
}

/** Cost Explorer's, of ten digits behind the point. */
const amountOf = (text: string, path: string) =>
  path.endsWith('Amount') && /^-?\d+\.\d{3,}$/.test(text) ? Number(text).toFixed(2) : undefined

/** What SQS says as text: where dead letters go, and for how long messages are kept. */
function attributeOf(text: string, path: string): string | undefined {
  if (path === 'RedrivePolicy') return /"deadLetterTargetArn":"([^"]+)"/.exec(text)?.[1]
  if (path !== 'MessageRetentionPeriod') return undefined
  const days = Number(text) / (24 * 60 * 60)
  return Number.isInteger(days) ? `${days} days` : `${text} s`
}
/** A moment in (milli)seconds, an amount of bytes, or a number. */
function numberOf(value: number, path: string): string {
  if (/(?:time|timestamp|date|at)$/i.test(path)) {
    const ms = value > 1e12 && value < 1e13 ? value : value > 1e9 && value < 1e10 ? value * 1000 : 0
    if (ms !== 0) return timeOf(new Date(ms).toISOString()) ?? String(value)
  }
  return /bytes$|CodeSize$/i.test(path) ? bytesOf(value) : String(value)
}

function bytesOf(value: number): string {
  const power = value < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3))
  const shown = value / 1000 ** power
  return `${shown.toFixed(power > 0 && shown < 100 ? 1 : 0)} ${['bytes', 'kB', 'MB', 'GB', 'TB'][power]}`
}

/** What is nested, in one line: `Key=Value` where it is a tag. */
function recordOf(value: object): string {
  const entries = Object.entries(value).filter(([, inner]) => typeof inner !== 'object')
  const [key, tag] = [/^key$/i, /^value$/i].map(
    (name) => entries.find(([member]) => name.test(member))?.[1],
  )
  if (typeof key === 'string' && typeof tag === 'string') return `${key}=${tag}`
  return entries
    .map(([name, inner]) => cellOf(inner, name))
    .filter((text) => text !== '')
    .join(' ')
}
