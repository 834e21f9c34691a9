import type { Json } from '../json.ts'
import type { ToolContext } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { isOfNothing } from './outage.ts'
import type { Plan } from './plan.ts'
import { kindListedBy } from './things/kind-listed.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { stem } from './words/stem.ts'

/**
 * The ECS service of which a question on failures speaks: by its name or a part of it, as what is behind the alarm
 * or load balancer that it names, else, where nothing is named, one that has fewer tasks than it wants.
 */
export async function failingService(
  plan: Plan,
  context: ToolContext,
): Promise<string | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const list = async (operation: string): Promise<Thing[]> => {
    const kind = kindListedBy({ operation })
    return kind === undefined ? [] : (await listThings(kind, { reader, regions, names: [] })).things
  }
  const services = await list('ecs:DescribeServices')
  const said = [...plan.names, ...plan.words.map(({ word }) => word)]
  const named =
    services.find(({ name }) => said.includes(name)) ??
    services.find(({ name }) => said.some((word) => isPart(word, name)))
  if (named !== undefined) return named.name
  if (plan.names.length > 0) {
    const alarms = (await list('cloudwatch:DescribeAlarms')).filter(({ name }) =>
      plan.names.includes(name),
    )
    const balanced = [...plan.names, ...alarms.flatMap(({ item }) => dimensionsOf(item))]
    return (
      balanced.find((value) => services.some(({ name }) => name === value)) ??
      behind(balanced, services, await list('elbv2:DescribeTargetGroups'))
    )
  }
  return services.find(isShort)?.name
}

/** “Why is blog failing”: what is said to fail, where that is a plain word for nothing in general. */
export function failingSubject({ question, words, names }: Plan): string | undefined {
  const [, subject = ''] =
    /\bwhy(?: is| are| was|'s| does| do| did| has| have)? (?:the |our |my )?([a-z][\w]*) (?:keeps? |always |still |so |currently )*(?:fail\w*|down|broken|slow|unhealthy|error\w*|throw\w*|return\w*|crash\w*|dying|dies|died|die|degraded|break\w*|tim(?:e|es|ed|ing) out)\b/i.exec(
      question,
    ) ?? []
  const isWord = words.some(({ word }) => word === subject.toLowerCase())
  return names.length === 0 && isWord && !isOfNothing(subject) ? subject : undefined
}

/** `checkout` of checkout-api; words that many names have are none. */
const isPart = (word: string, name: string) =>
  word.length > 3 &&
  !/^(?:service|prod|stag|errors?|fail)/.test(word) &&
  name.split(/[-_.]/).some((part) => stem(part) === stem(word))

const isShort = ({ item }: Thing) =>
  isObject(item) && Number(item.runningCount) < Number(item.desiredCount)

/** The service to which a load balancer or target group of such a name or dimension leads. */
function behind(
  values: readonly string[],
  services: readonly Thing[],
  groups: readonly Thing[],
): string | undefined {
  const meant = groups.filter(({ name, item }) => {
    const arns = isObject(item) ? [item.TargetGroupArn, item.LoadBalancerArns].flat() : []
    return values.some(
      (value) =>
        value === name ||
        arns.some(
          (arn) => typeof arn === 'string' && (arn.endsWith(value) || arn.includes(`/${value}/`)),
        ),
    )
  })
  const arns = new Set(meant.map(({ item }) => isObject(item) && item.TargetGroupArn))
  const found = services.filter(({ item }) => targetGroupsOf(item).some((arn) => arns.has(arn)))
  return (found.find(isShort) ?? found[0])?.name
}

function targetGroupsOf(item: Json): string[] {
  const balancers = isObject(item) && Array.isArray(item.loadBalancers) ? item.loadBalancers : []
  return balancers.flatMap((one) =>
    isObject(one) && typeof one.targetGroupArn === 'string' ? [one.targetGroupArn] : [],
  )
}

function dimensionsOf(item: Json): string[] {
  const dimensions = isObject(item) && Array.isArray(item.Dimensions) ? item.Dimensions : []
  return dimensions.flatMap((one) =>
    isObject(one) && typeof one.Value === 'string' ? [one.Value] : [],
  )
}
