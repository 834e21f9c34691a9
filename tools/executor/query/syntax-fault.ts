import { compile, tokenize } from '@jmespath-community/jmespath'
import { cutText } from '../../text.ts'
import { parseOptions } from './job.ts'

/** Why a query is none that is evaluated here; undefined where it is. */
export function syntaxFault(query: string): string | undefined {
  try {
    compile(query, parseOptions)
    const refused = unsupported(tokenize(query, parseOptions))
    return refused === undefined ? undefined : `${refused} is not supported`
  } catch (error) {
    return `${messageOf(error)}${bareNumber(error)}`
  }
}

const beyondCli = new Set(['Root', 'Variable'])
/** Beyond the command line's too: with these, little text makes more than V8 survives. */
const growing = new Set(['pad_left', 'pad_right', 'replace'])

/** With the root at hand within a projection, a short query makes a huge answer. */
function unsupported(tokens: ReturnType<typeof tokenize>): string | undefined {
  if (tokens.some(({ type }) => beyondCli.has(String(type)))) return '$'
  const functions = tokens
    .filter((_, at) => String(tokens[at + 1]?.type) === 'Lparen')
    .map(({ value }) => String(value))
  const splitsByNothing = functions.includes('split') && tokens.some(({ value }) => value === '')
  return splitsByNothing ? "split by ''" : functions.find((name) => growing.has(name))
}

const bareNumber = (error: unknown) =>
  /\(Number\)/.test(messageOf(error)) ? '. Numbers stand in backticks, as [?Size > `100`]' : ''

const messageOf = (error: unknown): string =>
  cutText(error instanceof Error ? error.message : String(error), 300)
