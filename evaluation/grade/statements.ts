import { hedge } from './frames.ts'

/** A sentence, a bullet or a row of an answer, made to stand alone. */
export interface Statement {
  text: string
  /** It says of itself that it may be otherwise. */
  hedged: boolean
}

/** Emphasis and typography away, so that names and numbers stand as they are. */
export function plain(text: string): string {
  return text
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/\*\*|`|__/g, '')
    .replace(/(?<![\w*])\*(\S[^*\n]*?\S|\S)\*(?![\w*])/g, '$1')
}

/** A row becomes `heading » Column: value; …`, a bullet `heading » text`. */
export function statements(answer: string): Statement[] {
  const found: string[] = []
  let heading = ''
  let columns: string[] | undefined
  let inRecord = false
  for (const raw of answer.split('\n')) {
    const line = plain(raw)
      .trim()
      .replace(/^(?:>\s*)+/, '')
    if (!line.startsWith('|')) columns = undefined
    if (line === '' || /^[-=_*\s]{3,}$/.test(line)) continue
    if (line.startsWith('|')) {
      const cells = line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim())
      if (cells.every((cell) => /^:?-{2,}:?$/.test(cell))) continue
      if (columns === undefined) columns = cells
      else found.push(under(heading, row(columns, cells)))
      continue
    }
    const bullet = /^(?:[-*•+]|\d+[.)])\s+(.*)/.exec(line)?.[1]
    // A run of `- Key: value` is one record.
    const isField = bullet !== undefined && /^[A-Z][\w /%-]{0,40}: ./.test(bullet)
    if (isField && inRecord) {
      found.push(`${found.pop()}; ${bullet}`)
      continue
    }
    inRecord = isField
    if (line.startsWith('#')) heading = line.replace(/^[#\s]+|[:\s]+$/g, '')
    else if (bullet !== undefined && !isField)
      found.push(...sentences(bullet).map((one) => under(heading, one)))
    else if (bullet === undefined) found.push(...sentences(line))
    if (isField) found.push(under(heading, bullet))
    if (bullet === undefined && line.endsWith(':')) heading = line.slice(0, -1)
  }
  return found.map((text) => ({ text, hedged: hedge.test(text) }))
}

const sentences = (line: string): string[] =>
  line.split(/(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9"“(])|;\s+/).filter((one) => one.trim() !== '')

const row = (columns: readonly string[], cells: readonly string[]): string =>
  cells.map((cell, at) => (columns[at] ? `${columns[at]}: ${cell}` : cell)).join('; ')

const under = (heading: string, text: string) => (heading === '' ? text : `${heading} » ${text}`)
