import { portNames } from '../../recipes/security/exposed/world-rules.ts'
import { ofUse } from '../posture-parameters.ts'
import { cost, type Intent, internet } from './intent.ts'

const noOther = ({ tags, group, order }: Parameters<NonNullable<Intent['when']>>[0]) =>
  tags.length === 0 && group === undefined && order === undefined

/** How an account is held: its root user, passwords, admins, trails and trust. */
export const posture: readonly Intent[] = [
  {
    recipe: 'old_access_keys',
    needs: [/\b(?:access keys?|credentials|iam keys?|keys)\b/i, ofUse],
    not: [cost, /\bkms\b|\bssh\b|\bkey pairs?\b|\bfor what\b/i],
    when: ({ names, ids, asked, order, kinds, tags, age, period, question }) =>
      !(/\bnever\b/i.test(question) && age === undefined && period === undefined) &&
      ids.length === 0 &&
      names.length < 2 &&
      order === undefined &&
      tags.length === 0 &&
      asked !== 'count' &&
      kinds.every(({ kind }) => /^(?:access key|user)$/.test(kind.noun)),
  },
  {
    recipe: 'password_policy',
    needs: [
      /\bpasswords?\b/i,
      /\bpolic(?:y|ies)\b|\b(?:min(?:imum|imal)?|length|long|short|characters?|chars?|complex\w*|strong|strength|weak|reus\w+|expir\w+|rotat\w+|requirements?|rules?)\b/i,
    ],
    not: [/\bdatabases?\b|\brds\b|\bsecrets?\b|\bNAME\b|\blast used\b/i],
    knows:
      /require|demand|enforc|force|need|iam|user|account|console|letter|symbol|digit|number|upper|lower|sign|set|have|allow|ask|insist/i,
    when: ({ names, ids }) => names.length + ids.length === 0,
  },
  {
    recipe: 'root_user',
    needs: [
      /\broot(?:'s)?\b/i,
      /\b(?:root(?:'s)? (?:user|account|login|credentials)|mfa|keys?|protected|secure\w*|safe)\b/i,
    ],
    not: [cost, /\bvolumes?\b|\bdevices?\b|\bcause\b|\bNAME\b|\bchang\w*|\bused\b|\blogg?ed in\b/i],
    knows:
      /root|user|account|mfa|key|protect|secur|safe|access|credential|certificate|enabled|exist/i,
    when: ({ names, ids }) => names.length + ids.length === 0,
  },
  {
    recipe: 'trail_logging',
    needs: [
      /\bcloud ?trails?\b|\btrails?\b|\b(?:api (?:calls?|activity)|audit) (?:\w+ ){0,3}log\w*|\baudit (?:logs?|trail)/i,
      /\b(?:logg?ing|logged|logs|enabled?|on|active|running|where|which bucket|multi-?region|all regions|every region|configured|set up|working|validation|stored|delivered|trail)\b/i,
    ],
    not: [cost, /\b(?:events?|chang\w*|who|deployed|happened|did)\b|\bbuckets? called\b/i],
    when: ({ asked, kinds, age, threshold, words, question }) =>
      asked !== 'why' &&
      asked !== 'count' &&
      // Trails that lack something are picked from their list.
      !(
        /^\W*(?:(?:list|show|which|any|all)(?: of)? (?:the |our )?)?(?:cloudtrail )?trails\b/i.test(
          question,
        ) &&
        words.some(({ word, denied }) => denied && !/^(?:log|enabl|active|run|work)/.test(word))
      ) &&
      age === undefined &&
      threshold === undefined &&
      kinds.every(({ kind }) =>
        /^(?:trail|bucket|region|log group|API|REST API|account)$/i.test(kind.noun),
      ),
  },
  {
    recipe: 'full_admin',
    needs: [
      /\b(?:admin(?:istrator)?s?|administrative|admin-?access|administratoraccess|full (?:access|rights|permissions|control|privileges)|superusers?|all (?:permissions|actions)|(?:any|every) (?:action|permission)|allows? (?:everything|anything)|wildcards?|(?:allow\w*|grant\w*) (?:all|\*)(?=\W|$)|unlimited (?:access|rights|permissions))\b/i,
      /\b(?:any|who|whom|which|what|polic(?:y|ies)|users?|roles?|groups?|everyone|anybody|list|show|how many|rights|access|are|has|have)\b/i,
    ],
    not: [
      cost,
      /\bNAME\b|\bs3\b|\bec2\b|\bbuckets?\b|\bchang\w*|\bkeys?\b|\bmfa\b|\bdid\b|\bports?\b/i,
    ],
    knows:
      /admin|wildcard|star|full|access|right|polic|grant|attach|permission|power|everything|anything|action|allow|account|aws|have|has|privilege|superuser/i,
    when: (plan) =>
      noOther(plan) &&
      plan.kinds.every(({ kind }) => /^(?:user|role|group|IAM group|policy)$/i.test(kind.noun)),
  },
  {
    recipe: 'cross_account_roles',
    needs: [
      /\b(?:roles?|assum\w+|trust\w*)\b/i,
      /\b(?:cross-? ?accounts?|(?:another|other|foreign|external|different|outside|third-? ?part(?:y|ies)|partner|vendor)(?:'s)? ?(?:aws )?(?:accounts?|compan(?:y|ies)|organi[sz]ations?)?|outsiders?|from outside|only (?:by |from )?(?:our|this|my|the same) (?:own )?(?:aws )?account)\b/i,
    ],
    not: [cost, /\bpeer/i],
    knows:
      /account|another|other|foreign|external|cross|assum|trust|outside|third|part(?:y|ies)|partner|vendor|role|from/i,
    when: (plan) =>
      noOther(plan) &&
      plan.names.length + plan.ids.length === 0 &&
      plan.kinds.every(({ kind }) => /^(?:role|account)$/i.test(kind.noun)),
  },
  {
    recipe: 'cross_account_roles',
    needs: [/\b(?:who|what|which)\b/i, /\b(?:assume|trusts?|trusted by|take on)\b/i],
    not: [cost],
    knows: /assum|trust|role|take|can|may|allowed|service|account/i,
    when: ({ names, kinds }) =>
      names.length === 1 &&
      kinds.every(({ kind }) => /^(?:role|service|account)$/i.test(kind.noun)),
  },
  {
    recipe: 'open_ports',
    needs: [
      /\b(?:open\w*|allow\w*|let(?:s|ting)?|permit\w*|accept\w*|expos\w*|reach\w*|inbound|ingress|port|connect|(?:can|could|may) (?:\w+ )?(?:ssh|rdp))\b/i,
      new RegExp(`\\bports? \\d{1,5}\\b|\\b\\d{2,5}/(?:tcp|udp)\\b|${portNames.source}`, 'i'),
    ],
    not: [
      cost,
      /\b(?:listeners?|load balancers?|target groups?|databases?|buckets?|NAME|url|endpoints?|clusters?|redirect\w*|certificates?)\b/i,
      /\bwho (?:opened|did|has opened)\b|\bopened by\b|\bwhen\b|\bchang\w*/i,
    ],
    when: ({ kinds, names, ids }) =>
      names.length + ids.length === 0 &&
      kinds.every(({ kind }) => /^security group|^instance$/.test(kind.noun)),
  },
  {
    // Which groups let nobody in from outside.
    recipe: 'open_ports',
    needs: [
      /\bsecurity groups?\b/i,
      internet,
      /\b(?:not|n't|never|no) (?:\w+ ){0,2}(?:open|public|exposed|reachable|allow|let|permit)|\b(?:closed|shut|locked)\b/i,
    ],
    not: [cost, /\bwho (?:opened|closed)\b|\bwhen\b|\bchang\w*/i],
    knows: /world|outside|internet|rule/i,
    when: (plan) => noOther(plan) && plan.names.length + plan.ids.length === 0,
  },
  {
    // “Who is in the machines group?”: what stands before the word is its name.
    recipe: 'group_members',
    needs: [
      /\b(?:who|whom|which users?|what users?|users|members|people)\b.*\b(?:in|of|belong\w* to|part of|within) (?:the |our )?(?:iam )?(?:group [\w-]+|[\w-]+ group)\W*$/i,
    ],
    not: [
      cost,
      /\b(?:security|log|target|auto ?scaling|scaling|node|subnet|parameter|option|resource|placement|instance|which|what|any|same|each|every|no) groups?\b|\bmfa\b|\bkeys?\b|\bchang\w*|\bcreat\w*|\bn't\b|\bnot\b|\bwithout\b/i,
    ],
    knows: /./,
    when: ({ names, ids, period, age, asked }) =>
      names.length + ids.length < 2 &&
      period === undefined &&
      age === undefined &&
      asked !== 'count',
  },
  {
    recipe: 'group_members',
    needs: [
      /\b(?:users?|members?|people|who|whom)\b/i,
      /\b(?:in|of|belong\w* to|part of|each|every|per)\b.*\bgroups?\b(?! policies)/i,
    ],
    not: [
      cost,
      /\b(?:security|log|target|auto ?scaling|scaling|node|subnet|parameter|option|resource|placement|instance) groups?\b|\bmfa\b|\bkeys?\b|\bwhich groups?\b|\bchang\w*|\bcreat\w*|\bn't\b|\bnot\b|\bwithout\b|\bno\b/i,
    ],
    when: (plan) =>
      noOther(plan) &&
      plan.age === undefined &&
      plan.period === undefined &&
      plan.asked !== 'count' &&
      plan.kinds.every(({ kind }) => /^(?:user|group|IAM group|log group)$/.test(kind.noun)),
  },
]
