import { Marked, type Tokens } from 'marked'
import { escaped } from './escaped.ts'

/**
 * An answer's Markdown as HTML of few elements. HTML in it is text; links and pictures are their
 * words and where they lead: a report fetches nothing, and leads nobody anywhere.
 * What nothing backs is marked where it stands.
 */
export function markdownHtml(markdown: string, unbacked: readonly string[] = []): string {
  const marked = new Marked({ gfm: true, async: false })
  const text = marking(unbacked)
  marked.use({
    renderer: {
      html: ({ text: raw }: Tokens.HTML | Tokens.Tag) => escaped(raw),
      image: ({ text: words, href }) => text(`${words} (${href})`),
      link({ tokens, href, text: words }) {
        const shown = this.parser.parseInline(tokens)
        return words === href ? shown : `${shown} (${text(href)})`
      },
      text(token) {
        return 'tokens' in token && token.tokens !== undefined
          ? this.parser.parseInline(token.tokens)
          : text(unescaped(token.text))
      },
      codespan: ({ text: code }) => `<code>${text(code)}</code>`,
      code: ({ text: code }) => `<pre><code>${text(code)}</code></pre>\n`,
      checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
    },
  })
  return String(marked.parse(markdown))
}

/** Escapes a text, and marks what of it nothing backs: whole words of it alone. */
function marking(unbacked: readonly string[]): (text: string) => string {
  if (unbacked.length === 0) return escaped
  const words = unbacked.toSorted((one, other) => other.length - one.length).map(literally)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return (text) => {
    let html = ''
    let from = 0
    for (const found of text.matchAll(pattern)) {
      html += `${escaped(text.slice(from, found.index))}<mark>${escaped(found[0])}</mark>`
      from = found.index + found[0].length
    }
    return html + escaped(text.slice(from))
  }
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Some versions of the parser give text with entities of its own. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
