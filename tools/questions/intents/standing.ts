import { isRaised } from '../standing-parameters.ts'
import { cost, deny, type Intent } from './intent.ts'

const ofOtherLimits =
  /\b(?:rate[- ]?limit\w*|time ?limits?|memory|messages?|sending|mail\w*|e-?mails?|ses|throttl\w*|log groups?|budgets?|concurrency|spending|usage plans?|api keys?|limits? of (?:the )?(?:function|lambda|task|container)s?)\b/i

/** How full, how safe and how well kept it all is: quotas, backups, rotation, images. */
export const standing: readonly Intent[] = [
  {
    recipe: 'near_quotas',
    needs: [/\b(?:quotas?|limits?)\b/i, isRaised],
    not: [cost, ofOtherLimits, /\b(?:can|could|should|how (?:do|to|can)|please)\b/i],
    knows: /quota|limit|rais|increas|default|request|aws|account|bump|custom/i,
    when: ({ names, ids, tags }) => names.length + ids.length + tags.length === 0,
  },
  {
    // “Can we still allocate an Elastic IP, or did we hit the cap?”
    recipe: 'near_quotas',
    needs: [
      /\b(?:elastic ips?|eips?|gpus?|vpcs?|load balancers?|albs?|v?cpus?)\b/i,
      /\b(?:left|cap|quotas?|limits?|headroom|room for|(?:can|could) (?:we|i|you|one) (?:still )?(?:allocat|creat|launch|start|add|get|have|mak|spin|us)\w*(?: up)?(?: another| more| an?| one more| any more| any| further| some)?|still (?:allocate|available|create|launch|free)|how many more)\b/i,
    ],
    not: [cost, ofOtherLimits, /\bsubnets?\b|\btarget\b|\bplease\b/i],
    knows: /./,
    when: ({ names, ids, tags, asked }) =>
      names.length + ids.length + tags.length === 0 && asked !== 'why' && asked !== 'who',
  },
  {
    recipe: 'near_quotas',
    needs: [
      /\b(?:instances?|servers?|machines?|vms?|databases?|functions?)\b/i,
      /\bhow many (?:more|further|additional)\b.*\b(?:can|could|may|are we allowed)\b|\b(?:can|could|may) (?:we|i|you) still (?:launch|start|create|spin up|add) (?:more|further|another|any)\b/i,
    ],
    not: [cost, ofOtherLimits],
    knows: /./,
    when: ({ names, ids, tags }) => names.length + ids.length + tags.length === 0,
  },
  {
    recipe: 'near_quotas',
    needs: [
      /\b(?:quotas?|limits?)\b/i,
      /\b(?:clos\w*|near\w*|reach\w*|approach\w*|almost|about to|hit(?:ting)?|exceed\w*|used up|full\w*|run\w* (?:out|into|up)|exhaust\w*|utili[sz]\w*|us(?:e|ed|es|age|ing)|above|over|beyond|left|headroom|tight\w*|max(?:ed|ing)?|bump\w*|room\b|spare|plenty|far from|per ?cent|\d ?%)/i,
    ],
    not: [cost, ofOtherLimits],
    knows: /v?cpus?|quota|limit|percent/i,
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) =>
        /^(?:instance|VPC|address|load balancer|service|function)$/.test(kind.noun),
      ),
  },
  {
    recipe: 'missing_backups',
    needs: [
      /\b(?:backed[- ]?up|backing up|backup (?:coverage|gaps?|status)|(?:covered|protected|included|selected|saved) (?:by|in|with) (?:\w+ ){0,2}backup\w*|(?:in|by|of) (?:an? |any |the |our )*backup plans?)\b/i,
    ],
    not: [cost, /\b(?:queues?|messages?|backlog|traffic|log groups?|buckets?|stacks?)\b/i],
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    recipe: 'missing_backups',
    needs: [
      /\bbackups?\b/i,
      /\b(?:missing|lack\w*|gaps?|unprotected|everything|everywhere|anything|fail\w*|broke\w*|succeed\w*|success\w*|work(?:ing|ed)?|ran|runs?|ok(?:ay)?|complete\w*|go(?:ne)? through)\b/i,
    ],
    not: [
      cost,
      /\b(?:queues?|buckets?|jobs?|vaults?|restore\w*|recovery points?|stacks?|quick)\b/i,
    ],
    when: ({ names, ids, tags, kinds, asked }) =>
      names.length + ids.length + tags.length === 0 &&
      asked !== 'count' &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    // Whether any failed is asked of all regions and their causes; which did, of the list.
    recipe: 'missing_backups',
    needs: [/^(?:did|have|has|why)\b/i, /\bbackup jobs?\b/i, /\b(?:fail\w*|broke\w*)/i],
    not: [cost],
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) => kind.noun === 'backup job'),
  },
  {
    // Whether tables keep backups a list of those made by hand does not tell; databases say it of themselves.
    recipe: 'missing_backups',
    needs: [/\b(?:no|without|with|missing|lack\w*|have|has|any) (?:any |a )?backups?\b/i],
    not: [cost, /\bautomat\w*|\bretention|\bhow long\b/i],
    when: ({ names, ids, tags, kinds, asked, threshold }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      threshold === undefined &&
      asked !== 'count' &&
      kinds.some(
        ({ kind }) =>
          /^(?:table|file system|volume)$/.test(kind.noun) ||
          (kind.noun === 'database' && asked === 'yesno'),
      ) &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    recipe: 'failed_runs',
    needs: [
      /\b(?:pipelines?|builds?|code ?build|code ?pipelines?|code ?deploy|state machines?|step functions?|workflows?|executions?|jobs?|runs|etl|training)\b/i,
      /\b(?:fail\w*|br[eo]ak\w*|broke\w*|error\w*|crash\w*|unsuccessful\w*|red|timed? out|go(?:ne)? wrong|went wrong|die[ds]?)\b/i,
    ],
    not: [
      cost,
      /\b(?:stages?|stacks?|backup|restore|how many|number of|logs?|logged|metrics?|per|alarms?|import|export|invocations?|transcri\w+)\b|\b(?:not|never|n't) (?:\w+ )?fail/i,
    ],
    when: ({ names, ids, tags, kinds, group, threshold, asked }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      group === undefined &&
      threshold === undefined &&
      asked !== 'count' &&
      kinds.every(({ kind }) => runs.test(kind.noun)),
  },
  {
    recipe: 'not_rotated',
    needs: [
      /\b(?:secrets?|kms|cmks?|customer(?:[- ](?:managed|master))? keys?|encryption keys?)\b/i,
      /\b(?:un)?rotat\w*|\bsecrets?\b.*\bover ?due\b|\bover ?due secrets?\b/i,
      new RegExp(
        `\\b${deny}\\b|n't\\b|\\bunrotated\\b|\\b(?:over ?due|late|due|stale|off|disabled|need\\w*|should|must|skipped|behind|fail\\w*|more than|over|older|longer|since|ago|last)\\b`,
        'i',
      ),
    ],
    not: [
      cost,
      /\b(?:access keys?|passwords?|how often|schedules?|when (?:is|was|will|did))\b/i,
      // A column of a list, and nothing that they lack.
      /\b(?:with|incl\w*\.?|and|plus|show\w*) (?:the |their |its )?(?:dates? of (?:the |their )?)?last rotat/i,
    ],
    when: ({ names, ids, tags, kinds, group, order }) =>
      names.length + ids.length + tags.length === 0 &&
      group === undefined &&
      order === undefined &&
      kinds.every(({ kind }) => /^(?:secret|KMS key)$/.test(kind.noun)),
  },
  {
    recipe: 'image_findings',
    needs: [
      /\b(?:images?|containers?|ecr|(?:image|container) repositor(?:y|ies)|registry)\b/i,
      /\b(?:vulnerab\w*|cves?|findings?|scann?\w*|insecure|unsafe|security (?:issues?|holes?|problems?|flaws?)|exploit\w*|clean|safe|(?:any|some)thing (?:critical|severe|bad|nasty|serious|high)|criticals?)\b/i,
    ],
    not: [
      cost,
      /\bamis?\b|\bon push\b|\binspector\b|\bscans? (?:type|config\w*|settings?)\b|\bguard ?duty\b|\bsecurity hub\b/i,
    ],
    knows: /^(?:free|came|back|clear|pass\w*|v?\d+(?:\.\d+)+(?:-[\w.]+)?)$/i,
    when: ({ names, ids, tags, kinds, group, order }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      group === undefined &&
      order === undefined &&
      kinds.every(({ kind }) =>
        /^(?:container image|image repository|image|container|Inspector finding|service|task)$/.test(
          kind.noun,
        ),
      ),
  },
  {
    recipe: 'health_events',
    needs: [
      /\b(?:aws|amazon) health\b|\bhealth (?:events?|dashboard|notifications?|notices?)\b|\b(?:aws|amazon)(?:'s)? (?:\w+ )?(?:outages?|incidents?|disruptions?|issues?|problems?|notices?|notifications?|maintenances?)\b|\b(?:outages?|incidents?|disruptions?|maintenances?|changes?) (?:\w+ ){0,3}(?:of|by|from|at|on|in) (?:aws|amazon)(?:'s side)?\b|\b(?:maintenances?|changes?|work) (?:\w+ )?(?:has |did |does )?(?:aws|amazon) (?:\w+ )?(?:schedul|plan|announc)\w*|\b(?:did|has|does|is) (?:aws|amazon) (?:\w+ )?(?:notif\w+|announc\w+|schedul\w+|plan\w*|have an? (?:outage|incident|issue|problem)|having (?:an? )?(?:outage|incident|issue|problem)s?|down)\b/i,
      /\b(?:open|current\w*|ongoing|upcoming|scheduled?|plan\w*|affect\w*|now|today|right now|any|anything|is there|are there|unresolved|active|pending|coming|going on|outages?|incidents?|maintenances?|notif\w*|announc\w*|what|down|closed|past)\b/i,
    ],
    knows: /recent|lately|hit|affect|impact|act|side|us|last|past/i,
    not: [cost, /\bhow many\b|\blist (?:all )?(?:the |our )?health events *[?.!]*$/i],
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) =>
        /^(?:health event|event|service|database|account)$/.test(kind.noun),
      ),
  },
  {
    recipe: 'recommendations',
    needs: [
      /\b(?:trusted advisor|compute optimi[sz]er)\b/i,
      /\b(?:recommend\w*|sa(?:y|ys|id)|found?|finds?|findings?|flag\w*|warn\w*|problems?|issues?|alerts?|red|yellow|suggest\w*|sav\w*|cheaper|on|enabled|active|opted|opt|think|tell|over-?provisioned|under-?provisioned|optimi[sz]ed|idle|oversized)\b/i,
    ],
    when: ({ names, ids }) => names.length + ids.length === 0,
  },
  {
    recipe: 'recommendations',
    needs: [
      /\b(?:cost|savings?|aws|money|optimi[sz]ation|right-?sizing|downsizing) recommendations?\b|\b(?:recommend\w*|advice|advise|ideas?|tips?|suggest\w*|opportunit(?:y|ies)|ways?)\b.*\b(?:sav\w*|costs?|bill|spend\w*)\b|\bover-?provisioned\b|\boversized\b/i,
    ],
    not: [
      /\brecommendations? (?:\w+ )?costs?\b/i,
      /\bsavings? plans?\b|\breserv|\bunused\b|\bidle\b/i,
    ],
    when: ({ names, ids, tags, kinds, threshold, age, order }) =>
      names.length + ids.length + tags.length === 0 &&
      [threshold, age, order].every((one) => one === undefined) &&
      kinds.every(({ kind }) => /^(?:instance|database|function|volume|service)$/.test(kind.noun)),
  },
  {
    recipe: 'recommendations',
    needs: [
      /\b(?:where|how|what)\b/i,
      /\bsav(?:e|ed|ing)\b(?=.*\b(?:money|costs?|bill|spend\w*|aws|cloud)\b)|\b(?:cut|reduce|lower|shrink|trim|bring down|get down|optimi[sz]e) (?:\w+ ){0,3}(?:costs?|bill|spend\w*)\b/i,
    ],
    not: [
      /\bsavings? plans?\b|\breserv|\b(?:unused|idle|wast\w+|nobody|no one|orphan\w*|switch(?:ed)? off|turn(?:ed)? off|shut ?down|delet\w*|remov\w*|terminat\w*|clean\w*)\b|\b(?:did|have|has) (?:we|you) sav/i,
    ],
    when: ({ names, ids, tags, period, age }) =>
      names.length + ids.length + tags.length === 0 &&
      [period, age].every((one) => one === undefined),
  },
]

/** What runs, and its runs. */
const runs =
  /^(?:pipeline|pipeline execution|build|build project|state machine|execution|training job|processing job|Glue job|Glue job run|batch job|job queue|CodeDeploy deployment|CodeDeploy application)$/i

/** What holds data, or is a copy of it. */
const kept =
  /^(?:database|database cluster|database snapshot|table|table backup|file system|volume|backup plan|backup vault|protected resource|resource)$/i
