import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { SampleAccountError } from '../error.ts'
import { company, tags, uuid } from '../facts/company.ts'
import { functionArn, functions } from '../facts/functions.ts'
import { queueArn, queues, subscriptions, topicArn, topics } from '../facts/messaging.ts'
import { named } from '../facts/network.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListTopics: listing({
    as: 'Topics',
    from: topicsIn,
    show: ({ TopicArn }) => ({ TopicArn }),
    paging: paging.nextTokenOnly,
  }),
  GetTopicAttributes: (input, at) => {
    const { TopicArn } = topicOf(input, 'TopicArn', at)
    const all = subscriptionsIn(at).filter((one) => one.TopicArn === TopicArn)
    const waiting = all.filter(({ SubscriptionArn }) => SubscriptionArn === pendingArn)
    return {
      Attributes: {
        TopicArn,
        Owner: company.accountId,
        DisplayName: '',
        SubscriptionsConfirmed: String(all.length - waiting.length),
        SubscriptionsPending: String(waiting.length),
        SubscriptionsDeleted: '0',
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
      },
    }
  },
  ListSubscriptions: listing({
    as: 'Subscriptions',
    from: subscriptionsIn,
    paging: paging.nextTokenOnly,
  }),
  ListSubscriptionsByTopic: listing({
    as: 'Subscriptions',
    from: (at, input) => {
      const { TopicArn } = topicOf(input, 'TopicArn', at)
      return subscriptionsIn(at).filter((one) => one.TopicArn === TopicArn)
    },
    paging: paging.nextTokenOnly,
  }),
  GetSubscriptionAttributes: (input, at) => {
    const found = find(subscriptionsIn(at), text(input, 'SubscriptionArn'), {
      by: ['SubscriptionArn'],
      missing: {
        name: 'NotFoundException',
        message: () => 'Subscription does not exist',
        status: 404,
      },
    })
    return { Attributes: { ...found, PendingConfirmation: 'false', RawMessageDelivery: 'false' } }
  },
  ListTagsForResource: (input, at) => {
    const { name, env } = topicOf(input, 'ResourceArn', at)
    return { Tags: tags(name, { env }) }
  },
}

const pendingArn = 'PendingConfirmation'

function topicsIn(at: Place) {
  return topics
    .filter(({ region }) => region === at.region)
    .map((topic) => ({ ...topic, TopicArn: topicArn(topic) }))
}

function topicOf(input: Input, member: string, at: Place) {
  const found = topicsIn(at).find(({ TopicArn }) => TopicArn === text(input, member))
  if (found) return found
  throw new SampleAccountError('NotFoundException', {
    message: 'Topic does not exist',
    status: 404,
  })
}

function subscriptionsIn(at: Place) {
  return subscriptions
    .map((one) => ({ one, topic: named(topics, one.topic) }))
    .filter(({ topic }) => topic.region === at.region)
    .map(({ one, topic }) => ({
      SubscriptionArn: 'pending' in one ? pendingArn : `${topicArn(topic)}:${uuid(one.id)}`,
      Owner: company.accountId,
      Protocol: one.protocol,
      Endpoint: endpoint(one),
      TopicArn: topicArn(topic),
    }))
}

function endpoint({ protocol, to }: (typeof subscriptions)[number]): string {
  if (protocol === 'sqs') return queueArn(named(queues, to))
  return protocol === 'lambda' ? functionArn(named(functions, to)) : to
}
