import type { Evidence, Item, Place } from '../recipe.ts'
import { writtenEvent } from './changes.ts'
import { type EcsService, primaryDeployment } from './ecs-services.ts'
import { cap } from './say.ts'
import { lastPart, object, objects, text } from './values.ts'

/** A service's newest deployment, who made it and what it changed. */
export interface Deployment {
  at: Date
  /** `prod-checkout-api:87`. */
  revision: string
  /** The one that it replaces; undefined where that is not known. */
  before: string | undefined
  by: string | undefined
  /** Whether `by` deployed it, as CloudTrail saw, or only registered its task definition. */
  deployedBy: boolean
  changes: readonly DefinitionChange[]
  logGroups: readonly string[]
}

interface DefinitionChange {
  what: string
  before: string
  after: string
}

export async function newestDeployment(
  one: EcsService,
  ask: Place,
): Promise<Deployment | undefined> {
  const primary = primaryDeployment(one)
  if (primary === undefined) return undefined
  const arn = text(primary.taskDefinition)
  const at = new Date(text(primary.createdAt))
  const [after, before, deployer] = await Promise.all([
    readDefinition(arn, ask),
    readDefinition(revisionBefore(one, arn), ask),
    whoDeployed(one, at, ask),
  ])
  return {
    at,
    revision: lastPart(arn),
    before: before && revisionOf(before),
    by: deployer ?? (lastPart(text(after?.registeredBy)) || undefined),
    deployedBy: deployer !== undefined,
    changes: before && after ? differences(before, after) : [],
    logGroups: after === undefined ? [] : logGroupsOf(after),
  }
}

/** The revision that still runs beside it; else the one before it in the family. */
function revisionBefore({ service }: EcsService, arn: string): string | undefined {
  const older = objects(service.deployments).find(
    ({ status, taskDefinition }) => status !== 'PRIMARY' && taskDefinition !== arn,
  )
  if (older !== undefined) return text(older.taskDefinition)
  const [, family = '', revision = '0'] = /^(.*):(\d+)$/.exec(arn) ?? []
  return Number(revision) > 1 ? `${family}:${Number(revision) - 1}` : undefined
}

async function readDefinition(arn: string | undefined, { tryRead }: Place) {
  if (arn === undefined) return undefined
  const [found] = (await tryRead('ecs:DescribeTaskDefinition', { taskDefinition: arn })) ?? []
  return found === undefined ? undefined : object(found.taskDefinition)
}

const revisionOf = ({ family, revision }: Item) => `${text(family)}:${String(revision)}`

/** The person whose UpdateService, minutes around the deployment's start, names the service. */
async function whoDeployed(
  { name, cluster }: EcsService,
  at: Date,
  { tryRead }: Place,
): Promise<string | undefined> {
  const time = (minutes: number) => new Date(at.getTime() + minutes * 60_000).toISOString()
  const events = await tryRead(
    'cloudtrail:LookupEvents',
    {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }],
      StartTime: time(-10),
      EndTime: time(5),
    },
    { most: 200, enough: true },
  )
  const event = (events ?? []).find(({ CloudTrailEvent }) => {
    const { service, cluster: of = cluster } = object(
      writtenEvent(text(CloudTrailEvent)).requestParameters,
    )
    return lastPart(text(service)) === name && lastPart(text(of)) === cluster
  })
  return event === undefined ? undefined : text(event.Username) || undefined
}

/** What two task definitions say differently. */
export function differences(before: Item, after: Item): DefinitionChange[] {
  const facts = [factsOf(before), factsOf(after)] as const
  const names = new Set(facts.flatMap((each) => [...each.keys()]))
  return [...names]
    .map((what) => ({
      what,
      before: facts[0].get(what) ?? 'none',
      after: facts[1].get(what) ?? 'none',
    }))
    .filter((change) => change.before !== change.after)
}

/** What of a task definition a release changes. Values of environments are redacted: only names. */
function factsOf(definition: Item): Map<string, string> {
  const containers = objects(definition.containerDefinitions)
  return new Map([
    ['cpu', text(definition.cpu)],
    ['memory', text(definition.memory)],
    ...containers.flatMap((container): [string, string][] => [
      [`image of ${text(container.name)}`, cap(lastPart(text(container.image)), 150)],
      [`environment of ${text(container.name)}`, namesOf(container.environment)],
      [`secrets of ${text(container.name)}`, namesOf(container.secrets)],
    ]),
  ])
}

/** The names of environment variables, sorted. */
export const namesOf = (pairs: Item[string] | undefined) =>
  cap(
    objects(pairs)
      .map(({ name }) => text(name))
      .sort()
      .join(', '),
  )

const logGroupsOf = (definition: Item): string[] => [
  ...new Set(
    objects(definition.containerDefinitions)
      .map(({ logConfiguration }) => object(object(logConfiguration).options))
      .map((options) => text(options['awslogs-group']))
      .filter((group) => group !== ''),
  ),
]

export const definitionRow = ({ what, before, after }: DefinitionChange): Evidence => ({
  evidence: 'Change of the task definition',
  What: what,
  Before: before,
  After: after,
})
