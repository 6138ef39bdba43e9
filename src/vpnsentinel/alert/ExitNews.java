package vpnsentinel.alert;

/** Which moves of a client's exit are worth a message: the words of the setting {@code notify.exit}. */
enum ExitNews {
    /** To another network or country. */
    NETWORK,
    /** To any other address. */
    ANY,
    /** None. */
    OFF
}
