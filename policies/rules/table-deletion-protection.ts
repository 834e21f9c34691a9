import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { isProduction, productionConfig } from '../production.ts'
import { resources, tables } from '../resource.ts'

export const tableDeletionProtection: ResourceValidationPolicy = {
  name: 'table-deletion-protection',
  description: 'In production no table is deleted by mistake.',
  severity: 'high',
  configSchema: productionConfig,
  validateResource: resources(
    tables,
    z.object({ deletionProtectionEnabled: z.boolean().default(false) }),
    ({ deletionProtectionEnabled }, args) =>
      deletionProtectionEnabled || !isProduction(args)
        ? []
        : ['deletionProtectionEnabled is off. Turn it on.'],
  ),
}
