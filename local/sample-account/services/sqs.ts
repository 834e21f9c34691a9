import type { Answers, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { tagMap } from '../facts/company.ts'
import { type Queue, queueArn, queues, queueUrl } from '../facts/messaging.ts'
import { named } from '../facts/network.ts'
import { listing, startsWith } from '../listing.ts'

export const answers: Answers = {
  ListQueues: listing({
    as: 'QueueUrls',
    from: queuesIn,
    where: startsWith('QueueNamePrefix', 'name'),
    show: ({ url }) => url,
  }),
  GetQueueUrl: (input, at) => ({ QueueUrl: queueOf(text(input, 'QueueName'), at).url }),
  GetQueueAttributes: (input, at) => {
    const all = attributes(queueOf(text(input, 'QueueUrl'), at), at)
    const wanted = texts(input, 'AttributeNames')
    const shown = Object.entries(all).filter(
      ([name]) => wanted.includes('All') || wanted.includes(name),
    )
    return shown.length > 0 ? { Attributes: Object.fromEntries(shown) } : {}
  },
  ListDeadLetterSourceQueues: listing({
    as: 'queueUrls',
    from: (at, input) => {
      const { name } = queueOf(text(input, 'QueueUrl'), at)
      return queuesIn(at).filter(({ deadLetter }) => deadLetter === name)
    },
    show: ({ url }) => url,
  }),
  ListQueueTags: (input, at) => {
    const { service, owner } = queueOf(text(input, 'QueueUrl'), at)
    return { Tags: tagMap({ env: 'prod', service, ...(owner && { owner }) }) }
  },
}

function queuesIn(at: Place) {
  return queues
    .filter(({ region }) => region === at.region)
    .map((queue) => ({ ...queue, url: queueUrl(queue) }))
}

function queueOf(asked: string | undefined, at: Place) {
  const found = queuesIn(at).find(({ name, url }) => asked === name || asked === url)
  if (found) return found
  throw new SampleAccountError('QueueDoesNotExist', {
    message: 'The specified queue does not exist.',
  })
}

function attributes(queue: Queue, at: Place): Record<string, string> {
  return {
    QueueArn: queueArn(queue),
    ApproximateNumberOfMessages: String(queue.depth),
    ApproximateNumberOfMessagesNotVisible: String(queue.depth > 0 && queue.deadLetter ? 8 : 0),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: seconds(daysAgo(at, 640)),
    LastModifiedTimestamp: seconds(daysAgo(at, 120)),
    VisibilityTimeout: '60',
    MaximumMessageSize: '262144',
    MessageRetentionPeriod: queue.deadLetter ? '345600' : '1209600',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '20',
    SqsManagedSseEnabled: 'true',
    ...redrive(queue),
  }
}

const seconds = (date: Date) => String(date.getTime() / 1000)

function redrive({ deadLetter, maxReceives }: Queue): Record<string, string> {
  if (!deadLetter) return {}
  const deadLetterTargetArn = queueArn(named(queues, deadLetter))
  return { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: maxReceives }) }
}
