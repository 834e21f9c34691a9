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
  const answer = async (name: Name) => given[name] ?? (await askFor(terminal, questions[name]))
  return {
    environment: await answer('name'),
    functionUrl: await answer('functionUrl'),
    region: await answer('region'),
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

const questions = {
  name: 'Name of the environment (dev, prod, …)',
  functionUrl: "The agent's Function URL",
  region: 'Its AWS region',
  gatewayUrl: "The gateway's URL (…/mcp)",
  issuer: 'Okta issuer (https://your-org.okta.com/oauth2/default)',
  clientId: 'Client id of the Okta app',
  audience: 'Audience of the authorization server',
}

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

async function askFor(terminal: Terminal, question: string): Promise<string> {
  for (;;) {
    const typed = await terminal.ask(`${question}: `)
    if (typed === undefined) throw new ClientError('cancelled', 'Nothing was configured.')
    if (typed.trim() !== '') return typed.trim()
  }
}
