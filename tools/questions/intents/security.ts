import { cost, deny, type Intent, internet } from './intent.ts'

/** What is open, unencrypted or without MFA. */
export const security: readonly Intent[] = [
  {
    recipe: 'unattached_volumes',
    needs: [
      /\b(?:volumes?|disks?|ebs)\b/i,
      /\b(?:unattached|unused|detached|orphan\w*|dangling|idle|not (?:attached|in use|used)|attached to (?:nothing|no)|without (?:an? )?instances?|aren't attached|(?:nobody|nothing|no one|no (?:instance|machine|server)s?) (?:(?:has|have|is|are) )?(?:us(?:es?|ing)|attached|mounted|mounts)|hang on no\w*)\b/i,
    ],
    not: [
      /\bsnapshots?\b|\b(?:running|stopped) (?:ec2 )?(?:instances?|machines?|servers?)\b/i,
      cost,
      /\bsav(?:e|es|ed|ing|ings)\b/i,
    ],
    knows: /ebs|show|hang|nobody|nothing|storage|size|space/i,
    when: ({ age, threshold, tags, order, group, names, asked }) =>
      [age, threshold, order, group].every((one) => one === undefined) &&
      tags.length === 0 &&
      names.length === 0 &&
      asked !== 'count',
  },
  {
    recipe: 'public_buckets',
    needs: [
      /\bbuckets?\b|\bs3\b/i,
      new RegExp(
        `${internet.source}|\\bprivate\\b|\\b(?:nobody|no one) (?:\\w+ )?(?:outside|else)\\b`,
        'i',
      ),
    ],
    not: [
      /\bprivate (?:endpoints?|links?|subnets?|keys?)\b/i,
      // What has the block, and is not whether anybody gets in.
      /\bblock(?:s|ing)? (?:all |any )?public\b|\bpublic[- ]access[- ]blocks?\b/i,
    ],
    knows: /read|access|open|expos|reach|world|block|anybody|allow/i,
    when: ({ threshold, age, tags, order }) =>
      [threshold, age, order].every((one) => one === undefined) && tags.length === 0,
  },
  {
    recipe: 'unencrypted_buckets',
    needs: [/\bbuckets?\b/i, /\bencrypt\w*|unencrypted\b/i],
    not: [
      /\b(?:with|by|using) (?:(?:an?|the|our|own|any|one of) )*(?:aws[- ])?(?:kms|cmk|customer|sse|aes)/i,
    ],
    knows: /complian|default|monitor|rest|with|status/i,
    when: ({ names, asked }) => names.length === 0 && asked !== 'count',
  },
  {
    recipe: 'open_to_internet',
    needs: [
      internet,
      /\b(?:open\w*|expos\w*|reach\w*|accessib\w*|let\w*|allow\w*|inbound|unrestricted|public(?:ly)?|facing)\b/i,
    ],
    not: [
      cost,
      /\bsubnets?\b|\bbuckets?\b|\bips?\b|\binstances?\b|\bload balancers?\b|\bdatabases?\b|\bdocument/i,
      /\b(?:not|n't) (?:\w+ )?(?:open|public|exposed|reachable)/i,
    ],
    knows:
      /security|group|port|ssh|ingress|anything|resource|rule|traffic|inbound|unrestricted|access/i,
    // Whether one thing is public its own members tell.
    when: ({ kinds, plain }) =>
      kinds.every(({ kind }) => /^security group/.test(kind.noun)) &&
      !/^\W*(?:is|are) (?:the |our )?NAME (?:really |still |actually )?public(?:ly)?\b(?: (?:accessible|readable|reachable|available))?\W*$/i.test(
        plain,
      ),
  },
  {
    recipe: 'users_without_mfa',
    needs: [
      /\bmfa\b/i,
      new RegExp(
        `\\b${deny}\\b|n't\\b|everybody|everyone|\\bdo all\\b|\\beach\\b|\\bevery\\b|\\bwho (?:has|have|uses?|is using|set up)\\b`,
        'i',
      ),
    ],
    knows:
      /iam|user|console|password|sign|enabled|set|people|who|turned|on$|active|regist|devic|configur|enrol|assign/i,
    // Who has keys beside it is asked of the users.
    when: ({ names, asked, kinds }) =>
      names.length === 0 &&
      asked !== 'count' &&
      !kinds.some(({ kind }) => kind.noun === 'access key'),
  },
  {
    // “Is ci-deployer's key too old?”
    recipe: 'old_access_keys',
    needs: [
      /\bNAME(?:'s?)? (?:access |iam )?keys?\b|\b(?:access |iam )keys? of (?:the user )?NAME\b/i,
      /\b(?:(?:too|still|that|very|how) old|stale|over ?due|(?:due|need\w*) (?:for |to be )?(?:a )?rotat\w*|be rotated|aged?)\b/i,
    ],
    not: [cost, /\bkms\b|\bpairs?\b/i],
    knows: /key|access|old|age|rotat|need|due|too|still/i,
    when: ({ names, ids, kinds }) =>
      names.length === 1 &&
      ids.length === 0 &&
      kinds.every(({ kind }) => /^(?:access key|user)$/.test(kind.noun)),
  },
  {
    recipe: 'old_access_keys',
    needs: [
      /\b(?:access keys?|credentials|iam keys?|keys? of (?:users|iam))\b|\b(?:iam|users?)\b.*\bkeys?\b|\bkeys?\b.*\brotat/i,
      /\b(?:old(?:er)?|age|rotat\w+|stale|more than|over)\b/i,
    ],
    not: [
      /\b(?:younger|newer|less than|recent)\b/i,
      /\b(?:un)?used\b|\busing\b/i,
      /\bkms\b|\bcmks?\b|\b(?:customer managed|encryption) keys?\b|\bsecrets?\b/i,
    ],
    knows: /iam|user|need|rotation|whose|days/i,
    when: ({ names, asked, threshold }) =>
      names.length === 0 && threshold === undefined && asked !== 'count',
  },
]
