/** A person mentions the bot and asks; what `EchoDispatcher` answers is `ECHOED`. */
export const MENTION = {
  type: 'app_mention',
  channel: 'C0GENERAL',
  user: 'U0ANN',
  ts: '100.1',
  text: '<@U0RAPPORT> what does Oman want?',
};
export const ECHOED = 'You asked: what does Oman want?';
