import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { classAt } from './part-of-speech.ts';

/**
 * Words that carry a question along and say little of what it is about: "which *issues remain* open *exactly*". A
 * statement that has none of them may answer all the same, so they weigh nothing where it is judged whether it does.
 * General English; no topics. Where nothing else is left of a question, they are all there is and do count.
 */
const WORDS = `
thing things something anything everything issue issues matter matters point points question questions story
situation case cases fact facts factor factors aspect aspects detail details element way ways kind kinds sort type
action actions step steps move part parts area idea ideas info information news file subject topic
someone anyone somebody anybody everyone everybody nobody
happen happens happened happening take takes took taken make makes made making get gets got getting give given
come comes came coming go goes went going gone keep kept put let seem seems appear appears remain remains remained
become became suppose supposed mean means meant look looks looking know known tell told show shown explain explained
describe described mention mentions mentioned everybody fast quickly soon involve involved concern regard regarding relate related count counts
try tries trying tried use used need needs bring brought work works worked done
main key actual actually exact exactly real really truly current currently now today anyway specific specifically precise
precisely overall general generally major important importance possible possibly particular particularly certain
clear clearly new old recent recently past ago yet still already ever even quite rather pretty very mere merely
apparently basically simply ultimately eventually finally originally initially mostly largely together
many much lot lots several few long
retain retains retained maintain maintains exert exerts possess possesses enjoy enjoys wield wields exercise exercises
pursue pursues pursuing attach attaches attached outline lay lays clarify elaborate expand address consider considered
understand understood learn learned hear heard see seen find found reckon guess assume care cares bother
watch monitor follow track check
toward towards closer
extra additional able another besides before after alone more less
degree extent nature substance content contents terms circumstance circumstances condition conditions respect
manner sense purpose status stage phase limit limits implication implications significance relevance context background
picture example instance folks bit stuff reason reasons thoroughly fully really
want wants wanted say says said held hold whether if
think thinks believe believes opinion view
mind whole two both each between side sides one ones other others
item items stake stakes low high good bad little straight anyone
argument quote quotation phrase
briefing article text entry desk author authors
`;

const LIGHT: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));

export function isLight(token: string): boolean {
  return LIGHT.has(token);
}

/** Light as things and without an object; "count *the votes*", "question *the minister*" are deeds of their own. */
const DEEDS_WITH_OBJECT = new Set(
  'address check count follow issue monitor move point question retain maintain pursue quote track use used watch'.split(
    ' ',
  ),
);

/** Stems of a question's words that say little. "issues" is one of them; "issued" is a deed. */
export function lightTerms(question: string): ReadonlySet<string> {
  const tokens = tokensOf(question);
  return new Set(
    tokens.flatMap((token, at) =>
      LIGHT.has(token) && !(DEEDS_WITH_OBJECT.has(token) && classAt(tokens, at) === 'deed')
        ? [stemOf(token)]
        : [],
    ),
  );
}
