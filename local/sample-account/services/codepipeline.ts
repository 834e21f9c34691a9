import type { Answers, Input, Output, Place } from '../answer.ts'
import { record, text } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { arn, mainRegion } from '../facts/company.ts'
import {
  buildId,
  commitOf,
  type Pipeline,
  type PipelineRun,
  pipelineArn,
  pipelines,
  testFailure,
} from '../facts/pipelines.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListPipelines: listing({
    as: 'pipelines',
    from: (at) => pipelinesIn(at).map((one) => summary(one, at)),
    paging: paging.camel,
  }),
  GetPipeline: (input, at) => {
    const found = pipelineOf(input, 'name', at)
    const { created, updated } = summary(found, at)
    return {
      pipeline: declaration(found),
      metadata: { pipelineArn: pipelineArn(found), created, updated },
    }
  },
  GetPipelineState: (input, at) => {
    const found = pipelineOf(input, 'name', at)
    const { created, updated } = summary(found, at)
    return {
      pipelineName: found.name,
      pipelineVersion: 1,
      created,
      updated,
      stageStates: stages.map((stage) => stageState(stage, found, at)),
    }
  },
  ListPipelineExecutions: listing({
    as: 'pipelineExecutionSummaries',
    from: (at, input) => pipelineOf(input, 'pipelineName', at).runs.map((one) => shown(one, at)),
    paging: paging.camel,
  }),
  GetPipelineExecution: (input, at) => {
    const { name, runs } = pipelineOf(input, 'pipelineName', at)
    const found = find(
      runs.map((run) => ({ id: run.id, run })),
      text(input, 'pipelineExecutionId'),
      {
        by: ['id'],
        missing: {
          name: 'PipelineExecutionNotFoundException',
          message: (id) => `There is no execution ${id} of pipeline ${name}`,
        },
      },
    ).run
    return {
      pipelineExecution: {
        pipelineName: name,
        pipelineVersion: 1,
        pipelineExecutionId: found.id,
        status: statusOf(found),
        artifactRevisions: [{ name: 'Source', revisionId: commitOf(found) }],
      },
    }
  },
  ListActionExecutions: listing({
    as: 'actionExecutionDetails',
    from: (at, input) =>
      pipelineOf(input, 'pipelineName', at)
        .runs.filter(({ id }) => id === (executionAsked(input) ?? id))
        .flatMap((run) =>
          stages
            .filter((stage) => reached(run, stage))
            .map((stage) => action(run, stage, at))
            .toReversed(),
        ),
    paging: paging.camel,
  }),
  ListTagsForResource: (input, at) => {
    const all = pipelinesIn(at).map((one) => ({ ...one, arn: pipelineArn(one) }))
    const { name, owner } = find(all, text(input, 'resourceArn'), { by: ['arn'], missing })
    const tags = { Service: name, ...(owner && { Owner: owner }) }
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }
  },
}

const executionAsked = (input: Input) => text(record(input.filter), 'pipelineExecutionId')

const missing = {
  name: 'PipelineNotFoundException',
  message: (id: string) => `Account does not have a pipeline with name '${id}'`,
}

const pipelinesIn = (at: Place) => (at.region === mainRegion ? pipelines : [])

function pipelineOf(input: Input, member: string, at: Place): Pipeline {
  const all = pipelinesIn(at).map((pipeline) => ({ name: pipeline.name, pipeline }))
  return find(all, text(input, member), { by: ['name'], missing }).pipeline
}

const summary = (one: Pipeline, at: Place) => ({
  name: one.name,
  version: 1,
  pipelineType: 'V2',
  executionMode: 'SUPERSEDED',
  created: daysAgo(at, one.createdDaysAgo),
  updated: daysAgo(at, one.createdDaysAgo),
})

/** In this order; a build that fails is the last. */
const stages = [
  { name: 'Source', category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection' },
  { name: 'Build', category: 'Build', owner: 'AWS', provider: 'CodeBuild' },
  { name: 'Deploy', category: 'Deploy', owner: 'AWS', provider: 'ECS' },
] as const
type Stage = (typeof stages)[number]

const reached = ({ failed }: PipelineRun, { name }: Stage) => !failed || name !== 'Deploy'
const statusOf = ({ failed }: PipelineRun) => (failed ? 'Failed' : 'Succeeded')
const statusAt = ({ failed }: PipelineRun, { name }: Stage) =>
  failed && name === 'Build' ? 'Failed' : 'Succeeded'

const shown = (one: PipelineRun, at: Place) => ({
  pipelineExecutionId: one.id,
  status: statusOf(one),
  startTime: minutesAgo(at, one.startedMinutesAgo),
  lastUpdateTime: minutesAgo(at, one.startedMinutesAgo - one.minutes),
  sourceRevisions: [
    { actionName: 'Source', revisionId: commitOf(one), revisionSummary: `Release ${one.version}` },
  ],
  trigger: { triggerType: 'WebhookV2', triggerDetail: 'main' },
  executionMode: 'SUPERSEDED',
})

function declaration({ name }: Pipeline): Output {
  return {
    name,
    roleArn: arn('iam', '', 'role/ecs-services'),
    artifactStore: { type: 'S3', location: 'quillmarket-backups' },
    stages: stages.map((stage) => ({
      name: stage.name,
      actions: [
        {
          name: stage.name,
          actionTypeId: actionType(stage),
          runOrder: 1,
          configuration: configurationOf(stage, name),
        },
      ],
    })),
    version: 1,
    executionMode: 'SUPERSEDED',
    pipelineType: 'V2',
  }
}

const actionType = ({ category, owner, provider }: Stage) => ({
  category,
  owner,
  provider,
  version: '1',
})

function configurationOf({ name }: Stage, service: string): Record<string, string> {
  if (name === 'Source') return { FullRepositoryId: `quillmarket/${service}`, BranchName: 'main' }
  if (name === 'Build') return { ProjectName: service }
  return { ClusterName: 'prod', ServiceName: service }
}

// Each stage shows the newest run that reached it.
function stageState(stage: Stage, { runs }: Pipeline, at: Place): Output {
  const run = runs.find((one) => reached(one, stage))
  if (run === undefined) return { stageName: stage.name, actionStates: [] }
  return {
    stageName: stage.name,
    inboundTransitionState: { enabled: true },
    latestExecution: { pipelineExecutionId: run.id, status: statusAt(run, stage) },
    actionStates: [{ actionName: stage.name, latestExecution: execution(run, stage, at) }],
  }
}

function execution(run: PipelineRun, stage: Stage, at: Place): Output {
  const status = statusAt(run, stage)
  return {
    status,
    lastStatusChange: minutesAgo(at, run.startedMinutesAgo - run.minutes),
    ...(stage.name === 'Build' && { externalExecutionId: buildId(run) }),
    ...(status === 'Failed' && {
      errorDetails: errorOf,
    }),
  }
}

const errorOf = {
  code: 'JobFailed',
  message: `Build terminated with state: FAILED. ${testFailure}`,
}

const action = (run: PipelineRun, stage: Stage, at: Place) => ({
  pipelineExecutionId: run.id,
  actionExecutionId: `${run.id}-${stage.name}`,
  pipelineVersion: 1,
  stageName: stage.name,
  actionName: stage.name,
  startTime: minutesAgo(at, run.startedMinutesAgo),
  lastUpdateTime: minutesAgo(at, run.startedMinutesAgo - run.minutes),
  status: statusAt(run, stage),
  input: { actionTypeId: actionType(stage), configuration: configurationOf(stage, run.pipeline) },
  output: { executionResult: resultOf(run, stage) },
})

function resultOf(run: PipelineRun, stage: Stage): Output {
  if (stage.name !== 'Build') return {}
  return {
    externalExecutionId: buildId(run),
    ...(run.failed && { errorDetails: errorOf }),
  }
}
