import { databaseLoad } from './incidents/database-load.ts'
import { failedRuns } from './incidents/failed-runs.ts'
import { failedStacks } from './incidents/failed-stacks.ts'
import { firingAlarms } from './incidents/firing-alarms.ts'
import { recentLogErrors } from './incidents/log-errors.ts'
import { metrics } from './incidents/metrics.ts'
import { overview } from './incidents/overview.ts'
import { recentChanges } from './incidents/recent-changes.ts'
import { serviceErrors } from './incidents/service-errors.ts'
import { servicesShortOfTasks } from './incidents/services-short-of-tasks.ts'
import { whatIsConnected } from './inventory/connections.ts'
import { instancesWithoutTag } from './inventory/instances-without-tag.ts'
import { inventory } from './inventory/inventory.ts'
import { untaggedResources } from './inventory/untagged-resources.ts'
import { whatIs } from './inventory/what-is.ts'
import { billIncrease } from './money/bill-increase.ts'
import { cost } from './money/cost.ts'
import { costOf } from './money/cost-of.ts'
import { recommendations } from './money/recommendations.ts'
import { spendByService } from './money/spend-by-service.ts'
import { unattachedVolumes } from './money/unattached-volumes.ts'
import { unusedSpend } from './money/unused-spend.ts'
import type { Recipe } from './recipe.ts'
import { crossAccountRoles } from './security/cross-account-roles.ts'
import { fullAdmin } from './security/full-admin.ts'
import { groupMembers } from './security/group-members.ts'
import { imageFindings } from './security/image-findings.ts'
import { notRotated } from './security/not-rotated.ts'
import { oldAccessKeys } from './security/old-access-keys.ts'
import { openPorts } from './security/open-ports.ts'
import { openToInternet } from './security/open-to-internet.ts'
import { passwordPolicy } from './security/password-policy.ts'
import { permissions } from './security/permissions.ts'
import { publicBuckets } from './security/public-buckets.ts'
import { reachability } from './security/reachability.ts'
import { rootUser } from './security/root-user.ts'
import { trailLogging } from './security/trail-logging.ts'
import { unencryptedBuckets } from './security/unencrypted-buckets.ts'
import { usersWithoutMfa } from './security/users-without-mfa.ts'
import { breakingSoon } from './upkeep/breaking-soon.ts'
import { healthEvents } from './upkeep/health-events.ts'
import { missingBackups } from './upkeep/missing-backups.ts'
import { nearQuotas } from './upkeep/near-quotas.ts'
import { oldRuntimes } from './upkeep/old-runtimes.ts'

/** Every recipe, in the order in which docs show them. */
export const recipes: readonly Recipe[] = [
  overview,
  firingAlarms,
  recentChanges,
  serviceErrors,
  recentLogErrors,
  servicesShortOfTasks,
  databaseLoad,
  metrics,
  billIncrease,
  spendByService,
  cost,
  costOf,
  openToInternet,
  openPorts,
  reachability,
  inventory,
  whatIs,
  whatIsConnected,
  instancesWithoutTag,
  untaggedResources,
  recommendations,
  unusedSpend,
  unattachedVolumes,
  oldAccessKeys,
  usersWithoutMfa,
  rootUser,
  passwordPolicy,
  fullAdmin,
  permissions,
  groupMembers,
  crossAccountRoles,
  trailLogging,
  notRotated,
  imageFindings,
  breakingSoon,
  healthEvents,
  oldRuntimes,
  nearQuotas,
  missingBackups,
  failedStacks,
  failedRuns,
  unencryptedBuckets,
  publicBuckets,
]
