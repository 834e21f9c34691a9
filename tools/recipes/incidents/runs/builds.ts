import { objects, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'
import { type FailedRun, failures, listed, missFurther, type RunSource } from './run.ts'

/** Builds of CodeBuild: the phase that failed, and what its context says. */
export const builds: RunSource = {
  service: 'codebuild',
  kind: 'build project',
  run: 'build',
  list: (place) => listed(place, 'codebuild:ListProjects', 'value'),
  failed: async (place, some, since) => {
    const ids = await idsOf(place, some.length === 1 ? some[0]?.name : undefined)
    const all = await buildsOf(place, ids)
    const names = new Set(some.map(({ name }) => name))
    const runs = all
      .filter(({ projectName }) => names.has(text(projectName)))
      .map((build) => ({ build, at: endOf(build), status: text(build.buildStatus) }))
      .toSorted((a, b) => text(b.build.startTime).localeCompare(text(a.build.startTime)))
    if (ids.length >= mostBuilds) missFurther(place, 'builds', { runs, most: 1, since })
    return failures(runs, (status) => bad.has(status), since).map(({ build, at, status }) => {
      const name = text(build.projectName)
      const last = runs.find((one) => text(one.build.projectName) === name)
      return {
        name,
        id: text(build.id),
        at,
        status,
        ...phaseOf(build),
        newest: async () => (last === undefined || last.build.id === build.id ? undefined : last),
      }
    })
  },
}

const bad = new Set(['FAILED', 'FAULT', 'TIMED_OUT'])
const mostBuilds = 500

/** The newest first, of one project or of all. */
async function idsOf(place: Place, projectName: string | undefined): Promise<string[]> {
  const extent = { most: mostBuilds, enough: true }
  const found =
    projectName === undefined
      ? await place.tryRead('codebuild:ListBuilds', {}, extent)
      : await place.tryRead('codebuild:ListBuildsForProject', { projectName }, extent)
  return (found ?? []).map(({ value }) => text(value))
}

/** As many as are asked for: AWS takes a hundred at a time. */
export async function buildsOf(place: Place, ids: readonly string[]): Promise<Item[]> {
  const found: Item[] = []
  for (let start = 0; start < ids.length; start += 100) {
    const some = ids.slice(start, start + 100)
    found.push(...((await place.tryRead('codebuild:BatchGetBuilds', { ids: some })) ?? []))
  }
  return found
}

const endOf = ({ endTime, startTime }: Item) => text(endTime) || text(startTime)

export function phaseOf({ phases }: Item): Pick<FailedRun, 'step' | 'cause'> {
  const failed = objects(phases).find(({ phaseStatus }) => bad.has(text(phaseStatus)))
  if (failed === undefined) return {}
  const said = objects(failed.contexts)
    .map(({ message, statusCode }) => text(message) || text(statusCode))
    .filter((one) => one !== '')
  const step = `phase ${text(failed.phaseType)}`
  return said.length === 0 ? { step } : { step, cause: said.join('; ') }
}
