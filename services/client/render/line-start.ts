/** What a line goes on with, or begins: quotes and list items hold everything else. */
export type Container = Quote | Item

interface Quote {
  kind: 'quote'
}

export interface Item {
  kind: 'item'
  /** `-`, `1.` */
  marker: string
  task?: 'open' | 'done'
  /** The spaces that lines of this item begin with: at least, and at most. */
  least: number
  most: number
}

export type Leaf =
  | { kind: 'blank' }
  | { kind: 'rule' }
  | Fence
  | { kind: 'code'; text: string }
  | { kind: 'row'; text: string }
  | Text

export interface Text {
  kind: 'text' | 'heading'
  text: string
  /** Of a heading, 1 to 6. */
  level: number
}

export interface Fence {
  kind: 'fence'
  /** The marks that close it, or more of them. */
  fence: string
  indent: number
}

export interface LineStart {
  /** How many of the containers that were open hold this line, too. */
  kept: number
  opened: Container[]
  leaf: Leaf
}

/**
 * What the beginning of a line says; undefined where more of it must come first. More lenient than
 * CommonMark where models are: two spaces nest a list, whatever the marker above.
 */
export function lineStart(
  line: string,
  open: readonly Container[],
  { isWhole, inText }: { isWhole: boolean; inText: boolean },
): LineStart | undefined {
  const kept = keep(line, open, isWhole)
  if (kept === undefined) return undefined
  const opened: Container[] = []
  let { rest } = kept
  while (kept.count + opened.length < deepest) {
    const next = isWhole || !/^[-*+_ ]*$/.test(rest) ? container(rest, isWhole) : 'wait'
    if (next === 'wait') return undefined
    if (next === undefined) break
    opened.push(next.container)
    rest = next.rest
  }
  const inItem = [...open.slice(0, kept.count), ...opened].some(({ kind }) => kind === 'item')
  const leaf = leafOf(rest, { isWhole, mayBeCode: !inItem && !inText })
  return leaf && { kept: kept.count, opened, leaf }
}

/** What would nest deeper is text. */
const deepest = 10

function keep(line: string, open: readonly Container[], isWhole: boolean) {
  let rest = line
  let count = 0
  for (const container of open) {
    const indent = indentOf(rest)
    if (rest.length === indent && !isWhole) return undefined
    if (container.kind === 'quote') {
      const quoted = /^ {0,3}> ?/.exec(rest)
      if (quoted === null) break
      rest = rest.slice(quoted[0].length)
    } else {
      if (indent < container.least && indent < rest.length) break
      rest = rest.slice(Math.min(indent, container.most))
    }
    count += 1
  }
  return { rest, count }
}

function container(rest: string, isWhole: boolean) {
  if (isRule(rest)) return undefined
  if (!isWhole && /^ *(?:>|\d{1,9}[.)]?)? *$/.test(rest)) return 'wait'
  const quoted = /^ {0,3}> ?/.exec(rest)
  if (quoted !== null) {
    const quote: Quote = { kind: 'quote' }
    return { container: quote, rest: rest.slice(quoted[0].length) }
  }
  return item(rest, isWhole)
}

function item(rest: string, isWhole: boolean) {
  const [all, indent = '', marker = '', spaces = ''] =
    /^( *)([-*+]|\d{1,9}[.)])( +|$)/.exec(rest) ?? []
  if (all === undefined) return undefined
  const text = rest.slice(all.length)
  if (!isWhole && /^\[[ xX]?\]?$/.test(text)) return 'wait'
  const task = /^\[([ xX])\] /.exec(text)
  const before = indent.length + marker.length
  const most = before + (spaces.length > 4 ? 1 : Math.max(1, spaces.length))
  const opened: Item = { kind: 'item', marker, least: Math.min(most, indent.length + 2), most }
  if (task !== null) opened.task = task[1] === ' ' ? 'open' : 'done'
  return { container: opened, rest: task === null ? text : text.slice(task[0].length) }
}

function leafOf(
  rest: string,
  { isWhole, mayBeCode }: { isWhole: boolean; mayBeCode: boolean },
): Leaf | undefined {
  const indent = indentOf(rest)
  const text = rest.slice(indent)
  if (text === '') return isWhole ? { kind: 'blank' } : undefined
  if (isWhole && isRule(rest)) return { kind: 'rule' }
  if (indent >= 4 && mayBeCode) return isWhole ? { kind: 'code', text: rest.slice(4) } : undefined
  if (!isWhole && mayNeedMore.test(text)) return undefined
  const fence = /^(`{3,}|~{3,})(?!.*`)/.exec(text)?.[1]
  if (fence !== undefined) return { kind: 'fence', fence, indent }
  if (text.startsWith('|')) return { kind: 'row', text }
  const heading = /^(#{1,6})(?: +|$)/.exec(text)
  if (heading === null) return { kind: 'text', text, level: 0 }
  return { kind: 'heading', text: text.slice(heading[0].length), level: heading[1]?.length ?? 1 }
}

/** Rows and fences are judged whole; of the rest, the first characters say what it is. */
const mayNeedMore = /^(?:\||```|~~~|`{1,2}$|~{1,2}$|#{1,6} *$)/

const isRule = (text: string): boolean =>
  /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/.test(text)

const indentOf = (text: string): number => text.length - text.trimStart().length
