import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import type { Focus } from '../question/focus.ts';
import { fieldsOf, intentTerms } from '../question/intent.ts';
import { subjectTerms } from '../question/subject.ts';
import { familyBeginning } from './related-words.ts';
import { WEIGHTS } from './weights.ts';

/** Of several scenarios, the one whose name the question has words of, or words much like them. */
export function scenarioWorth(statement: Statement, focus: Focus, entry: Entry): number {
  if (statement.heading === undefined || !statement.field.startsWith('outlook.')) return 0;
  if (!fieldsOf(focus.intent).fields.includes(statement.field)) return 0;
  const asked = scenarioTerms(focus, entry);
  if (asked.size === 0) return 0;
  const text = scenarioText(statement.heading, entry);
  const name = new Set(termsOf(statement.heading));
  let met = 0;
  for (const term of asked)
    met += name.has(term)
      ? 1
      : [...kindredOf(term)].some((kin) => name.has(kin)) || areFamily(term, name)
        ? 0.7
        : text.has(term)
          ? 0.5
          : 0;
  return (WEIGHTS.sameScenario * met) / asked.size;
}

/** "substance" and "substantive" */
function areFamily(term: string, others: ReadonlySet<string>): boolean {
  const beginning = familyBeginning(term);
  return beginning !== undefined && [...others].some((other) => other.startsWith(beginning));
}

/** What tells scenarios apart: not what is asked of them, nor, if there is more, what the whole briefing is about ("the session"). */
function scenarioTerms(focus: Focus, entry: Entry): ReadonlySet<string> {
  const asked = termsOf(focus.question).filter((term) => !intentTerms(focus.intent).has(term));
  const subject = subjectTerms(entry);
  const telling = asked.filter(
    (term) => !subject.has(term) && ![...kindredOf(term)].some((kin) => subject.has(kin)),
  );
  return new Set(telling.length > 0 ? telling : asked);
}

const scenarioTexts = new WeakMap<Entry, Map<string, ReadonlySet<string>>>();

function scenarioText(name: string, entry: Entry): ReadonlySet<string> {
  const known = scenarioTexts.get(entry) ?? new Map<string, ReadonlySet<string>>();
  scenarioTexts.set(entry, known);
  const terms =
    known.get(name) ??
    new Set(
      entry.outlook?.scenarios.flatMap((scenario) => (scenario.name === name ? termsOf(scenario.text) : [])),
    );
  known.set(name, terms);
  return terms;
}
