import { isDenied } from './words/negation.ts'

/** Words of what a recipe is about, and words of its opposite: “firing”, “quiet”. */
interface Sides {
  own: RegExp
  other?: RegExp
}

/** Which of both a question asks of a recipe: “images with vulnerabilities” or “clean images”, “not clean” or “without”. */
export function wayRound(recipe: string, question: string): 'own' | 'other' | undefined {
  const sides = sidesOf[recipe]
  // “Is everything backed up?” is a question for what is not.
  if (sides === undefined || ofAll.test(question)) return undefined
  const own = sides.own.exec(question)
  if (own !== null) {
    const isFree = /\b(?:free|clear|clean|devoid) (?:of|from) (?:\w+ ){0,2}$/i.test(
      question.slice(0, own.index),
    )
    return isFree !== isDenied(question, own.index, own[0].length) ? 'other' : 'own'
  }
  const other = sides.other?.exec(question)
  if (other === null || other === undefined) return undefined
  return isDenied(question, other.index, other[0].length) ? 'own' : 'other'
}

const ofAll =
  /^(?:so |and |but )*(?:(?:are|do|have|were|did|can|is|does|has|was) (?:all|both|every\w*|each|our|the|my)\b(?! \w+ (?:that|which|with)\b))/i

const sidesOf: Readonly<Record<string, Sides>> = {
  firing_alarms: {
    own: /\b(?:fir(?:ing|ed)|ringing|trigger\w*|red|in alarm|alarm state|alerting|alarming|(?:going|gone|went|goes?) off)\b/i,
    other: /\b(?:quiet|green|silent|ok(?:ay)?)\b/i,
  },
  services_short_of_tasks: {
    own: /\b(?:fewer|less|below|short|missing|under|lack\w*|not enough)\b/i,
    other: /\b(?:all (?:of )?(?:their|its|the|desired)|as many|full\w*|enough)\b/i,
  },
  failed_stacks: {
    own: /\b(?:fail\w*|broken|rolled[- ]?back|stuck|wrong|errors?)\b/i,
    other: /\b(?:healthy|fine|ok(?:ay)?|succe\w+|good|complete\w*)\b/i,
  },
  unattached_volumes: {
    own: /\b(?:unattached|unused|detached|orphan\w*|dangling|idle|(?:nobody|nothing|no one|no (?:instance|machine|server)s?) (?:(?:has|have|is|are) )?(?:us(?:es?|ing)|attached|mounted|mounts))\b/i,
    other: /\b(?:attached|in use|used|us(?:es|ing)|attached to)\b/i,
  },
  public_buckets: {
    own: /\b(?:public(?:ly)?|open|exposed|(?:any(?:one|body)|every(?:one|body)|the (?:whole )?world|internet))\b/i,
    other: /\b(?:private|closed|nobody|no one|locked)\b/i,
  },
  open_to_internet: {
    own: /\b(?:open\w*|expos\w*|reach\w*|accessib\w*|public(?:ly)?|unrestricted|facing|let\w*|allow\w*)\b/i,
    other: /\b(?:closed|private|shut|unreachable|locked)\b/i,
  },
  open_ports: {
    own: /\b(?:open\w*|allow\w*|let(?:s|ting)?|permit\w*|accept\w*|expos\w*|reach\w*)\b/i,
    other: /\b(?:closed|clos\w+|block\w*|shut)\b/i,
  },
  old_runtimes: {
    own: /\b(?:old|outdated|deprecated|obsolete|unsupported|out of support|end[- ]of[- ]\w+|eol|upgrade)\b/i,
    other: /\b(?:supported|current|up[- ]to[- ]date|recent|modern)\b/i,
  },
  full_admin: {
    own: /\b(?:admin\w*|full|superusers?|\*:\*|(?:all|any|every) (?:permissions?|actions?)|everything|anything|unlimited)\b/i,
  },
  cross_account_roles: {
    own: /\b(?:cross-? ?accounts?|another|other|foreign|external|different|outside|outsiders?|third|part(?:y|ies)|partners?|vendors?)\b/i,
    other: /\bonly (?:by |from )?(?:our|this|my|the same) (?:own )?(?:aws )?account\b/i,
  },
  breaking_soon: {
    own: /\b(?:soon|break\w*|expir\w+|run(?:s|ning)? out|upcoming|about to)\b/i,
    other: /\b(?:still )?(?:good|valid|fine|safe) for\b/i,
  },
  image_findings: {
    own: /\b(?:vulnerab\w*|cves?|(?:critical|high|medium|low)?[- ]?(?:severity )?findings?|insecure|unsafe|security (?:issues?|holes?|problems?|flaws?)|exploit\w*)\b/i,
    other: /\b(?:clean|safe|secure|spotless|(?:free|clear) of)\b/i,
  },
  near_quotas: {
    own: /\b(?:clos\w*|near\w*|reach\w*|approach\w*|almost|about to|hit(?:ting)?|exceed\w*|used up|full\w*|run\w* (?:out|into|up)|exhaust\w*|tight\w*|max(?:ed|ing)?)\b/i,
    other: /\b(?:room|headroom|spare|far from|plenty|comfortabl\w*|left)\b/i,
  },
  missing_backups: {
    own: /\b(?:missing|lack\w*|gaps?|unprotected|uncovered)\b/i,
    other:
      /\b(?:backed[- ]?up|backing up|backups?|covered|protected|succeed\w*|success\w*|worked|ran|run|went through)\b/i,
  },
}
