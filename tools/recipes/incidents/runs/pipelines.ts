import { readEach } from '../../evidence/read-each.ts'
import { object, objects, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { buildsOf, phaseOf } from './builds.ts'
import { type FailedRun, failures, listed, missFurther, type RunSource } from './run.ts'

/** Pipelines of CodePipeline: the action that failed, with its error, or that of its build. */
export const pipelines: RunSource = {
  service: 'codepipeline',
  kind: 'pipeline',
  run: 'run',
  list: (place) => listed(place, 'codepipeline:ListPipelines', 'name'),
  failed: async (place, some, since) => {
    const executions = await readEach(
      { ...place, read: (...[operation, parameters]) => place.read(operation, parameters, newest) },
      some,
      {
        operation: 'codepipeline:ListPipelineExecutions',
        parameters: ({ name }) => ({ pipelineName: name }),
        noun: 'pipeline',
      },
    )
    return [...executions].flatMap(([{ name }, own]) => {
      const runs = own.map((one) => ({
        name,
        id: text(one.pipelineExecutionId),
        at: text(one.lastUpdateTime) || text(one.startTime),
        status: text(one.status),
      }))
      missFurther(place, `runs of ${name}`, { runs, most: newest.most, since })
      const [last] = runs
      return failures(runs, (status) => status === 'Failed', since).map((run) => ({
        ...run,
        why: (at: Place) => whyOf(at, name, run.id),
        newest: async () => (last?.id === run.id ? undefined : last),
      }))
    })
  },
}

const newest = { most: 100, enough: true }

async function whyOf(place: Place, pipelineName: string, id: string): Promise<Partial<FailedRun>> {
  const actions = await place.tryRead('codepipeline:ListActionExecutions', {
    pipelineName,
    filter: { pipelineExecutionId: id },
  })
  const failed = actions?.find((one) => one.status === 'Failed' && one.pipelineExecutionId === id)
  const result = object(object(failed?.output).executionResult)
  if (failed !== undefined) {
    const said = text(object(result.errorDetails).message) || text(result.externalExecutionSummary)
    const cause = (await causeOfBuild(place, failed, result)) ?? said
    if (cause !== '') return { step: stepOf(failed), cause }
  }
  const [state] =
    (await place.tryRead('codepipeline:GetPipelineState', { name: pipelineName })) ?? []
  return { ...(failed && { step: stepOf(failed) }), ...ofState(state, id) }
}

const stepOf = ({ stageName, actionName }: Item) =>
  stageName === actionName
    ? `stage ${text(stageName)}`
    : `stage ${text(stageName)}, action ${text(actionName)}`

/** What a pipeline says of a build is that it failed; the build says at what. */
async function causeOfBuild(
  place: Place,
  { input }: Item,
  result: Item,
): Promise<string | undefined> {
  const id = text(result.externalExecutionId)
  const provider = object(object(input).actionTypeId).provider
  if (provider !== 'CodeBuild' || id === '' || !place.has('codebuild')) return undefined
  const [build] = await buildsOf(place, [id])
  return build === undefined ? undefined : phaseOf(build).cause
}

/** Each stage shows the newest run that reached it. */
function ofState(state: Item | undefined, id: string): Partial<FailedRun> {
  const stages = objects(state?.stageStates).filter(
    ({ latestExecution }) => object(latestExecution).pipelineExecutionId === id,
  )
  for (const { stageName, actionStates } of stages) {
    for (const { actionName, latestExecution } of objects(actionStates)) {
      const { status, errorDetails } = object(latestExecution)
      const message = text(object(errorDetails).message)
      if (status === 'Failed' && message !== '')
        return {
          step: stepOf({ stageName: text(stageName), actionName: text(actionName) }),
          cause: message,
        }
    }
  }
  return {}
}
