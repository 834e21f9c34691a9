import { Lexer, type Token, type Tokens } from 'marked'

/** A part of an answer that is read as one: a paragraph, a list, a table. */
export interface Block {
  key: number
  token: Token
}

/**
 * Markdown that arrives in pieces. What cannot change any more is read once, however long the answer
 * is; only its open end is read again. HTML in it is text.
 */
export class Blocks {
  readonly #settled: Block[] = []
  /** The rows, or lines, that were read already of the table or code that the rest goes on with. */
  #begun: Tokens.Table | Tokens.Code | undefined
  /** The Markdown behind the last settled block. */
  #rest = ''

  push(text: string): void {
    this.#rest += text.replaceAll('\r\n', '\n')
  }

  /** All blocks so far. Those that are settled are the same objects each time. */
  read(): readonly Block[] {
    const tokens = this.#tokens()
    const open = Math.max(0, tokens.findLastIndex(isShown))
    for (const token of tokens.slice(0, open)) this.#settle(token)
    const [last] = tokens.slice(open)
    if (open > 0) {
      this.#begun = undefined
      const read = tokens.slice(0, open).reduce((sum, { raw }) => sum + raw.length, 0)
      this.#rest = this.#rest.slice(read)
    }
    if (last === undefined || !isShown(last)) return [...this.#settled]
    if (this.#rest.length > longest) this.#shorten(last)
    const rest = this.#begun === undefined ? this.#tokens().filter(isShown) : [last]
    return [...this.#settled, ...rest.map((token, at) => this.#block(token, at))]
  }

  #tokens(): Token[] {
    this.#rest = shallow(this.#rest)
    const [first, ...others] = lexed(this.#rest)
    return first === undefined ? [] : [goneOn(this.#begun, first), ...others]
  }

  #block(token: Token, after = 0): Block {
    return { key: this.#settled.length + after, token }
  }

  #settle(token: Token): void {
    if (isShown(token)) this.#settled.push(this.#block(token))
  }

  /** A block without an end in sight is read in parts. */
  #shorten(last: Token): void {
    const end = this.#rest.lastIndexOf('\n') + 1
    const lines = this.#rest.split('\n', 2)
    if (isTable(last) || isFenced(last)) {
      const head = isTable(last) ? `${lines.join('\n')}\n` : `${lines[0]}\n`
      // The line that is still being written is read when it is whole.
      const [whole] = end > head.length ? lexed(this.#rest.slice(0, end)) : []
      if (whole === undefined || whole.type !== last.type) return
      this.#begun = goneOn(this.#begun, whole) as Tokens.Table | Tokens.Code
      this.#rest = head + this.#rest.slice(end)
      return
    }
    const cut = Math.min(end === 0 ? longest : end, this.#rest.length)
    for (const token of lexed(this.#rest.slice(0, cut))) this.#settle(token)
    this.#rest = this.#rest.slice(cut)
  }
}

/** Characters of one block that are read anew with each piece. */
const longest = 8_000

const isShown = ({ type }: Token) => type !== 'space' && type !== 'def'
const isTable = (token: Token): token is Tokens.Table => token.type === 'table'
const isFenced = (token: Token): token is Tokens.Code =>
  token.type === 'code' && token.codeBlockStyle !== 'indented'

function goneOn(begun: Tokens.Table | Tokens.Code | undefined, token: Token): Token {
  if (begun === undefined) return token
  if (isTable(begun) && isTable(token)) return { ...token, rows: [...begun.rows, ...token.rows] }
  if (isTable(begun) || !isFenced(token)) return token
  return { ...token, text: [begun.text, token.text].filter(Boolean).join('\n') }
}

/** Tokens of Markdown; what would take long to read for its marks is plain text. */
function lexed(markdown: string): Token[] {
  const lexer = new Lexer({ gfm: true })
  lexer.blockTokens(shallow(markdown), lexer.tokens)
  for (const { src, tokens } of lexer.inlineQueue) {
    if (isPlain(src)) tokens.push({ type: 'text', raw: src, text: src })
    else lexer.inlineTokens(src, tokens)
  }
  lexer.inlineQueue = []
  return [...lexer.tokens]
}

/** Quotes and lists within each other, further than anybody reads them. */
const deep = /^((?:[ ]*(?:>|[-*+] |\d{1,9}[.)] )){12})[ ]*(?=[>*+\-\d])(.)/gm

const shallow = (markdown: string) => markdown.replace(deep, '$1\\$2')

const isPlain = (text: string) => text.length > 2_000 && marks(text) > text.length / 8
const marks = (text: string) => text.match(/[*_`[\](<~!\\]/g)?.length ?? 0
