import type { Json } from '../../json.ts'
import { rowsOf, type TextPart } from './csv.ts'

export interface TextForm extends TextPart {
  /** An object's key, a file's name. */
  name: string
  contentType: string
}

/** JSON, JSON by the line and CSV as what they say, so that a query can choose in them; else the text. */
export function parsed(text: string, { name, contentType, more, from }: TextForm): Json {
  if (/^\s*[[{]/.test(text) && !losesDigits(text)) {
    const value = more ? undefined : parseJson(text)
    if (value !== undefined) return value
    const lines = jsonLines(text, more)
    if (lines !== undefined) return lines
  }
  const bare = name.replace(/\.gz$/i, '')
  if (/\.(csv|tsv)$/i.test(bare) || /^text\/(csv|tab-separated-values)/i.test(contentType)) {
    return rowsOf(text, { more, from }) ?? text
  }
  return text
}

/** A number that JavaScript would round stays as it is written. */
const losesDigits = (text: string): boolean => /[:[,]\s{0,10}-?\d{16}/.test(text)

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One value a line, the last one perhaps cut off. */
function jsonLines(text: string, more: boolean): Json[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2) return undefined
  const values: Json[] = []
  for (const [at, line] of lines.entries()) {
    const value = /^\s*[[{]/.test(line) ? parseJson(line) : undefined
    if (value !== undefined) values.push(value)
    else if (!more || at < lines.length - 1) return undefined
  }
  return values
}
