package vpnsentinel.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;

/** Decides at a listener's door, before a body is read, whether a request may go on. */
public interface Guard {
    /** Lets everybody in. */
    Guard NOBODY = (request, caller) -> Optional.empty();

    /** Lets in who sits on this host or in a private network. */
    Guard PRIVATE_ONLY = (request, caller) -> caller.address().isPrivate()
            ? Optional.empty()
            : Optional.of(new Refusal(
                    403,
                    "Access denied",
                    "The dashboard answers loopback and private addresses only, not " + caller.address()
                            + "; reach it over the LAN, an SSH tunnel, or a VPN to this host",
                    Optional.empty()));

    Optional<Refusal> refuse(HttpServerRequest request, Caller caller);

    /** Lets in who has the key; the health path alone is open, and beats count by themselves. */
    static Guard api(ApiAccess access, String apiPath) {
        String health = apiPath + "/health";
        String beat = apiPath + "/whoami";
        return (request, caller) -> beat.equals(request.path())
                ? access.refuseBeat(caller, request.getHeader("X-API-Key"), System.currentTimeMillis())
                : access.refuse(
                        caller,
                        request.getHeader("X-API-Key"),
                        !health.equals(request.path()),
                        System.currentTimeMillis());
    }
}
