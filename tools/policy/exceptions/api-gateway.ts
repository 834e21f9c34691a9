import type { Row } from '../exception.ts'

export const apiGateway: readonly Row[] = [
  {
    class: 'secret',
    operations: ['GetApiKey', 'GetApiKeys', 'GetUsage', 'GetUsagePlanKey', 'GetUsagePlanKeys'],
    reason: 'returns the values of API keys, GetUsage as the names of its counts',
  },
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetExport', 'GetSdk'],
    reason: 'returns an API’s definition or a generated package as a file',
  },
]
