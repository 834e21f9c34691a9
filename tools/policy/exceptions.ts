import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'

/** Operations that access level alone would class wrongly, each with why. Kept by hand. */
export type Exception = {
  service: Service
  operations: readonly string[]
  reason: string
} & ({ class: 'secret' | 'starts_work' | 'unmapped' } | { class: 'data'; kind: DataKind })

export const exceptionOf = (service: Service, operation: string): Exception | undefined =>
  byOperation.get(`${service}:${operation}`)

/** Why an operation is an exception; undefined for the others. */
export const exceptionReason = (service: Service, operation: string): string | undefined =>
  exceptionOf(service, operation)?.reason

const secrets: readonly Exception[] = [
  {
    service: 'acm',
    operations: ['ExportCertificate', 'GetAcmeExternalAccountBindingCredentials'],
    class: 'secret',
    reason: 'returns a private key or an account key',
  },
  {
    service: 'api-gateway',
    operations: ['GetApiKey', 'GetApiKeys', 'GetUsage', 'GetUsagePlanKey', 'GetUsagePlanKeys'],
    class: 'secret',
    reason: 'returns the values of API keys, GetUsage as the names of its counts',
  },
  {
    service: 'cloudformation',
    operations: ['BatchDescribeTypeConfigurations'],
    class: 'secret',
    reason: 'returns configurations of extensions, which hold third parties’ API keys',
  },
  {
    service: 'ec2',
    operations: ['GetPasswordData'],
    class: 'secret',
    reason: 'returns an administrator password',
  },
  {
    service: 'ec2',
    operations: [
      'ExportClientVpnClientConfiguration',
      'ExportVerifiedAccessInstanceClientConfiguration',
      'GetVpnConnectionDeviceSampleConfiguration',
    ],
    class: 'secret',
    reason: 'returns a configuration with the keys to connect',
  },
  {
    service: 'ec2',
    operations: ['GetInstanceUefiData', 'GetLaunchTemplateData'],
    class: 'secret',
    reason: 'returns an instance’s boot or user data whole',
  },
  {
    service: 'eks',
    operations: ['DescribeEksAnywhereSubscription', 'ListEksAnywhereSubscriptions'],
    class: 'secret',
    reason: 'returns licence tokens',
  },
  {
    service: 'elastic-load-balancing-v2',
    operations: ['GetTrustStoreCaCertificatesBundle', 'GetTrustStoreRevocationContent'],
    class: 'secret',
    reason: 'returns a signed link to an object',
  },
  {
    service: 'iam',
    operations: ['GetCredentialReport'],
    class: 'secret',
    reason: 'returns the state of every user’s credentials as one file',
  },
  {
    service: 'lambda',
    operations: ['GetFunction', 'GetLayerVersion', 'GetLayerVersionByArn'],
    class: 'secret',
    reason: 'returns a signed link to the code; GetFunctionConfiguration tells the rest',
  },
  {
    service: 'sagemaker',
    operations: ['CreateHubContentPresignedUrls'],
    class: 'secret',
    reason: 'returns signed links to model artifacts',
  },
  {
    service: 'sagemaker',
    operations: ['DescribeHumanTaskUi'],
    class: 'secret',
    reason: 'returns a link to a template that may be signed; ListHumanTaskUis tells the rest',
  },
  {
    service: 'sesv2',
    operations: ['GetExportJob', 'GetImportJob'],
    class: 'secret',
    reason: 'returns a signed link to exported data or to failed records; the lists tell the rest',
  },
  {
    service: 'sts',
    operations: [
      'GetDelegatedAccessToken',
      'GetFederationToken',
      'GetSessionToken',
      'GetWebIdentityToken',
    ],
    class: 'secret',
    reason: 'issues credentials',
  },
]

const startingWork: readonly Exception[] = [
  {
    service: 'cloudformation',
    operations: ['DetectStackDrift', 'DetectStackResourceDrift', 'DetectStackSetDrift'],
    class: 'starts_work',
    reason: 'starts a drift detection',
  },
  {
    service: 'cloudformation',
    operations: ['EstimateTemplateCost'],
    class: 'starts_work',
    reason: 'puts the template behind a public link of the pricing calculator',
  },
  {
    service: 'cloudwatch-logs',
    operations: ['StartLiveTail', 'StartQuery', 'StopQuery'],
    class: 'starts_work',
    reason:
      'starts or stops work, billed by what it scans; logs:InsightsQuery runs a bounded query',
  },
  {
    service: 'ec2',
    operations: ['GetFlowLogsIntegrationTemplate'],
    class: 'starts_work',
    reason: 'writes the template that it makes into a bucket',
  },
  {
    service: 'ec2',
    operations: ['StartDeclarativePoliciesReport'],
    class: 'starts_work',
    reason: 'starts a report',
  },
  {
    service: 'iam',
    operations: [
      'GenerateCredentialReport',
      'GenerateOrganizationsAccessReport',
      'GenerateServiceLastAccessedDetails',
    ],
    class: 'starts_work',
    reason: 'starts a report',
  },
  {
    service: 's3',
    operations: ['SelectObjectContent'],
    class: 'starts_work',
    reason: 'runs a query over an object, billed by what it scans',
  },
  {
    service: 'sagemaker',
    operations: ['GetScalingConfigurationRecommendation'],
    class: 'starts_work',
    reason: 'starts a recommendation job',
  },
  {
    service: 'sagemaker',
    operations: ['RenderUiTemplate'],
    class: 'starts_work',
    reason: 'renders a template with a role’s permissions',
  },
  {
    service: 'sesv2',
    operations: ['GetEmailAddressInsights'],
    class: 'starts_work',
    reason: 'runs a billed check of a person’s address',
  },
  {
    service: 'sqs',
    operations: ['ReceiveMessage'],
    class: 'starts_work',
    reason: 'takes messages from their consumers, and may send one to a dead-letter queue',
  },
]

const data: readonly Exception[] = [
  {
    service: 'api-gateway',
    operations: ['GetExport', 'GetSdk'],
    class: 'data',
    kind: 'objects',
    reason: 'returns an API’s definition or a generated package as a file',
  },
  {
    service: 'apigatewayv2',
    operations: ['ExportApi'],
    class: 'data',
    kind: 'objects',
    reason: 'returns an API’s definition as a file',
  },
  {
    service: 'bedrock',
    operations: [
      'ExportAutomatedReasoningPolicyVersion',
      'GetAutomatedReasoningPolicyAnnotations',
      'GetAutomatedReasoningPolicyBuildWorkflowResultAssets',
      'GetAutomatedReasoningPolicyNextScenario',
      'GetUseCaseForModelAccess',
    ],
    class: 'data',
    kind: 'objects',
    reason: 'returns a document’s text',
  },
  {
    service: 'bedrock',
    operations: [
      'GetAutomatedReasoningPolicyTestCase',
      'GetAutomatedReasoningPolicyTestResult',
      'ListAutomatedReasoningPolicyTestCases',
      'ListAutomatedReasoningPolicyTestResults',
    ],
    class: 'data',
    kind: 'items',
    reason: 'returns test cases, with their questions and answers',
  },
  {
    service: 'cloudformation',
    operations: ['DescribeStackSet', 'GetGeneratedTemplate', 'GetTemplate'],
    class: 'data',
    kind: 'objects',
    reason: 'returns a template’s text, in which secrets are found; lists tell of stack sets',
  },
  {
    service: 'cloudtrail',
    operations: ['GetQueryResults'],
    class: 'data',
    kind: 'logs',
    reason: 'returns rows of an event data store; LookupEvents tells who changed what',
  },
  {
    service: 'cloudwatch',
    operations: ['GetInsightRuleReport'],
    class: 'data',
    kind: 'logs',
    reason: 'returns values taken out of log events',
  },
  {
    service: 'cloudwatch-logs',
    operations: [
      'FilterLogEvents',
      'GetLogEvents',
      'GetLogRecord',
      'GetQueryResults',
      'GetScheduledQueryHistory',
      'ListAnomalies',
    ],
    class: 'data',
    kind: 'logs',
    reason: 'returns log events, or samples of them',
  },
  {
    service: 'cloudwatch-logs',
    operations: ['GetLookupTable'],
    class: 'data',
    kind: 'logs',
    reason: 'returns the table that log events are enriched with',
  },
  {
    service: 'dynamodb',
    operations: ['BatchGetItem', 'GetItem', 'Query', 'Scan', 'SearchVectors', 'TransactGetItems'],
    class: 'data',
    kind: 'items',
    reason: 'returns items of a table',
  },
  {
    service: 'ec2',
    operations: ['GetConsoleOutput', 'GetConsoleScreenshot'],
    class: 'data',
    kind: 'logs',
    reason: 'returns what an instance printed',
  },
  {
    service: 'lambda',
    operations: ['GetDurableExecution', 'GetDurableExecutionHistory', 'GetDurableExecutionState'],
    class: 'data',
    kind: 'items',
    reason: 'returns inputs and results of executions',
  },
  {
    service: 'rds',
    operations: ['DownloadDBLogFilePortion'],
    class: 'data',
    kind: 'logs',
    reason: 'returns a database’s log',
  },
  {
    service: 's3',
    operations: [
      'GetObject',
      'GetObjectAnnotation',
      'GetObjectAttributes',
      'GetObjectTorrent',
      'HeadObject',
    ],
    class: 'data',
    kind: 'objects',
    reason: 'returns an object, or needs the permission that reads it',
  },
  {
    service: 'sagemaker',
    operations: ['DescribePipelineDefinitionForExecution'],
    class: 'data',
    kind: 'objects',
    reason: 'returns a pipeline’s definition as a file',
  },
  {
    service: 'sagemaker',
    operations: ['Search'],
    class: 'data',
    kind: 'items',
    reason: 'returns whole records of any kind, features of people among them',
  },
  {
    service: 'ses',
    operations: ['GetCustomVerificationEmailTemplate', 'GetTemplate'],
    class: 'data',
    kind: 'objects',
    reason: 'returns a mail’s text',
  },
  {
    service: 'sesv2',
    operations: ['GetCustomVerificationEmailTemplate', 'GetEmailTemplate'],
    class: 'data',
    kind: 'objects',
    reason: 'returns a mail’s text',
  },
  {
    service: 'sesv2',
    operations: [
      'GetContact',
      'GetSuppressedDestination',
      'ListContacts',
      'ListSuppressedDestinations',
    ],
    class: 'data',
    kind: 'items',
    reason: 'returns people’s addresses',
  },
  {
    service: 'sesv2',
    operations: [
      'GetDeliverabilityTestReport',
      'GetDomainDeliverabilityCampaign',
      'GetMessageInsights',
      'ListDeliverabilityTestReports',
      'ListDomainDeliverabilityCampaigns',
    ],
    class: 'data',
    kind: 'messages',
    reason: 'returns a message, its subject or picture, or to whom it went',
  },
  {
    service: 'sns',
    operations: [
      'CheckIfPhoneNumberIsOptedOut',
      'ListPhoneNumbersOptedOut',
      'ListSMSSandboxPhoneNumbers',
    ],
    class: 'data',
    kind: 'items',
    reason: 'tells about people’s phone numbers',
  },
  {
    service: 'sns',
    operations: ['GetEndpointAttributes', 'ListEndpointsByPlatformApplication'],
    class: 'data',
    kind: 'items',
    reason: 'returns people’s devices, with their push tokens',
  },
]

const tooNew = 'no IAM action is published for it yet'

/** Read-looking operations that were reviewed and stay refused until they can be mapped. */
const unmapped = (
  [
    { service: 'cloudtrail', operations: ['ListInsightsMetricData'] },
    {
      service: 'cloudwatch',
      operations: ['DescribeAlarmContributors', 'GetResourceMetricsConfiguration'],
    },
    { service: 'cloudwatch-logs', operations: ['GetLogObject'] },
    { service: 'dynamodb', operations: ['DescribeBulkOperation', 'ListBulkOperations'] },
    {
      service: 'ec2',
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
    },
    {
      service: 'ecs',
      operations: [
        'DescribeGateway',
        'DescribeGatewayResources',
        'DescribeGatewayRoute',
        'ListGatewayClusterAssociations',
        'ListGatewayRoutes',
        'ListGateways',
      ],
    },
    {
      service: 'rds',
      operations: ['DescribeDBCapacityReservations', 'DescribeServerlessV2PlatformVersions'],
    },
    { service: 'route-53', operations: ['ListResourceRecordSetProtections'] },
  ] satisfies { service: Service; operations: string[] }[]
).map((row) => ({ ...row, class: 'unmapped' as const, reason: tooNew }))

export const exceptions: readonly Exception[] = [...secrets, ...startingWork, ...data, ...unmapped]

const byOperation = new Map(
  exceptions.flatMap((exception) =>
    exception.operations.map((operation) => [`${exception.service}:${operation}`, exception]),
  ),
)
