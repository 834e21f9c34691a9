/** What many say in a way of their own, in the words that are read: `who looks after it`, `who kicked it off`. */
export const plainly = (said: string): string =>
  ways.reduce((text, [pattern, plain]) => text.replace(pattern, plain), said)

const ways: readonly (readonly [said: RegExp, plain: string])[] = [
  // Who a role trusts.
  [
    /^(?:which|what|show(?: me)?)(?:'s| is)? (?:the )?(?:trust (?:policy|relationship)|assume[- ]role policy)(?: (?:does|of|for|on))? (?:the )?(?:role )?([\w-]+)(?: role)?(?: have| has| use)?(?= *[?.!]*$)/gi,
    'who can assume the role $1',
  ],
  // Whom the API of a cluster lets in.
  [
    /\b(?:kubernetes|k8s|eks|cluster) api(?: server)?(?: endpoint)?(?= (?:of|for|on) )/gi,
    'endpoint',
  ],
  [
    /\b(?:kubernetes|k8s|eks|cluster) api(?: server)?(?: endpoint)?(?! version)/gi,
    'EKS cluster endpoint',
  ],
  [
    /\b(?:which|what) (?:ips?|ip ranges?|ip addresses|cidrs?|cidr (?:blocks|ranges)|ranges|networks|addresses) (?:may|can|are (?:allowed|permitted) to|(?:have|has) access to) ?(?:reach|access|use|call|connect to|talk to)? (?:the )?(?:endpoint|api server|api|control plane) of (?:the )?(?:cluster )?([\w-]+)/gi,
    'what are the public access cidrs of the EKS cluster $1',
  ],
  // A setting of databases, and no backup of one.
  [
    /\b(rds|dbs?|databases?) backups? (retention(?: periods?| days)?|windows?)\b/gi,
    'backup $2 of the databases',
  ],
  // What is of no use is asked for, whatever it costs.
  [
    /^(\W*(?:(?:are there|do we have|have we got) )?(?:any|which|what|list|show me|show)\b.*\b(?:idle|unused|unattached|unassociated|dangling) (?!resources?|things?|stuff)(?:\w+ ){0,2}\w+s),? (?:(?:that|which) )?(?:are )?we(?:'re| are)? (?:(?:still|also) )*pay(?:ing)? for(?= *[?.!]*$)/gi,
    '$1',
  ],
  [
    /^(\W*how (?:many [gmtp]i?bs?|many (?:giga|tera|mega)bytes|much (?:storage|space|memory|capacity))\b.{2,60}?) (?:are|do) we (?:(?:currently|still|really) )*(?:pay(?:ing)? for|(?:being )?(?:billed|charged) for|have|store|use)(?=(?: in (?:total|all)| altogether)? *[?.!]*$)/gi,
    '$1',
  ],
  [
    /\bhow (?:many (?:bytes|[gmtk]i?bs?)|much (?:data|space|storage)) of (?:cloudwatch )?logs\b|\bhow (?:much|many) log (?:data|bytes|storage|volume)\b(?: (?:do|are) (?:we|they) (?:have|keep(?:ing)?|stor(?:e|ing)|retain(?:ing)?|hold(?:ing)?))?/gi,
    'the total size of all log groups',
  ],
  [
    /\b(cidrs|ranges|addresses) (?:are )?(?:allowed|permitted|let in) (?:on|by|in|at|for|to reach) /gi,
    '$1 of ',
  ],
  // Whose encryption is AWS's own.
  [
    /\b(?:default )?encryption (?:that is )?not (?:using|with) (?:aws )?kms\b/gi,
    'not encrypted with kms',
  ],
  // What rotates and has a name of its own is a key of KMS.
  [
    /\b(does|is|did|has) (?:the )?(?:key (?!of\b|pair)([\w/-]+)|(?!access\b|iam\b|kms\b|ssh\b|api\b|the\b|any\b|every\b|each\b|this\b|that\b)([\w/-]+) key) (?:rotates?|being rotated|rotated|have rotation)(?: automatically| by itself| on| enabled)?(?= *[?.!]*$)/gi,
    '$1 the KMS key $2$3 have rotation',
  ],
  [/\b(sum|total)(?: number)?((?: of)?(?: the| all)?) desired tasks\b/gi, '$1$2 desired count'],
  [
    /^(\W*)how often (?:is|are|does|do) (?:the )?(?:secret )?(\S*[-/]\S*) (?:(?:being |get |gets )?rotated?)(?= *[?.!]*$)/gi,
    '$1what are the rotation rules of the secret $2',
  ],
  // Who may do everything.
  [
    /\bwho (?:all )?has (?:the )?(?:administratoraccess|admin(?:istrator)? (?:access|rights|permissions|privileges))(?: in| on)? ?(?:(?:this|the|our) (?:aws )?account)?(?= *[?.!]*$)/gi,
    'who are our admins',
  ],
  // How something is paid for.
  [/\bon demand\b/gi, 'on-demand'],
  // As people type.
  [/\bmsg(s?)\b(?![.-])/gi, 'message$1'],
  [/\b(?:'em|em)\b(?= |[?.!]*$)/gi, 'them'],
  [/^n (?=the |in |what |who |which |how )/i, 'and '],
  [/\brn(?= *[?.!]*$)/gi, 'right now'],
  [/\bgrp(s?)\b(?![.-])/gi, 'group$1'],
  [/\b(sit(?:t)|run(?:n)|us|do|hang|go|ly|burn|cost|hav|gett|serv|work)in'?(?= )/gi, '$1ing'],
  [/\bmem(?= (?:usage|use|used|utili[sz]ation|consumption|of|pressure|and|in)\b)/gi, 'memory'],
  // What stands between a verb and its word: `rolled that out`, `opened it up`.
  [
    /\b((?:roll|open|set|scal|spun|ship)(?:ed|t)?) (it|that|this|them|those|these) (out|up|down)\b/gi,
    '$1 $3 $2',
  ],
  [/\bopened up\b/gi, 'opened'],
  // Whose it is.
  [
    /\b(?:looks? after|takes? care of|(?:is|are) (?:in charge of|accountable for|looking after)|maintains?|babysits?)\b/gi,
    'owns',
  ],
  [/\bwho (?:has|holds) (?:the )?(?:ownership|responsibility) (?:of|for)\b/gi, 'who owns'],
  [/^(?:and )?whose(?= *[?.!]*$)/i, 'whose is it'],
  // What hangs on nothing.
  [
    /\b(volumes?|disks?)(?: (?:that|which))? (?:nothing|nobody|no one|no (?:instance|machine|server)s?) (?:(?:has|have|is|are) )?(?:attached|mounted|mounts?|us(?:es?|ed|ing))\b/gi,
    'unattached $1',
  ],
  // Who did it.
  [
    /^(?:somebody|someone|some ?one) (?:has |had |just )*(\w.{3,80}?)[.,;!:]+ *(?:so )?who(?: (?:was|did|is) (?:it|that|this))?(?=[ ,?.!]|$)/i,
    'who $1',
  ],
  [/\b(?:spun|span) up\b/gi, 'launched'],
  [/\b((?:gpu|big|huge|giant|expensive) )(?:monsters?|beasts?)\b/gi, '$1instances'],
  [/\bkicked off\b/gi, 'started'],
  [
    /\bwho (?:has |had )?(?:switched|turned|powered|shut) (\S.{0,39}?) (?:off|down)\b/gi,
    'who stopped $1',
  ],
  [
    /\bwho (?:has |had )?(?:switched|turned|powered) (\S.{0,39}?) (?:back )?on\b/gi,
    'who started $1',
  ],
  [/\bwho (?:has |had )?(?:switched|turned|powered|shut) (?:off|down)\b/gi, 'who stopped'],
  [
    /^(who\b.{3,80}?),? (?:and )?when (?:was|did) (?:that|this|it)(?: happen(?:ed)?| done)?(?= *[?.!]*$)/i,
    '$1 and when',
  ],
  // Of each.
  [
    /^for (?:each|every)(?: of (?:the|our))? ([^:]{3,60}): ?(?:the )?(?:wanted|desired) (?:vs\.?|versus|against|and) running(?: tasks?| counts?)?(?= *[?.!]*$)/i,
    '$1 with desired count and running count',
  ],
  [
    /^for (?:each|every)(?: of (?:the|our))? ([^:]{3,60}): ?(?:the )?(\S.{2,60}?) (?:vs\.?|versus|against|and) (\S.{2,40}?)(?= *[?.!]*$)/i,
    '$1 with $2 and $3',
  ],
  [/\bwanted(?= (?:and|vs\.?|versus|against) running\b)/gi, 'desired'],
  // What a bill calls by its whole name.
  [/\b(?:amazon )?relational database service\b/gi, 'RDS'],
  [/\b(?:amazon )?elastic compute cloud\b(?! - )/gi, 'EC2'],
  [/\b(?:amazon )?simple storage service\b/gi, 'S3'],
  // Only a bill has these.
  [
    /^(?!.*\b(?:costs?|spen[dt]|bill(?:ed|s)?|pay|paid|expens\w*)\b)(?:(?:split|break down|break) )?(.+?) (?:down )?by (usage[- ]types?)\b/i,
    'cost of $1 by $2',
  ],
  [/\bkicked (?=[^?.!]*?\boff\b)([^?.!]*?) off\b/gi, 'started $1'],
  [/\bfired up\b/gi, 'started'],
  [/\b(?:rolled out|shipped)\b/gi, 'deployed'],
  [/\b(?:messed|fiddled|tinkered) with\b/gi, 'changed'],
  [/\bwho was it that\b/gi, 'who'],
  [
    /\bwho (touched|changed|modified|deployed|updated) (.{1,60}?) last(?= *[?.!]*$)/i,
    'who last $1 $2',
  ],
  [
    /\b(which|what)\b(.{0,60}?) (created|updated|changed|modified|launched|started|deployed) last(?= *[?.!]*$)/i,
    '$1$2 most recently $3',
  ],
  [/\blast log(?:ged)?[- ]?(?:in|on)\b/gi, 'last sign in'],
  [
    /\b(?:is|are) ((?:they|these|those|it)(?: all)?) (?:being |getting )?backed up\b/gi,
    'do $1 have backups',
  ],
  [/,? \b(?:pls|plz|plss|thx|thanks|ty|thank you|cheers)\b(?= *[?.!]*$)/gi, ''],
  [/ (?:pls|plz|plss|please)(?=,)/gi, ''],
  [
    /\b(?:about|going|due|scheduled|set|waiting) (?:to be|for|being) delet(?:ed|ion)\b/gi,
    'pending deletion',
  ],
  [
    /\bhow (?:big|large) (?:are|is) (.{1,50}?) (?:all )?(?:together|altogether|in total|combined|in sum)\b/gi,
    'what is the total size of $1',
  ],
  [/\bmaintenance (windows?)\b/gi, 'maintenance-$1'],
  // Where what fails goes, and after how many tries.
  [
    /\b(?:sends?|moves?|puts?|routes?|forwards?|pushes|push) (?:their |its |the |any |all )?(?:failures?|failed (?:messages?|ones)|failing messages?|poison messages?|dead letters?|what(?:ever)? (?:fails|failed)) (?:on |over |off )?(?:in)?to (?:an? |the |some |another )?(?:dlqs?|dead[- ]letter(?: queue)?s?)\b/gi,
    'have a dead letter queue',
  ],
  [
    /^(\W*(?:(?:and|so|but),? )?)(?:after )?how (?:many (?:tries|attempts|retries|receives|times)|often) (?:does|will|do|would|is|can) (?:the )?(?!it\b)(.{2,50}?) (?:(?:make|makes|take|takes|get|gets|allow|allows|need|have) before\b|give up(?: on)?\b|retry\b|retries\b|try\b|tries\b|attempt\b|dead[- ]letter\b|drop\b|deliver\b|redeliver\b).{0,60}$/gi,
    '$1what is the redrive policy of $2',
  ],
  [
    /\b(?:which|what) (?:task[- ]definition revision|revision of (?:the |its )?task[- ]definition) (is|does) (\S.{0,50}?) (?:on|at|running|run|using|use)(?: right now| now| currently)?(?= *[?.!]*$)/gi,
    'which revision is $2 on',
  ],
  // What is paid for and of no use is asked for, and not what it costs.
  [
    /\b(?:are|do) we (?:still |really |actually |also )*(?:pay(?:ing)?|spend(?:ing)? money|wast(?:e|ing) money) (?:for|on) (?:any |some )?(?!.*\b(?:how much|what|costs?)\b)((?:\w+ ){0,2}\w+?s) (?=(?:that|which) (?:nothing|nobody|no one|no\b|are(?: not|n't| un)|is(?: not|n't))|(?:nobody|nothing|no one) )/gi,
    'are there any $1 ',
  ],
  // How many there are, of what is on the bill.
  [
    /^(\W*(?:and )?how many (?!.*\b(?:gb|gib|tb|hours?|requests?|seconds?|minutes?|calls?|dollars?|euros?)\b).{2,60}?) (?:are|do) we (?:(?:currently|still|really|actually) )*(?:pay(?:ing)? (?:for|on)|(?:being )?(?:billed|charged) for)(?= *[?.!]*$| in\b)/gi,
    '$1 do we have',
  ],
  // What a database has of itself.
  [
    /(?<=\b(?:with|without|have|has|having|no|any|the|are|is|do|whose|where|dbs?|databases?|instances?|rds)(?: any| the| their)? )automat(?:ed|ic) backups?(?= *[?.!]*$| (?:are |is |being )?(?:turned |switched |set )?(?:on|off|disabled|enabled|active|configured|missing))/gi,
    'backups',
  ],
  [
    /\b(?:with |have |has |having )?(?:automated |automatic )?backups (?:of|for|kept|retained|kept for|retained for|going back) (?=(?:at least|at most|more than|less than|under|over|only|fewer than|no more than) \d+ days?\b)/gi,
    'with a backup retention of ',
  ],
  [
    /\b(?:that (?:were |are )?|which (?:were |are )?)?(?:launched|created|started|managed|owned|run|controlled) by (?:an? |the |our )?(?:auto[- ]?scaling(?: groups?)?|asgs?)(?= *[?.!]*$)/gi,
    'of auto scaling groups',
  ],
  [
    /(?<=\bsecurity groups?\b.*)\b(?:(?:are|is) )?(?:not|n't) (?:(?:being )?(?:attached|assigned|associated|used|linked|bound))(?: (?:to|with|by|on|in))? (?:anything|any \w+|anyone)(?= *[?.!]*$)|(?<=\bsecurity groups?\b.*)\b(?:are|is)n't (?:attached|assigned|associated|used|linked|bound)(?: (?:to|with|by|on|in))? (?:anything|any \w+)(?= *[?.!]*$)/gi,
    'are unused',
  ],
  // Volumes are none of what is asked for.
  [
    /\bebs[- ]optimi[sz](?:ation|ed)(?! (?:instances?|servers?|machines?))(?=.*\b(?:instances?|servers?|machines?)\b)|(?<=\b(?:instances?|servers?|machines?)\b.*)\bebs[- ]optimi[sz](?:ation|ed)/gi,
    'ebs-optimized',
  ],
  [
    /^(\W*)ebs[- ]optimi[sz](?:ation|ed) (?=(?:is |are )?(?:dis|en)abled|(?:turned |switched )?o(?:n|ff)\b)/gi,
    '$1instances with ebs-optimized ',
  ],
  [/\bwithout (ebs-optimized)(?= *[?.!]*$)/gi, 'with $1 disabled'],
  // A state behind the other things is theirs.
  [
    /\b(with|without|having|have|has|hosting|containing) ((?:no |any |some )?)((?:ec2 |rds |ecs )?(?:instances?|databases?|functions?|tasks?|services?|volumes?|snapshots?|endpoints?)) (?:(?:that|which) are |(?:currently |still )+)?(running|stopped|terminated|pending|available|attached|unattached|encrypted|unencrypted|public)(?= *[?.!]*$| (?:in|right now)\b)/gi,
    '$1 $2$4 $3',
  ],
  // Of which version is supported, dates tell.
  [
    /^(?:\W*(?:which|what|list|show|find|are there|do we have)\b)?(?:.*?)\b((?:eks |kubernetes |k8s )clusters?)\b.*\b(?:(?:un|not |non-?)support(?:ed)?|(?:out of|past|end of|no longer in|beyond|extended|not (?:on|in)(?: an?)?) (?:standard )?support(?:ed)?|supported (?:kubernetes )?versions?|deprecated|end[- ]of[- ]life|eol)\b.*$/gi,
    'when does support for the version of our EKS clusters end',
  ],
  [
    /\bencrypted (?:with|by|using) (?:an? |some )?(?:kms |encryption )?keys? (?:of our own|we (?:own|manage|control)|that (?:is|are) ours|of ours)\b/gi,
    'encrypted with our own key',
  ],
  [
    /\bencrypted (?:with|by|using) (?:(?:an?|any|one) of )?our (own )?(?:kms |cmk |encryption )?keys?\b/gi,
    'encrypted with $1kms',
  ],
  [
    /\b(?:do|does)(?:n't| not) (?:use|have) (?:an? |any )?kms(?: keys?)?(?: encryption)?\b/gi,
    'are not encrypted with kms',
  ],
  [
    /\b(?:that |which )?(?:use|uses|using|have) kms(?: keys?)?(?: encryption)?\b/gi,
    'encrypted with kms',
  ],
  [
    /\b(?:encrypted )?(?:with|by|using|use|uses) sse-s3(?: encryption)?\b/gi,
    'encrypted with AES256',
  ],
  [/\b(?:encrypted )?(?:with|by|using|use|uses) sse-kms(?: encryption)?\b/gi, 'encrypted with kms'],
  // Of one bucket its algorithm says whether.
  [
    /^(\W*(?:and |but )?)is (?:the )?(bucket \S+) encrypted with (?:an? |the )?(?:own )?(?:aws )?kms(?: keys?)?(?= *[?.!]*$)/gi,
    '$1how is $2 encrypted',
  ],
  // What was left alone for longest.
  [
    /\b(?:has|have|was|were|is|are)(?:n't| not) (?:been )?(changed|modified|updated|touched|edited|deployed|used|rotated)(?: to| for| since)?(?: the)? longest(?: time| while)?\b/gi,
    'was last $1 the longest',
  ],
  [
    /\bwas (changed|modified|updated|touched|used) (?:the )?least recently\b/gi,
    'was last $1 the longest',
  ],
  [/\bleast recently (changed|modified|updated|touched|used)\b/gi, 'last $1 the longest'],
  // How long it has been there.
  [
    /\b(?:has|have) been (?:(?:lying|hanging|sitting|floating|kicking) (?:around|about)|around|there) (?:for )?(?:the )?longest\b/gi,
    'is the oldest',
  ],
  [
    /\bhow long (?:has|have|did) (.{1,60}?) (?:existed|exist|been (?:around|there|alive|in place))\b/gi,
    'how old is $1',
  ],
  [
    /\bsince when (?:do|does|did|has|have) (.{1,60}?) (?:exist(?:ed)?|been (?:around|there))\b/gi,
    'how old is $1',
  ],
  [
    /\bfor how long (?:do|does|has|have) (.{1,60}?) (?:exist(?:ed)?|been (?:around|there))\b/gi,
    'how old is $1',
  ],
  // A stream of a table is a setting of it.
  [
    /^(\W*(?:and |but )?)(does|do) (.{2,40}?) have (?:an? |any )?(?:dynamodb )?streams?(?: (?:on|attached|configured))?(?= *[?.!]*$)/gi,
    '$1$2 $3 have stream enabled',
  ],
  // Versioning is a setting; the versions of objects are none.
  [
    /\b(?:keeps?|stores?|retains?) (?:the )?(?:old(?:er)?|previous|earlier|prior) versions\b/gi,
    'have versioning enabled',
  ],
  // Days that have a name.
  [/(?<![\w-])(?:christmas|xmas)(?: day)?(?![\w-])/gi, 'December 25'],
  [
    /(?<![\w-])(?:new year'?s? eve|(?:the )?end of (?:the|this) year|year'?s? end)(?![\w-])/gi,
    'December 31',
  ],
  [/(?<![\w-])(?:the )?new year(?:'?s)?(?: day)?(?![\w-])/gi, 'January 1'],
  // What stands beside a password.
  [/\b(?:a |any |the )?(?:second|2nd|additional) factors?\b/gi, 'MFA'],
  [/\beuropean(?= ones?\b)/gi, 'eu'],
  // Superlatives.
  [/\b(?:fattest|chunkiest|hugest|bulkiest|most (?:massive|enormous))\b/gi, 'largest'],
  [/\b(?:tiniest|littlest)\b/gi, 'smallest'],
  [/\bmost ancient\b/gi, 'oldest'],
  [/\bfreshest\b/gi, 'newest'],
  [/\b(?:dearest|costliest)\b/gi, 'most expensive'],
  [/\b(which|what) single\b/gi, '$1'],
]
