import { inParallel } from '../../../executor/in-parallel.ts'
import { ToolError } from '../../../tool-error.ts'
import { lastPart, number, object, objects, text, texts } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Advice, Adviser } from './advice.ts'

/** What Compute Optimizer would make smaller, or take for idle. */
export const computeOptimizer: Adviser = {
  service: 'compute-optimizer',
  name: 'Compute Optimizer',
  ask: async (places, category) => {
    const [first] = places
    if (first === undefined) return { advice: [] }
    if (category !== 'cost' && category !== 'everything' && category !== 'performance') {
      return { advice: [], silent: 'Compute Optimizer tells of costs and performance alone' }
    }
    try {
      const [enrolled] = await first.read('compute-optimizer:GetEnrollmentStatus')
      if (enrolled?.status !== 'Active') return { advice: [], silent: notOptedIn }
      const found = await inParallel(places, 3, (place) =>
        inParallel(kinds, 3, (list) => adviceIn(place, list)),
      )
      const lists = found.flat()
      if (lists.some((list) => list === undefined)) return { advice: told(lists) }
      return lists.every((list) => list?.all === 0)
        ? { advice: [], silent: nothingYet }
        : { advice: told(lists) }
    } catch (error) {
      if (error instanceof ToolError && /OptInRequired/i.test(error.message))
        return { advice: [], silent: notOptedIn }
      throw error
    }
  },
}

const notOptedIn =
  'Compute Optimizer is not opted in for this account, so it has not looked at anything: whoever manages the account opts in (it is free)'

const nothingYet =
  'Compute Optimizer has looked at nothing here yet: it needs a day or more of metrics, and there may be nothing that it knows'

const told = (lists: readonly (InList | undefined)[]) => lists.flatMap((list) => list?.advice ?? [])

/** What one list has, and how many things were looked at for it; undefined where it could not be read. */
interface InList {
  advice: Advice[]
  all: number
}

/** Where each kind of its recommendations has what: all are AWS's own names. */
interface List {
  operation: string
  thing: string
  name: (item: Item) => string
  options: string
  /** What would be instead. */
  instead: (option: Item) => string
}

const kinds: readonly List[] = [
  {
    operation: 'GetIdleRecommendations',
    thing: 'idle resource',
    name: ({ resourceArn, resourceId }) => text(resourceId) || lastPart(text(resourceArn)),
    options: '',
    instead: () => '',
  },
  {
    operation: 'GetEC2InstanceRecommendations',
    thing: 'instance',
    name: ({ instanceName, instanceArn }) => text(instanceName) || lastPart(text(instanceArn)),
    options: 'recommendationOptions',
    instead: ({ instanceType }) => text(instanceType),
  },
  {
    operation: 'GetRDSDatabaseRecommendations',
    thing: 'database',
    name: ({ resourceArn }) => text(resourceArn).split(':').at(-1) ?? '',
    options: 'instanceRecommendationOptions',
    instead: ({ dbInstanceClass }) => text(dbInstanceClass),
  },
  {
    operation: 'GetEBSVolumeRecommendations',
    thing: 'volume',
    name: ({ volumeArn }) => lastPart(text(volumeArn)),
    options: 'volumeRecommendationOptions',
    instead: ({ configuration }) => {
      const { volumeType, volumeSize } = object(configuration)
      return `${text(volumeType)}, ${number(volumeSize)} GiB`
    },
  },
  {
    operation: 'GetLambdaFunctionRecommendations',
    thing: 'function',
    name: ({ functionArn }) => text(functionArn).split(':')[6] ?? '',
    options: 'memorySizeRecommendationOptions',
    instead: ({ memorySize }) => `${number(memorySize)} MB`,
  },
  {
    operation: 'GetECSServiceRecommendations',
    thing: 'service',
    name: ({ serviceArn }) => lastPart(text(serviceArn)),
    options: 'serviceRecommendationOptions',
    instead: ({ cpu, memory }) => `${number(cpu)} CPU units, ${number(memory)} MB`,
  },
]

/** AWS calls it `Optimized`, `OPTIMIZED` or `NotOptimized`, by kind. */
const isFine = (finding: string) => /^(?:optimized|unavailable)$/i.test(finding)

/** Of databases the machine's stands apart from its storage's, of which nothing is said here. */
const findingOf = ({ finding, instanceFinding }: Item) =>
  text(finding) || text(instanceFinding) || 'unavailable'

async function adviceIn(place: Place, list: List): Promise<InList | undefined> {
  const found = await place.tryRead(`compute-optimizer:${list.operation}`)
  if (found === undefined) return undefined
  const advice = found
    .filter((item) => !isFine(findingOf(item)) || item.idle === 'True')
    .map((item) => {
      const [option] = list.options === '' ? [item] : objects(item[list.options])
      const savings = object(object(option?.savingsOpportunity).estimatedMonthlySavings)
      const instead = option === undefined ? '' : list.instead(option)
      const reasons = texts(item.findingReasonCodes ?? item.instanceFindingReasonCodes)
      return {
        name: `${list.thing} ${list.name(item)}`,
        region: place.region,
        what: [
          item.idle === 'True' && isFine(findingOf(item)) ? 'Idle' : findingOf(item),
          ...(reasons.length === 0 ? [] : [`(${reasons.slice(0, 3).join(', ')})`]),
          ...(instead === '' ? [] : [`→ ${instead}`]),
        ].join(' '),
        monthlyUsd: savings.value === undefined ? undefined : number(savings.value),
      }
    })
  return { advice, all: found.length }
}
