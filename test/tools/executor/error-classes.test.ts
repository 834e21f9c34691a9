import assert from 'node:assert/strict'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { coreServices, moreServices } from '../../../tools/catalogue/services.ts'
import { bareCode, errorClass } from '../../../tools/executor/errors/error-class.ts'
import { type ErrorClass, errorCodes } from '../../../tools/executor/errors/error-codes.ts'
import { describeFailure } from '../../../tools/executor/failure.ts'
import type { ToolErrorCode } from '../../../tools/tool.ts'
import { awsError } from './scripted-clients.ts'

const listed = Object.values(errorCodes).flatMap((codes) => codes.trim().split(/\s+/))

const shown = (name: string, { message = 'It is so.', status = 400 } = {}) =>
  describeFailure(awsError(name, message, status), ['ec2:DescribeVpcs'])

describe('errors of AWS', () => {
  it('of each client with a tool of its own are in the table', async () => {
    const table = new Set(listed)
    const codes = new Set<string>()
    for (const service of coreServices) {
      for (const code of codesOf(await sdkPackages[service]())) codes.add(code)
    }
    assert.ok(codes.size > 600, `${codes.size} codes`)
    const unclassed = [...codes].filter((code) => !table.has(bareCode(code)))
    assert.deepEqual(unclassed, [], 'put each into a class of tools/executor/errors/error-codes.ts')
  })

  it('of the further clients are told by the table or by their words, but for what only a change causes', async () => {
    const codes = new Set<string>()
    for (const service of moreServices) {
      for (const code of codesOf(await sdkPackages[service]())) codes.add(code)
    }
    assert.ok(codes.size > 1_200, `${codes.size} codes`)
    const unclassed = [...codes].filter(
      (name) => errorClass({ name, message: '', status: undefined }) === undefined,
    )
    assert.ok(unclassed.length < 125, `${unclassed.length}: ${unclassed.join(' ')}`)
    const telling =
      /NotFound|NotExist|Nonexist|Denied|Authoriz|Forbidden|Permission|Privilege|Throttl|Rate|OptIn|Subscri(?!bedToTopic)|Quota(?!Exceeded\.)|Limit|Timeout|Internal/
    assert.deepEqual(
      unclassed.filter((code) => telling.test(code)),
      [],
    )
  })

  it('are in one class each, without their ends', () => {
    assert.deepEqual(
      listed.filter((code, at) => listed.indexOf(code) !== at),
      [],
    )
    assert.deepEqual(
      listed.filter((code) => bareCode(code) !== code),
      [],
    )
  })

  const cases: Record<string, [ToolErrorCode, RegExp]> = {
    RequestExpired: ['access_denied', /^Set the clock/],
    RequestTimeTooSkewed: ['access_denied', /^Set the clock/],
    RequestInTheFuture: ['access_denied', /^Set the clock/],
    InvalidSignatureException: ['access_denied', /check the clock .* then .* secret key/],
    SignatureDoesNotMatch: ['access_denied', /check the clock .* then .* secret key/],
    AuthFailure: ['access_denied', /sign in again/],
    IncompleteSignature: ['access_denied', /sign in again/],
    IncompleteSignatureException: ['access_denied', /sign in again/],
    InvalidClientTokenId: ['access_denied', /sign in again/],
    UnrecognizedClientException: ['access_denied', /sign in again/],
    MissingAuthenticationTokenException: ['access_denied', /sign in again/],
    MissingAuthenticationToken: ['access_denied', /sign in again/],
    InvalidAccessKeyId: ['access_denied', /sign in again/],
    ExpiredToken: ['access_denied', /have expired/],
    ExpiredTokenException: ['access_denied', /have expired/],
    TokenRefreshRequired: ['access_denied', /have expired/],
    UnauthorizedOperation: ['access_denied', /needs ec2:DescribeVpcs/],
    AccessDeniedException: ['access_denied', /needs ec2:DescribeVpcs/],
    NotAuthorizedException: ['access_denied', /needs ec2:DescribeVpcs/],
    AuthorizationErrorException: ['access_denied', /needs ec2:DescribeVpcs/],
    OptInRequired: ['access_denied', /not enabled this region/],
    RegionDisabledException: ['access_denied', /not enabled this region/],
    SubscriptionRequiredException: ['access_denied', /not signed up/],
    PendingVerification: ['access_denied', /not signed up/],
    PermanentRedirect: ['invalid_parameter', /another region/],
    Throttling: ['throttled', /in a minute/],
    EC2ThrottledException: ['throttled', /in a minute/],
    RequestLimitExceeded: ['throttled', /in a minute/],
    PriorRequestNotComplete: ['throttled', /in a minute/],
    SlowDown: ['throttled', /in a minute/],
    OverLimit: ['throttled', /in a minute/],
    LimitExceededException: ['limit_exceeded', /quota/],
    ServiceQuotaExceededException: ['limit_exceeded', /quota/],
    TooManyTrustStoresException: ['limit_exceeded', /quota/],
    DataUnavailableException: ['not_ready', /no data yet/],
    CredentialReportNotPresentException: ['not_ready', /no data yet/],
    CredentialReportNotReadyException: ['not_ready', /no data yet/],
    'AWS.SimpleQueueService.NonExistentQueue': ['not_found', /not there/],
    DBClusterNotFoundFault: ['not_found', /not there/],
    'InvalidInstanceID.NotFound': ['not_found', /not there/],
    'InvalidAMIID.Unavailable': ['aws_error', /^AWS refused it/],
    NoSuchEntityException: ['not_found', /not there/],
    ValidationException: ['invalid_parameter', /Correct the parameters/],
    InvalidParameterValue: ['invalid_parameter', /Correct the parameters/],
    'InvalidInstanceID.Malformed': ['invalid_parameter', /Correct the parameters/],
    ClientException: ['invalid_parameter', /Correct the parameters/],
    UnsupportedOperation: ['aws_error', /does not offer this here/],
    InternalServerException: ['aws_error', /^AWS failed/],
    ServiceUnavailable: ['aws_error', /^AWS failed/],
    InvalidDBInstanceStateFault: ['aws_error', /as things stand/],
    ConflictException: ['aws_error', /as things stand/],
    WAFNonexistentItemException: ['not_found', /not there/],
    StateMachineDoesNotExist: ['not_found', /not there/],
    RepositoryNotFoundException: ['not_found', /not there/],
    QueryExecutionNotFoundException: ['not_found', /not there/],
    OpsItemAccessDeniedException: ['access_denied', /needs ec2:DescribeVpcs/],
    EncryptionKeyAccessDeniedException: ['access_denied', /needs ec2:DescribeVpcs/],
    InsufficientPrivilegesException: ['access_denied', /needs ec2:DescribeVpcs/],
    APICallRateForCustomerExceededFault: ['throttled', /in a minute/],
    DependentServiceRequestThrottlingException: ['throttled', /in a minute/],
    WAFLimitsExceededException: ['limit_exceeded', /quota/],
    OptInRequiredException: ['access_denied', /not opted in/],
    AWSOrganizationsNotInUseException: ['access_denied', /not signed up/],
    NoAvailableConfigurationRecorderException: ['access_denied', /not switched it on/],
    WAFInvalidParameterException: ['invalid_parameter', /Correct the parameters/],
    RepositoryNameRequiredException: ['invalid_parameter', /Correct the parameters/],
    InvalidCacheClusterState: ['aws_error', /as things stand/],
    CrawlerRunningException: ['aws_error', /as things stand/],
    StatisticsNotReadyYetException: ['not_ready', /no data yet/],
    SomethingNewException: ['aws_error', /^AWS refused it: its message says why/],
  }
  for (const [name, [code, hint]] of Object.entries(cases)) {
    it(`${name} is ${code}`, () => {
      const failure = shown(name)
      assert.equal(failure?.code, code)
      assert.match(failure?.hint ?? '', hint)
      assert.equal(failure?.message, `${name}: It is so.`)
    })
  }

  it('name the clock where the signature expired', () => {
    const message = 'Signature expired: 20260301T000000Z is now earlier than 20260301T010000Z'
    for (const name of ['InvalidSignatureException', 'SignatureDoesNotMatch']) {
      assert.match(shown(name, { message })?.hint ?? '', /^Set the clock/)
    }
  })

  it('are of no subscription where a refusal says so', () => {
    const message = 'Account 123456789012 is not subscribed to AWS Security Hub'
    assert.match(shown('InvalidAccessException', { message })?.hint ?? '', /not switched it on/)
    assert.match(shown('InvalidAccessException')?.hint ?? '', /needs ec2:DescribeVpcs/)
  })

  it('without a known code are classed by their status', () => {
    const byStatus: [number, ErrorClass | undefined][] = [
      [400, undefined],
      [401, 'identity'],
      [403, 'denied'],
      [404, 'notFound'],
      [429, 'throttled'],
      [503, 'internal'],
    ]
    for (const [status, right] of byStatus) {
      assert.equal(errorClass({ name: 'UnknownError', message: '', status }), right)
    }
  })

  it('are no word within another: what only sounds alike is another thing', () => {
    assert.equal(shown('ThrottlingRuleNotFoundException')?.code, 'not_found')
    assert.equal(shown('AccessDeniedReasonInvalid')?.code, 'aws_error')
    assert.equal(shown('InvalidDBClusterStateFault')?.code, 'aws_error')
  })
})

/** Of a client's error schemas: their names, and the codes that they have on the wire. */
function codesOf(sdk: Record<string, unknown>): string[] {
  return Object.values(sdk).flatMap((schema) => {
    if (!Array.isArray(schema) || schema[0] !== errorSchema) return []
    const [, namespace, name, { awsQueryError = [] }] = schema
    // A client's own base class, which no service answers with.
    if (String(namespace).startsWith('smithy.ts.sdk.synthetic')) return []
    return [name, ...awsQueryError.slice(0, 1)]
  })
}

const errorSchema = -3
