import type { Answers, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { arn, company, mainRegion } from '../facts/company.ts'
import {
  buildId,
  commitOf,
  type Pipeline,
  type PipelineRun,
  pipelines,
  projectArn,
  testFailure,
} from '../facts/pipelines.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListProjects: listing({
    as: 'projects',
    from: projectsIn,
    show: ({ name }) => name,
    paging: paging.camel,
  }),
  BatchGetProjects: (input, at) => {
    const { found, absent } = split(projectsIn(at), texts(input, 'names'), ({ name }) => name)
    return { projects: found.map((one) => project(one, at)), projectsNotFound: absent }
  },
  ListBuilds: listing({
    as: 'ids',
    from: (at) => buildsIn(at).map((one) => ({ id: buildId(one) })),
    show: ({ id }) => id,
    paging: paging.camel,
  }),
  ListBuildsForProject: listing({
    as: 'ids',
    from: (at, input) =>
      find(
        projectsIn(at).map((one) => ({ ...one })),
        text(input, 'projectName'),
        {
          by: ['name'],
          missing: {
            name: 'ResourceNotFoundException',
            message: (id) =>
              `The provided project ${arn('codebuild', at.region, `project/${id}`)} does not exist`,
          },
        },
      ).runs.map((one) => ({ id: buildId(one) })),
    show: ({ id }) => id,
    paging: paging.camel,
  }),
  BatchGetBuilds: (input, at) => {
    const { found, absent } = split(buildsIn(at), texts(input, 'ids'), buildId)
    return { builds: found.map((one) => build(one, at)), buildsNotFound: absent }
  },
}

function projectsIn(at: Place) {
  return at.region === mainRegion ? pipelines.map((one) => ({ ...one })) : []
}

/** The newest first. */
const buildsIn = (at: Place) =>
  projectsIn(at)
    .flatMap(({ runs }) => runs)
    .toSorted((one, other) => one.startedMinutesAgo - other.startedMinutesAgo)

function split<T>(all: readonly T[], wanted: readonly string[], idOf: (one: T) => string) {
  const byId = new Map(all.map((one) => [idOf(one), one]))
  return {
    found: wanted.flatMap((id) => byId.get(id) ?? []),
    absent: wanted.filter((id) => !byId.has(id)),
  }
}

// Looks secret, and is planted: what reads it must redact it.
const environment = {
  type: 'LINUX_CONTAINER',
  image: 'aws/codebuild/standard:7.0',
  computeType: 'BUILD_GENERAL1_MEDIUM',
  environmentVariables: [
    { name: 'NODE_ENV', value: 'test', type: 'PLAINTEXT' },
    { name: 'NPM_TOKEN', value: 'sample-only-npm-quillmarket', type: 'PLAINTEXT' },
  ],
  privilegedMode: true,
  imagePullCredentialsType: 'CODEBUILD',
}

const source = { type: 'CODEPIPELINE', buildspec: 'buildspec.yml', insecureSsl: false }
const serviceRole = arn('iam', '', 'role/ecs-services')

function project(one: Pipeline, at: Place): Output {
  const { name, owner, createdDaysAgo } = one
  return {
    name,
    arn: projectArn(one),
    source,
    artifacts: { type: 'CODEPIPELINE', packaging: 'NONE', encryptionDisabled: false },
    environment,
    serviceRole,
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    tags: [
      { key: 'Service', value: name },
      ...(owner === undefined ? [] : [{ key: 'Owner', value: owner }]),
    ],
    created: daysAgo(at, createdDaysAgo),
    lastModified: daysAgo(at, createdDaysAgo),
    badge: { badgeEnabled: false },
    projectVisibility: 'PRIVATE',
  }
}

function build(run: PipelineRun, at: Place): Output {
  const { pipeline, number, failed } = run
  const status = failed ? 'FAILED' : 'SUCCEEDED'
  const startTime = minutesAgo(at, run.startedMinutesAgo)
  const endTime = minutesAgo(at, run.startedMinutesAgo - run.minutes + 1)
  const between = { startTime, endTime }
  return {
    id: buildId(run),
    arn: arn('codebuild', mainRegion, `build/${buildId(run)}`),
    buildNumber: number,
    ...between,
    currentPhase: 'COMPLETED',
    buildStatus: status,
    resolvedSourceVersion: commitOf(run),
    projectName: pipeline,
    phases: [
      { phaseType: 'INSTALL', phaseStatus: 'SUCCEEDED', ...between },
      {
        phaseType: 'BUILD',
        phaseStatus: status,
        ...between,
        contexts: [failed ? { statusCode: 'COMMAND_EXECUTION_ERROR', message: testFailure } : {}],
      },
      { phaseType: 'COMPLETED', startTime: endTime },
    ],
    source,
    environment,
    serviceRole,
    logs: { groupName: `/aws/codebuild/${pipeline}`, cloudWatchLogs: { status: 'DISABLED' } },
    timeoutInMinutes: 60,
    buildComplete: true,
    initiator: `codepipeline/${pipeline}`,
    encryptionKey: `arn:aws:kms:${mainRegion}:${company.accountId}:alias/aws/s3`,
  }
}
