/** What people say in other words, as what the members of things are called: read once, for all kinds. */
export const inPlainWords = (text: string): string =>
  sayings.reduce(
    (said, [pattern, plain]) =>
      typeof plain === 'string' ? said.replace(pattern, plain) : said.replace(pattern, plain),
    text,
  )

type Replacer = (said: string, ...groups: string[]) => string

const meantTo: Readonly<Record<string, string>> = {
  process: 'processes',
  consum: 'consumes',
  watch: 'watches',
  writ: 'writes',
}

const nobody = '(?:nobody|no one|no-one|nothing|none of (?:us|our \\w+)|not a single \\w+)'

const sayings: readonly (readonly [RegExp, string | Replacer])[] = [
  [
    /^(?=\W*\w).*?(?<![\w-])([\w-]*dlq)(?![\w-]).*?[,;.?!–-]+ *(?:so |and |but )?(?:what(?:'s| is| has|s)? (?:going (?:on|wrong)|gone wrong|wrong|happening|up|happened)|what happened|any ideas?(?: why)?|why(?: is that)?)\W*$/gi,
    'why are messages in $1?',
  ],
  [
    /^\W*(?:.*? )?(?:alarm )?((?=[\w-]*-)[\w-]+) (?:is firing|fired|went off|is red|is in alarm|is alarming|just (?:fired|went off))[,;.?!–-]+ *(?:so |and |but )?(?:what(?:'s| is|s)? (?:going (?:on|wrong)|wrong|happening|up)|what happened|any ideas?(?: why)?)\W*$/gi,
    'why is the alarm $1 firing?',
  ],
  [
    /\bdid ([a-z]\w*\.\w+) (?:open|change|do|touch|modify|create|delete|edit|make) (?:anything|something|any (?:other )?changes?)(?: else)?(?: there)?(?: that (?:day|evening|night|time)| then)?(?= *[?.!]*$)/gi,
    'what did $1 change in the last 7 days',
  ],
  // What makes several functions run, and what clusters log.
  [
    /\b(?:what|who|which (?:events?|services?|things?)) (?:triggers?|invokes?|calls|feeds) (?!(?:the |our )?(?:pipelines?|builds?|deployments?|alarms?|it|that|this|th[eo]se|them|they|each|all)\b)(?:the |our )?(?:lambda |functions? )*((?:["“]?[\w-]+["”]?(?:, and |, | and )){1,11}["“]?[\w-]+["”]?)(?: functions?| lambdas?)?(?= *[?.!]*$)/gi,
    'event source mappings of $1',
  ],
  [
    /\b(?:control[- ]plane )?log types? (?:(?:is|are|does|do|that|which|being|have|has) )*(?:(?:enabled|active|on|turned on|switched on) )*(?:(?:on|of|for|at|in|by) )?/gi,
    'logging types of ',
  ],
  [
    /\b(let|allow|permit|accept|admit)(?:s|t?ing)? (in )?(?:everything|(?:all|any) (?:traffic|protocols?|ports?))(?: (in))?\b/gi,
    (_said, verb, before, after) =>
      `${(before ?? after) !== undefined || verb === 'let' ? 'inbound' : verb} all-traffic`,
  ],
  [
    /\b(resources?|things?|assets?|everything|what)\b((?: that| which)?(?: do| does| is| are)?)(?: have| has| having| with)?(?: no| without an?| lack(?:s|ing)?(?: an?)?| missing an?|(?: not|n't) have an?) owner\b(?! tags?\b)/gi,
    '$1$2 without Owner tag',
  ],
  [
    /\b(?:what|which (?:resources|things)|everything|all)(?: that| which)? (?:does |do )?(?!(?:we|i|you|they|he|she|it|who)\b)([a-z][\w.@-]*?) owns?\b|\b(?:what|everything|anything|which resources|all)(?: that)?(?: is| are)? owned by ([a-z][\w.@-]*\w)/gi,
    (_said, one, other) => `all resources tagged Owner=${one ?? other}`,
  ],
  [
    /\b(?:not )?attached to (?:nobody|no-?one|no one|nothing|no (?:user|role|group|principal|entity)s?)\b/gi,
    'unattached',
  ],
  [
    /\bhow long (?:has|have|was|were|is|are) (.{2,60}?) (?:been )?(failing|down|broken|unhealthy|erroring|throwing (?:\w+ )?errors|returning (?:\w+ )?errors|in alarm|firing|crashing|degraded)\b/gi,
    'since when is $1 $2',
  ],
  [
    /\b(?:old|older|outdated|weak|deprecated|insecure|legacy|obsolete|vulnerable) (?:tls|ssl)(?: (?:polic(?:y|ies)|versions?|protocols?|ciphers?))?\b/gi,
    'old-tls',
  ],
  [
    /\b(is |are |what(?:'s| is| are)? )?(?:any ?thing|something|things|resources) (?:is |are |that (?:is|are) )?(?:scheduled (?:for|to be)|waiting (?:for|to be)|pending|about to be) (?:deletion|deleted)\b/gi,
    (_said, lead = '') => `${/^(?:is|are)/i.test(lead) ? 'are any ' : ''}KMS keys pending deletion`,
  ],
  [
    /(?<![\w./-])(?:server )?access log(?:s|ging)?\b(?![\w./-])(?=.*\bbuckets?\b)|(?<=\bbuckets?\b.*)(?<![\w./-])(?:(?:server )?access log(?:s|ging)?|log (?:their )?access(?:es)?)(?![\w./-])/gi,
    'logging',
  ],
  [/\bcontrol[- ]plane (?=log)/gi, ''],
  [
    /(\b(?:are|is) )?\b(?:in (?:the |an? )?ok(?: state| status)?|(?:have|has|having|with) (?:the |an? )?(?:state|status)(?: value)?(?: of)? ok)\b/gi,
    (_said, being) => (being === undefined ? 'that are healthy' : `${being}healthy`),
  ],
  [
    /\b(?:does |has |is )?any(?:one|body)(?: here)?(?: still)?(?: (?:got|have|has|with))? god[- ]mode\b/gi,
    'who has full admin rights',
  ],
  [/\bgod[- ]mode\b/gi, 'full admin rights'],
  [
    /\b(open to the (?:whole |entire )?(?:internet|world|public)),? or (?:only|just|limited|restricted) (?:to )?(?:some|certain|a few|our|specific|known) (?:\w+ )?(?:ips?|addresses|cidrs?|ranges?|networks?)\b/gi,
    '$1',
  ],
  [
    /\b(?:keeps?|retains?|keeping|retaining|kept) (?:(?:old|older|previous|prior|all|past|multiple|several|its|their|object|file) )*versions\b/gi,
    'versioned',
  ],
  [/\b(?:(?:have|has) been|are|is|been) up (?=for\b|since\b)/gi, 'are running '],
  [/(?<=\bdays?|weeks?|months?) straight\b/gi, ''],
  [/\bmanaged (?=polic(?:y|ies) (?:(?:are|is) )?(?:attached to|does|do)\b)/gi, ''],
  [
    /\bwhen (?:will|is|does|shall) (.{2,80}?) (?:(?:to )?be|get|going to be|scheduled (?:for|to be)|up for|due for)(?: finally)? (?:deleted|deletion|removed)(?= *[?.!]*$)/gi,
    'what is the deletion date of $1',
  ],
  [/\bassociated with (?:anything|any \w+|something)\b/gi, 'attached'],
  [/\bname ?servers? (?:of|for) (?:the domain )?/gi, 'NS records of '],
  [/\bwhat does ([\w-]+(?:\.[\w-]+)+) (?:resolve|point|lead) to\b/gi, 'where does $1 point to'],
  [
    /(?<=\b(?:elastic ips?|eips?|static ips?)\b.*)\b(?:are|is) (?:currently )?in use\b/gi,
    'are attached',
  ],
  [
    /^(\W*)(?:which|what|in which|at which) (?:stage|step|phase) did (?:the )?(.+?) (pipeline|build|execution) (?:fail|break|stop)(?: in| at)?(?= *[?.!]*$)/gi,
    '$1why did the $2 $3 fail',
  ],
  [
    /^.*\b(?:certificates?|certs?)\b.*\b(?:can't|cannot|can not|won't|fail(?:s|ed|ing)? to|does not|don't|doesn't) (?:be )?renew\w*.*$/gi,
    'which certificates expire soon',
  ],
  [
    /\bwhat(?:'s| is| sits)? behind (?:our |the )?(?:cloudfront|cdn)(?: distribution)?\b/gi,
    'what are the origins of the distribution',
  ],
  [/\b(?:owned by|belong(?:s|ing)? to) (?:nobody|no one|no-one)\b/gi, 'without owner'],
  [
    /^(\W*)(?:does|do|has|have) (?:the )?([\w.-]+)(?: queue)? (?:have |has |got )?(?:an?|any) (?:dlq|dead[- ]?letter queue)\b/gi,
    '$1does $2 have a redrive',
  ],
  [
    /^(\W*)(?:which|what) (?:queue )?is the (?:dlq|dead[- ]?letter queue) (?:of|for) (?:the )?([\w.-]+)(?: queue)?(?= *[?.!]*$)/gi,
    '$1what is the redrive policy of the queue $2',
  ],
  [
    /\b(read(?:s|ing)?|consum(?:es?|ing)|triggered|invoked|fed|polls?|polling)( from| by)? (sqs|sns|dynamodb)(?: (?:queues?|topics?|tables?|streams?))?(?= *[?.!]*$)/gi,
    '$1$2 a $3 thing',
  ],
  [/\ba sqs thing\b/gi, 'a queue'],
  [/\ba sns thing\b/gi, 'a topic'],
  [/\ba dynamodb thing\b/gi, 'a table'],
  [
    /^(\W*)(?:who|what) (?:reads|consumes|polls|processes|drains)(?: from)? (?:the )?([\w.-]+) queue(?= *[?.!]*$)/gi,
    '$1which functions read from the queue $2',
  ],
  [/('s environment)(?= (?:contain|hold|look|have|includ))/gi, '$1 variables'],
  [
    /^(\W*)how many (?:instances|machines|nodes|servers|boxes) can ([\w.-]+) (?:scale|grow|go)(?: up| out)?(?: to)?(?= *[?.!]*$)/gi,
    '$1what is the max size of the auto scaling group $2',
  ],
  // What buckets do to what is old in them is in their lifecycle.
  [
    /\b(does|do|will|are|is) ((?:the |our |all )?(?:s3 )?(?:buckets? )?[\w."-]+(?: buckets?)?) (?:ever )?(?:delet|remov|expir|purg|clean)(?:es?|ing|ed)?(?: up)?(?: out)? (?:(?:its|their|the|any|old|older|stale|outdated) )*(?:objects|files|data|stuff|things)\b(?: by (?:itself|themselves)| automatically| on (?:its|their) own| after (?:a while|some time))*(?= *[?.!]*$)/gi,
    (_, verb: string, of: string) =>
      `${/^(?:is|will)$/i.test(verb) ? 'does' : /^are$/i.test(verb) ? 'do' : verb} ${of} have a lifecycle expiration`,
  ],
  [
    /\b(buckets?) (?:that |which )?(?:(?:automatically|ever) )?(?:deletes?|removes?|expires?|purges?|cleans?)(?: up)? (?:(?:its|their|the|any|old|older|stale|outdated) )*(?:objects|files|data|stuff|things)\b(?: by (?:itself|themselves)| automatically| on (?:its|their) own| after (?:a while|some time))*(?= *[?.!]*$)/gi,
    '$1 have a lifecycle expiration',
  ],
  [/\b(expires?|deletes?|removes?) (?:its |old |the |any )?objects\b/gi, '$1'],
  [
    /\b(which|what) lambda (?=(?:reads?|process\w*|consumes?|handles?|polls?|drains?|writes?|sends?|uses?|watches|is|was|serves?|gets?|runs?)\b)/gi,
    '$1 function ',
  ],
  // What is meant to do something is asked for as what does it.
  [
    /\b(?:is|are) (?:supposed|meant|expected|responsible) (?:to|for) (read|process|consum|handl|drain|poll|work|watch|writ|send|trigger)(?:e|ing)?(?: (?:off|on|through))?\b/gi,
    (_, verb: string) =>
      /^(?:handl|work)/i.test(verb) ? 'processes' : (meantTo[verb.toLowerCase()] ?? `${verb}s`),
  ],
  // What queues do with what could not be handled.
  [
    /\bwhere (?:do|does|did|are|is) (?:the )?(?:failures|failed (?:messages|ones|events)|dead[- ]letters|rejects|messages that fail(?:ed)?) (?:of|from|in) (?:the )?(?:queue )?([\w.-]+)(?: queue)? (?:go|end up|land|moved|sent|put)(?: to)?(?= *[?.!]*$)/gi,
    'what is the redrive policy of the queue $1',
  ],
  [
    /\bwhere (?:do|does|did) (?:the )?(?:queue )?([\w.-]+)(?: queue)? (?:send|put|move|drop) (?:its |the )?(?:failures|failed (?:messages|ones|events)|dead[- ]letters|rejects|messages that fail(?:ed)?|what (?:fails|failed))(?: to)?(?= *[?.!]*$)/gi,
    'what is the redrive policy of the queue $1',
  ],
  [
    /\b(sends?|puts?|moves?|drops?|dumps?|feeds?|forwards?) (?:(?:its|their|the|all|any) )*(?:failures|failed (?:messages|ones|events)|dead[- ]letters|rejects|messages that fail(?:ed)?|what (?:fails|failed))(?= (?:to|in|into|on)\b)/gi,
    'sends',
  ],
  [
    /\bthe queue (?:(?:that|which|of which|whose failures) )?(?:the )?(?:queue )?([\w.-]+)(?: queue)? is the (?:dlq|dead[- ]?letter queue) (?:of|for)\b/gi,
    'the queue $1',
  ],
  [
    /\b(reads?|process(?:es)?|consumes?|handles?) (?:(?:the|its|those|these) )?messages (?:in|of|from|on) (?=(?:the )?(?:queue )?[\w]+[-_])/gi,
    '$1 ',
  ],
  [/\bsize of (?:all )?(?:of )?(?:the |our )?(?:cloudwatch )?logs\b/gi, 'size of all log groups'],
  // Repositories of images, where what is asked of them only those have.
  [
    /(?<!\b(?:image|ecr|code|git|codecommit|docker|container) )\b(repositor(?:y|ies)|repos?)\b(?=.*\b(?:scan\w*|immutab\w*|mutab\w*|lifecycle|untagged)\b)/gi,
    'image $1',
  ],
  [/\bsite[- ]to[- ]site (?=vpn)/gi, ''],
  // Whose keys are in KMS, AWS's or one's own.
  [
    /(?<!\b(?:with|by|using|under) (?:an? |the |their |its |our |own )*)\b(aws|customer)[- ]managed (?:kms )?keys?\b/gi,
    'KMS keys with key manager $1',
  ],
  [/(?<=\busers?\b.*)\bconsole access\b/gi, 'a console password'],
  [
    /^(\W*)(?:is|are) (?:the |our )?([\w.-]+)(?: table)? (?:(?:on[- ]demand|pay[- ]per[- ]request) or provisioned|provisioned or (?:on[- ]demand|pay[- ]per[- ]request))\b/gi,
    '$1what is the billing mode of the table $2',
  ],
  [
    /^\W*after how many [\w ]+? (?:does|do|will|is|are) (?:a message (?:in|of|from) )?([\w.-]+)\b.*\b(?:dlq|dead[- ]?letter\w*)\b.*$/gi,
    'what is the redrive policy of the queue $1',
  ],
  [/\b(encrypted|unencrypted|encryption) at[ -]rest\b/gi, '$1'],
  [
    /\b(which|what|how many|list|show)\b([^.?!]*?)\b(?:(are|is)|in(?: the)? state) ok(?:ay)?\b/gi,
    (_, asks: string, of: string, verb = 'are') => `${asks}${of}${verb} fine`,
  ],
  // “Do we back it up?” asks whether it is.
  [
    /\b(?:do|are) (?:we|you) (?:back|backing) (?:up )?((?:the |our )?[\w./-]+(?: [\w./-]+)?)(?: up)?(?= *[?.!]*$)/gi,
    'is $1 backed up',
  ],
  // What is not used, where no time is said.
  [
    new RegExp(
      `\\b(?:that |which )?${nobody} (?:else )?(?:(?:really |actually |still |ever )*(?:uses|needs|is using|makes use of|refers? to|references|points? (?:at|to)|depends on|relies on))(?: any ?more| any longer)?\\b(?! .*\\b(?:for|in|since|within)\\b)`,
      'gi',
    ),
    'unused',
  ],
  [
    /\b(?:(?:is|are)(?: currently)? not|isn't|aren't|not)(?: being)? (?:in use|used)(?: by (?:any(?:thing|one|body)|any \w+)| anywhere| any ?more| any longer)?(?= *[,.?!]|$)/gi,
    'unused',
  ],
  [/\bleft[- ]?overs?\b|\bgathering dust\b|\blying around\b/gi, 'unused'],
  [
    /\b(?:notif(?:y|ies)|alerts?|tells?|pages?|informs?|messages?) (?:nobody|no one|no-one)\b/gi,
    'without alarm actions',
  ],
  [
    /\b(?:that |which )?(?:we|i|you) (?:are |'re )?(?:still )?pay(?:ing)? for (?:without (?:ever )?using(?: (?:it|them))?|(?:but|and|though) (?:do not|don't|never|nobody) uses?(?: (?:it|them))?)|\b(?:without (?:us )?(?:ever )?using (?:it|them))/gi,
    'unused',
  ],
  [
    new RegExp(
      `\\b(?:does|do|is|are) ${nobody} (?:use|need|using|reference|refer to|point to|depend on)\\b`,
      'gi',
    ),
    'are unused',
  ],
  // Whether a database can be reached says its own setting.
  [
    /(?<=\b(?:databases?|rds|dbs?)\b.*)\b(?:reachable|accessible|exposed|open) (?:from|to) (?:the )?(?:internet|outside|world|public)\b/gi,
    'publicly accessible',
  ],
  [
    /\b(?:(?:never|not yet|not)(?: been)? confirmed|unconfirmed|hasn't confirmed|(?:still )?(?:a?waiting|pending|outstanding)(?: for| on)? (?:\w+ )?confirmation|to be confirmed)\b/gi,
    'pending',
  ],
  [/\bnever(?: been)?(?: ever)? used\b/gi, 'never-used'],
  // “Do we pay for an IP that nobody uses” asks whether there is one.
  [
    /^(\W*)(?:do|are|did) (?:we|i) (?:still )?pay(?:ing)? for (?=(?:an?|any|some|unattached|unused|idle)\b.*\b(?:unattached|unused|idle|\w+n't|not|no longer|nobody|stopped)\b)/gi,
    '$1is there ',
  ],
  [/(?<=\b(?:stacks?|pipelines?|jobs?|builds?|functions?)\b.*)\bbroke\b/gi, 'failed'],
  // SES calls what is not its sandbox production access.
  [
    /^.*\b(?:ses|e?mails?|mail account)\b.*\bsandbox(?:ed)?\b.*$/gi,
    'which ses accounts have no production access enabled',
  ],
  // What somebody may do is what policies are attached to them.
  [
    /\bwhat (?:does|do|would) (?!(?:it|that|this|they|he|she) )((?:the )?(?:\w+ )?["\w.-]+) (?:let|allow|permit|entitle) (?:[\w.-]+ ){1,3}?(?:to )?(?:do|access)\b/gi,
    'which policies are attached to $1',
  ],
  [
    /\bwhat (?:can|may|is|are) ((?:the |my |our )?(?:(?:iam )?(?:user|role|group) )[\w.-]+|[a-z]+\.[a-z]+) (?:allowed to )?do\b(?! (?:in|with|within|to|on) )/gi,
    'which policies are attached to $1',
  ],
  [
    /\b(which|what) polic(?:y|ies) (?:does|do) ((?:the )?(?:\w+ )?[\w.-]+) (?:have|has|use|hold)\b/gi,
    '$1 policies are attached to $2',
  ],
  // Empty or not.
  [
    /\b(?:with|have|has|having|got) (?:something|anything|stuff|things|any) (?:in|inside|on) (?:them|it)\b|\bnot empty\b|\bnon-empty\b/gi,
    'nonempty',
  ],
  [/\b(?:with|have|has|having) nothing (?:in|inside|on) (?:them|it)\b/gi, 'empty'],
  [
    /\bhome[- ]?(?:made|grown|brew\w*)\b|\bself[- ](?:made|written)\b|\bhand[- ](?:made|written|crafted)\b/gi,
    'own',
  ],
  // What S3 calls so in full.
  [/\bserver access (?=log)/gi, ''],
  // IAM's, where it is their users that are asked for.
  [
    /(?<!(?!which|what|the|all|any)[\w-]+ )(?<![\w-])groups ((?:with|without|that have|having|have|has) (?:(?:no|any) )?)(?:users?|members?)\b/gi,
    'IAM groups $1users',
  ],
  // Queues and subscriptions whose dead letters go somewhere; functions call it otherwise.
  [
    /(?<=\b(?:functions?|lambdas?)\b.*\b(?:no|without(?: an?| any)?|with(?: an?)?|lack(?:s|ing)?(?: an?| any)?|have(?: an?| any)?|has(?: an?| any)?|n't(?: have)?(?: an?| any)?) )(?:dead[- ]letter queues?|dlqs?)\b(?: behind (?:them|it))?/gi,
    'redrive',
  ],
  [
    /(?<=\b(?:queues?|subscriptions?)\b.*\b(?:no|without(?: an?| any)?|with(?: an?)?|lack(?:s|ing)?(?: an?| any)?|have(?: an?| any)?|has(?: an?| any)?|n't(?: have)?(?: an?| any)?) )(?:dead[- ]letter queues?|dlqs?)\b(?: behind (?:them|it))?/gi,
    'redrive policy',
  ],
  // Whose key encrypts, where it is AWS's own otherwise.
  [
    /\b(with|by|using|under) (?:an? |the |their |its |our )?(?:own |custom |customer[- ](?:managed |owned )?)(?:aws )?(?:kms |encryption )?(?:keys?|cmks?)\b/gi,
    '$1 KMS keys',
  ],
  [/\b(?:do not|don't|doesn't|does not) (?:have|has|own|carry)\b/gi, 'have no'],
  [/\b(?:long )?(?:gone|vanished)\b/gi, 'gone'],
  [
    /\b(?:no longer|doesn't|does not|don't|do not) exists?(?: any ?more| any longer)?\b|\b(?:was|were|has been|have been) deleted(?! (?:by|in|on|since|yesterday|last|today))\b/gi,
    'gone',
  ],
]
