import type { Span } from './inline.ts'
import { Lines } from './lines.ts'
import type { Look } from './look.ts'

/** Spans in lines that break between words. */
export function wrapped(
  spans: readonly Span[],
  look: Look,
  options: { breakLongWords?: boolean } = {},
): string[] {
  const lines = new Lines(look, options)
  lines.words(spans)
  lines.endLine()
  return lines.take().split('\n').slice(0, -1)
}
