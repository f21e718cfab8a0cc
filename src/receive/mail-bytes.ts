// How much of a mail is read.

/** Reports say what they have to say at their beginning; what was sent back behind it may be long, and hostile mail is. */
export const MAX_MAIL_BYTES = 256 * 1024;
