import { daysUntil } from '../../evidence/ages.ts'
import { readEach } from '../../evidence/read-each.ts'
import { rdsVersions, type Support } from '../../evidence/support-dates.ts'
import { objects, text } from '../../evidence/values.ts'
import { said } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import type { Deadline } from './deadline.ts'
import { supportDeadlines, unknownSupport } from './support.ts'

/** Databases: what RDS will do to them, and the support of their engines. */
export async function databaseDeadlines(ask: Place): Promise<Deadline[]> {
  const databases = (await ask.tryRead('rds:DescribeDBInstances')) ?? []
  const pending = (await ask.tryRead('rds:DescribePendingMaintenanceActions')) ?? []
  const engines = [...new Set(databases.map(engineOf))]
  const lifecycles = await readEach(ask, engines, {
    operation: 'rds:DescribeDBMajorEngineVersions',
    parameters: (engine) => {
      const [Engine = '', MajorEngineVersion = ''] = engine.split(' ')
      return { Engine, MajorEngineVersion }
    },
    noun: 'engine version',
  })
  return [
    ...pending.flatMap((one) => maintenanceOf(one, ask.now)),
    ...databases.flatMap((database) => {
      const engine = engineOf(database)
      const support = lifecycleOf(lifecycles.get(engine)) ?? rdsVersions[engine]
      if (support === undefined) return unknownSupport(ask, engine)
      const name = text(database.DBInstanceIdentifier)
      const paid = database.EngineLifecycleSupport !== 'open-source-rds-extended-support-disabled'
      return supportDeadlines(paid ? support : { standard: support.standard }, {
        kind: 'database',
        name,
        version: engine,
        service: 'RDS',
        now: ask.now,
      })
    }),
  ]
}

/** `postgres 15`, `mysql 8.0`: PostgreSQL's major versions are one number. */
function engineOf({ Engine, EngineVersion }: Item): string {
  const [major = '', minor = ''] = text(EngineVersion).split('.')
  const version = text(Engine).includes('postgres') ? major : `${major}.${minor}`
  return `${text(Engine)} ${version}`
}

function lifecycleOf([version]: readonly Item[] = []): Support | undefined {
  const end = (name: string) => {
    const found = objects(version?.SupportedEngineLifecycles).find(
      ({ LifecycleSupportName }) => LifecycleSupportName === name,
    )
    return text(found?.LifecycleSupportEndDate).slice(0, 10)
  }
  const standard = end('open-source-rds-standard-support')
  const extended = end('open-source-rds-extended-support')
  return standard === '' ? undefined : { standard, ...(extended !== '' && { extended }) }
}

function maintenanceOf({ ResourceIdentifier, PendingMaintenanceActionDetails }: Item, now: Date) {
  return objects(PendingMaintenanceActionDetails).flatMap((action): Deadline[] => {
    const { AutoAppliedAfterDate, ForcedApplyDate, CurrentApplyDate, OptInStatus } = action
    const date = CurrentApplyDate ?? AutoAppliedAfterDate ?? ForcedApplyDate
    if (date === undefined) return []
    const forced =
      ForcedApplyDate === undefined ? [] : [`forced on ${text(ForcedApplyDate).slice(0, 10)}`]
    const optIn = OptInStatus === undefined ? [] : [`opted in: ${text(OptInStatus)}`]
    const about = `${text(action.Action)} (${text(action.Description)})`
    return [
      {
        kind: 'database',
        name: text(ResourceIdentifier).split(':').at(-1) ?? '',
        day: text(date).slice(0, 10),
        days: daysUntil(date, now),
        what: `RDS applies ${[said(about, 160), ...forced, ...optIn].join('; ')}`,
      },
    ]
  })
}
