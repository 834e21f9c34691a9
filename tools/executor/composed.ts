import type { Operation } from '../catalogue/catalogue.ts'
import type { Service } from '../catalogue/services.ts'
import { codeOperations } from './code/code-operations.ts'
import { insightsQuery } from './logs-insights.ts'

/** Operations made of several of AWS's, by service; found and allowed as those of the catalogue. */
export const composedOperations: Readonly<
  Partial<Record<Service, Readonly<Record<string, Operation>>>>
> = { 'cloudwatch-logs': { InsightsQuery: insightsQuery }, lambda: codeOperations }
