import type { Token, Tokens } from 'marked'
import { Component, type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks'
import type { HeldClaim } from '../../agent/events.ts'
import type { Block as BlockOfText } from './blocks.ts'
import { DataTable } from './data-table.tsx'
import { shown, unescaped, webAddress } from './shown.ts'
import type { Row } from './table-rows.ts'
import { Time } from './time.tsx'
import { timeInText, timeInTextOf } from './times.ts'
import type { Turn } from './turn.ts'

interface Around {
  turn: Turn
  /** By their words. */
  claims: ReadonlyMap<string, HeldClaim>
  /** Finds claims and times in a text. */
  pattern: RegExp
}

const AroundText = createContext<Around | undefined>(undefined)

/** An answer. Nothing in it is handed on as HTML: each part of its Markdown becomes an element here. */
export function Markdown({ turn }: { turn: Turn }) {
  const evidence = turn.evidence.value
  const around = useMemo(() => {
    const claims =
      turn.text.length > longestMarked ? [] : (evidence?.rows ?? []).slice(0, mostMarked)
    return {
      turn,
      claims: new Map(claims.map((row) => [row.text, row])),
      pattern: patternOf(claims),
    }
  }, [evidence, turn])
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const lead = ({ target }: Event) => {
      const text =
        target instanceof Element && target.closest('[data-claim]')?.getAttribute('data-claim')
      const claim = around.claims.get(text || '')
      if (claim?.call !== undefined) turn.shownCall.value = { id: claim.call, claim }
    }
    element.current?.addEventListener('click', lead)
    return () => element.current?.removeEventListener('click', lead)
  }, [around])
  return (
    <AroundText.Provider value={around}>
      <div class="markdown" ref={element}>
        {partsOf(turn.blocks.value).map((part, at) => (
          <Part key={at} part={part} evidence={evidence} />
        ))}
      </div>
    </AroundText.Provider>
  )
}

const longestMarked = 100_000
const mostMarked = 200

function patternOf(claims: readonly HeldClaim[]): RegExp {
  const texts = claims
    .map(({ text }) => text)
    .filter((text) => text.length > 1)
    .toSorted((one, other) => other.length - one.length)
    .map((text) => `(?<![\\w.:/-])${text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(?![\\w:-])`)
  return new RegExp([timeInText.source, ...texts].join('|'), 'g')
}

const partLength = 50

function partsOf(all: readonly BlockOfText[]): (readonly BlockOfText[])[] {
  const count = Math.ceil(all.length / partLength)
  return Array.from({ length: count }, (_, at) => all.slice(at * partLength, (at + 1) * partLength))
}

/** So many blocks that are looked at as one, and laid out where they are seen. */
class Part extends Component<{ part: readonly BlockOfText[]; evidence: unknown }> {
  override shouldComponentUpdate(next: { part: readonly BlockOfText[]; evidence: unknown }) {
    const { part, evidence } = this.props
    if (next.evidence !== evidence || next.part.length !== part.length) return true
    return next.part.some(({ token }, at) => token !== part[at]?.token)
  }
  override render() {
    const { part, evidence } = this.props
    return (
      <div class="part">
        {part.map(({ key, token }) => (
          <Block key={key} token={token} evidence={evidence} />
        ))}
      </div>
    )
  }
}

/** Drawn anew only where its token is another, or its claims are known now. */
class Block extends Component<{ token: Token; evidence: unknown }> {
  override shouldComponentUpdate(next: { token: Token; evidence: unknown }) {
    return next.token !== this.props.token || next.evidence !== this.props.evidence
  }
  override render() {
    return <BlockOf token={this.props.token} />
  }
}

function BlockOf({ token }: { token: Token }): ComponentChildren {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      const Level = depth <= 1 ? 'h4' : depth === 2 ? 'h5' : 'h6'
      return <Level>{inline(tokens)}</Level>
    }
    case 'paragraph':
      return <p>{inline((token as Tokens.Paragraph).tokens)}</p>
    case 'text': {
      const { tokens } = token as Tokens.Text
      return tokens === undefined ? inline([token]) : inline(tokens)
    }
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>
    case 'list':
      return <List token={token as Tokens.List} />
    case 'code':
      return <Code text={(token as Tokens.Code).text} />
    case 'hr':
      return <hr />
    case 'table':
      return <AnswerTable token={token as Tokens.Table} />
    case 'space':
    case 'def':
      return null
    default:
      // HTML among it: text, as all of it.
      return <p>{shown(token.raw.trim())}</p>
  }
}

const blocks = (tokens: readonly Token[]) =>
  tokens.map((token, at) => <BlockOf key={at} token={token} />)

/** In parts, so that a long one that grows is not laid out anew each time. */
function Code({ text }: { text: string }) {
  const parts: string[] = []
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from + codePart)
    parts.push(text.slice(from, end === -1 ? undefined : end))
    from = end === -1 ? text.length : end + 1
  }
  return (
    <pre tabIndex={0}>
      <code>
        {parts.map((part, at) => (
          <CodePart key={at} text={part} />
        ))}
      </code>
    </pre>
  )
}

const codePart = 8_000

class CodePart extends Component<{ text: string }> {
  override shouldComponentUpdate(next: { text: string }) {
    return next.text !== this.props.text
  }
  override render() {
    return <span class="code-part">{shown(this.props.text)}</span>
  }
}

function List({ token: { ordered, start, items } }: { token: Tokens.List }) {
  const parts = items.map((item, at) => (
    <li key={at}>
      {item.task && (item.checked === true ? '☑ ' : '☐ ')}
      {blocks(item.tokens)}
    </li>
  ))
  return ordered ? <ol start={Number(start) || 1}>{parts}</ol> : <ul>{parts}</ul>
}

function AnswerTable({ token }: { token: Tokens.Table }) {
  const table = useMemo(
    () => ({
      names: token.header.map(({ tokens }) => plain(tokens)),
      rows: token.rows.map(rowOf),
    }),
    [token],
  )
  return <DataTable names={table.names} rows={table.rows} />
}

const rows = new WeakMap<readonly Tokens.TableCell[], Row>()

/** A row that was read is not read again as its table grows. */
function rowOf(cells: readonly Tokens.TableCell[], at: number): Row {
  const row = rows.get(cells) ?? { at, cells: cells.map(({ tokens }) => plain(tokens)) }
  rows.set(cells, row)
  return row
}

/** The words of tokens, as they are read. */
function plain(tokens: readonly Token[]): string {
  return shown(
    tokens
      .map((token) => {
        if ('tokens' in token && token.tokens !== undefined) return plain(token.tokens)
        if (token.type === 'br') return ' '
        const text = 'text' in token ? String(token.text) : token.raw
        return token.type === 'codespan' || token.type === 'html' ? text : unescaped(text)
      })
      .join(''),
  )
}

function inline(tokens: readonly Token[]): ComponentChildren {
  return tokens.map((token, at) => <Inline key={at} token={token} />)
}

function Inline({ token }: { token: Token }): ComponentChildren {
  switch (token.type) {
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens)}</strong>
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens)}</em>
    case 'del':
      return <del>{inline((token as Tokens.Del).tokens)}</del>
    case 'codespan':
      return (
        <code>
          <Text text={(token as Tokens.Codespan).text} />
        </code>
      )
    case 'br':
      return <br />
    case 'link':
      return <Link token={token as Tokens.Link} />
    case 'image':
      // Nothing is fetched from anywhere: an image is a link to it.
      return <Link token={{ ...(token as Tokens.Image), tokens: [] } as unknown as Tokens.Link} />
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens === undefined ? <Text text={unescaped(text)} /> : inline(tokens)
    }
    case 'escape':
      return <Text text={(token as Tokens.Escape).text} />
    default:
      return <Text text={token.raw} />
  }
}

/** With where it leads beside its words; an address that is not the web's is text. */
function Link({ token: { href, text, tokens } }: { token: Tokens.Link }) {
  const url = webAddress(href)
  const words = plain(tokens) || shown(text)
  if (url === undefined) return <>{words === href ? words : `${words} (${shown(href)})`}</>
  const isSaid = words === href || words === url.href
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer nofollow">
      {isSaid ? words : `${words} (${url.host})`}
    </a>
  )
}

/** Words of an answer, the times in them by the reader's clock too, its claims as ways to their proof. */
function Text({ text }: { text: string }) {
  const around = useContext(AroundText)
  const clean = shown(text)
  if (around === undefined || clean.length > 20_000) return <>{clean}</>
  const parts: ComponentChildren[] = []
  let from = 0
  for (const match of clean.matchAll(around.pattern)) {
    const [found] = match
    if (match.index > from) parts.push(clean.slice(from, match.index))
    parts.push(<Found key={match.index} text={found} around={around} />)
    from = match.index + found.length
  }
  if (from === 0) return <>{clean}</>
  parts.push(clean.slice(from))
  return <>{parts}</>
}

function Found({ text, around: { turn, claims } }: { text: string; around: Around }) {
  const at = timeInText.test(text) ? timeInTextOf(text, turn.askedAt) : undefined
  const words = at === undefined ? text : <Time at={at} />
  const claim = claims.get(text)
  if (claim === undefined) return <>{words}</>
  if (claim.status === 'unbacked') {
    return <mark title="Nothing that was read backs this">{words}</mark>
  }
  const id = claim.call
  if (id === undefined || !turn.calls.value.some((call) => call.id === id)) return <>{words}</>
  // By keyboard the same is reached in the list of facts: each figure a stop would be far too many.
  return (
    <span class="claim" data-claim={text} title={claim.how ?? claim.path ?? ''}>
      {words}
    </span>
  )
}
