import type { Service } from '../catalogue/services.ts'

/**
 * What the operations read that differ from harmless ones only in that: API Gateway's actions are
 * HTTP's verbs, so `apigateway:GET` reads API keys and stages alike.
 */
const paths: Readonly<Partial<Record<Service, Readonly<Record<string, string>>>>> = {
  'api-gateway': {
    GetApiKey: '/apikeys/*',
    GetApiKeys: '/apikeys',
    GetExport: '/restapis/*/stages/*/exports/*',
    GetSdk: '/restapis/*/stages/*/sdks/*',
    GetUsage: '/usageplans/*/usage',
    GetUsagePlanKey: '/usageplans/*/keys/*',
    GetUsagePlanKeys: '/usageplans/*/keys',
  },
  apigatewayv2: { ExportApi: '/apis/*/exports/*' },
}

/** The resources of an operation that is told from others by its resources alone. */
export const pathsOf = (service: Service, operation: string): string[] => {
  const path = paths[service]?.[operation]
  return path === undefined ? [] : [path]
}

/** Actions that reveal as much, though no operation of these SDK clients is named after them. */
export const sensitiveBesides: readonly string[] = [
  // What is configured, queried or sent, by ways that have no operation here.
  'appconfig:GetLatestConfiguration',
  'athena:GetQueryResultsStream',
  // Credentials to what an agent may call.
  'bedrock-agentcore:GetResourceApiKey',
  'bedrock-agentcore:GetResourceOauth2Token',
  'bedrock-agentcore:GetResourcePaymentToken',
  // Invoking a model or an agent is work, and billed, though IAM calls it reading.
  'bedrock:InvokeAgent',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'cloudtrail:GetEventDataStoreData',
  // A whole repository, and what is in a search domain.
  'codecommit:GitPull',
  // Items, by other ways than GetItem.
  'dynamodb:GetRecords',
  'dynamodb:PartiQLSelect',
  // What is within a cluster, its secrets too.
  'eks:AccessKubernetesApi',
  'es:ESHttpGet',
  // What a data protection policy masks in log events.
  'logs:Unmask',
  'rds:DownloadCompleteDBLogFile',
  'redshift:FetchResults',
  // Credentials to objects, and their former versions.
  's3:GetDataAccess',
  's3:GetObjectVersion',
  's3:GetObjectVersionTorrent',
  'sagemaker:BatchGetRecord',
  'sagemaker:GetRecord',
  'sagemaker:InvokeEndpoint',
  'support:DownloadAttachment',
  'sts:GetServiceBearerToken',
]
