import { stripVTControlCharacters } from 'node:util'
import { displayWidth } from './width.ts'

/**
 * Lines that are wider than the window, broken between words and as far in as they begin; words that
 * are wider themselves stay whole. Colours may be in them. Without columns all stays as it is.
 */
export function wordWrapped(text: string, columns: number | undefined): string {
  if (columns === undefined) return text
  return text
    .split('\n')
    .map((line) => (widthOf(line) > columns ? broken(line, columns) : line))
    .join('\n')
}

function broken(line: string, columns: number): string {
  const indent = /^ */.exec(line)?.[0] ?? ''
  const rows: string[] = []
  let row = indent
  for (const word of line.slice(indent.length).split(/(?<=\S)(?= )/)) {
    const isFirst = row.trim() === ''
    if (isFirst || widthOf(row + word) <= columns) row += word
    else {
      rows.push(row)
      row = indent + word.trimStart()
    }
  }
  return [...rows, row].join('\n')
}

const widthOf = (text: string) => displayWidth(stripVTControlCharacters(text))
