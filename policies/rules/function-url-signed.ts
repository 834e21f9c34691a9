import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

export const functionUrlSigned: ResourceValidationPolicy = {
  name: 'function-url-signed',
  description: 'A Function URL takes only requests that IAM can tell whose they are.',
  severity: 'critical',
  validateResource: resources(
    ['aws:lambda/functionUrl:FunctionUrl'],
    z.object({ authorizationType: z.string().optional() }),
    ({ authorizationType = 'NONE' }) =>
      authorizationType === 'AWS_IAM'
        ? []
        : [`authorizationType is ${authorizationType}, which lets anybody call. Use AWS_IAM.`],
  ),
}
