import { type Row, tooNew } from '../exception.ts'

export const ec2: readonly Row[] = [
  { class: 'secret', operations: ['GetPasswordData'], reason: 'returns an administrator password' },
  {
    class: 'secret',
    operations: [
      'ExportClientVpnClientConfiguration',
      'ExportVerifiedAccessInstanceClientConfiguration',
      'GetVpnConnectionDeviceSampleConfiguration',
    ],
    reason: 'returns a configuration with the keys to connect',
  },
  {
    class: 'secret',
    operations: ['GetInstanceUefiData', 'GetLaunchTemplateData'],
    reason: 'returns an instance’s boot or user data whole',
  },
  {
    class: 'starts_work',
    operations: ['GetFlowLogsIntegrationTemplate'],
    reason: 'writes the template that it makes into a bucket',
  },
  {
    class: 'starts_work',
    operations: ['StartDeclarativePoliciesReport'],
    reason: 'starts a report',
  },
  {
    class: 'data',
    kind: 'logs',
    operations: ['GetConsoleOutput', 'GetConsoleScreenshot'],
    reason: 'returns what an instance printed',
  },
  {
    class: 'unmapped',
    operations: [
      'DescribeCapacityReservationDateChangeQuotes',
      'DescribeMetricCategories',
      'DescribeNetworkingFlexCostAllocationPolicies',
      'DescribeNetworkingFlexCostAllocationPolicyAssociations',
      'GetCapacityManagerSupportabilityScores',
      'GetClientVpnEndpointAuthorizationPolicy',
      'GetImageFindings',
      'GetNetworkingFlexCostAllocationPolicyVersions',
      'GetTransitGatewayAttachmentNatConfiguration',
    ],
    reason: tooNew,
  },
]
