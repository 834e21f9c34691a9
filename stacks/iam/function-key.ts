import type { DeploymentConfig } from '../config.ts'
import { arnIn, type Place } from '../place.ts'
import type { Statement } from './document.ts'

/** What Lambda decrypts for a function, in its role's name: its own environment, no other's. */
export function functionKey(
  { functions: { kmsKeyArn } }: Pick<DeploymentConfig, 'functions'>,
  functionName: string,
  place: Place,
): Statement[] {
  if (kmsKeyArn === undefined) return []
  return [
    {
      Sid: 'OwnEnvironmentKey',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: kmsKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `lambda.${place.region}.amazonaws.com`,
          'kms:EncryptionContext:aws:lambda:FunctionArn': arnIn(
            place,
            'lambda',
            `function:${functionName}`,
          ),
        },
      },
    },
  ]
}
