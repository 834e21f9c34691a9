import { readEach } from '../../evidence/read-each.ts'
import { lastPart, text } from '../../evidence/values.ts'
import { counted } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Trouble } from './trouble.ts'

/** Dead letters that wait, and queues that fill faster than they are read. */
export async function troubledQueues(place: Place): Promise<Trouble[]> {
  const urls = (await place.tryRead('sqs:ListQueues')) ?? []
  const read = await readEach(place, urls, {
    operation: 'sqs:GetQueueAttributes',
    parameters: ({ value }) => ({ QueueUrl: value, AttributeNames: ['All'] }),
    noun: 'queue',
  })
  const queues = [...read].map(([{ value }, found]) => queueOf(text(value), found))
  const deadLetters = new Set(queues.flatMap(({ deadLetter }) => deadLetter ?? []))
  return queues.flatMap((queue) => troubleOf(queue, deadLetters, place))
}

interface Queue {
  name: string
  waiting: number
  /** The name of the queue that takes what could not be handled. */
  deadLetter: string | undefined
}

/** AWS gives the attributes of a queue as one map of texts. */
function queueOf(url: string, found: readonly Item[]): Queue {
  const attributes = attributesOf(found)
  const policy = attributes.get('RedrivePolicy') ?? ''
  return {
    name: lastPart(url),
    waiting: Number(attributes.get('ApproximateNumberOfMessages') ?? 0),
    deadLetter: /"deadLetterTargetArn"\s*:\s*"[^"]*:([^":]+)"/.exec(policy)?.[1],
  }
}

const attributesOf = (found: readonly Item[]) =>
  new Map(
    found
      .flatMap((item) => Object.entries(item))
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )

function troubleOf(
  { name, waiting }: Queue,
  deadLetters: ReadonlySet<string>,
  { region }: Place,
): Trouble[] {
  const common = { name, since: undefined, region }
  if (deadLetters.has(name) || /(?:^|[-_.])(?:dlq|dead-?letters?)(?:$|[-_.])/i.test(name)) {
    const state = `${counted(waiting, 'message')} that could not be handled`
    return waiting === 0 ? [] : [{ ...common, kind: 'dead-letter queue', state, weight: 50 }]
  }
  const state = `${counted(waiting, 'message')} waiting`
  return waiting < manyWaiting ? [] : [{ ...common, kind: 'queue that fills', state, weight: 55 }]
}

/** Fewer are on their way. */
const manyWaiting = 1000
