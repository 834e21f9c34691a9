export interface Items {
  /** Path of the list that the operation is about; absent where the whole answer is one item. */
  items?: string
  /** Other lists of the answer, whose entries come after, each under its list's name. */
  besides?: string[]
}

/** Where the items are, for the operations whose output does not tell by itself. */
export const itemOverrides: Readonly<Record<string, Items>> = {
  DescribeAlarms: { items: 'MetricAlarms', besides: ['CompositeAlarms', 'LogAlarms'] },
  DescribeEngineDefaultClusterParameters: { items: 'EngineDefaults.Parameters' },
  DescribeEngineDefaultParameters: { items: 'EngineDefaults.Parameters' },
  DescribeInstances: { items: 'Reservations[].Instances' },
  DescribeVpcEndpointServices: { items: 'ServiceDetails' },
  FilterLogEvents: { items: 'events' },
  GetCostAndUsage: { items: 'ResultsByTime', besides: ['DimensionValueAttributes'] },
  GetCostAndUsageWithResources: { items: 'ResultsByTime', besides: ['DimensionValueAttributes'] },
  GetMetricStatistics: { items: 'Datapoints' },
  ListFoundationModelAgreementOffers: { items: 'offers' },
  ListMetrics: { items: 'Metrics' },
  TransactGetItems: { items: 'Responses' },

  // Lists of equal rank: each entry says which one it is of.
  GetAccountAuthorizationDetails: {
    besides: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
  },
  ListEntitiesForPolicy: { besides: ['PolicyGroups', 'PolicyUsers', 'PolicyRoles'] },

  // Whole answers: what stands beside the list (a status) is needed to read it.
  DescribeChangeSet: {},
  DescribeEdgeDeploymentPlan: {},
  DescribeFeatureGroup: {},
  GetOrganizationsAccessReport: {},
  GetQueryResults: {},
  GetServiceLastAccessedDetails: {},
  GetServiceLastAccessedDetailsWithEntities: {},
}
