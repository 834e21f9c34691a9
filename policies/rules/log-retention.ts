import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

export const logRetention: ResourceValidationPolicy = {
  name: 'log-retention',
  description: 'Logs are kept for a time that somebody chose, not for ever.',
  severity: 'medium',
  validateResource: resources(
    ['aws:cloudwatch/logGroup:LogGroup'],
    z.object({ retentionInDays: z.number().default(0) }),
    // CloudWatch takes 0 for ever.
    ({ retentionInDays }) => (retentionInDays > 0 ? [] : ['retentionInDays is not set.']),
  ),
}
