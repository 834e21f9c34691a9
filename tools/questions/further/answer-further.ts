import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { apiLimits } from './api-limits.ts'
import { apiRoutes } from './api-routes.ts'
import { backupPlansOf } from './backup-plans.ts'
import { balancerRoutes } from './balancer-routes.ts'
import { costAnomalies } from './cost-anomalies.ts'
import { dnsTarget } from './dns-target.ts'
import { durations } from './durations.ts'
import { egress } from './egress.ts'
import { aboutGroup } from './group-rules.ts'
import { inUse } from './in-use.ts'
import { lastSignIns } from './last-sign-ins.ts'
import { logLines } from './log-lines.ts'
import { mailSent } from './mail-sent.ts'
import { peopleAffected } from './people-affected.ts'
import { permissionsAsked } from './permissions.ts'
import { piledUp } from './piled-up.ts'
import { reachAsked } from './reach.ts'
import { aboutRole } from './role.ts'
import { savingsPlanAdvised } from './savings-plan.ts'
import { scaledLately } from './scaled.ts'
import { secretVariables } from './secret-variables.ts'
import { toCome } from './to-come.ts'
import { trailOf } from './trail-of.ts'
import { unusedRoles } from './unused-roles.ts'

/** What takes two services, or two lists of one, and is no list of one kind of thing; undefined where nothing such is asked. */
export async function answerFurther(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  for (const answer of [
    dnsTarget,
    peopleAffected,
    permissionsAsked,
    reachAsked,
    lastSignIns,
    trailOf,
    secretVariables,
    piledUp,
    scaledLately,
    unusedRoles,
    inUse,
    egress,
    apiLimits,
    apiRoutes,
    balancerRoutes,
    logLines,
    costAnomalies,
    savingsPlanAdvised,
    durations,
    mailSent,
    backupPlansOf,
    toCome,
    aboutRole,
    aboutGroup,
  ]) {
    const result = await answer(plan, context)
    if (result !== undefined) return result
  }
  return undefined
}
