import { breakableAfter } from './width.ts'

/**
 * How much of inline Markdown is certain, whatever follows: up to the last place where a line may
 * break and no code, link or emphasis is open. 0 where there is no such place from `from` on.
 */
export function certainLength(text: string, from: number): number {
  if (!breakAfter.test(text.slice(from))) return 0
  const open = new Map<string, number>()
  let certain = 0
  let at = 0
  let isAddress = false
  while (at < text.length) {
    const mark = text.charAt(at)
    if (mark === '\\') {
      at += 2
    } else if (mark === '`') {
      const end = codeEnd(text, at)
      if (end === undefined) return certain
      at = end
    } else if (mark === '[') {
      const end = linkEnd(text, at)
      if (end === undefined) return certain
      at = end
    } else if (mark === '*' || mark === '_' || mark === '~') {
      at = passDelimiters(text, at, open)
    } else {
      // An address goes on until the next white space.
      if (text.startsWith('://', at) || text.startsWith('www.', at)) isAddress = true
      else if (/\s/.test(mark)) isAddress = false
      at += 1
      if (open.size === 0 && !isAddress && mayBreak(mark, text[at])) certain = at
    }
  }
  return certain
}

/** What may be more than text. */
export const special = /[\\`*_~[<&]/

const breakAfter = new RegExp(`\\s|${breakableAfter.source}`, 'u')

/** What a mark means depends on the character before it, where that is no space. */
const mayBreak = (character: string, next: string | undefined): boolean =>
  /\s/.test(character) ||
  (breakableAfter.test(character) && next !== undefined && !special.test(next))

const runEnd = (text: string, at: number): number => {
  let end = at
  while (text[end] === text[at]) end += 1
  return end
}

/** Past the backticks that close those at `at`; undefined while they have not come. */
function codeEnd(text: string, at: number): number | undefined {
  const opened = runEnd(text, at)
  for (let next = text.indexOf('`', opened); next !== -1; next = text.indexOf('`', next)) {
    const end = runEnd(text, next)
    if (end - next === opened - at) return end
    next = end
  }
  return undefined
}

/** Past `[label]` or `[label](url)`; undefined while it is not whole. */
function linkEnd(text: string, at: number): number | undefined {
  const label = closing(text, at, '[', ']')
  if (label === undefined || text[label] !== '(') return label
  return closing(text, label, '(', ')')
}

function closing(text: string, at: number, opener: string, closer: string): number | undefined {
  let depth = 0
  for (let next = at; next < text.length; next += 1) {
    if (text[next] === '\\') next += 1
    else if (text[next] === opener) depth += 1
    else if (text[next] === closer) depth -= 1
    if (depth === 0) return next + 1
  }
  return undefined
}

/** Counts a run of `*`, `_` or `~~` as opening or closing, by what stands on its two sides. */
function passDelimiters(text: string, at: number, open: Map<string, number>): number {
  const end = runEnd(text, at)
  const mark = text.charAt(at)
  const before = text[at - 1] ?? ' '
  const after = text[end] ?? ' '
  const inWord = mark === '_' && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)
  if (inWord || (mark === '~' && end - at < 2)) return end
  const due = open.get(mark) ?? 0
  let left = end - at
  if (due > 0 && /\S/.test(before)) {
    left = Math.max(0, left - due)
    open.set(mark, Math.max(0, due - (end - at)))
  }
  if (left > 0 && /\S/.test(after)) open.set(mark, (open.get(mark) ?? 0) + left)
  if (open.get(mark) === 0) open.delete(mark)
  return end
}
