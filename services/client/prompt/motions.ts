import { graphemes } from '../render/graphemes.ts'

/** Where a key moves the cursor to. */
export type Motion =
  | 'previous'
  | 'next'
  | 'word-start'
  | 'word-end'
  /** Back over a word as a shell sees it: to the blank before it. */
  | 'blank'
  | 'line-start'
  | 'line-end'
  | 'up'
  | 'down'

/** The new place of the cursor; the old one where there is nowhere to go. */
export function moved(text: string, cursor: number, motion: Motion): number {
  switch (motion) {
    case 'previous':
      return previousEdge(text, cursor)
    case 'next':
      return nextEdge(text, cursor)
    case 'word-start':
      return edgeBefore(text, cursor - lengthOf(wordBehind, text.slice(0, cursor)))
    case 'word-end':
      return edgeFrom(text, cursor + lengthOf(wordAhead, text.slice(cursor)))
    case 'blank':
      return edgeBefore(text, cursor - lengthOf(blankBehind, text.slice(0, cursor)))
    case 'line-start':
      return lineStart(text, cursor)
    case 'line-end':
      return lineEnd(text, cursor)
    case 'up':
      return vertical(text, cursor, lineStart(text, cursor) - 1)
    case 'down':
      return vertical(text, cursor, lineEnd(text, cursor) + 1)
  }
}

/** The text without what lies between the cursor and where the motion leads. */
export function killed(text: string, cursor: number, motion: Motion) {
  const there = moved(text, cursor, motion)
  const [from, to] = there < cursor ? [there, cursor] : [cursor, there]
  return {
    text: text.slice(0, from) + text.slice(to),
    cursor: from,
    removed: text.slice(from, to),
  }
}

export function previousEdge(text: string, cursor: number): number {
  return graphemes(text).containing(cursor - 1)?.index ?? 0
}

/** `at`, or the end of the grapheme that it lies within. */
export function edgeFrom(text: string, at: number): number {
  return graphemes(text).containing(at)?.index === at ? at : nextEdge(text, at)
}

/** `at`, or the beginning of the grapheme that it lies within. */
const edgeBefore = (text: string, at: number) => graphemes(text).containing(at)?.index ?? at

export function nextEdge(text: string, cursor: number): number {
  const here = graphemes(text).containing(cursor)
  return here === undefined ? text.length : here.index + here.segment.length
}

const wordBehind = /[\p{L}\p{M}\p{N}]*[^\p{L}\p{M}\p{N}]*$/u
const wordAhead = /^[^\p{L}\p{M}\p{N}]*[\p{L}\p{M}\p{N}]*/u
const blankBehind = /\S*\s*$/u

const lengthOf = (pattern: RegExp, text: string) => pattern.exec(text)?.[0].length ?? 0

const lineStart = (text: string, cursor: number) => text.slice(0, cursor).lastIndexOf('\n') + 1

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor)
  return end === -1 ? text.length : end
}

/** The same distance from the start of the line that `inIt` lies in. */
function vertical(text: string, cursor: number, inIt: number): number {
  if (inIt < 0 || inIt > text.length) return cursor
  const start = lineStart(text, inIt)
  const aim = Math.min(start + cursor - lineStart(text, cursor), lineEnd(text, start))
  return edgeBefore(text, aim)
}
