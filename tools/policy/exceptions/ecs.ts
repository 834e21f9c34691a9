import { type Row, tooNew } from '../exception.ts'

export const ecs: readonly Row[] = [
  {
    class: 'unmapped',
    operations: [
      'DescribeGateway',
      'DescribeGatewayResources',
      'DescribeGatewayRoute',
      'ListGatewayClusterAssociations',
      'ListGatewayRoutes',
      'ListGateways',
    ],
    reason: tooNew,
  },
]
