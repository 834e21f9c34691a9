import { type ErrorClass, errorCodes } from './error-codes.ts'

interface AwsError {
  /** As the SDK names it: `NoSuchBucket`, `ResourceNotFoundException`. */
  name: string
  message: string
  status: number | undefined
}

/** The class of an error that AWS answered with; undefined where neither code nor status tells. */
export function errorClass({ name, message, status }: AwsError): ErrorClass | undefined {
  const code = bareCode(name)
  const known = classes.get(code) ?? byFamily(code) ?? byStatus(status)
  return known === 'signature' && ofTheClock.test(message) ? 'clock' : known
}

/** Of an error that no service answered with, as one of the SDK's credentials, by its code alone. */
export const codeClass = (name: string): ErrorClass | undefined => classes.get(bareCode(name))

/** `ThrottlingException` and `Throttling` are one code, and `AWS.SimpleQueueService.…` and `…`. */
export function bareCode(name: string): string {
  const code = name.replace(/^(AWS\.SimpleQueueService|Client|Server)\.(?=.)/, '')
  const short = code.replace(/(?<=.)(Exception|Fault|Error)$/, '')
  return short === code ? code : bareCode(short)
}

const classes: ReadonlyMap<string, ErrorClass> = new Map(
  Object.keys(errorCodes)
    .filter(isErrorClass)
    .flatMap((name) => wordsOf(errorCodes[name]).map((code) => [code, name] as const)),
)

function isErrorClass(name: string): name is ErrorClass {
  return Object.hasOwn(errorCodes, name)
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/)
}

const ofTheClock = /signature (has )?expired|not yet current|is now (earlier|later) than|skew/i

/** The words that AWS puts before or behind the thing: hundreds of EC2's codes are made so. */
function byFamily(code: string): ErrorClass | undefined {
  return families.find(([family]) => family.test(code))?.[1]
}

const families: readonly [RegExp, ErrorClass][] = [
  [/(NotFound|DoesNotExist|\.Unknown|IDNotFound)$|^NoSuch/, 'notFound'],
  [/\.Malformed$|^(Invalid|Malformed|Missing)[A-Z]\w*$/, 'invalid'],
  [/(Quota|Limit)Exceeded$/, 'quota'],
  [/\.(InUse|Duplicate)$|InUse$|AlreadyExists$|Conflict$|Locked$/, 'state'],
  [/(Throttling|Throttled|TooManyRequests|RateExceeded)$/, 'throttled'],
  [/(AccessDenied|NotAuthorized|Unauthorized|Forbidden)$/, 'denied'],
  [/NotSupported$|^Unsupported/, 'unsupported'],
  [/Validation$|^Expired\w*Token$/, 'invalid'],
  [/^Internal|ServiceUnavailable$|InternalServer$/, 'internal'],
]

function byStatus(status: number | undefined): ErrorClass | undefined {
  if (status === undefined) return undefined
  if (status === 401) return 'identity'
  if (status === 403) return 'denied'
  if (status === 404) return 'notFound'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'internal' : undefined
}
