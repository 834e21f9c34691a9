import * as z from 'zod'
import { stackOutputs } from '../../../../stacks/outputs.ts'
import { address, regionIn } from '../../configuration/parse.ts'
import { ClientError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'

/** Options of the command. */
export interface ByHand {
  name?: string
  functionUrl?: string
  region?: string
  gatewayUrl?: string
  issuer?: string
  clientId?: string
  audience?: string
  /** With spaces between. */
  scopes?: string
}

/** In the shape of a stack's outputs. What is missing is asked for, where somebody can answer. */
export async function outputsByHand(terminal: Terminal, given: ByHand) {
  if (!terminal.interactive) assertComplete(given)
  const answer = async (name: Name, usual?: string) =>
    given[name] ?? (await askFor(terminal, questions[name], usual))
  const environment = await answer('name')
  const functionUrl = await answer('functionUrl')
  return {
    environment,
    functionUrl,
    region: await answer('region', regionIn(functionUrl)),
    gatewayUrl: await answer('gatewayUrl'),
    okta: {
      issuer: await answer('issuer'),
      clientId: await answer('clientId'),
      audience: await answer('audience'),
      scopes: (given.scopes ?? 'openid profile offline_access').split(/[\s,]+/).filter(Boolean),
    },
  }
}

type Name = keyof typeof questions

interface Question {
  asks: string
  /** What an answer has to be; any text where it is not said. */
  is?: { schema: z.ZodType; words: string }
}

const anAddress = { schema: address, words: 'an address that begins with https://' }

const questions = {
  name: {
    asks: 'Name of the environment (dev, prod, …)',
    is: { schema: stackOutputs.shape.environment, words: 'a name of letters, digits and hyphens' },
  },
  functionUrl: { asks: "The agent's Function URL", is: anAddress },
  region: {
    asks: 'Its AWS region',
    is: { schema: z.string().regex(/^[a-z]{2,}(?:-[a-z]+)+-\d$/), words: 'a region, as eu-west-1' },
  },
  gatewayUrl: { asks: "The gateway's URL (…/mcp)", is: anAddress },
  issuer: { asks: 'Okta issuer (https://your-org.okta.com/oauth2/default)', is: anAddress },
  clientId: { asks: 'Client id of the Okta app' },
  audience: { asks: 'Audience of the authorization server' },
} satisfies Record<string, Question>

function assertComplete(given: ByHand): void {
  const flags = new Map(Object.entries(given))
  const missing = Object.keys(questions).filter((name) => flags.get(name) === undefined)
  if (missing.length === 0) return
  const named = missing.map((name) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`)
  throw new ClientError(
    'wrong_usage',
    `Name a FILE or a --stack, or say all of it; missing: ${named.join(' ')}`,
  )
}

/** Until it is answered as it has to be; Enter alone takes what is usual. */
async function askFor(terminal: Terminal, question: Question, usual?: string): Promise<string> {
  const { asks, is } = question
  for (;;) {
    const typed = await terminal.ask(`${asks}${usual === undefined ? '' : ` [${usual}]`}: `)
    if (typed === undefined) throw new ClientError('cancelled', 'Nothing was configured.')
    const answer = typed.trim() || usual
    if (answer === undefined) continue
    if (is === undefined || is.schema.safeParse(answer).success) return answer
    terminal.note(`That is not ${is.words}.\n`)
  }
}
