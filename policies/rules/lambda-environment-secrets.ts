import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'
import { isSecret } from '../secrets.ts'

const environment = z.object({ variables: z.record(z.string(), z.string()).default({}) })

export const lambdaEnvironmentSecrets: ResourceValidationPolicy = {
  name: 'lambda-environment-secrets',
  description:
    'No secret stands in a function’s environment, where whoever may describe it reads it.',
  severity: 'high',
  validateResource: resources(
    ['aws:lambda/function:Function'],
    z.object({ environment: environment.optional() }),
    (fn) =>
      // The value itself is not told: the fault is written to logs and pull requests.
      Object.entries(fn.environment?.variables ?? {})
        .filter(([name, value]) => isSecret(name, value))
        .map(([name]) => `${name} looks like a secret. Give the ARN of one in Secrets Manager.`),
  ),
}
