import { Lexer, type Token } from 'marked'
import { certainLength, special } from './certain-length.ts'
import type { Look, Style } from './look.ts'

/** A piece of text in one style; a newline in it ends the line. */
export interface Span {
  text: string
  styles: readonly Style[]
}

/** Inline Markdown that arrives in pieces; each call returns the spans that are certain by then. */
export interface InlineStream {
  write(markdown: string): Span[]
  end(): Span[]
}

export function inlineStream(look: Look, styles: readonly Style[] = []): InlineStream {
  let held = ''
  const take = (length: number): Span[] => {
    const taken = held.slice(0, length)
    held = held.slice(length)
    return taken === '' ? [] : spans(taken, look, styles)
  }
  const writePiece = (markdown: string): Span[] => {
    held += markdown
    const certain = certainLength(held, held.length - markdown.length)
    // A marker that stays open for so long stands for itself.
    return take(certain === 0 && held.length > longestHold ? held.length : certain)
  }
  return {
    write: (markdown) => pieces(markdown).flatMap(writePiece),
    end: () => take(held.length),
  }
}

/** No more than is held at a time: the lexer's time grows faster than what it gets. */
function pieces(markdown: string): string[] {
  if (markdown.length <= longestHold) return [markdown]
  return markdown.match(new RegExp(`[\\s\\S]{1,${longestHold}}`, 'gu')) ?? []
}

/** The spans of a whole text, a table's cell say. */
export function inlineSpans(markdown: string, look: Look, styles: readonly Style[] = []): Span[] {
  const stream = inlineStream(look, styles)
  return [...stream.write(markdown), ...stream.end()]
}

const longestHold = 300

function spans(markdown: string, look: Look, styles: readonly Style[]): Span[] {
  if (!special.test(markdown)) return [{ text: markdown, styles }]
  return Lexer.lexInline(markdown).flatMap((token) => tokenSpans(token, look, styles))
}

/** Where there are no colours, code keeps its marks: they say where it begins and ends. */
function tokenSpans(token: Token, look: Look, styles: readonly Style[]): Span[] {
  const inner = (style: Style) =>
    tokensIn(token).flatMap((each) => tokenSpans(each, look, [...styles, style]))
  switch (token.type) {
    case 'strong':
      return inner('bold')
    case 'em':
      return inner('italic')
    case 'del':
      return struckSpans(token, look, styles)
    case 'codespan':
      return [{ text: look.colours ? token.text : token.raw, styles: [...styles, 'cyan'] }]
    case 'link':
    case 'image':
      // A bare address is text.
      if (!/^[!<[]/.test(token.raw)) return [{ text: token.raw, styles }]
      return linkSpans(token, inner('underline'))
    case 'br':
      return [{ text: '\n', styles }]
    case 'html':
      return [{ text: /^<br\s*\/?>$/i.test(token.raw) ? '\n' : token.raw, styles }]
    case 'escape':
      return [{ text: token.text, styles }]
    default:
      return [{ text: withCharacters(token.raw), styles }]
  }
}

/** `~5 to ~10` strikes nothing out; nor does a look without colours. */
function struckSpans(token: Token, look: Look, styles: readonly Style[]): Span[] {
  const marks = token.raw.startsWith('~~') ? '~~' : '~'
  const isStruck = look.colours && marks === '~~'
  const within: readonly Style[] = isStruck ? [...styles, 'strikethrough'] : styles
  const inner = tokensIn(token).flatMap((each) => tokenSpans(each, look, within))
  return isStruck ? inner : [{ text: marks, styles }, ...inner, { text: marks, styles }]
}

const tokensIn = (token: Token): Token[] => ('tokens' in token && token.tokens) || []

/** The label, and always the address as it is, which the label may be already. */
function linkSpans({ raw, href }: { raw: string; href?: string }, label: Span[]): Span[] {
  const shown = label.map(({ text }) => text).join('')
  if (!/^!?\[/.test(raw) || shown === href) return label
  return [...label, { text: ` (${href})`, styles: [] }]
}

/** Entities that models write where they mean the character. */
function withCharacters(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => characters[entity] ?? entity)
}

const characters: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}
