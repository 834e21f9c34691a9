import type { ToolErrorCode } from '../../tool.ts'
import type { ErrorClass } from './error-codes.ts'

/** What an error is called in a result, and the one thing to do about it. */
export interface NextStep {
  code: ToolErrorCode
  /** `actions` are the IAM actions that the operation needs. */
  hint: (actions: readonly string[]) => string
}

export const nextSteps: Readonly<Record<ErrorClass, NextStep>> = {
  clock: {
    code: 'access_denied',
    hint: () =>
      'Set the clock of the machine that asks: it differs from AWS’s by more than AWS accepts. Other parameters change nothing.',
  },
  signature: {
    code: 'access_denied',
    hint: () =>
      'AWS does not accept the signature: check the clock of the machine that asks, then that the secret key is the access key’s. Other parameters change nothing.',
  },
  identity: {
    code: 'access_denied',
    hint: () =>
      'AWS does not know these credentials here: sign in again; where other regions answer, this one is not enabled for the account. Other parameters change nothing.',
  },
  expired: {
    code: 'access_denied',
    hint: () =>
      'The credentials have expired: sign in again (aws sso login), or renew them. Other parameters change nothing.',
  },
  denied: {
    code: 'access_denied',
    hint: (actions) =>
      `It needs ${actions.join(', ') || 'permission'}, and valid credentials in this region.`,
  },
  optedOut: {
    code: 'access_denied',
    hint: () =>
      'The account has not enabled this region, or not opted in to the service: ask another region, or have its owner opt in.',
  },
  notSubscribed: {
    code: 'access_denied',
    hint: () =>
      'The account has not signed up for this service, has not switched it on, or has no support plan or tier that includes it: its owner sees which in the AWS console.',
  },
  wrongRegion: {
    code: 'invalid_parameter',
    hint: () => 'It is in another region: give the one that the message names as region.',
  },
  throttled: {
    code: 'throttled',
    hint: () => 'AWS is limiting requests: try again in a minute.',
  },
  quota: {
    code: 'limit_exceeded',
    hint: () =>
      'A quota of the account is used up: wait for what runs to end, or have the quota raised.',
  },
  notReady: {
    code: 'not_ready',
    hint: () => 'There is no data yet: AWS has still to make it. Ask again later.',
  },
  notFound: {
    code: 'not_found',
    hint: () => 'It is not there: check names and region. A list operation shows what is.',
  },
  invalid: {
    code: 'invalid_parameter',
    hint: () => 'Correct the parameters: AWS, or its SDK, refused them.',
  },
  unsupported: {
    code: 'aws_error',
    hint: () => 'AWS does not offer this here: another operation, or another region, may.',
  },
  timeout: {
    code: 'timeout',
    hint: () => 'Narrow the call with parameters, fewer regions or max_items.',
  },
  internal: {
    code: 'aws_error',
    hint: () => 'AWS failed at it: try again, or ask for less.',
  },
  state: {
    code: 'aws_error',
    hint: () => 'AWS refuses it as things stand: its message says what has to change first.',
  },
}
