import type { Message } from '@strands-agents/sdk'
import { definitions } from '../../../tools/tools.ts'
import { offersOf } from './offers.ts'
import { previousCall } from './previous-call.ts'
import { type FirstWords, readFirstWords } from './read-first-words.ts'

/** What a turn stands in: the tools it may call, and what was said before it. */
export interface Around {
  tools: readonly { name: string; description?: string | undefined }[]
  before: readonly Message[]
}

/** The agent's own answer to what is said to it about itself; undefined for any other question. */
export function answerFirstWords(text: string, around: Around): string | undefined {
  const greeted = greetedIn(text)
  if (greeted !== undefined) return withOffers(`Hello, ${greeted}! ${self}`, around)
  const kind = readFirstWords(text, { isOpening: !hasCalled(around.before) })
  return kind === undefined ? undefined : answers[kind](around)
}

const hasCalled = (before: readonly Message[]) =>
  before.some(({ content }) => content.some(({ type }) => type === 'toolUseBlock'))

const self =
  'I am the AWS Operations Agent, answering with the offline model: it is no language model, but ' +
  'finds the recipe or the AWS call that fits your words. I only read and cannot change anything.'

const answers: Readonly<Record<FirstWords, (around: Around) => string>> = {
  greeting: (around) => withOffers(`Hello! ${self}`, around),
  identity: (around) => withOffers(self, around),
  help: (around) =>
    withOffers(
      `I answer questions about an AWS account by reading it, and show every call that I make. I only read: I cannot change anything.

Ask what is wrong and since when, what changed and who did it, what costs what, what is open or old, or for any list or detail of ${aboutOf(around) || 'what tools read (this turn has none)'}.

This is the offline model, no language model: short, plain questions in English work best, and a region or a name narrows the answer.`,
      around,
    ),
  model: (around) =>
    withOffers(
      'No language model: this is the offline model, a stand-in that needs no credentials. Recipes ' +
        'and a reader of questions find what fits your words. `--model bedrock` or `--model openai` at the start ' +
        'puts a language model in its place.',
      around,
    ),
  'read-only': (around) =>
    withOffers(
      'I only read: I cannot change, start, stop or delete anything. Every AWS operation has a ' +
        'class, and only reads are ever sent; secrets are left out of what is read. Deployed, the ' +
        'role that reads has no permission for more.',
      around,
    ),
  services: (around) => {
    const own = readers(around)
    if (own.length === 0) return noTools
    const lines = own.map(({ name, about }) => `- \`${name}\`: ${about}`)
    return withOffers(
      `These, with any read operation of each:\n\n${lines.join('\n')}\n\nOther services I cannot read.`,
      around,
    )
  },
  tools: (around) => {
    const { tools } = around
    if (tools.length === 0) return noTools
    const known = new Map(definitions.map(({ name, about }) => [toolName(name), `reads ${about}`]))
    const lines = tools.map(
      ({ name, description = '' }) =>
        `- \`${name}\`: ${known.get(name) ?? lowerFirst(description)}`,
    )
    const count = tools.length === 1 ? 'One tool' : `${tools.length} tools`
    return withOffers(`${count}, and all of them only read:\n\n${lines.join('\n')}`, around)
  },
  'last-call': ({ before }) => previousCall(before),
  thanks: () => 'You are welcome. Ask whenever there is something else to look at.',
  goodbye: () =>
    'Goodbye. In the terminal, `/quit` or Ctrl-D leaves the chat; the conversation is kept.',
}

const noTools = 'None in this turn: it came without tools, and without them I can read nothing.'

/** The name in `say hello to Ada`. */
function greetedIn(text: string): string | undefined {
  const match =
    /^\s*(?:(?:please|can you|could you|now)\s+)*(?:say|give|send)\s+(?:an?\s+)?(?:hello|hi|hey|greetings)\s+to\s+([\p{L}\d][\p{L}\d .'’-]{0,59}?)(?:,?\s+please)?\s*[.!?]*\s*$/iu.exec(
      text,
    ) ?? /^\s*(?:please\s+)?greet\s+([\p{L}][\p{L} .'’-]{0,59}?)\s*[.!?]*\s*$/iu.exec(text)
  return match?.[1]
}

function readers({ tools }: Around) {
  return definitions.filter(({ name }) => tools.some((tool) => tool.name === toolName(name)))
}

const aboutOf = (around: Around) =>
  readers(around)
    .map(({ about }) => about.replace('; each call is billed', ''))
    .join('; ')

const withOffers = (answer: string, around: Around) =>
  [answer, offersOf(around)].filter((part) => part !== '').join('\n\n')

const toolName = (name: string) => `${name}_read_operations`

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
