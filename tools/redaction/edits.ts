/** A part of a text and what stands there instead. */
export interface Edit {
  start: number
  end: number
  by: string
}

/** The text with its edits made; of those that overlap all is covered, by the first one's words. */
export function edited(text: string, edits: Edit[]): string {
  if (edits.length === 0) return text
  edits.sort((a, b) => a.start - b.start || b.end - a.end)
  let result = ''
  let done = 0
  for (const { start, end, by } of edits) {
    if (start >= done) result += text.slice(done, start) + by
    done = Math.max(done, end)
  }
  return result + text.slice(done)
}
