/** Whether a member, a variable or a tag of this name is likely to hold a secret as its value. */
export function looksSecret(name: string): boolean {
  const known = judged.get(name)
  if (known !== undefined) return known
  const looks = judge(name)
  if (judged.size < maxJudged) judged.set(name, looks)
  return looks
}

/** The same few names come in every answer. */
const judged = new Map<string, boolean>()
const maxJudged = 10_000

function judge(name: string): boolean {
  const words = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const last = words.at(-1) ?? ''
  return !aboutIt.has(last) && secret.test(words.join(' ')) && !harmless.test(words.join(' '))
}

const secret =
  /\b(password|passwd|pwd|passphrase|passcode|secret|secrets|tokens?|credentials?|authorization|(api|private|access|secret|signing|encryption|license|account|shared) ?keys?|apikeys?|userdata|user data|key material|connection ?string|dsn|seed|signature|webhook|origin verify|preshared\w*)\b|\w(password|passwd|secret|token|apikey)\b/

/** Paging and idempotency tokens, and EC2's `HttpTokens: required`. */
const harmless =
  /\b((next|continuation|client|request|pagination|page|idempotency|creation|resume|forward|backward|http|after|before|start) tokens?|client request token)$/

/** Last words that tell about a secret rather than being one: `SecretArn`, `PasswordLastUsed`. */
const aboutIt = new Set([
  ...['age', 'algorithm', 'arn', 'at', 'arns', 'count', 'created', 'date', 'days', 'description'],
  ...[
    'enabled',
    'encryption',
    'endpoint',
    'expiration',
    'expired',
    'expires',
    'expiry',
    'expression',
  ],
  ...['format', 'hours', 'id', 'ids', 'interval', 'issuer', 'length', 'limit', 'method', 'minutes'],
  ...['mode', 'name', 'names', 'options', 'period', 'policy', 'present', 'prevention', 'provider'],
  ...[
    'quota',
    'region',
    'required',
    'rotated',
    'rotation',
    'scope',
    'scopes',
    'seconds',
    'service',
  ],
  ...['size', 'source', 'state', 'status', 'time', 'ttl', 'type', 'uri', 'url', 'used', 'validity'],
  ...['version', 'window'],
])
