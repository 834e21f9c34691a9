import { object, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { readPlan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const asksWhom =
  /\bwho(?:m|ever)?\b.*\b(?:notified|paged|alerted|told|e?mailed|informed|pinged|woken)\b|\bwho(?:m|ever)?\b.*\b(?:gets?|receives?) (?:the |its |all )?(?:messages?|e?-?mails?|notifications?|alerts?|pages?)\b|\b(?:every(?:one|body)|any(?:one|body)|all|who)\b.*\bconfirm\w*/i

/** “Who gets notified through ops-alerts, and did anyone not confirm?”: whom a topic tells, and who has yet to agree. */
export async function toldByTopic(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!asksWhom.test(question) || /\b(?:cost|creat|delet|chang|own)\w*/i.test(question))
    return undefined
  const plan = readPlan(question, context.now())
  const [name, ...others] = plan.names
  const isOfTopics = plan.kinds.every(({ kind }) => /^(?:topic|subscription|user)$/.test(kind.noun))
  const kind = kinds.find(({ noun }) => noun === 'topic')
  if (name === undefined || others.length > 0 || kind === undefined || !isOfTopics) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const topics = things.filter((thing) => thing.name === name)
  if (topics.length === 0) return undefined
  const all = await reader.each(topics, (topic) => subscribersOf(topic, reader))
  const waiting = all.filter(({ isPending }) => isPending)
  const endpoints = (some: typeof all) =>
    listed(
      some.map(({ endpoint, protocol }) => `**${said(endpoint)}** (${said(protocol)})`),
      10,
    )
  const isOfConfirming = /\bconfirm|\bpending\b/i.test(question)
  const confirmed = all.filter(({ isPending }) => !isPending)
  const isYes = /^(?:did|has|have|is|are) (?:every|all)/i.test(question)
    ? waiting.length === 0
    : waiting.length > 0
  const verdict = plan.asked === 'yesno' && isOfConfirming ? (isYes ? 'Yes: ' : 'No: ') : ''
  const rest =
    waiting.length === 0
      ? isOfConfirming
        ? ' All of them confirmed.'
        : ''
      : ` ${counted(waiting.length, 'subscription')} ${waiting.length === 1 ? 'was' : 'were'} never confirmed (pending), and ${waiting.length === 1 ? 'gets' : 'get'} nothing: ${endpoints(waiting)}.`
  return told({
    operation: 'sns:ListSubscriptions',
    understood: `subscriptions · of topic ${name}`,
    summary: `${verdict}topic **${said(name)}** tells ${confirmed.length === 0 ? 'nobody' : endpoints(confirmed)}.${rest}`,
    rows: all.map(({ region, item }) => ({ region, item })),
    reader,
    query: `[?${topics.map((topic) => `TopicArn == '${arnOf(topic)}'`).join(' || ')}]`,
  })
}

const arnOf = ({ item, names }: Thing) =>
  text(object(item).TopicArn) || (names.find((one) => one.startsWith('arn:')) ?? '')

async function subscribersOf(topic: Thing, reader: Reader) {
  const { region } = topic
  const found = await reader.tryRead('sns:ListSubscriptionsByTopic', {
    region,
    parameters: { TopicArn: arnOf(topic) },
  })
  return found.map((one) => {
    const { Endpoint, Protocol, SubscriptionArn } = object(one)
    const isPending = SubscriptionArn === 'PendingConfirmation'
    const endpoint = text(Endpoint)
    return {
      region,
      endpoint: endpoint.startsWith('arn:') ? (endpoint.split(':').at(-1) ?? endpoint) : endpoint,
      protocol: text(Protocol),
      isPending,
      item: one,
    }
  })
}
