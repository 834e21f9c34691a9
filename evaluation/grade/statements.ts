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

const hedge =
  /\b(?:may|might|maybe|perhaps|possibly|presumably|could(?: also| well)? be|not (?:entirely |completely |quite )?(?:sure|certain)|uncertain|unclear|unsure|hard to say|or (?:maybe|perhaps|possibly)|i (?:think|guess|suppose|assume)|supposedly|allegedly|don't know|do not know)\b/i

/** What takes back all else that an answer says. */
export const takesBack =
  /\b(?:(?:can(?:no|')t|can not|could not|couldn't|unable to) (?:be (?:sure|certain)|guarantee|vouch)|(?:may|might|could) (?:all |well |also )?(?:be (?:wrong|inaccurate|incorrect|different|otherwise|outdated)|not be (?:accurate|correct|right))|grain of salt|no guarantee|not (?:entirely |completely )?(?:sure|certain|confident)|depends on (?:many|several|various)|treat (?:this|these|it) with caution|take (?:this|these|it) with)\b/i
