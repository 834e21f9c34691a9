import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import type { Json } from '../../../tools/json.ts'
import { redact, redactPlainText } from '../../../tools/redaction/redact.ts'

const secret = 'Qh7fenwick2Lp9XzTr4'
const odd = 'tig3r!Wolke#88'
const hex = 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const pem = Array.from({ length: 4 }, (_, line) =>
  base64(`${secret}${line}abcdefghijklmnopqrstuvwxyz`),
)

/** A text, and what of it may not be seen. */
const texts: [string, string][] = [
  // Printed by programs.
  [`["password"]=>\n  string(19) "${secret}"`, secret],
  [`Config { user: "x", password: Some("${secret}"), port: 5 }`, secret],
  [`map[Host:[x] Proxy-Authorization:[Basic ${secret}] Accept:[*/*]]`, secret],
  [`Authorization: Digest username="x", nonce="z", response="${hex}"`, hex],
  [`Authorization: SharedKey account:${base64(secret)}`, base64(secret)],
  [`payload=${Buffer.from(JSON.stringify({ password: secret })).toString('hex')}`, '7b22'],
  [base64(JSON.stringify({ user: 'Zoë Müller, größere', client_secret: secret })), 'eyJ'],
  // Of commands.
  [`ConvertTo-SecureString "${secret}" -AsPlainText -Force`, secret],
  [`net user bob ${odd} /add`, odd],
  [`net use z: \\\\srv\\share ${odd} /user:dom\\bob`, odd],
  [`echo "root:${secret}" | chpasswd`, secret],
  [`echo ${secret} | passwd --stdin root`, secret],
  [`echo ${secret} | docker login -u bob --password-stdin`, secret],
  [`smbclient //h/s -U bob%${secret}`, secret],
  [`http -a u:${odd} https://x`, odd],
  [`curl -b 'theme=dark; session=${secret}' https://x/`, secret],
  [`db.x.internal:5432:*:app:${secret}`, secret],
  // Of statements.
  [`ALTER USER a IDENTIFIED BY ${secret}`, secret],
  [`EXEC sp_addlogin 'a', '${odd}'`, odd],
  [`select crypt('${odd}', gen_salt('bf'))`, odd],
  // Of programs and templates.
  [`<?php define('DB_PASSWORD', '${secret}');`, secret],
  [`setenv("API_TOKEN", "${odd}", 1);`, odd],
  [`Parameters:\n  DbPassword:\n    Type: String\n    Default: ${secret}\n`, secret],
  [`db:\n  password:\n    # by hand\n    value: "${odd}"\n`, odd],
  [`{"outputs":{"conn":{"value":"${odd}","type":"string","sensitive":true}}}`, odd],
  [`{"type":"random_password","attributes":{"result":"${odd}","bcrypt_hash":"$2a$10$x"}}`, odd],
  // As systems keep them.
  [`bob:$apr1$abcdefgh$${secret}xyz`, secret],
  [`root:$6$saltsalt$${secret}${secret}:19000:0:99999:7:::`, secret],
  [`{SSHA}${base64(secret)}`, base64(secret)],
  // Pieces of keys.
  [`${pem.join('\n')}\n-----END RSA PRIVATE KEY-----`, pem[1] ?? ''],
  [`tls: ${pem.join('\\n')}\\n-----END PRIVATE KEY-----`, pem[3] ?? ''],
  [`---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${pem.join('\n')}\n---- END SSH2`, pem[2] ?? ''],
  [`{"kty":"RSA","n":"abc","e":"AQAB","d":"${secret}"}`, secret],
  [`{"kty":"oct","k":"${secret}"}`, secret],
  // Kubernetes.
  [`a: 1\n---\nkind: Secret\nstringData:\n  db: ${secret}\n---\nb: 2`, secret],
  [`apiVersion: v1\nkind: Secret\ndata:\n  url: ${base64(secret)}\n`, base64(secret)],
  [`{"kind":"Secret","data":{"url":"${base64(secret)}"}}`, base64(secret)],
  // Addresses.
  [`https://objectstorage.us-phoenix-1.oraclecloud.com/p/${secret}/n/ns/b/bk/o/k`, secret],
  [`GET /cb?code=${secret}&state=y`, secret],
  // Names in other languages.
  ...[
    '秘密鍵',
    '暗号鍵',
    'APIキー',
    'アクセスキー',
    '访问密钥',
    '비밀키',
    'Zugangsschlüssel',
    'clef',
  ]
    .concat(['Zugriffsschluessel', 'apiSchluessel', 'geheimzahl', 'Geheimcode', 'clé secrète'])
    .map((name): [string, string] => [`INFO ${name}: ${secret}`, secret]),
]

const harmless = [
  'InvalidSignatureException: Signature expired: 20260101T000000Z is now earlier',
  'secret "db-credentials" not found',
  'MountVolume.SetUp failed for volume "creds" : secret "app-secrets" not found',
  `integrity sha512-${base64(hex.repeat(4)).replace(/=/g, '').slice(0, 86)}==`,
  'password: Some(_)',
  'パスワード: 不正',
  'トークン: 期限切れ',
  '主键: id',
  'ホットキー: Ctrl',
  'primärschlüssel: id',
  'policy {"StringEquals":{"secretsmanager:ResourceTag/Secret":"team-a"}}',
  'GET /x?code=404&s=2',
  'echo $TOKEN | docker login --password-stdin',
  'digest: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'curl -b cookies.txt https://x',
  '10.0.0.1:8080:a:b:healthy',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl bob@x',
  '{"kty":"RSA","n":"abc","e":"AQAB","kid":"k1"}',
  'kind: ConfigMap\ndata:\n  mode: prod\n',
  'token = cache.get(user)\npassword = os.environ["DB_PASSWORD"]\n',
  'const token = await fetchToken(config.url);',
  'secret = boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]',
  '{"dependencies":{"jsonwebtoken":"^9.0.0","password-hash":"~1.2.2"}}',
  "config('token_ttl', 'one hour')\ndefine('SECRET_NAME', 'prod/db')",
  'password:\n  minLength: 12\n  default: none\n',
  '-----END CERTIFICATE-----',
]

describe('a secret that stands at a place of its own', () => {
  for (const [text, hidden] of texts) {
    it(`is hidden: ${text.slice(0, 60).replaceAll('\n', '⏎')}`, () => {
      const shown = redactPlainText(text)
      assert.ok(!shown.includes(hidden), shown)
      assert.match(shown, /\[redacted/)
    })
  }
  for (const text of harmless) {
    it(`is none in: ${text.slice(0, 60).replaceAll('\n', '⏎')}`, () => {
      assert.equal(redactPlainText(text), text)
    })
  }

  it('is hidden where a firewall compares a header with it, and where a router has it', () => {
    const rule = (Name: string, RegexString: string): Json => ({
      Statement: { RegexMatchStatement: { FieldToMatch: { SingleHeader: { Name } }, RegexString } },
    })
    const shown = redact([rule('x-origin-verify', secret), rule('host', 'shop.example.com')], {
      service: 'wafv2',
    })
    assert.ok(!JSON.stringify(shown).includes(secret))
    assert.match(JSON.stringify(shown), /shop\.example\.com/)
    const peer = redact(
      { bgpPeers: [{ asn: 65000, authKey: 'pacific' }] },
      { service: 'direct-connect' },
    )
    assert.deepEqual(peer, {
      bgpPeers: [{ asn: 65000, authKey: '[redacted: key of a BGP session]' }],
    })
    const traced = redact({ CommandInvocations: [{ TraceOutput: odd }] }, { service: 'ssm' })
    assert.ok(!JSON.stringify(traced).includes(odd))
  })

  it('is none in what CloudTrail says beside a read of S3, nor in the id of a KMS key', () => {
    const event: Json = {
      additionalEventData: {
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': 'eftixk72aD6Ap51TnqcoF8eFidJG9Z/2mkiDFu8yU9AS1ed4OpIszj7UDNEHGran',
      },
    }
    assert.deepEqual(redact(event, { service: 'cloudtrail' }), event)
    const head: Json = { SSEKMSKeyId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }
    assert.deepEqual(redact(head, { service: 's3' }), head)
  })
})
