import { type Service, type ServiceDefinition, services } from '../services.ts'

interface PageSizes {
  page: number
  least?: number
}

/** What to ask for at most and at least, where any size is known to be safe; else AWS's own are left. */
export function pageSizes(service: Service, operation: string): PageSizes | undefined {
  const own = byOperation[`${service}:${operation}`]
  if (own !== undefined) return own
  const { page, least }: ServiceDefinition = services[service]
  if (page === undefined) return undefined
  return least === undefined ? { page } : { page, least }
}

/** Operations that accept less than their service does. */
const byOperation: Readonly<Record<string, PageSizes>> = {
  'dynamodb:ListExports': { page: 25 },
  'dynamodb:ListImports': { page: 25 },
  'ec2:DescribePublicIpv4Pools': { page: 10 },
  'ec2:GetSpotPlacementScores': { page: 100, least: 10 },
}
