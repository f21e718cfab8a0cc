// Words that tell nothing about what a paper is about: nothing is learnt from them, and they are shown as no reason.
import { tokenize } from './tokens.ts';

const FUNCTION_WORDS =
  'a about above across after again against all almost along already also although among an and another any are around as ' +
  'at be became because become been before behind being below between beyond both but by can cannot could did do does doing ' +
  'done down due during each either else enough especially etc even ever every few for from further furthermore had has ' +
  'have having he hence here how however i if in indeed instead into is it its itself just least less let like likely made ' +
  'mainly make many may me meanwhile might more moreover most mostly much must my namely neither no nor not notably now of ' +
  'off often on once one only onto or other otherwise our out over own particularly per quite rather recently same several ' +
  'she should since so some sometimes still such than that the their them then there thereby therefore these they thing ' +
  'this those though three through throughout thus to together too toward towards two under unlike until up upon us ' +
  'usually various very via was we well were what when where whereas whether which while who whose why widely will with ' +
  'within without would yet you your';

/** What abstracts of any subject say of themselves. */
const WORDS_OF_ABSTRACTS =
  'abstract achieve achieved achieving additionally address addressing aim allow allowing analysis approach available based ' +
  'best better challenge challenging code compared comprehensive consistently contribution crucial current demonstrate ' +
  'demonstrated demonstrating despite develop developed different effective effectively effectiveness efficiently empirical ' +
  'enable enabling enhance enhanced evaluate evaluated existing experiment experimental extensive face finally finding first ' +
  'focus framework github given good high highlight https i.e e.g improve improved improvement improving including introduce ' +
  'introducing investigate issue key large leading leverage leveraging limitation limited main major method methodology new ' +
  'novel number obtain offer outperform outperforming paper performance potential present previous prior problem propose ' +
  'proposed proposing provide providing publicly recent related release remain reveal result second set show showing shown ' +
  'significant significantly simple specifically state strong studies study substantial substantially suffer superior ' +
  'surpassing task technique third today traditional typically use used using validate work www';

const SILENT = new Set(tokenize(`${FUNCTION_WORDS} ${WORDS_OF_ABSTRACTS}`).map(({ folded }) => folded));
const LONGEST = 40;

/** @param folded as `tokenize` folds it */
export function isTellingWord(folded: string): boolean {
  return folded.length > 1 && folded.length <= LONGEST && !SILENT.has(folded) && !/^\d+$/.test(folded);
}
