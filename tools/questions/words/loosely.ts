/**
 * What people write in short or say loosely, in full and plain words: `hw many msgs r in it rn` as
 * `how many messages are in it right now`. Names keep their letters: what stands beside `-`, `.` or `/` is one.
 */
export const inFull = (text: string): string =>
  loose
    .reduce((said, [pattern, full]) => said.replace(pattern, full), withoutCourtesy(text))
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[?!.,]*$)/, '')
    .trimStart()

/** A greeting, an excuse and a wish for kindness ask nothing. */
function withoutCourtesy(text: string): string {
  let said = text
  for (const opening of openings) {
    const rest = said.replace(opening, '')
    if (/\w{2}/.test(rest)) said = rest
  }
  const short = said.replace(kindness, '').trim()
  return /\w{2}/.test(short) ? short : said
}

const openings: readonly RegExp[] = [
  /^\W*(?:good (?:morning|afternoon|evening|day)|greetings|hiya|howdy|hello|hi|hey|yo|morning|g'?day)(?: (?:there|all|everyone|everybody|team|folks|guys|bot|agent|friend|mate))?\s*[,.!:–-]+\s*(?=\S)/i,
  /^\W*(?:(?:i'?m |i am |we'?re )?(?:so |very |really )?sorry(?: to (?:bother|ask|disturb)(?: you)?| (?:for|if|about) [^,.;:]{1,60}?)?|apologies(?: [^,.;:]{1,40}?)?|excuse me|pardon(?: me)?|forgive me)\s*[,.;:–-]*\s*(?:but |for )?(?=(?:who|what|which|where|when|why|how|is|are|do|does|did|has|have|can|could|would|whose|list|show|tell|any|i)\b)/i,
  /^\W*(?:(?:a |one |this (?:is|may be|might be) (?:probably )?(?:a |an )?)?(?:very |really |quite |another )*(?:stupid|dumb|silly|basic|simple|quick|newbie|noob|beginner'?s?|naive|random|general|small|little) (?:question|q|one|thing)(?: (?:here|from me|perhaps|maybe))?)\s*[,.;:!–-]+\s*(?:but )?/i,
  /^\W*(?:(?:as |since |because )?(?:i'?m|i am) (?:\w+ )?(?:new|the new \w+)(?: (?:here|to (?:this|aws|the team|all this)|at this|in the team|on the team|on call))*(?: and (?:trying to \w+|learning)[^,.;:]*)?|i (?:have )?(?:only |just )(?:joined|started)(?: (?:here|today|this week|yesterday|the team|last week))?)\s*[,.;:!–-]+\s*(?:so |and )?/i,
  /^\W*(?:would|could|can|might|will) (?:you|u|someone|somebody|anyone)(?: please| kindly)?(?:,? if (?:it is|it's|that is|that's) not too much trouble,?)? (?:be (?:so|as) (?:kind|good|nice)(?: as)? to|mind|help me(?: to)?) (?=\w)(?:please )?/i,
  /^\W*(?:i'?d|i would|we'?d) (?:really |much |greatly )?(?:appreciate|be (?:grateful|thankful|glad|happy))(?: it)? if you (?:could|would|can)(?: please| kindly)? /i,
  /^\W*i(?:'m| am|'ve been| was|'d be)? (?:just |merely |really )?(?:wonder(?:ing)?|curious|interested(?: to know)?)(?: about)?[,:]? (?:if|whether)? ?(?=(?:there|we|you|the|any|our|who|what|which|where|when|why|how|is|are|do|does)\b)/i,
]

const kindness =
  /,? ?\b(?:if (?:it is|it's|that is|that's|this is) (?:not too much (?:trouble|to ask)|possible|ok(?:ay)?|all ?right|no (?:trouble|bother))|if you (?:don't|do not|wouldn't) mind|if (?:i|one) may ask|if at all possible|when(?:ever)? you (?:have|get|find) (?:a |the )?(?:moment|minute|second|sec|chance|time)|be so kind|pretty please|for the love of god|thanks? in advance|much appreciated|many thanks|no rush)\b[,]?/gi

/** Not within a name: `-`, `.`, `/`, `@`, `:` and quotes beside letters make one. */
const word = (pattern: string, flags = 'gi') =>
  new RegExp(`(?<![\\w./@:"'\`-])(?:${pattern})(?![\\w/@"'\`]|[-.:]\\w)`, flags)

const queued =
  '(?:(?:still|currently|now|already) )?(?:waiting|pending|queued(?: up)?|stuck|sitting(?: there)?|piled up|piling up|backed up|outstanding)'

const failing =
  'blew up|blow(?:n|s|ing)? up|choked|bombed(?: out)?|barf(?:ed|ing)|puk(?:ed|ing)|keeled over|f[ae]ll(?:s|ing|en)? over|went (?:south|pear[- ]shaped|belly[- ]up|boom|bang)|conk(?:ed|ing)(?: out)?|crapp(?:ed|ing) out|bork(?:ed|ing)|flak(?:ed|ing)(?: out)?|(?:is |are )?on the fritz|kicked the bucket|gave up(?: the ghost)?|explod(?:ed|ing)|flapping|acting up|playing up|misbehaving|wonky|dodgy|janky|limping|struggling|hosed|fubar|toast|in a bad way|having a bad day'

/** An amount, what it is of, and that more or less of it will do. */
const orBeyond = (words: string, bound: string): readonly [RegExp, string] => [
  new RegExp(
    String.raw`(?<!\b(?:than|least|most|over|under|above|below) )(?<![\w.-])(\d[\d.,]* ?(?:[kmgt]i?b|%|percent|seconds?|secs?|minutes?|mins?|s|days?|vcpus?|cores?|gigs?)?) ((?:of )?(?:[a-z]+ )?[a-z]+),? (?:or|and) (?:${words})\b`,
    'gi',
  ),
  `${bound} $1 $2`,
]

const loose: readonly (readonly [RegExp, string])[] = [
  // Said for itself.
  [word('lol|lmao|omg|wtf|ffs|tbh|imho?|btw|fyi|afaik|iirc|jk|smh|asap|tia'), ' '],
  [/\p{Extended_Pictographic}\uFE0F?/gu, ' '],
  [
    word(
      "(?:the hell|the heck|on earth|in the world|the fuck|the devil|in god's name)(?= (?:is|are|was|did|does|do|has|happened|owns))",
    ),
    ' ',
  ],
  [
    /^\W*(?:(?:yo|oi|ey|hey|so|ok|okay|hmm+|umm*|erm|err|well|fine|alright|all right|right|good|great|cool)[, ]+)+(?=(?:what|who|where|when|why|how|which|is|are|do|does|any|can|show|list)\w*\b)/gi,
    '',
  ],
  [
    /^\W*(?:(?:do )?(?:you|u|ya|any(?:one|body)) (?:guys )?(?:got |have |happen to )?(?:any (?:idea|clue)|know)|any (?:idea|clue|chance you know)|no (?:idea|clue)|remind me(?: again)?|quick check|out of curiosity)[,:]? (?=(?:who|what|which|where|when|why|how|if|whether)\b)(?:if |whether )?/gi,
    '',
  ],
  // “gpu boxes: how many”.
  [
    /^\W*((?:[a-z\d]+ ){0,3}[a-z]+s): how many(?: (?:are there|have we got|do we have|of them))?(?= *(?:&|,|and\b|\?|$))/i,
    'how many $1',
  ],
  // As many spell it.
  [
    /\b(more|less|fewer|other|rather|(?!further|together|whether|either|neither)[a-z]{2,}er) then(?= (?:\$ ?)?\d| (?:an?|one|two|three|five|ten|half|twice|the|our|that|it)\b)/gi,
    '$1 than',
  ],
  // “1 GB of memory or more” is at least so much.
  orBeyond('more|above|up|higher|larger|bigger|longer|older', 'at least'),
  orBeyond('less|below|fewer|lower|smaller|shorter|under', 'at most'),
  // Down is where a bill is brought.
  [
    /\b(?:bring|get|drive|push|take|have) ((?:\w+ ){0,3}(?:bill|costs?|spend(?:ing)?|expenses)) down\b/gi,
    'reduce $1',
  ],
  // What somebody did.
  [
    /\bwhat (?:has|have|had|is|was|'s) (\S+(?: (?!been\b)\S+)?) (?:been )?(?:up to|working on|messing with)(?= |[?.!]|$)/gi,
    'what did $1 do',
  ],
  // That a thing is there at all narrows nothing.
  [
    /\b(?:that |which )?(?:(?:is|are|were|was|have been|has been) )?(?:allocated|provisioned|created|defined|registered|existing|exists?|configured|set up|there),? (?:but|yet|and still|though) (?:(?:is|are|were|was) )?(?=(?:not|never|currently not|no longer|un\w+)\b)/gi,
    'that are ',
  ],
  // In short.
  [/(?<![\w/])w\/(?= |(?:an?|the|no) )/gi, 'with'],
  [word("'?bout"), 'about'],
  [word('ppl|peeps|folks'), 'people'],
  [word('ec2s'), 'instances'],
  [word('ver(?= of)'), 'version'],
  [/(?<=[a-z]{2} )(?<!\b(?:the|an|type|class|language|family) )r(?= [a-z]{2,})/g, 'are'],
  [word('rn|atm|r/n'), 'right now'],
  [
    /(?<=\w )(?:r|are)(?= (?:u|we|they|there|our|the|stuck|in|on|up|down|running|stopped|open|any|not|all|still)\b)/gi,
    'are',
  ],
  [word('hw(?= (?:many|much|long|old|big|often|full))|hwo|haow'), 'how'],
  [/(?<=\bhow many (?:\w+ ){1,2})r(?= )/gi, 'are'],
  [word('how ?m(?:a?ny|uch)?(?= )(?<=mny)'), 'how many'],
  [word('msgs'), 'messages'],
  // Those that a queue holds; how long one may wait for a message is another of its members.
  [word(`(messages? (?:is|are)) ${queued}(?= (?:in|on|at)\\b)`), '$1'],
  [
    word(
      `(messages?)(?: (?:is|are|that (?:is|are)))? ${queued}(?! (?:for|since|longer|more than|over)\\b)`,
    ),
    '$1',
  ],
  [word('(?:waiting|pending|queued|stuck|outstanding|unprocessed) (messages?)'), '$1'],
  [word('msg'), 'message'],
  [/\bwhats(?= )/gi, "what's"],
  [/\b(who|where|how|when|that|there|here)s(?= )/gi, "$1's"],
  [/\b(we|i|you|they)ve(?= )/gi, "$1've"],
  [/\b(is|are|was|were|has|have|had|do|does|did|ca|could|should|would|wo)nt(?= )/gi, "$1n't"],
  [word('u(?= )'), 'you'],
  [word('ur'), 'your'],
  [/(?<=[\w,] )(?:n|'n'?|’n)(?= \w)(?<! (?:node|n) )/g, 'and'],
  [word('gimme|lemme (?:see|have|get)|lmk'), 'show me'],
  [word('wanna'), 'want to'],
  [word('gonna'), 'going to'],
  [word('dunno'), "don't know"],
  [word('sth|smth'), 'something'],
  [/\b(us(?:e|es|ing|ed)|need(?:s|ing)?|own(?:s|ing)?|using)( still)? '?em\b/gi, '$1$2 them'],
  [word('prds?|prdn'), 'prod'],
  [word('stg|stage env(?:ironment)?'), 'staging'],
  [word('infra'), 'infrastructure'],
  [word('config(?= of)'), 'configuration'],
  [word('perms'), 'permissions'],
  [word('envs'), 'environments'],
  [word('dbs'), 'databases'],
  [word('sgs'), 'security groups'],
  [word('sg(?= \\w)(?! of)'), 'security group'],
  [word('lbs'), 'load balancers'],
  [word('lb'), 'load balancer'],
  [word('acct'), 'account'],
  [word('pw|pwd|passwd'), 'password'],
  [word('creds'), 'credentials'],
  [word('deets|deetz'), 'details'],
  [word('vol(?=s? )(?:s)?'), 'volumes'],
  [word('k8'), 'k8s'],
  // About how many.
  [
    word(
      '(?:very )?(?:roughly|approx(?:imately)?|more or less|give or take|ballpark|in round figures|ish)[,]?',
    ),
    ' ',
  ],
  [word('about(?= how (?:many|much))'), ' '],
  // Money.
  [word('(?:how much|what) (?:dosh|cash|dough|moola|money|dollars|bucks)'), 'how much money'],
  [
    word(
      '(do|did|does|are|have) (we|i|you|they|us)( still| actually| currently)? (?:blow|burn(?: through)?|shell out|fork out|cough up|splash out|drop|waste|chuck away|throw)(?: away| at| into)?(?= )',
    ),
    '$1 $2$3 spend on',
  ],
  [
    /\bspend on (?=(?:on|for|per|a day|each|every|last|this|in|a month|a week|daily|monthly|at)\b)/gi,
    'spend ',
  ],
  [
    word(
      "(?:(we|i|you|they)(?:'re| are|'ve| have)? (?:blowing|burning|burn(?:ed|t)?|blown|blew|shelling out|forking out))(?: through)?(?= )",
    ),
    '$1 spend',
  ],
  [
    word(
      '(do|does|did)( .{2,60}?) (?:burn(?: through)?|gobble(?: up)?|eat up|guzzle|swallow|set us back|run us)(?= (?:per|a|each|every|in|last|this|daily|monthly|by|us)\\b| *[?.!]*$|[?.!])',
    ),
    '$1$2 cost',
  ],
  [word('burn rate'), 'daily cost'],
  [
    word('(?:costs?|spend|cost us) (?:us )?(?:the earth|a fortune|an arm and a leg)'),
    'cost the most',
  ],
  // Who, and what they did.
  [
    word(
      'who (?:do|should|can|could|must|would|shall) (?:i|we|one) (?:bug|ping|ask|talk to|speak (?:to|with)|contact|poke|call|shout at|blame|yell at|see|bother|chase|hit up|go to|turn to)(?: about| for| with| over| regarding)?(?= )',
    ),
    'who owns',
  ],
  [
    word(
      '(?<=who (?:just |last |has )?)(?:nuked|zapped|blew away|axed|binned|trashed|wiped|killed off|got rid of)',
    ),
    'deleted',
  ],
  [word('(?<=who (?:deleted|changed|broke|touched) )stuff'), 'something'],
  [
    word('(?:logged|logging) (?:in ?to|on ?to|into) (?:the )?(?:aws )?console'),
    'signed in to the console',
  ],
  [
    word(
      "what(?:'s| is) (?:the (?:deal|story|matter|problem|issue) with|up with|going on with|eating|ailing)",
    ),
    'what is wrong with',
  ],
  // What nobody needs any more.
  [
    word(
      '(?:sitting|standing|hanging|lying|just) (?:around |there |about )?(?:doing|twiddling) (?:nothing|bugger all|its thumbs)|doing (?:nothing|bugger all|sod all)|bored',
    ),
    'idle',
  ],
  [word('ancient|prehistoric|crusty|stone[- ]age|antique|decrepit'), 'old'],
  // What it does no longer.
  [word(failing), 'failed'],
  [
    /(?<=\b(?:certs?|certificates?|domains?|keys?|tokens?|tls|ssl)\b.{0,40}?)\b(?:run(?:s|ning)? out|laps(?:e|es|ing)|go(?:es|ing)? (?:stale|out of date|bad)|end(?:s|ing)?|due|die|dies|croak|kick the bucket)\b(?= (?:in|within|this|next|before|by|soon|over|during|the)\b| *[?.!]*$)/gi,
    'expire',
  ],
  [/\b(?:are|is|be|will) expire\b/gi, 'expire'],
  [/(?<=\b(?:certs?|certificates?|tls|ssl)\b.{0,40}?)\bup for renewal\b/gi, 'expire'],
  // How much it has to do, and how much there is in it.
  [
    word(
      '(is|are) (.{2,40}?) (?:(?:running|getting|too|very|quite|so) )*(?:hot|toasty|sweating|pegged|maxed out|under water|cooking|melting)(?: right now)?',
    ),
    'what is the CPU of $2',
  ],
  [word('how (?:hot|busy|hammered|loaded) (is|are) '), 'what is the CPU of '],
  // What runs.
  [
    /(?<=\b(?:box(?:es)?|instances?|machines?|servers?|vms?|tasks?|nodes?|hosts?)\b.{0,30}?\b(?:is|are|were) |which .{2,30} (?:is|are) )(?:still )?(?:up and running|up|alive|turned on|switched on|powered on|live)(?= (?:in|on|right|now|at|there|here|for|across)\b| *[?.!]*$)/gi,
    'running',
  ],
  // Where people look first.
  [
    /\bwhat (?:does|is in|do you (?:see|have) in|all is in|do we have in|sits in|lives in) (?:this|our|the|my|that) (?:aws |whole |cloud )*(?:account|environment|estate|setup|cloud)(?: (?:contain|hold|have|consist of|include|look like|of ours))?\b/gi,
    'what do we have in our account',
  ],
  [
    /\b(?:give|show) me (?:a |an )?(?:quick )?(?:overview|tour|picture|rundown|summary) of (?:everything|what(?:'s| is) (?:in|there)|the (?:whole )?(?:account|estate|environment|infrastructure))[^?.!]*/gi,
    'what do we have in our account',
  ],
]
