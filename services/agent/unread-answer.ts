import { type StoredMessage, textOf } from './conversations/messages.ts'
import { type AgentEventOf, noticeOf } from './events.ts'

interface Answered {
  question: string
  messages: readonly StoredMessage[]
  history: readonly StoredMessage[]
  /** Something was read for turns before these. */
  hasRead?: boolean
  toolNames: readonly string[]
}

/**
 * Said beside an answer about the estate for which nothing was read, though it could have been: what
 * it says is from earlier, or made up. It says no more than that, so that it is true of every answer.
 */
export function unreadNotice(answered: Answered): AgentEventOf<'notice'> | undefined {
  const { question, messages, history, toolNames } = answered
  const answer = messages
    .filter(({ role }) => role === 'assistant')
    .map(textOf)
    .join('\n')
  const things = new RegExp(`\\b(?:${[...thingsOf(toolNames), ...nouns].join('|')})s?\\b`, 'i')
  const isAboutThings = things.test(`${question}\n${answer}`) || named.test(question)
  if (toolNames.length === 0 || !isAboutThings) return undefined
  return claims(answer, question)
    ? notices[answered.hasRead === true || hasRead(history) ? 'earlier' : 'nothing']
    : undefined
}

const notices = {
  nothing: noticeOf(
    'nothing_read',
    'No AWS call was made for this answer: nothing in it was read from your account.',
  ),
  earlier: noticeOf(
    'nothing_read',
    'No AWS call was made for this answer: what it says is from earlier in this conversation, or made up.',
  ),
}

/** `ec2`, `s3`, … of the tools that read them. */
const thingsOf = (toolNames: readonly string[]): string[] =>
  toolNames.flatMap((name) => /^([a-z0-9_]+)_read_operations$/.exec(name)?.[1] ?? [])

/** `orders-db`, `i-0abc…` */
const named = /\b[a-z0-9]+(?:-[a-z0-9]+)+\b/

const nouns = [
  ...['account', 'alarm', 'bill', 'bucket', 'certificate', 'cluster', 'cost', 'database', 'disk'],
  ...['domain', 'function', 'instance', 'key', 'lambda', 'load balancer', 'log', 'metric', 'queue'],
  ...['region', 'resource', 'role', 'security group', 'server', 'service', 'snapshot', 'spend'],
  ...['deployment', 'dynamodb', 'gateway', 'iam', 'machine', 'rds'],
  ...['stack', 'subnet', 'table', 'topic', 'user', 'volume', 'vpc', 'aws'],
]

/**
 * Whatever is said, but what is asked back, or said of the agent itself; where a question is about AWS and not
 * about an account, only what is said of the account. It is true beside any answer, so that it is rather said.
 */
function claims(answer: string, question: string): boolean {
  // What may be typed to change something is no claim, nor are the services' own names.
  const prose = answer.replace(/```[\s\S]*?(?:```|$)|`[^`]*`/g, ' ').replace(serviceNames, ' ')
  const said = prose
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((one) => /\w/.test(one) && !one.trim().endsWith('?') && !ofItself.test(one))
    .join('\n')
  if (general.test(question)) return ofTheirs.test(said)
  return said !== ''
}

/** `What is a VPC?`, `How do I …?`: of AWS, not of an account. */
const general =
  /^\W*(?:what(?:'s| is| are| does) (?:an? |the (?:difference|max\w*|limit|purpose)|[\w ]+ (?:stand|mean)|[A-Z][\w ]*\?$)|how (?:do|can|would|should) (?:i|we|you|one)\b|explain\b|(?:what is the )?difference\b|what can you\b|(?:can|may|could|should|would)\b|(?:who|what) are you\b|how many [\w ]+ (?:may|can)\b)|\b(?:cheaper|best practice|in general)\b/i
const ofTheirs = /\byou have\b|\bin your account\b|\byour (?:account|estate) (?:has|holds|is)\b/i
const ofItself =
  /\bI(?:'m| am| can| only| cannot| can't| do not| don't| could| will| have no| was)\b|^\W*(?:hello|hi|thanks|you are welcome)\b|^\W*(?:to \w+ .*:|you (?:can|could|may)\b|run\b)/i

const serviceNames = /\b(?:ec2|s3|route ?53|elbv2|apigatewayv2|sesv2|ipv[46]|oauth2?|sha\d+)\b/gi

function hasRead(history: readonly StoredMessage[]): boolean {
  return history.some(({ content }) => content.some((block) => 'toolResult' in block))
}
