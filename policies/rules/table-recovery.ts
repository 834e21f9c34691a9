import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { enabled, resources, tables } from '../resource.ts'

export const tableRecovery: ResourceValidationPolicy = {
  name: 'table-recovery',
  description: 'A table can be brought back to any second of the last weeks.',
  severity: 'high',
  validateResource: resources(
    tables,
    z.object({ pointInTimeRecovery: enabled }),
    ({ pointInTimeRecovery }) =>
      pointInTimeRecovery?.enabled ? [] : ['pointInTimeRecovery is off. Turn it on.'],
  ),
}
