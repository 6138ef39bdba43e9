package vpnsentinel.client;

/** What to do about a keepalive that was not delivered, and about what keeps all of them here. */
final class Hints {
    /** No interface but the loopback is left, as when the container whose network is shared was replaced. */
    static final String ORPHANED =
            "the VPN's container was probably restarted or replaced; restart the client, so that it joins the new network";

    private Hints() {}

    static String of(Delivery.Failed failure) {
        return switch (failure.status()) {
            case 0 ->
                failure.reason().startsWith("TLS")
                        ? "check VPN_SENTINEL_URL, or set VPN_SENTINEL_TLS_CERT_PATH to the authority of the server"
                        : "check VPN_SENTINEL_URL, and that the VPN container lets this address through";
            case 401, 403 -> "check VPN_SENTINEL_API_KEY, and VPN_SENTINEL_SERVER_ALLOWED_IPS on the server";
            case 404, 405 -> "check VPN_SENTINEL_URL and VPN_SENTINEL_API_PATH";
            case 429 -> "raise VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS on the server, or VPN_SENTINEL_INTERVAL here";
            default -> "the server's log says more";
        };
    }
}
