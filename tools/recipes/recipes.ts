import { billIncrease } from './bill-increase.ts'
import { breakingSoon } from './breaking-soon.ts'
import { databaseLoad } from './database-load.ts'
import { failedStacks } from './failed-stacks.ts'
import { firingAlarms } from './firing-alarms.ts'
import { instancesWithoutTag } from './instances-without-tag.ts'
import { recentLogErrors } from './log-errors.ts'
import { oldAccessKeys } from './old-access-keys.ts'
import { oldRuntimes } from './old-runtimes.ts'
import { openToInternet } from './open-to-internet.ts'
import { publicBuckets } from './public-buckets.ts'
import { recentChanges } from './recent-changes.ts'
import type { Recipe } from './recipe.ts'
import { serviceErrors } from './service-errors.ts'
import { servicesShortOfTasks } from './services-short-of-tasks.ts'
import { spendByService } from './spend-by-service.ts'
import { unattachedVolumes } from './unattached-volumes.ts'
import { unencryptedBuckets } from './unencrypted-buckets.ts'
import { untaggedResources } from './untagged-resources.ts'
import { unusedSpend } from './unused-spend.ts'
import { usersWithoutMfa } from './users-without-mfa.ts'

/** Every recipe, in the order in which docs show them. */
export const recipes: readonly Recipe[] = [
  firingAlarms,
  recentChanges,
  serviceErrors,
  recentLogErrors,
  servicesShortOfTasks,
  databaseLoad,
  billIncrease,
  spendByService,
  openToInternet,
  instancesWithoutTag,
  untaggedResources,
  unusedSpend,
  unattachedVolumes,
  oldAccessKeys,
  usersWithoutMfa,
  breakingSoon,
  oldRuntimes,
  failedStacks,
  unencryptedBuckets,
  publicBuckets,
]
