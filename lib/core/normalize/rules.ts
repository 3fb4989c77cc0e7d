import type { Draft } from '../extract/draft.ts';
import type { DateContext } from '../extract/possible-dates.ts';
import { takePresentedAuthor } from './biographies.ts';
import { dropBoilerplate } from './boilerplate/drop-boilerplate.ts';
import { cutGluedCredits, cutGluedEchoes, takeCaptions, takeRepeatedCaptions, takeTitleEchoes } from './captions.ts';
import { takeCredit, takeReporters } from './credits.ts';
import { takeDateline } from './dateline.ts';
import { dropAfterArticle, dropForms, dropNotices, dropPageParts, dropRelated, dropShareWidgets } from './furniture.ts';
import { takeGluedByline, takeInlineDate, takeMetaLines } from './header.ts';
import { dropBiography } from './known-author.ts';
import { takeLoneByline, takeLoneDate } from './lone-fields.ts';
import { dropAboveTitle, dropMenus } from './menus.ts';
import { takeSignOff } from './sign-off.ts';
import { takeSubtitle } from './subtitle.ts';
import { takeTitle } from './title.ts';

/** What a rule may know beside the draft. */
export interface RuleContext extends DateContext {
  /** Whether the text is a file as scraped; what comes as a field or as HTML has been through an extractor. */
  readonly dumped: boolean;
}

/** A cleaning rule: a pure function from draft to draft, which returns the same draft when it has nothing to do. */
export interface Rule {
  readonly name: string;
  readonly why: string;
  readonly apply: (draft: Draft, context: RuleContext) => Draft;
}

/**
 * In order: the headline nearly first, because what stands around it tells where it is. A new rule is an entry here and cases in
 * `test/fixtures/normalize`; raise RULES_VERSION with it.
 */
export const RULES: readonly Rule[] = [
  {
    name: 'repeated_caption',
    why: 'A caption on a line of its own and again glued to a paragraph could pass for the headline.',
    apply: takeRepeatedCaptions,
  },
  {
    name: 'glued_credit',
    why: 'The credit of a picture may be glued to the end of a headline or a paragraph.',
    apply: cutGluedCredits,
  },
  { name: 'title', why: 'The headline is a field of its own, and so is what stands above it.', apply: takeTitle },
  {
    name: 'subtitle',
    why: 'The line between headline and byline sums up the article; it is not its first sentence.',
    apply: takeSubtitle,
  },
  {
    name: 'meta_line',
    why: 'Dates, bylines, sections and tags are fields.',
    apply: takeMetaLines,
  },
  {
    name: 'glued_byline',
    why: 'The byline may be glued to the summary under the headline.',
    apply: takeGluedByline,
  },
  {
    name: 'presented_author',
    why: 'Below the text its author may be presented: the name, and what she does.',
    apply: takePresentedAuthor,
  },
  { name: 'lone_byline', why: 'A byline may stand below the text; the only one of it is its own.', apply: takeLoneByline },
  {
    name: 'biography',
    why: 'Below the text the outlet says who its author is and how to reach her.',
    apply: dropBiography,
  },
  { name: 'share_widget', why: 'Share buttons leave their labels and icon names.', apply: dropShareWidgets },
  { name: 'comment_form', why: 'The comment form below an article is not the article.', apply: dropForms },
  {
    name: 'notice',
    why: 'Newsletter, cookie, paywall and copyright notices are the outlet speaking, not the author.',
    apply: dropNotices,
  },
  { name: 'page_part', why: 'Buttons and hints of the page are not text.', apply: dropPageParts },
  { name: 'related_link', why: 'A link to another article brings in its words.', apply: dropRelated },
  {
    name: 'after_article',
    why: 'Below a heading such as `Related stories` nothing is of this article.',
    apply: dropAfterArticle,
  },
  { name: 'above_title', why: 'Above its headline a dumped page shows menus and notices.', apply: dropAboveTitle },
  { name: 'menu', why: 'A dumped page brings its menus, above the headline and below the text.', apply: dropMenus },
  { name: 'caption', why: 'Captions belong to pictures; they are kept in a field.', apply: takeCaptions },
  { name: 'title_echo', why: "The headline's picture repeats it as caption and alternative text.", apply: takeTitleEchoes },
  { name: 'glued_echo', why: 'Such a caption may be glued to the end of a paragraph.', apply: cutGluedEchoes },
  { name: 'reporters', why: 'Agencies name below the text who reported and edited.', apply: takeReporters },
  { name: 'credit', why: 'A source line below the text names author and outlet.', apply: takeCredit },
  { name: 'sign_off', why: 'Agencies put their name behind the last sentence.', apply: takeSignOff },
  {
    name: 'lone_date',
    why: 'A page may show its date far from the headline; one date on a line of its own is no accident.',
    apply: takeLoneDate,
  },
  {
    name: 'inline_date',
    why: 'Some scrapers glue the date before the first sentence.',
    apply: takeInlineDate,
  },
  {
    name: 'boilerplate_line',
    why: 'What no phrase gives away, its place, shape and neighbours do: teasers, comments, biographies, forms.',
    apply: (draft, { dumped }) => (dumped ? dropBoilerplate(draft) : draft),
  },
  {
    name: 'dateline',
    why: 'Place and agency before the first sentence are fields; reprints drop or change them.',
    apply: takeDateline,
  },
];

/** Removing one thing shows the next: `PARIS: ` under a byline under a date. Real pages need two or three passes. */
const PASSES = 12;

/** Is told of each rule that did something. */
export type RuleObserver = (rule: Pick<Rule, 'name' | 'why'>, before: Draft, after: Draft) => void;

/** Applies the rules until none of them changes anything: when each has seen the draft as the last change left it, all have. */
export function applyRules(
  draft: Draft,
  context: RuleContext,
  { rules = RULES, observe }: { readonly rules?: readonly Rule[]; readonly observe?: RuleObserver | undefined } = {},
): Draft {
  let current = draft;
  let unchanged = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const rule of rules) {
      if (unchanged === rules.length) return current;
      const before = current;
      current = rule.apply(before, context);
      unchanged = current === before ? unchanged + 1 : 0;
      if (unchanged === 0) observe?.(rule, before, current);
    }
  }
  return current;
}
