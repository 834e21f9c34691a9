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
  // Invoking a model or an agent is work, and billed, though IAM calls it reading.
  'bedrock:InvokeAgent',
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'cloudtrail:GetEventDataStoreData',
  // Items, by other ways than GetItem.
  'dynamodb:GetRecords',
  'dynamodb:PartiQLSelect',
  // What is within a cluster, its secrets too.
  'eks:AccessKubernetesApi',
  // What a data protection policy masks in log events.
  'logs:Unmask',
  'rds:DownloadCompleteDBLogFile',
  // Credentials to objects, and their former versions.
  's3:GetDataAccess',
  's3:GetObjectVersion',
  's3:GetObjectVersionTorrent',
  'sagemaker:BatchGetRecord',
  'sagemaker:GetRecord',
  'sts:GetServiceBearerToken',
]
