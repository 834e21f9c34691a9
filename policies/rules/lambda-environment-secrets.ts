import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

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

const isSecret = (name: string, value: string) =>
  secretValue.test(value) || (secretName.test(name) && value !== '' && !reference.test(value))

const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY)($|_(?!ARN|NAME|ID|URL|TTL))/i

/** Keys of AWS, GitHub, Slack and model providers, private keys, tokens, passwords in URLs. */
const secretValue =
  /(AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{36}|xox[abprs]-|\bsk-[\w-]{20}|-----BEGIN [A-Z ]*PRIVATE KEY|^eyJ[\w-]+\.eyJ|:\/\/[^/\s:@]+:[^/\s:@]+@/

/** Says where the secret is: an ARN, or `{{resolve:secretsmanager:…}}`. */
const reference = /^(arn:aws[a-z-]*:|\{\{resolve:)/
