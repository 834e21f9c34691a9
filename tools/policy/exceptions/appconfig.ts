import type { Row } from '../exception.ts'

export const appconfig: readonly Row[] = [
  {
    class: 'data',
    kind: 'objects',
    operations: ['GetConfiguration', 'GetHostedConfigurationVersion'],
    reason: 'returns an application’s configuration as a file',
  },
]
