package vpnsentinel.alert;

/** Whether news becomes a message. */
sealed interface Decision {
    /** It does: this is what the message says. */
    record Tell(Alert alert) implements Decision {}

    /**
     * It does not.
     *
     * @param why one clause for the log: {@code orderly stop}
     */
    record Keep(String why) implements Decision {}
}
