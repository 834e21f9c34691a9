import type { Service } from '../catalogue/services.ts'

/**
 * Why a read is refused that would run code or bill somebody else's data to the caller: metric
 * math that calls a function, a bucket whose requester pays. Undefined where it is fine.
 */
export function runsOrPays(
  service: Service,
  input: Readonly<Record<string, unknown>>,
): string | undefined {
  if (service === 's3' && input.RequestPayer !== undefined) {
    return 'RequestPayer is refused: it bills this account for what somebody else’s bucket has'
  }
  if (service === 'cloudwatch' && callsFunction(input, 0)) {
    return 'metric math with LAMBDA(…) is refused: it runs a function. Name metrics, or use other metric math'
  }
  return undefined
}

/** In an expression at any depth, also in the text of a widget, where it may be escaped. */
function callsFunction(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return lambda.test(unescaped(value))
  if (typeof value !== 'object' || value === null || depth > 12) return false
  return Object.values(value).some((member) => callsFunction(member, depth + 1))
}

const lambda = /\blambda\s*(?:\/\*.*?\*\/\s*)?\(/i

/** JSON can write any letter as `\u004c`. */
const unescaped = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_found, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
