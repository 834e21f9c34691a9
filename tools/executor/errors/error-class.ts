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
  if (known === 'signature' && ofTheClock.test(message)) return 'clock'
  return known === 'denied' && ofNoSubscription.test(message) ? 'notSubscribed' : known
}

/** Of an error that no service answered with, as one of the SDK's credentials, by its code alone. */
export const codeClass = (name: string): ErrorClass | undefined => classes.get(bareCode(name))

/** `ThrottlingException` and `Throttling` are one code, and `AWS.SimpleQueueService.…`, `WAF…` and `…`. */
export function bareCode(name: string): string {
  const code = name
    .replace(/^(AWS\.SimpleQueueService|Client|Server)\.(?=.)/, '')
    .replace(/^(?:WAF|OpsItem|OpsMetadata)(?=[A-Z][a-z])/, '')
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

/** Security Hub, Macie and others say by a refusal that nobody has switched them on. */
const ofNoSubscription =
  /\bnot (?:been )?(?:subscribed|registered|enrolled|opted[- ]in|enabled)\b|\bopt-in only feature\b|\bis not (?:turned|switched) on\b/i

const ofTheClock = /signature (has )?expired|not yet current|is now (earlier|later) than|skew/i

/** The words that AWS puts before or behind the thing: hundreds of EC2's codes are made so. */
function byFamily(code: string): ErrorClass | undefined {
  return families.find(([family]) => family.test(code))?.[1]
}

const families: readonly [RegExp, ErrorClass][] = [
  [
    /(NotFound|DoesNotExist|NotExists?|\.Unknown|IDNotFound)$|^(NoSuch|Nonexistent|Unknown[A-Z])/,
    'notFound',
  ],
  [/^Invalid\w*State$|^Illegal\w*(State|Status)$|InvalidState$|InvalidStatus$/, 'state'],
  [
    /\.Malformed$|^(Invalid|Malformed|Missing|Illegal|Inconsistent|Incompatible)[A-Z]\w*$/,
    'invalid',
  ],
  [/(Required|Invalid\w+|TooLong|TooLarge|TooSmall|Mismatch|DoesNotMatch)$/, 'invalid'],
  [
    /(Throttling|Throttled?|TooManyRequests|RateExceeded|TooManyUpdates)$|^APICallRate/,
    'throttled',
  ],
  [/Exceeded$|^(TooMany|Maximum|MaxNumberOf|Insufficient\w*Capacity)|Limit$/, 'quota'],
  [/(Denied|NotAuthorized|Forbidden|Privileges|Permissions?|OwnerCheck)$/, 'denied'],
  [/NotReady(Yet)?$|NotDiscovered$/, 'notReady'],
  [/(Timeout|TimedOut)$/, 'timeout'],
  [
    /\.(InUse|Duplicate)$|InUse$|Exists$|Conflict$|Locked?$|NotEmpty$|InProgress$|^(Already|Duplicated?)|Duplicate$/,
    'state',
  ],
  [
    /Already\w+$|(Running|Stopping|Transitioning|Completed|Committed|Deleting|Restoring|Executing|Expired|Outdated|Violation|Busy|Moved)$/,
    'state',
  ],
  [
    /Not(Active|Disabled|Enabled|Empty|Started|Running|Confirmed|Registered|Current|Related|Satisfied|Stoppable|Retryable|Redrivable|Overridable|Attached|Met|Approved)$|Disabled$|UnderMigration$/,
    'state',
  ],
  [
    /Not(Supported|Implemented|Available\w*|Allowed)$|^Unsupported|Unsupported$|NotInServiceRegion$|NotSupportTagging$/,
    'unsupported',
  ],
  [/Validation$|^Expired\w*(Token|Iterator|Code)$/, 'invalid'],
  [/^Internal|Internal$|ServiceUnavailable$|InternalServer$|(Server|Failed|Failure)$/, 'internal'],
]

function byStatus(status: number | undefined): ErrorClass | undefined {
  if (status === undefined) return undefined
  if (status === 401) return 'identity'
  if (status === 403) return 'denied'
  if (status === 404) return 'notFound'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'internal' : undefined
}
