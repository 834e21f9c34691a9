/**
 * The words by which a secret is told, in one place for members, options, pairs, tags, headers and
 * text. Latin words stand without their accents, in small letters and in the singular.
 */

/** Of these any value is hidden that is not plainly none: a state, a reference, a placeholder. */
export const strongWords = [
  ...['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'passwort', 'kennwort', 'passord'],
  ...['losenord', 'wachtwoord', 'contrasena', 'contrasenya', 'senha', 'palavra passe', 'mdp'],
  ...['mot de passe', 'motdepasse', 'parola', 'haslo', 'heslo', 'salasana', 'adgangskode', 'sifre'],
  ...['jelszo', 'lozinka', 'parole', 'slaptazodis', 'mat khau', 'kata sandi', 'sandi', 'пароль'],
  ...['гасло', 'パスワード', '暗証番号', '密码', '密碼', '口令', '비밀번호', '암호', 'รหัสผ่าน'],
  ...['पासवर्ड', 'סיסמה', 'סיסמא', 'كلمة المرور', 'كلمة السر', 'رمز عبور', 'κωδικος', 'σύνθημα'],
  ...[
    'secret',
    'geheimnis',
    'secreto',
    'segredo',
    'segreto',
    'secreta',
    'secrete',
    'segreta',
    'секрет',
    'シークレット',
  ],
  ...[
    '秘密',
    '密钥',
    '密鑰',
    '비밀',
    'token',
    'jeton',
    'токен',
    'トークン',
    '令牌',
    '토큰',
    'credential',
  ],
  ...['秘密鍵', '暗号鍵', '署名鍵', 'アクセスキー', 'apiキー', '認証キー', '비밀키', '액세스키'],
  ...['geheimzahl', 'geheimcode', 'geheimwort', 'geheimschlussel', 'geheimschluessel'],
  ...['cred', 'zugangsdaten', 'anmeldedaten', 'credenciale', 'credenciais', 'credenziali'],
  ...['private key', 'privatekey', 'secret key', 'secretkey', 'key material', 'keymaterial'],
  ...['connection string', 'connectionstring', 'conn string', 'connstr', 'pre shared key', 'psk'],
  ...['preshared key', 'presharedkey', 'shared key', 'sharedkey', 'sas', 'set cookie'],
] as const

/** Keys, and what carries them: hidden unless it is words without a number. */
export const firmWords = [
  ...['api key', 'apikey', 'access key', 'accesskey', 'signing key', 'account key', 'accountkey'],
  ...['encryption key', 'master key', 'masterkey', 'ssh key', 'license key', 'storage key'],
  ...['deploy key', 'app key', 'appkey', 'auth key', 'authkey', 'service key', 'admin key'],
  ...['hmac', 'bearer', 'jwt', 'pat', 'masterauth', 'requirepass', 'auth header', 'x auth'],
  ...['amz signature', 'goog signature', 'oauth signature', 'integration key', 'routing secret'],
] as const

/** Of these a value is hidden unless it reads as words: `signature=v4`, `auth=cognito`. */
export const mediumWords = [
  ...['schluessel', 'clef'],
  ...['signature', 'sig', 'seed', 'webhook', 'web hook', 'dsn', 'cookie'],
  ...['auth', 'authorization', 'authn', 'pass', 'pw', 'pin', 'otp'],
  ...['totp', 'saml response', 'samlresponse', 'saml assertion'],
  ...['origin verify', 'clave', 'llave', 'chave', 'chiave', 'cle', 'schlussel', 'sleutel', 'klucz'],
  ...['nyckel', 'nokkel', 'ключ', '鍵', '秘鑰', 'salt', 'pepper', 'kubeconfig', 'htpasswd'],
  ...['recovery code', 'backup code', 'verification code', 'security code', 'jsessionid', 'cvv'],
  ...['phpsessid', 'sessionid', 'sess', 'refresh', 'csrf', 'xsrf', 'mnemonic', 'integrationkey'],
] as const

/** Compounds in one word end in these: `dbpassword`, `authtoken`, `PGPASSWORD`. */
export const strongEndings = [
  ...['password', 'passwd', 'passphrase', 'passwort', 'kennwort', 'contrasena', 'wachtwoord'],
  ...['secret', 'token', 'pwd', 'credential', 'privatekey', 'secretkey'],
] as const
export const firmEndings = [
  ...['apikey', 'accesskey', 'masterkey', 'jwt', 'zugangsschlussel', 'zugriffsschlussel'],
  ...['zugangsschluessel', 'zugriffsschluessel'],
] as const
export const mediumEndings = ['pass', 'auth', 'pw'] as const
export const notCompounds = new Set([
  ...['bypass', 'compass', 'overpass', 'underpass', 'trespass', 'surpass', 'encompass', 'oauth'],
  ...['lightpass', 'onepass', 'unauth', 'preauth', 'webauth', 'cwpw'],
])

/** The name of a key that opens nothing: of a row, an object, a pair. */
export const harmlessKeys = new Set([
  ...['partition', 'sort', 'primary', 'foreign', 'hash', 'range', 'object', 'row', 'cache', 'tag'],
  ...['parameter', 'output', 'option', 'public', 'kms', 'index', 'group', 'registry', 'dedup'],
  ...[
    'deduplication',
    'message',
    'idempotency',
    'config',
    'header',
    'metric',
    'label',
    'attribute',
  ],
  ...[
    'schema',
    'feature',
    'flag',
    'context',
    'condition',
    'resource',
    'hot',
    'lookup',
    'dimension',
  ],
  ...['issue', 'project', 'property', 'bucket', 'json', 'map', 'entry', 'lock', 'search', 'shard'],
  ...['sequence', 'aggregate', 'join', 'ordering', 's3', 'translation', 'any', 'no', 'a', 'the'],
  ...['environment', 'env', 'variable', 'field', 'natural', 'surrogate', 'unique', 'composite'],
  ...[
    'source',
    'destination',
    'target',
    'file',
    'image',
    'document',
    'pubkey',
    'unknown',
    'invalid',
  ],
  ...[
    'missing',
    'duplicate',
    'duplicated',
    'bad',
    'this',
    'each',
    'per',
    'with',
    'by',
    'for',
    'of',
  ],
  ...[
    'last',
    'first',
    'next',
    'start',
    'end',
    'marker',
    'exclusive',
    'evaluated',
    'manifest',
    'kv',
  ],
  ...['event', 'item', 'record', 'customer', 'user', 'tenant', 'log', 'prefix', 'suffix', 'cmk'],
  ...['data', 'managed', 'account', 'grant', 'usage', 'apple', 'home', 'enter', 'arrow', 'alias'],
])

/** Tokens of paging and idempotency, of counts and of words, which open nothing. */
export const harmlessTokens = new Set([
  ...['next', 'continuation', 'client', 'request', 'pagination', 'page', 'idempotency', 'creation'],
  ...['resume', 'forward', 'backward', 'http', 'after', 'before', 'start', 'caller', 'unexpected'],
  ...['bos', 'eos', 'pad', 'unk', 'sep', 'cls', 'mask', 'stop', 'input', 'output', 'prompt', 'max'],
  ...[
    'completion',
    'total',
    'min',
    'num',
    'new',
    'cached',
    'cache',
    'reasoning',
    'unescaped',
    'end',
  ],
  ...['non', 'special', 'image', 'upload', 'sequence', 'reservation', 'dkim'],
])

/** What may stand after the word that tells, and changes nothing: `PASSWORD_PROD`, `SecretString`. */
export const qualifiers = new Set([
  ...['value', 'text', 'string', 'plain', 'plaintext', 'raw', 'data', 'base64', 'b64', 'hex'],
  ...['prod', 'production', 'dev', 'development', 'stage', 'staging', 'test', 'qa', 'uat', 'live'],
  ...['old', 'new', 'current', 'previous', 'prev', 'next', 'primary', 'secondary', 'backup', 'a'],
  ...['b', 'main', 'default', 'eu', 'us', 'binary', 'blob', 'content', 'clear', 'header', 'is'],
  ...['param', 'parameter', 'env', 'override', 'base', 'hash', 'enc', 'encrypted', 'encoded'],
])

/** Last words that tell about a secret rather than being one: `PasswordLastUsed`. */
export const aboutWords = new Set([
  ...['age', 'algorithm', 'at', 'count', 'created', 'date', 'day', 'description', 'enabled'],
  ...[
    'encryption',
    'endpoint',
    'expiration',
    'expired',
    'expire',
    'expiry',
    'expression',
    'format',
  ],
  ...[
    'hour',
    'interval',
    'issuer',
    'length',
    'limit',
    'method',
    'minute',
    'mode',
    'name',
    'option',
  ],
  ...['period', 'policy', 'present', 'prevention', 'provider', 'quota', 'region', 'required'],
  ...['rotated', 'rotation', 'scope', 'second', 'service', 'size', 'source', 'state', 'status'],
  ...[
    'time',
    'ttl',
    'type',
    'uri',
    'url',
    'used',
    'validity',
    'version',
    'window',
    'bucket',
    'path',
  ],
  ...['manager', 'store', 'server', 'minute', 'hour', 'changed', 'change', 'lifetime', 'user'],
  ...['command', 'dropout', 'reset', 'authentication', 'exchange', 'file', 'review', 'ref'],
  ...['reference', 'link', 'page', 'form', 'field', 'rate', 'usage', 'budget', 'owner', 'team'],
  ...['purpose', 'class', 'kind', 'level', 'role', 'location', 'host', 'port', 'audience', 'index'],
])

/** Whatever stands there names a thing: nothing of it is hidden by its name. */
export const neverWords = new Set([
  'exception',
  'error',
  'id',
  'arn',
  'identifier',
  'fingerprint',
  'thumbprint',
])

/** First words after which comes a yes or a no, or a number. */
export const askingWords = new Set([
  ...['has', 'is', 'use', 'uses', 'enable', 'enabled', 'require', 'requires', 'required', 'allow'],
  ...['allows', 'no', 'with', 'needs', 'max', 'min', 'num', 'number', 'count', 'total', 'minimum'],
  ...['maximum', 'disable', 'default', 'restrict', 'disconnect', 'random', 'support', 'supports'],
])

/** Last words of a member that holds what another one names. */
export const holdingWords = new Set([
  ...['value', 'val', 'v', 'default', 'content', 'data', 'expected', 'actual', 'before', 'after'],
  ...['setting', 'string', 'plaintext', 'text', 'current', 'previous', 'old', 'new', 'resolved'],
  ...['s', 'n', 'b', 'ss', 'ns', 'bs', 'l', 'm', 'body', 'secret', 'example', 'wert', 'valeur'],
  ...['valor', 'valore', 'waarde', '値', '值', '값', 'literal', 'payload'],
])

/** Last words of a member that names what another one holds. */
export const namingWords = new Set([
  ...['name', 'key', 'field', 'path', 'header', 'option', 'variable', 'property', 'parameter'],
  ...['attribute', 'label', 'k', 'n', 'tag', 'namespace', 'var', 'param', 'setting', 'title', 'id'],
  ...[
    'nom',
    'nombre',
    'nome',
    'naam',
    'schlussel',
    'schluessel',
    '名前',
    '名称',
    '이름',
    'kind',
    'what',
  ],
])

/** What a program says of a secret: a state, or how a sentence goes on. */
export const stateWords = new Set([
  ...[
    '不正',
    '期限切れ',
    '無効',
    '有効',
    'なし',
    '未設定',
    '错误',
    '無效',
    '无效',
    '过期',
    '已过期',
    '만료',
    '만료됨',
    '없음',
  ],
  ...['true', 'false', 'null', 'none', 'nil', 'undefined', 'yes', 'no', 'on', 'off', 'ok', 'na'],
  ...['missing', 'absent', 'empty', 'blank', 'present', 'valid', 'correct', 'wrong', 'bad', 'good'],
  ...['not', 'too', 'must', 'is', 'was', 'has', 'have', 'cannot', 'could', 'can', 'may', 'will'],
  ...[
    'should',
    'does',
    'did',
    'see',
    'the',
    'a',
    'an',
    'for',
    'from',
    'of',
    'in',
    'at',
    'by',
    'to',
  ],
  ...[
    'and',
    'or',
    'but',
    'with',
    'without',
    'please',
    'try',
    'check',
    'set',
    'unset',
    'use',
    'any',
  ],
  ...['all', 'no', 'new', 'old', 'same', 'default', 'auto', 'manual', 'public', 'private', 'input'],
  ...[
    'mismatch',
    'denied',
    'forbidden',
    'success',
    'succeeded',
    'failure',
    'failed',
    'error',
    'ok',
  ],
  ...['expiry', 'expires', 'timeout', 'unknown', 'optional', 'mandatory', 'active', 'inactive'],
  ...[
    'stale',
    'fresh',
    'weak',
    'strong',
    'short',
    'long',
    'reset',
    'sent',
    'kept',
    'lost',
    'found',
  ],
  ...['primary', 'secondary', 'internal', 'external', 'basic', 'bearer', 'digest', 'negotiate'],
  ...['jwt', 'iam', 'aws_iam', 'oauth', 'oauth2', 'saml', 'cognito', 'custom', 'rate', 'string'],
  ...[
    'number',
    'boolean',
    'object',
    'array',
    'list',
    'map',
    'text',
    'type',
    'name',
    'value',
    'eof',
  ],
  ...['punc', 'identifier', 'keyword', 'operator', 'comma', 'colon', 'bracket', 'brace', 'newline'],
  ...['indent', 'dedent', 'end', 'start', 'else', 'if', 'var', 'let', 'const', 'import', 'export'],
  ...[
    'function',
    'class',
    'return',
    'vault',
    'it',
    'this',
    'that',
    'your',
    'our',
    'their',
    'contains',
  ],
  ...[
    'malformed',
    'illegal',
    'unauthorized',
    'unauthorised',
    'unavailable',
    'abgelaufen',
    'ungueltig',
  ],
  ...['falsch', 'fehlt', 'caducado', 'invalide', 'incorrecto', 'incorrecta', 'expirado', 'expire'],
  ...['hidden', 'secret', 'password', 'token', 'username', 'ask', 'prompt', 'stdin', 'env', 'file'],
  ...['keyring', 'retry', 'retrying', 'skip', 'ignore', 'ignored', 'via', 'only', 'once', 'never'],
  ...[
    'always',
    'incorrect',
    'invalid',
    'insufficient',
    'incomplete',
    'inconsistent',
    'mismatches',
    'pending',
    'ready',
    'locked',
    'open',
    'closed',
    'read',
    'write',
    'done',
    'rotation',
  ],
])

/** What stands in a secret's place: of programs, of CloudTrail, of documentation. */
export const placeholders =
  /^(?:\*+|x{3,}|•+|\.{3,}|…|-+|redacted|\[?(?:redacted|filtered|masked|hidden|secure|protected)\b.*|<[^<>]*>|\{\{.*\}\}|hidden_due_to_security_reasons|sensitivedataremoved|hidden|secret|change ?me|example|\w+\((?:_|\*+)\)|your[-_ ].*|dummy|todo|tbd|n\/a)$/i
