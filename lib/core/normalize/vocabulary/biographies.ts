/** A biography that goes on from the name above it. */
export const PRONOUN_IS =
  /^(?:(?:S?he|They) (?:is|are|has|have|was|writes?|covers?|joined|works?)|(?:Sie|Er) (?:ist|hat|schreibt|arbeitet)|(?:Elle|Il) (?:est|a|écrit)|(?:Ella|Él) (?:es|ha|escribe)|(?:Ela|Ele) (?:é|escreve)|(?:Lei|Lui) (?:è|scrive)|(?:Zij|Ze|Hij) (?:is|schrijft)|(?:Hon|Han|Hun) (?:är|er|skriver))\s/u;

/** `Copyright © 2012–2025 Jane Doe. All rights reserved`, `© Jane Doe 2025`. */
export const COPYRIGHT =
  /(?:©|\(c\)|copyright|copr\.)[\s©·:]{0,4}(?:\(c\)\s)?(?:(?:19|20)\d{2}(?:\s?[-–—]\s?(?:(?:19|20)\d{2}|present))?)?[\s·|•,.:–—-]{0,4}(?:by )?(?<owner>\p{Lu}[^|•·©.;(0-9–—]{2,60})/iu;

/** Words that no person is called by, but owners of copyrights are. */
export const ORGANIZATION =
  /\b(?:media|group|grupo|groupe|gruppe|verlag|publish(?:ing|ers?)|publications?|press|presse|prensa|news|times|post|journal|herald|tribune|gazette|daily|weekly|magazine|review|network|channel|radio|tv|television|broadcasting|company|co|corp(?:oration)?|holdings?|partners|associates|foundation|association|society|institute?|university|college|school|hospital|clinic|health|bank|insurance|solutions|systems|services|software|technolog(?:y|ies)|labs?|studios?|digital|design|marketing|consulting|ventures|capital|enterprises?|international|global|national|american?|european?|canada|australia|states|city|county|council|government|department|ministry|office|club|union|church|museum|store|shop|blog|guide|hub|online|web|all rights|rights reserved|the|and|our|your|all|gmbh|ag|sa|srl|ltd|inc|llc|plc)\b/iu;

/** Who speaks of oneself. */
export const FIRST_PERSON =
  /(?<![\p{L}])(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Ii]ch|[Mm]eine?|[Jj]e|J['’]|[Mm]on|[Yy]o|[Mm]is?|[Ee]u|[Mm]inha|[Ii]o|[Mm]io|[Ii]k|[Mm]ijn|[Jj]ag|[Jj]eg|[Яя]|[Мм]ой)(?![\p{L}])/u;

/** The same, said by the author: `I’m the founder of …`, `Hello! I am an editor …`. */
export const I_AM =
  /(?:^|[.!?] )(?:Hi,? |Hello,? |Hey,? )?(?:I[’']m|I am|[Ii]ch bin|[Jj]e suis|(?:[Yy]o )?[Ss]oy|(?:[Ee]u )?[Ss]ou|(?:[Ii]o )?[Ss]ono|[Ii]k ben|[Jj]ag är|[Jj]eg er)\s/u;

/** A biography that opens with the name of who writes: `Jane Doe (@jane_doe) is a senior editor at …`. */
export const WRITER =
  /^(\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,2})(?: \([^()]{2,40}\))?,? (?:is|was|ist|war|est|es|é|è|är|er|jest|—|является) (?:[\p{L}’'&/-]+,? ){0,6}(?:writers?|reporters?|journalists?|editors?|correspondents?|contributors?|columnists?|bloggers?|author|redakteur(?:in)?|journalist(?:e|in|a)?|autor(?:in|a)?|auteure?|rédact(?:eur|rice)|periodista|redactora?|jornalista|redatora?|giornalista|redattor[ei]|redacteur|redaktör|redaktør|dziennikar(?:z|ka)|журналист(?:ом|кой)?|корреспондент(?:ом)?)(?![\p{L}])/iu;

/** What is said of a thing, or to who may use it; and what of people alone: pronouns, and what somebody does. */
export const IMPERSONAL = /(?<!\p{L})(?:it|its|you|your)(?!\p{L})/iu;
export const PERSONAL =
  /(?<!\p{L})(?:s?he|her|his|they|their|who|writes|wrote|lives|covers|reports|teaches|studie[sd]|studying|graduated|joined)(?!\p{L})/iu;

/** Behind the name of who wrote. */
export const DOES =
  /^ (?:covers|writes|reports|contributes|is based|has (?:written|covered|reported|worked)|joined|schreibt|berichtet|écrit|couvre|escribe|cubre|escreve|cobre|scrive|schrijft|skriver)(?!\p{L})/iu;
/** How to reach somebody. */
export const REACH = /^(?:(?:you can )?(?:reach|contact|e-?mail|follow)) /iu;
export const ABOUT_WRITER = /^about the (?:writer|author|reporter|journalist)s?[\s:]*$/iu;
