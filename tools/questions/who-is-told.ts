import type { Json } from '../json.ts'
import { counted, listed, said } from '../recipes/evidence/wording.ts'
import { isObject } from './lens/fields.ts'
import type { Plan } from './plan.ts'
import type { Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'

/** `who gets notified by them?`, `who is paged?`, of alarms. */
export const asksWhoIsTold = ({ question }: Plan): boolean =>
  /\bwho(?:m|ever)?\b.*\b(?:notified|paged|alerted|called|told|e?mailed|informed|pinged|woken)\b|\bwho(?:m|ever)? (?:else )?(?:gets?|receives?|sees?|hears?) (?:[\w-]+ ){0,3}(?:alarms?|alerts?|notifications?|pages?|e-?mails?|them|those)\b|\bwhere (?:do|does) .*\b(?:alarms?|they|it|these|those)\b.* (?:go|notify|page|report)\b/i.test(
    question,
  )

/** Whom alarms tell, by the topics that their actions name. */
export async function whoIsTold(things: readonly Thing[], reader: Reader): Promise<string> {
  const topics = Map.groupBy(
    things.flatMap((thing) => actionsOf(thing.item).map((topic) => ({ thing, topic }))),
    ({ topic }) => topic,
  )
  const silent = things.filter(({ item }) => actionsOf(item).length === 0).map(({ name }) => name)
  const told = await reader.each([...topics].slice(0, most), async ([topic, of]) => {
    const region = topic.split(':')[3] ?? reader.defaultRegion
    const subscriptions = await reader.tryRead('sns:ListSubscriptionsByTopic', {
      region,
      parameters: { TopicArn: topic },
    })
    const endpoints = subscriptions.map(endpointOf).filter((endpoint) => endpoint !== '')
    const whom =
      endpoints.length === 0 ? 'nobody is known to subscribe to it' : listed(endpoints, 6)
    const names = [...new Set(of.map(({ thing }) => thing.name))]
    return [`${listed(names, 6)}: topic **${topic.split(':').at(-1)}**, ${whom}.`]
  })
  const none =
    silent.length === 0
      ? []
      : [`${counted(silent.length, 'alarm')} of these tell nobody: ${listed(silent, 6)}.`]
  return [...told, ...none].join('\n')
}

const most = 10

function actionsOf(item: Json): string[] {
  const actions = isObject(item) && Array.isArray(item.AlarmActions) ? item.AlarmActions : []
  return [...new Set(actions)].filter(
    (action) => typeof action === 'string' && action.startsWith('arn:') && action.includes(':sns:'),
  ) as string[]
}

function endpointOf(subscription: Json): string {
  if (!isObject(subscription)) return ''
  const { Protocol, Endpoint, SubscriptionArn } = subscription
  const waits = SubscriptionArn === 'PendingConfirmation' ? ', not confirmed' : ''
  return `${said(String(Endpoint ?? ''))} (${said(String(Protocol ?? ''))}${waits})`
}
