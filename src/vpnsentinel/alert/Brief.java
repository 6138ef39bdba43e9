package vpnsentinel.alert;

/**
 * What one message says, short enough to stand in one that sums up several.
 *
 * @param client whom it is about
 * @param status the client's status after the change: {@code silent}
 * @param headline who and what: {@code tokyo is silent}
 */
record Brief(String client, String status, String headline) {}
