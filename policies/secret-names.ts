/** What a variable's name says of its value. */
export type Telling = 'secret' | 'maybe' | 'harmless' | 'nothing'

export function tellingOf(name: string): Telling {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  // What a secret is called, where it lies, and how long it is good for.
  if (about.has(last) || words.includes('PUBLIC')) return 'harmless'
  if (last === 'KEY' && ofTables.has(before)) return 'harmless'
  if (words.some((word) => secret.has(word) || joined.test(word))) return 'secret'
  if (words.join(' ').includes('MOT DE PASSE')) return 'secret'
  if (words.some((word, index) => word === 'KEY' && ofSecrets.has(words[index - 1] ?? ''))) {
    return 'secret'
  }
  return words.some((word) => maybe.has(word)) ? 'maybe' : 'nothing'
}

/** `apiKey`, `API_KEY` and `api-key` alike; digits are no word. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(Boolean)

const secret = new Set([
  // In the languages that settings are written in.
  'CONTRASENA',
  'CONTRASENYA',
  'GEHEIMNIS',
  'HASLO',
  'HESLO',
  'KENNWORT',
  'MDP',
  'PAROLA',
  'PASSWORT',
  'SALASANA',
  'SENHA',
  'SIFRE',
  'WACHTWOORD',
  'APIKEY',
  'CREDENTIAL',
  'CREDENTIALS',
  'CREDS',
  'JWT',
  'OTP',
  'PASS',
  'PASSPHRASE',
  'PASSWD',
  'PASSWORD',
  'PASSWORDS',
  'PAT',
  'PIN',
  'PW',
  'PWD',
  'SECRET',
  'SECRETKEY',
  'SECRETS',
  'TOKEN',
])

/** `DBPASSWORD`, where nothing parts the words. */
const joined = /(PASSWORD|PASSWD|PASSPHRASE|PASSCODE|APIKEY|SECRETKEY|PRIVATEKEY)$/

/** Before `KEY`. */
const ofSecrets = new Set([
  'ACCESS',
  'ACCOUNT',
  'API',
  'APP',
  'AUTH',
  'CLIENT',
  'CRYPTO',
  'ENCRYPTION',
  'HMAC',
  'LICENSE',
  'MASTER',
  'PRIVATE',
  'SERVICE',
  'SHARED',
  'SIGNING',
  'SSH',
])

const ofTables = new Set([
  'CACHE',
  'HASH',
  'IDEMPOTENCY',
  'KMS',
  'OBJECT',
  'PARTITION',
  'PRIMARY',
  'RANGE',
  'SORT',
  'TAG',
])

/** A secret where the value looks like one too. */
const maybe = new Set([
  'AUTH',
  'AUTHORIZATION',
  'BEARER',
  'CONN',
  'CONNECTION',
  'COOKIE',
  'DSN',
  'HMAC',
  'HOOK',
  'KEY',
  'KEYS',
  'LICENSE',
  'LOGIN',
  'SALT',
  'SEED',
  'SESSION',
  'SIGNATURE',
  'TOKENS',
  'WEBHOOK',
])

const about = new Set([
  'ALGORITHM',
  'ALIAS',
  'ARN',
  'AUDIENCE',
  'BACKEND',
  'BUCKET',
  'BUILD',
  'CHECKSUM',
  'CLASS',
  'CLIENT',
  'CLUSTER',
  'COMMIT',
  'COUNT',
  'DAYS',
  'DIGEST',
  'DIR',
  'DOMAIN',
  'ENABLED',
  'ENDPOINT',
  'ENV',
  'ETAG',
  'EXPIRY',
  'FILE',
  'FINGERPRINT',
  'FORMAT',
  'FUNCTION',
  'GROUP',
  'HASH',
  'HEADER',
  'HOST',
  'ID',
  'IDS',
  'IMAGE',
  'ISSUER',
  'LENGTH',
  'LIMIT',
  'LOCATION',
  'MANAGER',
  'METHOD',
  'MINUTES',
  'MODE',
  'MS',
  'NAME',
  'PATH',
  'POLICY',
  'PORT',
  'PREFIX',
  'PROVIDER',
  'QUEUE',
  'REF',
  'REGION',
  'REVISION',
  'ROLE',
  'ROTATION',
  'SCOPE',
  'SECONDS',
  'SHA',
  'SIZE',
  'SOURCE',
  'STORE',
  'STREAM',
  'SUFFIX',
  'TABLE',
  'THUMBPRINT',
  'TIMEOUT',
  'TOPIC',
  'TTL',
  'TYPE',
  'URI',
  'URL',
  'USER',
  'USERNAME',
  'VERSION',
])
