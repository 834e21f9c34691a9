import { arn, hex, mainRegion, uuid } from './company.ts'
import { ecsServices, isBroken } from './containers.ts'
import { badDeploy } from './incidents.ts'

/** How services are built and delivered. */
export interface Pipeline {
  /** Also its build project's. */
  name: string
  createdDaysAgo: number
  owner?: string
  /** The newest first. */
  runs: readonly PipelineRun[]
}

export interface PipelineRun {
  id: string
  pipeline: string
  version: string
  number: number
  startedMinutesAgo: number
  minutes: number
  failed: boolean
}

const days = 24 * 60

/**
 * The pipeline of checkout stopped at its tests, as they found what the release does; then somebody
 * delivered it by hand.
 */
export const pipelines: readonly Pipeline[] = ecsServices
  .filter(({ cluster, name }) => cluster === 'prod' && name !== 'order-worker')
  .map((service) => {
    const { name, owner, version, deployedDaysAgo } = service
    const good = (number: number, ofVersion: string, startedMinutesAgo: number) =>
      run({ pipeline: name, version: ofVersion, number, startedMinutesAgo, failed: false })
    const last = Math.round(deployedDaysAgo * days) + 14
    const runs = isBroken(service)
      ? [
          run({
            pipeline: name,
            version: badDeploy.version.after,
            number: badDeploy.revision.after,
            startedMinutesAgo: badDeploy.registeredMinutesAgo + 9,
            failed: true,
          }),
          good(badDeploy.revision.before, badDeploy.version.before, 8.4 * days + 14),
        ]
      : [good(service.revision, version, last)]
    return { name, createdDaysAgo: 420, runs, ...(owner && { owner }) }
  })

/** What its tests said. */
export const testFailure =
  'Error while executing command: npm run test:integration. Reason: exit status 1'

export const pipelineArn = ({ name }: { name: string }) => arn('codepipeline', mainRegion, name)
export const projectArn = ({ name }: { name: string }) =>
  arn('codebuild', mainRegion, `project/${name}`)
export const buildId = ({ pipeline, id }: PipelineRun) => `${pipeline}:${uuid(`build ${id}`)}`
export const commitOf = ({ pipeline, version }: PipelineRun) =>
  hex(`commit ${pipeline} ${version}`, 40)

function run(facts: Omit<PipelineRun, 'id' | 'minutes'>): PipelineRun {
  const { pipeline, version, failed } = facts
  return { ...facts, id: uuid(`run ${pipeline} ${version}`), minutes: failed ? 6 : 13 }
}
