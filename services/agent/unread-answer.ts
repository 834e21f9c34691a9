import { type StoredMessage, textOf } from './conversations/messages.ts'
import { type AgentEventOf, noticeOf } from './events.ts'

interface Answered {
  question: string
  messages: readonly StoredMessage[]
  history: readonly StoredMessage[]
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
  if (toolNames.length === 0 || !things.test(`${question}\n${answer}`)) return undefined
  return claims(answer, question) ? notices[hasRead(history) ? 'earlier' : 'nothing'] : undefined
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

const nouns = [
  ...['account', 'alarm', 'bill', 'bucket', 'certificate', 'cluster', 'cost', 'database', 'disk'],
  ...['domain', 'function', 'instance', 'key', 'lambda', 'load balancer', 'log', 'metric', 'queue'],
  ...['region', 'resource', 'role', 'security group', 'server', 'service', 'snapshot', 'spend'],
  ...['stack', 'subnet', 'table', 'topic', 'user', 'volume', 'vpc', 'aws'],
]

/** A figure or an id that the question did not bring, or a word about all or none of something. */
function claims(answer: string, question: string): boolean {
  // What may be typed to change something is no claim, nor are the services' own names.
  const prose = answer.replace(/```[\s\S]*?(?:```|$)|`[^`]*`/g, ' ').replace(serviceNames, ' ')
  const figures = prose.match(/[\w.:/-]*\d[\w.:/-]*/g) ?? []
  const isNew = (figure: string) => !question.includes(figure.replace(/[.:/-]+$/, ''))
  return figures.some(isNew) || quantified.test(prose)
}

const serviceNames = /\b(?:ec2|s3|route ?53|elbv2|apigatewayv2|sesv2|ipv[46]|oauth2?|sha\d+)\b/gi
const quantified =
  /\b(?:you have|there (?:is|are) (?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|several|many)|none of|all (?:of )?(?:your|the)|every)\b/i

function hasRead(history: readonly StoredMessage[]): boolean {
  return history.some(({ content }) => content.some((block) => 'toolResult' in block))
}
