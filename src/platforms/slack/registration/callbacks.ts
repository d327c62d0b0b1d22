/** Ids that the manifest gives to shortcuts, and by which they are recognised. */
export const ASK_SHORTCUT = 'ask_question';
export const ASK_ABOUT_MESSAGE_SHORTCUT = 'ask_about_message';
