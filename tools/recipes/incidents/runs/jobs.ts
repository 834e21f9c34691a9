import { inParallel } from '../../../executor/in-parallel.ts'
import { readEach } from '../../evidence/read-each.ts'
import { object, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { type Failure, failures, listed, missFurther, type RunSource } from './run.ts'

/** Jobs of SageMaker, each of which runs once. */
const ofSageMaker = (kind: 'training job' | 'processing job', thing: string): RunSource => ({
  service: 'sagemaker',
  kind,
  run: 'job',
  listsSome: true,
  list: async (place, since) => {
    const found = await place.tryRead(`sagemaker:List${thing}s`, {
      CreationTimeAfter: since.toISOString(),
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
    })
    return found?.map((item) => ({ name: text(item[`${thing}Name`]), item }))
  },
  failed: async (_place, some, since) => {
    const runs = some.map(({ name, item }) => ({
      name,
      id: name,
      at: text(item[endMember[kind]]) || text(item.LastModifiedTime) || text(item.CreationTime),
      status: text(item[`${thing}Status`]),
    }))
    const [last] = runs.toSorted((a, b) => b.at.localeCompare(a.at))
    return failures(runs, (status) => status === 'Failed', since).map((run) => ({
      ...run,
      why: async (place: Place) => {
        const parameters = { [`${thing}Name`]: run.name }
        const [job] = (await place.tryRead(`sagemaker:Describe${thing}`, parameters)) ?? []
        const cause = text(job?.FailureReason)
        return cause === '' ? {} : { cause }
      },
      newest: async () =>
        last === undefined || last.id === run.id ? undefined : { ...last, called: last.name },
    }))
  },
})

const endMember = { 'training job': 'TrainingEndTime', 'processing job': 'ProcessingEndTime' }

export const trainingJobs = ofSageMaker('training job', 'TrainingJob')
export const processingJobs = ofSageMaker('processing job', 'ProcessingJob')

const mostRuns = 100

export const glueJobs: RunSource = {
  service: 'glue',
  kind: 'Glue job',
  run: 'run',
  keptDays: 90,
  list: (place) => listed(place, 'glue:GetJobs', 'Name'),
  failed: async (place, some, since) => {
    const lists = await inParallel(some, 6, ({ name }) =>
      place.tryRead('glue:GetJobRuns', { JobName: name }, { most: mostRuns, enough: true }),
    )
    return lists.flatMap((list) => {
      const runs = (list ?? []).map((one) => ({
        name: text(one.JobName),
        id: text(one.Id),
        at: text(one.CompletedOn) || text(one.StartedOn),
        status: text(one.JobRunState),
        cause: text(one.ErrorMessage) || undefined,
      }))
      missFurther(place, `runs of ${runs[0]?.name}`, { runs, most: mostRuns, since })
      const [last] = runs
      return failures(runs, (status) => /^(?:FAILED|TIMEOUT|ERROR)$/.test(status), since).map(
        (run) => ({ ...run, newest: async () => (last?.id === run.id ? undefined : last) }),
      )
    })
  },
}

/** What CodeDeploy deployed, by application. */
export const deployments: RunSource = {
  service: 'codedeploy',
  kind: 'deployment',
  run: 'deployment',
  listsSome: true,
  list: async (place, since) => {
    const ids = await place.tryRead('codedeploy:ListDeployments', {
      includeOnlyStatuses: ['Failed'],
      createTimeRange: { start: since.toISOString() },
    })
    if (ids === undefined) return undefined
    const chunks = Array.from({ length: Math.ceil(ids.length / 25) }, (_, at) =>
      ids.slice(at * 25, at * 25 + 25).map(({ value }) => text(value)),
    )
    const found = await readEach(place, chunks, {
      operation: 'codedeploy:BatchGetDeployments',
      parameters: (deploymentIds) => ({ deploymentIds }),
      noun: 'lot of deployments',
    })
    return [...found.values()].flat().map((item) => ({ name: text(item.applicationName), item }))
  },
  failed: async (_place, some, since) =>
    failures(
      some.map(({ name, item }) => ({
        name,
        id: text(item.deploymentId),
        at: text(item.completeTime) || text(item.createTime),
        status: text(item.status),
        cause: text(object(item.errorInformation).message) || undefined,
      })),
      () => true,
      since,
    ),
}

/** Jobs of AWS Batch, by their queues; it keeps failed ones for about a week. */
export const batchJobs: RunSource = {
  service: 'batch',
  kind: 'batch job',
  run: 'job',
  keptDays: 7,
  listsSome: true,
  list: async (place) => {
    const queues = await place.tryRead('batch:DescribeJobQueues')
    if (queues === undefined) return undefined
    const found = await readEach(place, queues, {
      operation: 'batch:ListJobs',
      parameters: ({ jobQueueName }) => ({ jobQueue: jobQueueName, jobStatus: 'FAILED' }),
      noun: 'job queue',
    })
    return [...found.values()].flat().map((item) => ({ name: text(item.jobName), item }))
  },
  failed: async (_place, some, since) => {
    const runs = some.map(({ name, item }): Failure => {
      const cause = [text(item.statusReason), text(object(item.container).reason)]
      return {
        name,
        id: text(item.jobId),
        at: timeOf(item),
        status: text(item.status) || 'FAILED',
        cause: cause.filter((one) => one !== '').join(': ') || undefined,
      }
    })
    return failures(runs, () => true, since)
  },
}

/** Batch tells times in milliseconds since 1970. */
function timeOf({ stoppedAt, createdAt }: Item): string {
  const at = stoppedAt ?? createdAt
  return typeof at === 'number' ? new Date(at).toISOString() : text(at)
}
