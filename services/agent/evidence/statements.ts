/** A sentence, an item of a list or a row of a table, without Markdown's marks. */
export interface Statement {
  text: string
  /** Words in code marks, at the head of an item or in the first cell: there a single word is a name. */
  shown: readonly string[]
  /** Of a row of a table, with what heads its columns. */
  cells?: readonly Cell[]
  /** The heading above it, what introduces its list, and the head of its table. */
  context: string
  /** An item of a list or a row: it is about the things that it names. */
  isItem: boolean
  /** What may be typed: only its ids say something of the account. */
  isCommand: boolean
  /** Which paragraph, list or table it is part of. */
  block: number
}

export interface Cell {
  text: string
  /** Within the statement's text. */
  index: number
  head: string
}

/** An answer in statements, in its order. */
export function statementsOf(answer: string): Statement[] {
  const found: Statement[] = []
  let fence: { isCommand: boolean } | undefined
  let heading = ''
  let lead = ''
  let heads: string[] | undefined
  let block = 0
  const lines = answer.split('\n')
  for (const [at, line] of lines.entries()) {
    const opened = /^\s*(?:```+|~~~+)\s*([\w-]*)/.exec(line)
    if (opened !== null) {
      const isShell = /^(?:ba|z|fi)?sh$|^shell$|^console$/.test(opened[1] ?? '')
      fence = fence === undefined ? { isCommand: isShell } : undefined
      continue
    }
    const trimmed = line.trim()
    if (trimmed === '') {
      heads = undefined
      block += 1
      continue
    }
    if (fence !== undefined) {
      const isCommand = fence.isCommand || /^(?:\$ )?(?:aws|kubectl|terraform|curl) /.test(trimmed)
      found.push({ text: line, shown: [], context: heading, isItem: false, isCommand, block })
      continue
    }
    if (/^\|?[\s:|-]*-{2,}[\s:|-]*$/.test(trimmed) && trimmed.includes('|')) continue
    if (trimmed.startsWith('|')) {
      if (heads === undefined && /^\s*\|?[\s:|-]*-{2,}/.test(lines[at + 1] ?? '')) {
        heads = cellsOf(trimmed).map(plain)
        continue
      }
      found.push(rowOf(trimmed, heads ?? [], { context: `${heading} ${lead}`, block }))
      continue
    }
    heads = undefined
    const head = /^#{1,6}\s+(.*)$/.exec(trimmed) ?? /^\*\*([^*]+)\*\*:?$/.exec(trimmed)
    if (head !== null) {
      heading = plain(head[1] ?? '')
      lead = ''
    }
    const item = /^(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(trimmed)
    const said = item?.[1] ?? trimmed.replace(/^#{1,6}\s+|^>\s*/, '')
    const context = item === null ? heading : `${heading} ${lead}`
    const isItem = item !== null
    for (const sentence of isItem ? [said] : sentencesOf(said)) {
      const shown = shownIn(sentence, isItem)
      found.push({ text: plain(sentence), shown, context, isItem, isCommand: false, block })
    }
    if (!isItem) lead = plain(said)
  }
  return found
}

function rowOf(
  line: string,
  heads: readonly string[],
  { context, block }: Pick<Statement, 'context' | 'block'>,
): Statement {
  let text = ''
  const cells = cellsOf(line).map((cell, at) => {
    const index = text.length
    const bare = plain(cell)
    text += `${bare} | `
    return { text: bare, index, head: heads[at] ?? '' }
  })
  const first = cells[0]?.text ?? ''
  const shown = [...shownIn(line, false), ...(isWord(first) ? [first] : [])]
  return {
    ...{ text, shown, cells, block },
    context: `${context} ${heads.join(' ')}`,
    isItem: true,
    isCommand: false,
  }
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

/** Not after an abbreviation, nor within a name: a sentence begins with a capital, a digit or a mark. */
const sentencesOf = (line: string): string[] =>
  line.split(
    /(?<=[^.\s][^.\s][.!?]["”)*]*)(?<!\b(?:vs|approx|incl|resp|ca|etc|no)\.)\s+(?=["“(*_`]*(?:[A-Z\d`*]|[a-z][\w]*[-.]\w|(?:gp[23]|io[12]|st1|sc1)\b))/,
  )

function shownIn(text: string, isItem: boolean): string[] {
  const marked = [...text.replaceAll(typed, ' ').matchAll(/`([^`\n]+)`/g)].map(
    ([, word = '']) => word,
  )
  const head = isItem ? /^\*\*([^*]+?):?\*\*/.exec(text)?.[1] : undefined
  const bold = [...text.matchAll(/\*\*([a-z][\w./]*-[\w./-]+)\*\*/g)].map(([, word = '']) => word)
  const called = [...plain(text).matchAll(kindBefore)].map(([, word = '']) => word)
  return [...marked, head ?? '', ...bold, ...called].filter(isWord)
}

/** `security group billing-alb`, `billing-alb (sg-0dd7…)`. */
const kindBefore =
  /(?:\b(?:group|instance|function|service|bucket|queue|table|role|user|cluster|stack|alarm|named|called|database|volume|topic|balancer|key)s?:? )([a-z][\w.]*-[\w.-]*\w)|\b[a-z][\w.]*-[\w.-]+(?= \((?:[a-z]+-[0-9a-f]{8}|[a-z]{2}-[a-z]+-\d|[$€]\d|\d+ [GMT]i?B\b))/g

const isWord = (text: string) =>
  /^[a-z][a-z0-9._-]{2,}$|^[a-z][\w.-]*(?:\/[a-z][\w.-]*){2,}$/.test(text)

/** What may be typed, in the midst of a sentence: its ids are told. */
const typed = /`(?:\$ )?(?:aws|kubectl|terraform|pulumi|curl|docker|git|npm) [^`\n]*`/g
const ids = /\b[a-z]{1,12}-(?=[0-9a-f]*\d)[0-9a-f]{8,17}\b|\barn:[\w-]+:[^\s`]+/g

/** Without marks; links are their words. */
export function plain(text: string): string {
  return text
    .replace(typed, (command) => (command.match(ids) ?? []).join(' '))
    .replace(/!?\[([^\][]{0,300})\]\(([^)]{0,600})\)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|~-])/g, '$1')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/g, '$1')
    .replace(/<br\s*\/?>/g, ' ')
}
