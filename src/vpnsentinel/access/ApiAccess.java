package vpnsentinel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Prefix;
import vpnsentinel.settings.Settings;

/**
 * Decides whether a request may use the API, before its body is read: allowed source, right key, within the limits.
 * Strangers and failures count per source; requests with the right key count per key here and per client id later, so
 * that neither a stranger behind the same exit nor another client can lock a client out. Thread-safe.
 */
public final class ApiAccess {
    /** The key that means: everybody may in. */
    public static final String OPEN = Settings.OPEN;

    private final byte[] key;
    private final boolean open;
    private final List<Prefix> allowed;
    private final SourceLimit strangers;
    private final RateLimit.Window keyed = new RateLimit.Window();
    private final RateLimit.Window beating = new RateLimit.Window();
    private final int keyLimit;
    private final RateLimit clients;
    private final RateLimit beats;

    /** Access as the settings want it. */
    public ApiAccess(Settings settings) {
        String text = settings.text("api.key");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "no API key, expected one: without it, everybody would have the right one");
        }
        this.key = text.getBytes(StandardCharsets.UTF_8);
        this.open = text.equals(OPEN);
        this.allowed = settings.prefixes("server.allowed-ips");
        this.strangers = new SourceLimit(settings.number("server.rate-limit"));
        this.keyLimit = settings.number("server.key-rate-limit");
        this.clients = new RateLimit(settings.number("server.rate-limit"));
        this.beats = new RateLimit(settings.number("server.beat-rate-limit"));
    }

    /** Why the request is refused, or empty when it may go on. */
    public Optional<Refusal> refuse(Caller caller, @Nullable String presented, boolean needsKey, long nowMs) {
        return refuse(caller, presented, needsKey, keyed, nowMs);
    }

    /** Why the beat is refused, or empty; beats have a budget of their own, so that they never cost a keepalive. */
    public Optional<Refusal> refuseBeat(Caller caller, @Nullable String presented, long nowMs) {
        return refuse(caller, presented, true, beating, nowMs);
    }

    private Optional<Refusal> refuse(
            Caller caller, @Nullable String presented, boolean needsKey, RateLimit.Window budget, long nowMs) {
        if (!allowed.isEmpty() && !isAllowed(caller)) {
            return Optional.of(strangerLimit(caller, nowMs).orElseGet(() -> notAuthorized(caller)));
        }
        if (isAccepted(presented)) {
            return budget.count(nowMs, keyLimit).map(Refusal::tooMany);
        }
        Optional<Refusal> limit = strangerLimit(caller, nowMs);
        if (limit.isPresent() || !needsKey) {
            return limit;
        }
        return Optional.of(
                presented == null || presented.isEmpty()
                        ? Refusal.of(401, "Authentication required", "X-API-Key header is required")
                        : Refusal.of(403, "Authentication failed", "Invalid API key"));
    }

    /** Whether the caller is no stranger: from an allowed source, with the right key. */
    public boolean knows(Caller caller, @Nullable String presented) {
        return (allowed.isEmpty() || isAllowed(caller)) && isAccepted(presented);
    }

    /** A proxy of this house that is not trusted may stand for anybody. */
    private boolean isAllowed(Caller caller) {
        boolean house = caller.forwardedByStranger() && caller.address().isPrivate();
        return caller.isKnown() && !house && caller.address().isIn(allowed);
    }

    private static Refusal notAuthorized(Caller caller) {
        String why = !caller.isKnown()
                ? ": nobody can tell it behind the proxy at " + caller.address() + ", " + caller.doubt()
                        + "; see VPN_SENTINEL_FORWARDED_HEADER"
                : caller.forwardedByStranger() && caller.address().isPrivate()
                        ? ": the proxy at " + caller.address() + " is not in VPN_SENTINEL_TRUSTED_PROXIES"
                        : "";
        return Refusal.of(403, "Access denied", "Your IP address is not authorized" + why);
    }

    /** Counts a keepalive of the client; why it is refused, or empty. */
    public Optional<Refusal> refuseClient(String clientId, long nowMs) {
        return clients.count(clientId, nowMs).map(Refusal::tooMany);
    }

    /** Counts a beat of the client; why it is refused, or empty. */
    public Optional<Refusal> refuseBeatOf(String clientId, long nowMs) {
        return beats.count(clientId, nowMs).map(Refusal::tooMany);
    }

    private Optional<Refusal> strangerLimit(Caller caller, long nowMs) {
        return strangers.count(caller.address(), nowMs).map(Refusal::tooMany);
    }

    private boolean isAccepted(@Nullable String presented) {
        return open || (presented != null && MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.UTF_8)));
    }
}
