import { redact, redactPlainText } from '../../tools/redaction/redact.ts'

/**
 * Once more, before it leaves for others: what was redacted as it was read stays so, and what a
 * question or an answer brought is found here. Names of members count as they do in results.
 */
export function withoutSecrets<T>(value: T): T {
  return walked(value) as T
}

function walked(value: unknown): unknown {
  if (typeof value === 'string') return redactPlainText(value)
  if (Array.isArray(value)) return value.map(walked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isRead = (name === 'result' || name === 'input') && typeof member === 'object'
      return [name, isRead ? redact(member as never, { service: 'sts' }) : walked(member)]
    }),
  )
}
