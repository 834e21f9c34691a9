/** What people call the states of things, and the values or members in which AWS has them. */
export interface State {
  /** The word's own root, or several words. */
  said: RegExp
  /** Values that mean it, in lower case. */
  values?: RegExp
  /** Members that mean it where they are true, or there at all. */
  members?: RegExp
  /** The word means the opposite of what values or members say. */
  opposite?: true
  /** Those that have none of the values are so. */
  unless?: true
  /** The member alone whose values mean it. */
  in?: RegExp
  /** A member of the things of which none is so where they lack what means it. */
  where?: RegExp
  /** The member that they lack then. */
  lacks?: string
  /** The member of blocks of addresses that says who else is let in, where not everybody is. */
  blocks?: RegExp
  /** How things are said to be that are so. */
  as?: string
  /** What things have that are so, where the word is none for what they are. */
  having?: string
}

/** What tells whether anything is in them. */
const contents =
  /^(?:approximatenumberofmessages|itemcount|storedbytes|runningtaskscount|numberofobjects|desiredcount)$/i

export const states: readonly State[] = [
  { said: /^imdsv1$/, in: /^httptokens$/i, values: /^optional$/, as: 'accepting IMDSv1' },
  { said: /^internal$/, in: /^scheme$/i, values: /^internal$/ },
  // Tables of which nothing is said are paid for by what is provisioned.
  { said: /^provisioned$/, in: /^billingmode$/i, values: /^pay_per_request$/, unless: true },
  {
    said: /^(?:on-?demand|pay-per-(?:request|use))$/,
    in: /^billingmode$/i,
    values: /^pay_per_request$/,
  },
  { said: /^immutable$/, in: /^imagetagmutability$/i, values: /^immutable/ },
  { said: /^untagged$/, members: /^imagetags$/i, opposite: true },
  { said: /^default$/, members: /^isdefault(?:version)?$/i },
  { said: /^imdsv2$/, in: /^httptokens$/i, values: /^required$/, as: 'held to IMDSv2' },
  {
    said: /^spot$/,
    members: /^instancelifecycle$/i,
    where: /^instancetype$/i,
    lacks: 'InstanceLifecycle',
  },
  {
    said: /^windows$/,
    values: /windows/,
    members: /^platform$/i,
    where: /^instancetype$/i,
    lacks: 'Platform',
  },
  {
    said: /^on-demand$/,
    members: /^instancelifecycle$/i,
    opposite: true,
    where: /^instancetype$/i,
    lacks: 'InstanceLifecycle',
  },
  {
    said: /^fifo$/,
    members: /^fifo(?:queue|topic)$/i,
    where: /^(?:queuearn|topicarn)$/i,
    lacks: 'FifoQueue',
  },
  { said: /^burstable$/, in: /^(?:db)?instance(?:type|class)$/i, values: /^(?:db\.)?t\d/ },
  { said: /^bare-metal$/, in: /^instancetype$/i, values: /\.metal/ },
  { said: /^high-resolution$/, in: /^period$/i, values: /^(?:[1-9]|[1-5]\d)$/ },
  { said: /^asymmetric$/, in: /^keyspec$/i, values: /^(?:rsa|ecc|sm2|ml)_/ },
  { said: /^symmetric$/, in: /^keyspec$/i, values: /^(?:symmetric_default|hmac)/ },
  { said: /^customer-managed$/, in: /^(?:keymanager|scope)$/i, values: /^(?:customer|local)$/ },
  {
    said: /^customer-managed$/,
    in: /^arn$/i,
    values: /^arn:aws[^:]*:iam::\d+:policy\//,
  },
  { said: /^aws-managed$/, in: /^keymanager$/i, values: /^aws$/ },
  { said: /^aws-managed$/, in: /^arn$/i, values: /^arn:aws[^:]*:iam::aws:policy\// },
  { said: /^(?:arm|arm64|graviton2?)$/, in: /^architectures?$/i, values: /^arm64$/ },
  { said: /^multi-region$/, members: /^(?:multiregion|ismultiregiontrail)$/i },
  // What still takes TLS 1.0 or 1.1.
  {
    said: /^old-tls$/,
    in: /^(?:sslpolicy|minimumprotocolversion|securitypolicy|mintlsversion)$/i,
    values:
      /^elbsecuritypolicy-(?:20\d\d|fs-2018|fs-1-1|tls-1-[01]|tls13-1-[01])|^(?:tls_?v?_?1(?:[._][01])?(?:_20\d\d)?|sslv3)$/,
  },
  // Of rules of security groups.
  { said: /^all-traffic$/, in: /^ipprotocol$/i, values: /^-1$/ },
  {
    said: /^(?:internet|world|anywhere|everywhere|public(?:ly)?|everyone|everybody|anyone)$/,
    values: /^(?:0\.0\.0\.0\/0|::\/0)$/,
    blocks: /^publicaccesscidrs$/i,
    as: 'open to everybody',
  },
  {
    said: /^(?:open|opened|inbound|ingress|incoming|expos\w+|in)$/,
    members: /^isegress$/i,
    opposite: true,
    as: 'inbound',
  },
  { said: /^(?:outbound|egress|outgoing)$/, members: /^isegress$/i },
  {
    said: /^(?:un(?:attached|associated|mounted)|detached|orphan(?:ed)?|dangling|unused|never-used|idle|spare)$/,
    members:
      /^(?:attachments|associationid|attachedto|attachmentcount|inuseby|inuse|lastused\w*|passwordlastused|loadbalancerarns)$/i,
    opposite: true,
  },
  {
    said: /^(?:attached|associated|mounted)$/,
    members: /^(?:attachments|associationid|attachedto|attachmentcount)$/i,
  },
  { said: /^(?:logged|signed|login)$/, members: /^passwordlastused$/i, having: 'login' },
  {
    said: /^empty$/,
    members: contents,
    opposite: true,
    having: 'contents',
  },
  { said: /^nonempty$/, members: contents, having: 'contents' },
  {
    said: /^unencrypted$/,
    members: /encrypt|sse(?:description|type|enabled)|kmskey|kmsmaster/i,
    opposite: true,
  },
  {
    said: /^(?:encrypted|encryption|encrypt)$/,
    members: /encrypt|sse(?:description|type|enabled)|kmskey|kmsmaster/i,
  },
  { said: /^public$/, members: /^privatezone$/i, opposite: true },
  { said: /^private$/, members: /^privatezone$/i },
  {
    said: /^(?:public|publicly|internet-facing|exposed|external)$/,
    values: /^(?:internet-facing|public|external)$/,
    members:
      /^(?:publiclyaccessible|mappubliciponlaunch|ispublic|public|publicipaddress|endpointpublicaccess)$/i,
  },
  {
    said: /^(?:private|internal)$/,
    values: /^(?:internal|private)$/,
    members:
      /^(?:publiclyaccessible|mappubliciponlaunch|ispublic|public|publicipaddress|endpointpublicaccess)$/i,
    opposite: true,
  },
  { said: /^(?:expires?|expiring|retained)$/, members: /^retentionindays$/i, having: 'retention' },
  { said: /^forever$/, members: /^retentionindays$/i, opposite: true, having: 'retention' },
  { said: /^(?:firing|fires?|alarming|triggered|red|alerting)$/, values: /^alarm$/ },
  {
    said: /^(?:failed|failing|broken|failure|errored|bad|stuck)$/,
    values: /fail|rollback|error|impaired|unhealthy|degraded|inconsistent/,
    // What CloudWatch counted of a function.
    members: /^Errors$/,
  },
  {
    said: /^(?:stopped|off|down|halted|shut)$/,
    values: /^(?:stopped|stopping|off|down|inactive)$/,
  },
  { said: /^(?:running|up|started|live|on)$/, values: /^(?:running|started|active|inservice|up)$/ },
  { said: /^(?:active|enabled|on)$/, values: /^(?:active|enabled|on)$/, members: /enabled$/i },
  {
    said: /^(?:inactive|disabled|paused)$/,
    values: /^(?:inactive|disabled|off|suspended|paused)$/,
  },
  { said: /^(?:free|available|spare)$/, values: /^available$/ },
  { said: /^(?:healthy|ok|fine|good)$/, values: /^(?:healthy|ok|passing|running|available)$/ },
  { said: /^(?:unhealthy)$/, values: /^(?:unhealthy|impaired|failing|degraded|unused|draining)$/ },
  {
    said: /^(?:pending|creating|starting|provisioning)$/,
    values: /pending|creating|starting|provisioning|in_progress/,
  },
  { said: /^(?:deleted|deleting|terminated)$/, values: /delet|terminat/ },
  { said: /^(?:valid|issued|verified)$/, values: /^(?:issued|success|verified|valid)$/ },
  { said: /^unconfirmed$/, values: /^pendingconfirmation$/ },
  { said: /^confirmed$/, values: /^pendingconfirmation$/, unless: true },
  { said: /^(?:serverless)$/, values: /serverless/ },
  { said: /^(?:linux)$/, values: /linux/ },
  { said: /^(?:arm|arm64|graviton2?)$/, values: /arm64|aarch64/ },
  { said: /^(?:intel|x86|amd64)$/, values: /x86_64|amd64/ },
  { said: /^gpus?$/, values: /^(?:ml\.)?(?:g\d|p\d|inf\d|trn\d)/ },
  {
    // What AWS calls so: it sells them on, and has newer ones.
    said: /^(?:previous|older|old|last|legacy)-(?:generation|gen)$/,
    values:
      /^(?:db\.|cache\.|ml\.)?(?:a1|t1|m[1-4]|c1|c[34]|cc2|cr1|r[34]|i2|i3|d2|h1|hs1|g[123]s?|p[23]|x1)\./,
  },
  { said: /^(?:mysql)$/, values: /^(?:aurora-)?mysql/ },
  { said: /^(?:postgres|postgresql|pg)$/, values: /^(?:aurora-)?postgres/ },
]

/** Words for the same value: of environments, mostly. */
export const sameValues: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd', 'live'],
  ['staging', 'stage', 'stg', 'preprod', 'pre-prod'],
  ['development', 'dev', 'develop'],
  ['testing', 'test', 'qa'],
]
