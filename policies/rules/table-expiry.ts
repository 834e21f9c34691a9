import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { enabled, resources, tables } from '../resource.ts'

export const tableExpiry: ResourceValidationPolicy = {
  name: 'table-expiry',
  description: 'What people said is not kept for ever: items of a table expire.',
  severity: 'medium',
  validateResource: resources(tables, z.object({ ttl: enabled }), ({ ttl }) =>
    ttl?.enabled ? [] : ['ttl is off. Name the attribute by which items expire.'],
  ),
}
