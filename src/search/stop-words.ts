/**
 * English words that say how a sentence is built, not what it is about; a question consists of them by half.
 * "not" and "no" are among them: they turn a meaning round, but never help to find it. Words of degree,
 * number and time ("most", "first", "before") are left in, since questions turn on them.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those
   i me my mine we our ours you your yours he him his she her hers it its they them their theirs
   myself yourself himself herself itself ourselves themselves
   am is are was were be been being do does did doing done have has had having
   will would shall should can could may might must
   who whom whose which what when where why how
   and or but nor so if then than as because while until though although
   of at by for with about into according to from in on onto upon off out up down over under again
   there here all any both each some such no not only own same too very just also else
   s t d ll re ve m don didn doesn isn aren wasn weren hasn haven hadn wouldn couldn shouldn can cannot
   dont didnt doesnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt cant
   whats whos wheres hows thats theres lets im ive hes shes theyre youre were
   please`.split(/\s+/),
);
