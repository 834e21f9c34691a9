import { customerKey } from './rules/customer-key.ts'
import { foreignAccounts } from './rules/foreign-accounts.ts'
import { functionLogs } from './rules/function-logs.ts'
import { functionNetwork } from './rules/function-network.ts'
import { functionUrlCors } from './rules/function-url-cors.ts'
import { functionUrlSigned } from './rules/function-url-signed.ts'
import { gatewayErrors } from './rules/gateway-errors.ts'
import { gatewayJwt } from './rules/gateway-jwt.ts'
import { iamAdministrators } from './rules/iam-administrators.ts'
import { iamLongLivedKeys } from './rules/iam-long-lived-keys.ts'
import { iamTrustSource } from './rules/iam-trust-source.ts'
import { iamWildcards } from './rules/iam-wildcards.ts'
import { imageTagsImmutable } from './rules/image-tags-immutable.ts'
import { imagesScanned } from './rules/images-scanned.ts'
import { lambdaAlias } from './rules/lambda-alias.ts'
import { lambdaEnvironmentSecrets } from './rules/lambda-environment-secrets.ts'
import { lambdaImageDigest } from './rules/lambda-image-digest.ts'
import { lambdaPermissionSource } from './rules/lambda-permission-source.ts'
import { logRetention } from './rules/log-retention.ts'
import { publicBuckets } from './rules/public-buckets.ts'
import { publicResourcePolicies } from './rules/public-resource-policies.ts'
import { roleBoundary } from './rules/role-boundary.ts'
import { tableDeletionProtection } from './rules/table-deletion-protection.ts'
import { tableExpiry } from './rules/table-expiry.ts'
import { tableRecovery } from './rules/table-recovery.ts'
import { toolRoleDeny } from './rules/tool-role-deny.ts'
import { toolRoleReads } from './rules/tool-role-reads.ts'
import type { Rule } from './stack-rule.ts'

/** In the order of a request: who may call, who is let in, what runs, what is kept. */
export const rules: readonly Rule[] = [
  functionUrlSigned,
  functionUrlCors,
  lambdaPermissionSource,
  lambdaAlias,
  gatewayJwt,
  gatewayErrors,
  iamTrustSource,
  iamWildcards,
  iamAdministrators,
  iamLongLivedKeys,
  roleBoundary,
  foreignAccounts,
  toolRoleReads,
  toolRoleDeny,
  functionNetwork,
  lambdaImageDigest,
  lambdaEnvironmentSecrets,
  imageTagsImmutable,
  imagesScanned,
  tableRecovery,
  tableExpiry,
  tableDeletionProtection,
  customerKey,
  logRetention,
  functionLogs,
  publicBuckets,
  publicResourcePolicies,
]
