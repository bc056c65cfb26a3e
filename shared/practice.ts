/**
 * The passphrase of every identity in the sample round: it protects nothing, and the screens fill it in for whoever
 * tries the round.
 */
export const practicePassphrase = 'practice round, nothing in it is secret';
